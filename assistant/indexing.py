"""Keeping the search caches in step with the store, and turning what they find into passages of one snapshot."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from assistant.config import EMBEDDING_ENDPOINT, Settings
from assistant.errors import AssistantError
from assistant.reading.discreet import discreet_passage
from assistant.search.mending import Mender
from assistant.search.reranking import LOOKED_AT, Reranker
from assistant.search.seals import DamagedCacheError
from assistant.store.database import BusyError, Database
from assistant.store.pending import Pending, mark_indexed, mark_rebuilt, pending
from assistant.store.snapshot import Decoded, Snapshot
from assistant.types import Hit, Passage, ReportHead, Scope

if TYPE_CHECKING:
    from assistant.search.building import IndexedPassage
    from assistant.search.hybrid import PassageScore, SearchIndex

log = logging.getLogger(__name__)

KEYWORD = ("keyword",)
BOTH = ("keyword", "vector")

_WIDER = 2
"""So many times more passages are looked for than wanted, since some say the same."""
_REPORTS_AT_ONCE = 1000
"""So many reports are added in one step; many more, and more than half of all, are written anew, which streams."""
_REPORTS_IN_PASSING = 100
"""So few are written anew while a question waits: that is done before another process has started."""


class PassageIndex:
    """The search caches of one home; the store remembers what they hold, so work that a crash cut short is done later."""

    def __init__(self, database: Database, home: Path, settings: Settings, decoded: Decoded) -> None:
        self._database = database
        self._decoded = decoded
        self._folder = home / "index"
        self._settings = settings
        self._mender = Mender(settings.model_copy(update={"home": home}))
        self._looked_after = False
        self._foreseeing: Thread | None = None

    @cached_property
    def _caches(self) -> SearchIndex:
        from assistant.search.hybrid import SearchIndex

        return SearchIndex(self._folder, self._settings, lambda: self._mender.start(self._caches.published()), self._passages_of)

    @cached_property
    def _reranker(self) -> Reranker | None:
        return Reranker(self._settings) if self._settings.reranker else None

    @cached_property
    def _allowed(self) -> list[str] | None:
        """The patterns of files whose words may go to an endpoint; None when the embedder is on this machine."""
        here = not self._settings.embedder.startswith(EMBEDDING_ENDPOINT)
        return None if here else re.split(r"[,，、;；]\s*", self._settings.model_reports)

    def _passages_of(self, reports: Sequence[str]) -> Iterator[IndexedPassage]:
        with self._database.reading() as connection:
            yield from _units(Snapshot(connection, self._decoded), reports, self._allowed)

    def foresee(self) -> None:
        """Get ready to write in a thread of its own, while files are still being read; what fails here is said when it is needed."""

        def prepare() -> None:
            with suppress(AssistantError):
                self._caches.prepare()

        self._foreseeing = Thread(target=prepare, name="caches foreseen")
        self._foreseeing.start()

    def catch_up(self, *, wait: bool = True, whole: bool = True) -> None:
        """Apply what the store holds and the caches do not; a process that is at it already applies this change too.

        Args:
            wait: Whether to wait for another process that is at it.
            whole: Whether to make everything of a large library anew where that is due; otherwise another process is started for it.
        """
        try:
            with self._database.lock("index", None if wait else 0):
                while self._apply_pending(whole=whole):
                    pass
        except BusyError:
            log.info("the search caches are being written by another process, which will apply this change too")

    def look_after(self) -> None:
        """Read the caches whole, as a service does when it starts; if they are damaged, begin to mend them."""
        self._finish_what_a_crash_left()
        with self._database.reading() as connection:
            there = bool(Snapshot(connection, self._decoded).all_heads())
        if there:
            self._caches.read_again()

    def mend(self) -> None:
        """Make damaged caches anew, unless another process is at it; then apply what came in meanwhile."""
        try:
            with self._database.lock("mend", 0), self._database.lock("index"):
                if self._caches.broken():
                    self._rebuild()
        except BusyError:
            return
        self.catch_up()

    def rebuild(self) -> int:
        """Make the caches anew from the store; how many passages they hold."""
        with self._database.lock("index"):
            return self._rebuild()

    def move(self, came_from: str = "") -> Iterator[tuple[int, int]]:
        """Put the vectors of another engine into the one that is set, then apply what came in meanwhile; steps done, of how many."""
        with self._database.lock("index"):
            if self._caches.published():
                yield from self._caches.move(came_from)
        self.catch_up()

    def hits(self, snapshot: Snapshot, query: str, scope: Scope, k: int, legs: Sequence[str]) -> list[Hit]:
        """The passages nearest to a query among the reports in scope, as this snapshot holds them."""
        heads = {head.id: head for head in snapshot.heads(scope)}
        if not heads or not query.strip():
            return []
        self._finish_what_a_crash_left()
        everything = snapshot.whole and len(heads) == len(snapshot.all_heads())
        whole = len(legs) > 1
        within = None if everything else frozenset(heads)
        reranker = self._reranker if whole else None
        wanted = max(_WIDER * k, LOOKED_AT if reranker else 0) if whole else k
        scores = self._scores(snapshot, query, wanted, within, legs)
        passages = snapshot.passages([(score.report, score.ordinal) for score in scores])
        found = [
            Hit(passage, heads[score.report].title, heads[score.report].path, score.score)
            for score in scores
            if score.report in heads and (passage := passages.get((score.report, score.ordinal)))
        ]
        if reranker is not None:
            found = reranker.reordered(query, found)
        return self._settled(snapshot, found, k) if whole else found

    def _scores(
        self, snapshot: Snapshot, query: str, k: int, reports: frozenset[str] | None, legs: Sequence[str]
    ) -> Sequence[PassageScore]:
        """What the caches find; without any, what the store itself holds."""
        try:
            return self._caches.search(query, k, reports, legs=legs, uncounted=snapshot.hidden)
        except DamagedCacheError:
            from assistant.search.hybrid import PassageScore
            from assistant.search.scanning import scan

            held = snapshot.passages_of(reports if reports is not None else [head.id for head in snapshot.all_heads()])
            units = ((head.id, ordinal, " ".join((head.title, *one.section)), one.text) for head, ordinal, one in held)
            return [PassageScore(*key, score) for key, score in scan(query, units, k)]

    @staticmethod
    def _settled(snapshot: Snapshot, found: Sequence[Hit], k: int) -> list[Hit]:
        """The list as staff read it: nothing said twice, neighbours as one."""
        from assistant.search.settling import distinct, joined

        return joined(distinct(found, k), lambda report: snapshot.report(report).clean)

    def behind(self, snapshot: Snapshot) -> int:
        """How many reports the caches do not hold as the store does."""
        work = snapshot.pending()
        return len({*work.add, *work.remove})

    def health(self) -> dict[str, Any]:
        """What the caches say of themselves."""
        return self._caches.health()

    def close(self) -> None:
        """Release the open caches, once what was begun ahead is done: modules cannot be imported while the program is ending."""
        if self._foreseeing is not None:
            self._foreseeing.join()
        if "_caches" in self.__dict__:
            self._caches.close()

    def _finish_what_a_crash_left(self) -> None:
        """Once in each process: later changes are applied by whoever makes them."""
        if not self._looked_after:
            self._looked_after = True
            self.catch_up(wait=False, whole=False)

    def _apply_pending(self, *, whole: bool) -> bool:
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
            units = list(_units(snapshot, list(portion.add), self._allowed)) if small else []
        if small:
            # Taking out first what is about to be added makes a repetition after a crash harmless.
            self._caches.apply(units, sorted({*portion.remove, *portion.add}))
            with self._database.writing() as connection:
                mark_indexed(connection, portion)
        elif whole or reports <= _REPORTS_IN_PASSING:
            self._rebuild()
        else:
            self._mender.start(self._caches.published())
            return False
        with self._database.reading() as connection:
            return portion != work or Snapshot(connection, self._decoded).generation != snapshot.generation

    def _rebuild(self) -> int:
        with self._database.reading() as connection:
            snapshot = Snapshot(connection, self._decoded)
            revisions = {head.id: revision for head, revision in snapshot.revisions()}
            self._caches.rebuild(_units(snapshot, list(revisions), self._allowed))
        with self._database.writing() as connection:
            mark_rebuilt(connection, revisions)
        return int(self._caches.health()["passages"])


def _portion(work: Pending) -> Pending:
    """The part of the work that is done in one step: some of the reports to add, and all that only go."""
    add = dict(islice(work.add.items(), _REPORTS_AT_ONCE))
    return Pending(add, tuple(report for report in work.remove if report in add or report not in work.add))


def _units(snapshot: Snapshot, report_ids: Sequence[str], allowed: Sequence[str] | None) -> Iterator[IndexedPassage]:
    from assistant.search.building import IndexedPassage

    for head, ordinal, passage in snapshot.passages_of(report_ids):
        place = head.place.display if head.place else ""
        told = _told(snapshot, head, passage, allowed) if allowed is not None else None
        yield IndexedPassage(head.id, ordinal, head.title, head.path, place, passage.section, passage.text, told)


def _told(snapshot: Snapshot, head: ReportHead, passage: Passage, allowed: Sequence[str]) -> str:
    """What of a passage an embedder outside this machine may see: the rules of `ASSISTANT_MODEL_REPORTS` and of secrecy marks hold."""
    if head.secrecy or not any(fnmatch(Path(head.path).name, pattern) for pattern in allowed):
        return ""
    return discreet_passage(passage, snapshot.report(head.id)).text
