"""The ledgers of a home as staff look at them: which there are, and each as it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.accounts.acting import EXPORTED, Acting
from assistant.errors import UsageError
from assistant.ledgers.comparing import Comparison, comparisons
from assistant.ledgers.export import export
from assistant.ledgers.faults import Fault, faults, rows_without_problem
from assistant.ledgers.history import History, history
from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.ledgers.readiness import Readiness, readiness
from assistant.ledgers.roles import LedgerReading, ledger_reading
from assistant.ledgers.standing import SOON, Standing, last_day, standing
from assistant.reading.discreet import discreet
from assistant.store.ledger_versions import LedgerHistory
from assistant.store.scope import normal_date, referred
from assistant.store.snapshot import Snapshot
from assistant.types import Fact, Passage, ReportHead, Role, Scope
from assistant.words.lexicon import load_lexicon

_COUNTED = "LEDGER"
"""How the list of facts that a ledger's rows were counted to is called."""


@dataclass(frozen=True)
class LedgerView:
    """A ledger as it stands on a day."""

    head: ReportHead
    standing: Standing
    reading: LedgerReading
    chosen: bool
    """Whether the day was asked for; else it is the ledger's own, or today where that has none."""
    beside: tuple[Fault, ...] = ()
    """What is wrong in rows that are no items."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items in their order."""
        return self.standing.items

    @cached_property
    def readiness(self) -> tuple[Readiness, ...]:
        """What each item has and lacks for 销号."""
        return tuple(readiness(item, self.reading, self.standing.day) for item in self.items)

    @property
    def ready(self) -> list[Readiness]:
        """Finished, not struck off, nothing missing."""
        return [one for one in self.readiness if one.ready]

    @property
    def waiting(self) -> list[Readiness]:
        """Finished, not struck off, something missing."""
        return [one for one in self.readiness if one.item.finished and not one.item.closed and one.missing]

    @property
    def closed_without(self) -> list[Readiness]:
        """Struck off although something is missing."""
        return [one for one in self.readiness if one.closed_without]

    @cached_property
    def faults(self) -> list[Fault]:
        """What is wrong in single rows."""
        return [*faults(self.items, self.reading, self.standing.day), *self.beside]


@dataclass(frozen=True)
class LedgerComparison:
    """A list of a ledger held against one report that tells of the same list."""

    head: ReportHead
    """The ledger."""
    other: ReportHead
    """The report."""
    of: Comparison
    quotes: Mapping[Passage, tuple[str, str]]
    """For each passage of either side its words, private persons masked, and where in a sheet it stands."""


class LedgerDesk:
    """The ledgers of one home."""

    def __init__(self, acting: Acting, home: Path) -> None:
        self._acting = acting
        self._home = home

    def views(self, reference: str | None = None, as_of: str | None = None, days: int = SOON) -> Iterator[LedgerView]:
        """The ledger meant by a report id or file name, or every ledger, as it stands on a day.

        Raises:
            UsageError: no such report, it holds no ledger, there is none at all, or it says nothing about so early a day.
        """
        asked = normal_date(as_of) if as_of else ""
        last_day(asked)
        with self._acting.snapshot() as snapshot:
            found = 0
            for head in self._meant(reference, snapshot):
                then = _then(head, snapshot, snapshot.ledger_history(), asked) if reference is not None else head
                if view := self._view(then, snapshot, asked, days):
                    found += 1
                    yield view
        if not found:
            raise UsageError(_none_found(reference, as_of))

    def comparisons(self, reference: str | None = None) -> list[LedgerComparison]:
        """The ledger meant by a report id or file name, or every ledger, against the reports of the same place, inspection and day.

        Raises:
            UsageError: no such report, it holds no ledger, or there is no ledger at all.
        """
        with self._acting.snapshot() as snapshot:
            facts = snapshot.facts(Scope())
            heads = {head.id: head for head in snapshot.heads(Scope())}
            meant = [head for head in self._meant(reference, snapshot) if any(is_counted(fact, head.id) for fact in facts)]
            if not meant:
                raise UsageError(_none_found(reference, None))
            words = ledger_reading(load_lexicon(self._home)).words
            found = [(head, one) for head in meant for one in comparisons(head.id, facts, words)]
            return [LedgerComparison(head, heads[one.report.report], one, _quotes(one, snapshot)) for head, one in found]

    def histories(self, reference: str | None = None, as_of: str | None = None) -> list[History]:
        """The versions and latest changes of the ledger meant by a report id or file name, or of every ledger, up to a day.

        Raises:
            UsageError: no such report, nothing was kept of it, or there is no ledger at all.
        """
        with self._acting.snapshot() as snapshot:
            kept, until = snapshot.ledger_history(), normal_date(as_of) if as_of else ""
            found = [history(head, kept, until) for head in self._meant(reference, snapshot)]
        if not found:
            raise UsageError(_none_found(reference, None))
        return found

    def export(self, view: LedgerView, path: Path) -> None:
        """Write a ledger as it stands to an .xlsx.

        Raises:
            UsageError: the path cannot be written.
            NotAllowedError: whoever asks may not take ledgers away.
        """
        self._acting.require(Role.DRAFTER)
        export(view.standing, view.reading, view.head.title, path)
        self._acting.note(EXPORTED, [view.head.id], "台账")

    def _meant(self, reference: str | None, snapshot: Snapshot) -> list[ReportHead]:
        heads = snapshot.heads(Scope())
        if reference is not None:
            return referred(reference, heads)
        ledgers = {fact.report for fact in snapshot.facts(Scope()) if is_counted(fact, fact.report)}
        return [head for head in heads if head.id in ledgers]

    def _view(self, head: ReportHead, snapshot: Snapshot, asked: str, days: int) -> LedgerView | None:
        lexicon, report = load_lexicon(self._home), discreet(snapshot.report(head.id))
        if asked and head.as_of and asked < head.as_of[: len(asked)]:
            return None
        reading = ledger_reading(lexicon)
        found = items(report, lexicon)
        day = last_day(asked or head.as_of or "") or date.today()
        beside = tuple(rows_without_problem(report, reading, found))
        return LedgerView(head, standing(found, day, days), reading, bool(asked), beside) if found else None


def is_counted(fact: Fact, report: str) -> bool:
    """Whether a figure was counted from the rows of a ledger in this report."""
    return fact.report == report and fact.of.startswith(_COUNTED)


def _quotes(one: Comparison, snapshot: Snapshot) -> dict[Passage, tuple[str, str]]:
    quotes: dict[Passage, tuple[str, str]] = {}
    for passage in (passage for figure in one.figures for passage in figure.sources):
        report = discreet(snapshot.report(passage.report))
        place = report.cell_place(passage.start, passage.end)
        quotes[passage] = report.clean[passage.start : passage.end], place.display if place else ""
    return quotes


def _then(head: ReportHead, snapshot: Snapshot, kept: LedgerHistory, asked: str) -> ReportHead:
    """The version of a ledger that was there on a day before its own.

    Raises:
        UsageError: there was none, or a later file took its place, so that its rows are kept in short only.
    """
    if not asked or not head.as_of or asked >= head.as_of[: len(asked)]:
        return head
    last = history(head, kept, asked).versions[-1]
    there = next((one for one in snapshot.all_heads() if one.id == last.stored.report), None)
    if there is None:
        raise UsageError(
            f"“{head.path}”截至{last.stored.as_of}的一份已被后来的文件替换：当时共{len(last.items)}项，完成{last.finished}项，"
            f"销号{last.closed}项；各项的变化请用 assistant ledger {head.path} --changes --as-of {asked} 查看。"
        )
    return there


def _none_found(reference: str | None, as_of: str | None) -> str:
    if reference is not None:
        return f"“{reference[:60]}”里没有认出台账，请用 assistant ledger columns 核对各列是什么。"
    return f"没有截至{as_of}的台账。" if as_of else "还没有台账，请用 assistant ingest 收入整改台账或信访件台账。"
