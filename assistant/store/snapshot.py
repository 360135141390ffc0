"""Reading: one consistent state of the database, and what a warm process need not decode again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from assistant.errors import UsageError
from assistant.store.anchors import fact_ids
from assistant.store.codec import decode, unpack
from assistant.store.corrections import in_force
from assistant.store.kin import count_kin, kin_of
from assistant.store.ledger_versions import LedgerHistory
from assistant.store.limits import Limits, groups_at, limits
from assistant.store.pending import Pending, pending
from assistant.store.schema import facts, files, meta, passages, reports
from assistant.store.scope import fact_in_scope, in_scope, sees_all, shown_to
from assistant.store.settling import Settlement
from assistant.types import OWNER, Fact, Facts, Health, Lasting, Passage, Place, Reader, Report, ReportHead, Scope

Heads = dict[str, tuple[ReportHead, int]]
Revision = tuple[str, int]
"""A report id with the generation that wrote it: what it names never changes."""

_HEAD = ("id", "title", "genre", "place", "as_of", "path", "sample", "secrecy", "revision")
_AT_ONCE = 500
_KEPT_CHARACTERS = 4_000_000
"""Reports are kept until their texts are this long together: some 40 MB, a thousand usual reports."""
_KEPT_SCOPES = 8
"""So many scopes are kept with all they show; a question that is narrowed to some reports makes its own."""
_KEPT_SHELVES = 16
"""So many different choices of reports, by what readers may see, are kept with their scopes."""
_BODY = select(reports.c.body).where(reports.c.id == bindparam("report"))


@dataclass
class Decoded:
    """What earlier snapshots of this process have decoded; keyed by revision, so nothing in it can be out of date."""

    heads: tuple[int, Heads] = (-1, {})
    """The heads of one generation as read, kept together so that another thread never sees one without the other."""
    settled: tuple[int, Settlement, Heads, Heads] = (-1, Settlement(), {}, {})
    """What staff settled by one generation, with its heads as read and as they hold by it."""
    facts: dict[Revision, Facts] = field(default_factory=dict)
    reports: KeptReports = field(default_factory=lambda: KeptReports(_KEPT_CHARACTERS))
    limits: tuple[int, Limits] = (-1, {})
    """Which groups reports are limited to in one generation."""
    shelves: tuple[int, dict[frozenset[str] | None, Shelf]] = (-1, {})
    """What readers may see in one generation, by the groups of theirs that count; None is everything."""


@dataclass
class Shelf:
    """The reports that a reader may see in one generation: whoever may see the same shares it, and nobody else."""

    read: Heads
    heads: Heads
    whole: bool
    """Whether that is every report."""
    hidden: frozenset[str] = frozenset()
    """The reports that are not theirs to see."""
    views: dict[Scope, View] = field(default_factory=dict)
    """What scopes show of them."""


@dataclass
class View:
    """What a scope shows in one generation: its heads, and its facts once they are asked for."""

    heads: Lasting[ReportHead]
    facts: Facts | None = None


class KeptReports:
    """The reports last used, up to so many characters of text; safe to use from several threads."""

    def __init__(self, characters: int) -> None:
        self._most = characters
        self._held = 0
        self._reports: OrderedDict[Revision, Report] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Revision) -> Report | None:
        """A report kept, which is the last to go now."""
        with self._lock:
            if key in self._reports:
                self._reports.move_to_end(key)
            return self._reports.get(key)

    def put(self, key: Revision, report: Report) -> Report:
        """Keep a report; the one kept already where another thread was first."""
        with self._lock:
            if key not in self._reports:
                self._held += len(report.clean)
            kept = self._reports.setdefault(key, report)
            while self._held > self._most and len(self._reports) > 1:
                _, gone = self._reports.popitem(last=False)
                self._held -= len(gone.clean)
            return kept


class Snapshot:
    """The library as it was when the transaction began, as far as a reader may see it; valid only within the transaction.

    To a reader a report that is hidden is not there: no read of this class tells of it.
    """

    def __init__(self, connection: Connection, decoded: Decoded, reader: Reader = OWNER) -> None:
        self._connection = connection
        self._decoded = decoded
        self._reader = reader
        self.generation: int = connection.execute(select(meta.c.value).where(meta.c.name == "generation")).scalar_one()
        state = decoded.settled
        _, self.settlement, read, heads = state if state[0] == self.generation else self._settle()
        self.limits = self._limits()
        """Which groups reports are limited to, those among them that are no longer there."""
        self._shelf = self._shelf_of(reader, read, heads)
        self._read, self._heads = self._shelf.read, self._shelf.heads

    def _limits(self) -> Limits:
        generation, found = self._decoded.limits
        if generation != self.generation:
            found = limits(self._connection)
            self._decoded.limits = (self.generation, found)
        return found

    def _shelf_of(self, reader: Reader, read: Heads, heads: Heads) -> Shelf:
        """What a reader may see, kept for this generation."""
        generation, shelves = self._decoded.shelves
        if generation != self.generation:
            shelves = {}
            self._decoded.shelves = (self.generation, shelves)
        key = None if sees_all(reader, self.limits) else reader.groups & frozenset[str]().union(*self.limits.values())
        if (found := shelves.get(key)) is None:
            if key is None:
                found = Shelf(read, heads, whole=True)
            else:
                shown = shown_to(reader, [head for head, _ in heads.values()], self.limits)
                hidden = frozenset(heads).difference(shown)
                found = Shelf({one: read[one] for one in shown}, {one: heads[one] for one in shown}, whole=False, hidden=hidden)
            if len(shelves) < _KEPT_SHELVES:
                shelves[key] = found
        return found

    @property
    def whole(self) -> bool:
        """Whether no report is hidden."""
        return self._shelf.whole

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the reports that are not shown: for caches that hold those too, never to be told."""
        return self._shelf.hidden

    def hides(self, report_id: str) -> bool:
        """Whether a report is limited to others; one that is no longer there stays so."""
        return not self._reader.sees(self.limits.get(report_id, frozenset()))

    def hides_at(self, source: str) -> bool:
        """Whether a source holds a report that is limited to others."""
        groups = groups_at(self._connection, source)
        return not self._reader.sees(groups)

    def names_hidden(self, sentence: str) -> bool:
        """Whether a sentence names the file of a hidden report."""
        every = self._decoded.settled[3]
        return any(f"“{head.path}”" in sentence for report, (head, _) in every.items() if report not in self._heads)

    def all_heads(self) -> list[ReportHead]:
        """Every report stored, the demonstration documents among them."""
        return [head for head, _ in self._heads.values()]

    def revisions(self) -> list[tuple[ReportHead, int]]:
        """Every report with the generation that wrote it."""
        return list(self._heads.values())

    def pending(self) -> Pending:
        """What the search caches lack of this state."""
        return pending(self._connection)

    def heads(self, scope: Scope) -> Lasting[ReportHead]:
        """The reports a scope lets one see, newest as-of first."""
        return self._view(scope).heads

    def report(self, report_id: str) -> Report:
        """One report whole.

        Raises:
            UsageError: there is no report of this id.
        """
        if report_id not in self._heads:
            raise UsageError(f"资料中没有编号为“{report_id[:60]}”的报告，请在资料清单中核对编号。")
        read = self._as_read(report_id)
        if not self.settlement:
            return read
        return self.settlement.report(read, self._head_read(report_id), self.facts_read(report_id))

    def facts_read(self, report_id: str) -> Facts:
        """The facts of a report as they were read, before any correction."""
        revision, known = (report_id, self._heads[report_id][1]), self._decoded.facts
        if revision not in known:
            self._load_facts(known, [revision])
        return known[revision]

    def ledger_history(self) -> LedgerHistory:
        """The versions of ledgers, those of hidden reports left out."""
        return LedgerHistory(self._connection, self.hides)

    def identified(self, report_id: str) -> list[tuple[str, Fact, Fact | None]]:
        """Each fact of a report by its id: as it was read, and as it holds now; None for one that is not to be used."""
        read = self.facts_read(report_id)
        now = self.settlement.each(self._head_read(report_id), read)
        return list(zip(fact_ids(read), read, now, strict=True))

    def heads_read(self) -> list[ReportHead]:
        """Every report's head as it was read, before any correction."""
        return [head for head, _ in self._read.values()]

    def _as_read(self, report_id: str) -> Report:
        key, kept = (report_id, self._heads[report_id][1]), self._decoded.reports
        found = kept.get(key)
        return found or kept.put(key, unpack(Report, self._connection.execute(_BODY, {"report": report_id}).scalar_one()))

    def _head_read(self, report_id: str) -> ReportHead:
        return self._read[report_id][0]

    def _settle(self) -> tuple[int, Settlement, Heads, Heads]:
        """What staff settled by this generation; what was worked out for the same corrections before is kept."""
        generation, read = self._decoded.heads
        read = heads = read if generation == self.generation else self._load_heads()
        settlement, standing = self._decoded.settled[1], in_force(self._connection)
        settlement = settlement if settlement.corrections == standing else Settlement(standing)
        if settlement:
            heads = {report: (settlement.head(head), revision) for report, (head, revision) in read.items()}
        self._decoded.settled = state = (self.generation, settlement, read, heads)
        return state

    def facts(self, scope: Scope) -> Facts:
        """All facts of the reports in scope, in text order within each report."""
        view = self._view(scope)
        if view.facts is None:
            view.facts = self._facts(scope, view.heads)
        return view.facts

    def _view(self, scope: Scope) -> View:
        """What a scope shows, kept for this generation unless it is a question's own choice of reports."""
        views = self._shelf.views
        if (found := views.get(scope)) is None:
            found = View(Lasting(in_scope(self.all_heads(), scope)))
            if not scope.reports and len(views) < _KEPT_SCOPES:
                views[scope] = found
        return found

    def _facts(self, scope: Scope, heads: Sequence[ReportHead]) -> Facts:
        visible = [(head.id, self._heads[head.id][1]) for head in heads]
        known = self._decoded.facts
        self._load_facts(known, [revision for revision in visible if revision not in known])
        found = Facts.of(self._now(revision, known[revision]) for revision in visible)
        return Facts(fact for fact in found if fact_in_scope(fact, scope)) if scope.inspection else found

    def _now(self, revision: Revision, read: Facts) -> Facts:
        return self.settlement.facts(self._head_read(revision[0]), revision[1], read) if self.settlement else read

    def passages(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Passage]:
        """The index passages of these reports and ordinals; what this state does not hold is left out."""
        shown = {report for report, _ in wanted if report in self._heads}
        statement = select(passages).where(passages.c.report.in_(shown), passages.c.ordinal.in_({ordinal for _, ordinal in wanted}))
        found = {(row.report, row.ordinal): row for row in self._connection.execute(statement)}
        return {key: _passage(found[key]) for key in wanted if key in found}

    def passages_of(self, report_ids: Iterable[str]) -> Iterator[tuple[ReportHead, int, Passage]]:
        """Every index passage of these reports with its ordinal, report by report."""
        for ids in _portions(sorted(report_ids)):
            statement = select(passages).where(passages.c.report.in_(ids)).order_by(passages.c.report, passages.c.ordinal)
            for row in self._connection.execute(statement):
                yield self._heads[row.report][0], row.ordinal, _passage(row)

    def counts(self) -> dict[str, int]:
        """How many of each thing there are, demonstration documents included."""
        counted = {
            "files": (func.count(reports.c.file.distinct()), reports.c.id),
            "reports": (func.count(), reports.c.id),
            "facts": (func.count(), facts.c.report),
            "passages": (func.count(), passages.c.report),
        }
        if self._shelf.whole:
            tables = {"files": files, "reports": reports, "facts": facts, "passages": passages}
            return {name: self._connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in tables.items()}
        found = dict.fromkeys(counted, 0)
        for ids in _portions(list(self._heads)):
            for name, (count, report) in counted.items():
                found[name] += self._connection.execute(select(count).where(report.in_(ids))).scalar_one()
        return found

    def healths(self, report_ids: Iterable[str]) -> dict[str, Health]:
        """How well each report was read, with what it has to do with others.

        Reports that an older version of the program stored have counts only after they are read again.
        """
        kin = kin_of(self._connection)
        found: dict[str, Health] = {}
        for ids in _portions(list(report_ids)):
            statement = select(reports.c.id, reports.c.health, reports.c.notices).where(reports.c.id.in_(ids))
            for report, health, notices in self._connection.execute(statement):
                related = (one.sentence for one in kin.get(report, ()) if one.other in self._heads)
                known = (*decode(tuple[str, ...], notices), *related)
                found[report] = replace(decode(Health, health), notices=tuple(dict.fromkeys(known)))
        return found

    def troubles(self) -> dict[str, int]:
        """How many reports have something staff should look at, by what it is."""
        noticed = 0
        for ids in _portions(list(self._heads)):
            statement = select(func.count()).select_from(reports).where(reports.c.notices != "[]", reports.c.id.in_(ids))
            noticed += self._connection.execute(statement).scalar_one()
        marked = sum(bool(head.secrecy) for head, _ in self._heads.values())
        return {"marked_secret": marked, "noticed": noticed} | count_kin(self._connection, self._heads)

    def _load_heads(self) -> Heads:
        """The heads of this generation: those known, with what was written since."""
        known_generation, known = self._decoded.heads
        if known_generation > self.generation:  # the home was put back to an older state
            known_generation, known = -1, {}
        heads = known | self._heads_since(known_generation)
        if len(heads) != self._connection.execute(select(func.count()).select_from(reports)).scalar_one():
            living = set(self._connection.execute(select(reports.c.id)).scalars())
            heads = {report: head for report, head in heads.items() if report in living}
        revisions = {(report, revision) for report, (_, revision) in heads.items()}
        decoded = self._decoded
        decoded.facts = {revision: known for revision, known in list(decoded.facts.items()) if revision in revisions}
        decoded.heads = (self.generation, heads)
        return heads

    def _heads_since(self, generation: int) -> Heads:
        columns = [getattr(reports.c, name) for name in _HEAD]
        statement = select(*columns).where(reports.c.revision > generation).order_by(reports.c.file, reports.c.ordinal)
        found: Heads = {}
        for row in self._connection.execute(statement):
            place = decode(Place, row.place) if row.place else None
            head = ReportHead(row.id, row.title, row.genre, place, row.as_of, row.path, row.sample, row.secrecy)
            found[row.id] = head, row.revision
        return found

    def _load_facts(self, known: dict[Revision, Facts], revisions: Sequence[Revision]) -> None:
        generations = dict(revisions)
        for ids in _portions(list(generations)):
            statement = select(facts.c.report, facts.c.body).where(facts.c.report.in_(ids)).order_by(facts.c.report, facts.c.ordinal)
            grouped = groupby(self._connection.execute(statement), itemgetter(0))
            loaded = {report: Facts(decode(Fact, body) for _, body in rows) for report, rows in grouped}
            known.update({(report, generations[report]): loaded.get(report, Facts()) for report in ids})


def _passage(row: Row[*tuple[Any, ...]]) -> Passage:
    return Passage(row.report, decode(tuple[str, ...], row.section), row.start, row.end, row.text)


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
