"""A ledger in short, as it is kept when a later one takes its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.ledgers.columns import head_of
from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.ledgers.roles import ledger_reading
from assistant.reading.discreet import discreet
from assistant.types import Report
from assistant.words.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class KeptItem:
    """What of an item is compared with a later ledger; private persons are masked."""

    number: str
    problem: str
    inspection: str
    state: str
    finished: bool
    closed: bool
    deadline: str
    day: date | None
    lead: tuple[str, ...]
    goal: str
    measures: str
    progress: str
    place: str
    """Its sheet and row as staff read it."""


@dataclass(frozen=True, slots=True)
class Series:
    """By what a later ledger is known to be one of the same, its place aside."""

    inspection: str
    track: str
    head: tuple[str, ...]

    def continues(self, other: Series, share: float = 0.8) -> bool:
        """Whether both are of one inspection and have the same columns but for a few."""
        one, two = set(self.head), set(other.head)
        return (self.inspection, self.track) == (other.inspection, other.track) and len(one & two) >= share * len(one | two)


@dataclass(frozen=True, slots=True)
class KeptLedger:
    """A ledger as it goes into the history."""

    series: Series
    items: tuple[KeptItem, ...]


def kept_ledger(report: Report, lexicon: Lexicon) -> KeptLedger | None:
    """What is kept of a report's ledgers; None when it holds none."""
    shown = discreet(report)
    found = items(shown, lexicon)
    if not found:
        return None
    usual = Counter((item.inspection.display, item.track.value) for item in found).most_common(1)[0][0]
    return KeptLedger(Series(*usual, tuple(head_of(shown, ledger_reading(lexicon)))), kept_items(found))


def kept_items(found: Sequence[Item]) -> tuple[KeptItem, ...]:
    """Items in short."""
    return tuple(
        KeptItem(
            number=item.number,
            problem=item.problem,
            inspection=item.inspection.display,
            state=item.state,
            finished=item.finished,
            closed=item.closed,
            deadline=item.deadline.text,
            day=item.deadline.day,
            lead=item.lead,
            goal=item.text("goal"),
            measures=item.text("measures"),
            progress=item.text("progress"),
            place=item.place.display if item.place else "",
        )
        for item in found
    )
