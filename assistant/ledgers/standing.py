"""How the items of a ledger stand on a day: counted by status, overdue, due soon, without a deadline, by unit and by class."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.errors import UsageError
from assistant.ledgers.counted import Counted
from assistant.ledgers.item import Item
from assistant.ledgers.items import each_unit
from assistant.words.deadline import Due

SOON = 30
"""Days ahead that 即将到期 looks when nothing else is said."""
_CLASSES = re.compile(r"[、，；,;\n]+")


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """The items that one unit leads."""

    unit: str
    total: int
    finished: int
    closed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Standing(Counted):
    """Items as they stand on `day`, by the statuses that the ledger gives; of the unfinished ones which press."""

    day: date
    days: int
    items: tuple[Item, ...]
    overdue: tuple[Item, ...]
    """Unfinished and the last day in time is past, or the row itself says 逾期."""
    this_month: tuple[Item, ...]
    """Unfinished, not overdue and due between the day and the end of its month."""
    soon: tuple[Item, ...]
    """Unfinished, not overdue and due within `days` days, the day itself among them."""
    undated: tuple[Item, ...]
    """Unfinished, and its deadline is blank or cannot be read."""
    at_once: tuple[Item, ...]
    """Unfinished though to be done at once (立行立改)."""
    lasting: tuple[Item, ...]
    """To be kept up for good (长期坚持), finished or not."""

    @property
    def counted(self) -> Sequence[Item]:
        """The items."""
        return self.items

    @property
    def units(self) -> list[UnitStanding]:
        """By unit, those with most overdue and unfinished items first; an item of two units is counted for both."""
        held: dict[str, list[Item]] = {}
        for unit, item in each_unit(self.items):
            held.setdefault(unit, []).append(item)
        late = {item.start for item in self.overdue}
        found = [
            UnitStanding(
                unit,
                len(of),
                sum(one.finished for one in of),
                sum(one.closed for one in of),
                sum(one.start in late for one in of),
            )
            for unit, of in held.items()
        ]
        return sorted(found, key=lambda one: (-one.overdue, one.finished - one.total, one.unit))

    @property
    def classes(self) -> dict[str, int]:
        """How many items there are of each class (领域, 类型); one of two classes is counted for both."""
        named = (one for item in self.items for one in dict.fromkeys(part.strip() for part in _CLASSES.split(item.text("class"))) if one)
        return dict(Counter(named).most_common())


def standing(items: Iterable[Item], day: date, days: int = SOON) -> Standing:
    """How items stand on a day; due soon looks so many days ahead."""
    every = tuple(items)
    unfinished = [item for item in every if not item.finished]
    due = sorted((item for item in unfinished if item.deadline.day), key=_due)
    month = (day.year, day.month)
    late = [item for item in [*due, *_rest(unfinished, due)] if item.said_overdue or (item.deadline.day and _due(item) < day)]
    starts = {item.start for item in late}
    coming = [item for item in due if item.start not in starts]
    return Standing(
        day=day,
        days=days,
        items=every,
        overdue=tuple(late),
        this_month=tuple(item for item in coming if (_due(item).year, _due(item).month) == month),
        soon=tuple(item for item in coming if _due(item) <= day + timedelta(days=days)),
        undated=tuple(item for item in unfinished if item.deadline.kind in {Due.NONE, Due.UNREADABLE, Due.DONE}),
        at_once=tuple(item for item in unfinished if item.deadline.kind is Due.AT_ONCE),
        lasting=tuple(item for item in every if item.lasting),
    )


def last_day(iso: str) -> date | None:
    """2024-06-30, or the last day of 2024-06 or 2024; None for an empty text.

    Raises:
        UsageError: no calendar has the day.
    """
    if not iso:
        return None
    year, month, day = (int(part) for part in [*iso.split("-"), "0", "0"][:3])
    try:
        return date(year, month, day) if day else month_end(date(year, month or 12, 1))
    except ValueError:
        raise UsageError(f"日期“{iso}”不存在，请核对月和日。") from None


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_over(item: Item, day: date) -> int | None:
    """By how many days an item is overdue on a day; None for one without a day."""
    return (day - item.deadline.day).days if item.deadline.day else None


def split_by_inspection(items: Iterable[Item]) -> Mapping[tuple[str, str], Sequence[Item]]:
    """Items by the list they belong to, inspection and track: lists are never added together."""
    held: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        held.setdefault((item.inspection.display, item.track.value), []).append(item)
    return held


def _due(item: Item) -> date:
    return item.deadline.day or date.max


def _rest(unfinished: Sequence[Item], due: Sequence[Item]) -> list[Item]:
    dated = {item.start for item in due}
    return [item for item in unfinished if item.start not in dated]
