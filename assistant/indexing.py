"""Keeping the search caches in step with the store, and turning what they find into passages of one snapshot."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.config import Settings
from assistant.store.database import BusyError, Database
from assistant.store.pending import Pending, mark_indexed, mark_rebuilt, pending
from assistant.store.snapshot import Decoded, Snapshot
from assistant.types import Hit, Scope

if TYPE_CHECKING:
    from assistant.search.building import IndexedPassage
    from assistant.search.hybrid import SearchIndex

log = logging.getLogger(__name__)

KEYWORD = ("keyword",)
BOTH = ("keyword", "vector")

_REPORTS_AT_ONCE = 1000
"""So many reports are added in one step; many more, and more than half of all, are written anew, which streams."""


class PassageIndex:
    """The search caches of one home; the store remembers what they hold, so work that a crash cut short is done later."""

    def __init__(self, database: Database, home: Path, settings: Settings, decoded: Decoded) -> None:
        self._database = database
        self._decoded = decoded
        self._folder = home / "index"
        self._settings = settings
        self._looked_after = False

    @cached_property
    def _caches(self) -> SearchIndex:
        from assistant.search.hybrid import SearchIndex

        return SearchIndex(self._folder, self._settings)

    def catch_up(self, *, wait: bool = True) -> None:
        """Apply what the store holds and the caches do not; a process that is at it already applies this change too."""
        try:
            with self._database.lock("index", None if wait else 0):
                while self._apply_pending():
                    pass
        except BusyError:
            log.info("the search caches are being written by another process, which will apply this change too")

    def rebuild(self) -> int:
        """Make the caches anew from the store; how many passages they hold."""
        with self._database.lock("index"):
            return self._rebuild()

    def hits(self, snapshot: Snapshot, query: str, scope: Scope, k: int, legs: Sequence[str]) -> list[Hit]:
        """The passages nearest to a query among the reports in scope, as this snapshot holds them."""
        heads = {head.id: head for head in snapshot.heads(scope)}
        if not heads or not query.strip():
            return []
        self._finish_what_a_crash_left()
        everything = len(heads) == len(snapshot.all_heads())
        scores = self._caches.search(query, k, None if everything else frozenset(heads), legs=legs)
        passages = snapshot.passages([(score.report, score.ordinal) for score in scores])
        return [
            Hit(passage, heads[score.report].title, heads[score.report].path, score.score)
            for score in scores
            if score.report in heads and (passage := passages.get((score.report, score.ordinal)))
        ]

    def behind(self, snapshot: Snapshot) -> int:
        """How many reports the caches do not hold as the store does."""
        work = snapshot.pending()
        return len({*work.add, *work.remove})

    def health(self) -> dict[str, Any]:
        """What the caches say of themselves."""
        return self._caches.health()

    def close(self) -> None:
        """Release the open caches."""
        if "_caches" in self.__dict__:
            self._caches.close()

    def _finish_what_a_crash_left(self) -> None:
        """Once in each process: later changes are applied by whoever makes them."""
        if not self._looked_after:
            self._looked_after = True
            self.catch_up(wait=False)

    def _apply_pending(self) -> bool:
        """Do some of the work that is left; whether there may be more."""
        with self._database.reading() as connection:
            work = pending(connection)
            if not work and self._folder.is_dir():
                return False
            snapshot = Snapshot(connection, self._decoded)
            reports = len(snapshot.all_heads())
            if not work and not reports:
                return False
            changed = len({*work.add, *work.remove})
            small = (changed <= _REPORTS_AT_ONCE or changed <= reports // 2) and self._caches.usable()
            portion = _portion(work) if small else work
            units = list(_units(snapshot, list(portion.add))) if small else []
        if small:
            # Taking out first what is about to be added makes a repetition after a crash harmless.
            self._caches.apply(units, sorted({*portion.remove, *portion.add}))
            with self._database.writing() as connection:
                mark_indexed(connection, portion)
        else:
            self._rebuild()
        with self._database.reading() as connection:
            return portion != work or Snapshot(connection, self._decoded).generation != snapshot.generation

    def _rebuild(self) -> int:
        with self._database.reading() as connection:
            snapshot = Snapshot(connection, self._decoded)
            revisions = {head.id: revision for head, revision in snapshot.revisions()}
            self._caches.rebuild(_units(snapshot, list(revisions)))
        with self._database.writing() as connection:
            mark_rebuilt(connection, revisions)
        return int(self._caches.health()["passages"])


def _portion(work: Pending) -> Pending:
    """The part of the work that is done in one step: some of the reports to add, and all that only go."""
    add = dict(islice(work.add.items(), _REPORTS_AT_ONCE))
    return Pending(add, tuple(report for report in work.remove if report in add or report not in work.add))


def _units(snapshot: Snapshot, report_ids: Sequence[str]) -> Iterator[IndexedPassage]:
    from assistant.search.building import IndexedPassage

    for head, ordinal, passage in snapshot.passages_of(report_ids):
        place = head.place.display if head.place else ""
        yield IndexedPassage(head.id, ordinal, head.title, head.path, place, passage.section, passage.text)
