"""What answering and drafting see: one snapshot of the store with search over it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.indexing import PassageIndex
from assistant.store.snapshot import Snapshot
from assistant.types import Fact, Hit, Report, ReportHead, Scope


class SnapshotLibrary:
    """`types.Library` over one snapshot: whatever is written meanwhile, every read of one answer sees the same state."""

    def __init__(self, snapshot: Snapshot, index: PassageIndex, legs: Sequence[str]) -> None:
        self._snapshot = snapshot
        self._index = index
        self._legs = legs

    def heads(self, scope: Scope) -> Sequence[ReportHead]:
        """The reports a scope lets one see, newest as-of first."""
        return self._snapshot.heads(scope)

    def report(self, report_id: str) -> Report:
        """One report whole."""
        return self._snapshot.report(report_id)

    def facts(self, scope: Scope) -> Sequence[Fact]:
        """All facts of the reports in scope, in text order within each report."""
        return self._snapshot.facts(scope)

    def search(self, query: str, scope: Scope, k: int = 10) -> Sequence[Hit]:
        """The passages nearest to a query, best first."""
        return self._index.hits(self._snapshot, query, scope, k, self._legs)
