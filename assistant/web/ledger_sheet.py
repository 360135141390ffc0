"""A ledger as the page shows it: its items chosen by staff, and the counts that are drawn as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.ledgers.desk import LedgerView
from assistant.ledgers.history import History
from assistant.ledgers.item import Item
from assistant.ledgers.readiness import Readiness
from assistant.ledgers.standing import days_over, split_by_inspection

MOST = 300
"""So many items are listed at once."""
MONTHS = 12
"""So many months of deadlines are drawn, the month of the day first."""
EVERYTHING = "全部"
LISTS: dict[str, Callable[[LedgerView], Sequence[Item]]] = {
    EVERYTHING: lambda view: view.items,
    "逾期": lambda view: view.standing.overdue,
    "本月内到期": lambda view: view.standing.this_month,
    "30日内到期": lambda view: view.standing.soon,
    "没写时限或读不出": lambda view: view.standing.undated,
    "立行立改未完成": lambda view: view.standing.at_once,
    "长期坚持": lambda view: view.standing.lasting,
    "具备销号条件": lambda view: _items(view.ready),
    "完成未销号还缺材料": lambda view: _items(view.waiting),
    "已销号而缺材料": lambda view: _items(view.closed_without),
}
"""What staff may look at, by the words on the page."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `share` is its length of the longest or of the whole, in per cent."""

    name: str
    count: int
    share: float
    late: int = 0
    colour: str = ""
    """For a status: closed, done, pace, late or other."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with what presses about it."""

    item: Item
    late: int | None
    """By how many days it is overdue; None for one that is not."""
    soon: bool
    missing: tuple[str, ...]
    """What it lacks for 销号, where it is done or struck off."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ledger on its day: counts of each list, bars, and the items chosen."""

    view: LedgerView
    lists: tuple[tuple[str, int, tuple[Bar, ...]], ...]
    """Each list (督察 and 反馈问题 or 信访件) with its size and its statuses; lists are never added together."""
    units: tuple[Bar, ...]
    classes: tuple[Bar, ...]
    months: tuple[Bar, ...]
    """Unfinished items by the month of their deadline."""
    versions: tuple[tuple[str, tuple[Bar, ...]], ...]
    """Earlier states of the same ledger with the statuses of each, oldest first; empty where there is one only."""
    history: History | None


def sheet(view: LedgerView, history: History | None) -> Sheet:
    """What is drawn of a ledger."""
    standing = view.standing
    colours = view.reading.state_colours
    lists = tuple(
        (f"{inspection or '未写明督察'}{track}", len(items), _stacked(Counter(item.state for item in items), colours))
        for (inspection, track), items in split_by_inspection(view.items).items()
    )
    units = {unit.unit: (unit.total, unit.overdue) for unit in standing.units}
    versions = history.versions if history and len(history.versions) > 1 else ()
    return Sheet(
        view,
        lists,
        _bars(units),
        _bars({name: (count, 0) for name, count in standing.classes.items()}),
        _bars(_by_month(view)),
        tuple((one.stored.as_of or "未写明日期", _stacked(one.states, colours)) for one in versions),
        history if versions else None,
    )


def chosen(view: LedgerView, which: str, unit: str, words: str) -> list[ItemRow]:
    """The items of one list that a unit leads and whose row holds all of some words."""
    late = {item.start for item in view.standing.overdue}
    soon = {item.start for item in (*view.standing.this_month, *view.standing.soon)}
    lacking = {one.item.start: tuple(part.name for part in one.missing) for one in (*view.waiting, *view.closed_without)}
    wanted = words.split()
    return [
        ItemRow(item, days_over(item, view.standing.day) if item.start in late else None, item.start in soon, lacking.get(item.start, ()))
        for item in LISTS.get(which, LISTS[EVERYTHING])(view)
        if (not unit or unit in item.lead) and all(word in _said(item) for word in wanted)
    ]


def _said(item: Item) -> str:
    return " ".join((item.state, item.deadline.display, *(entry.text for entry in item.entries.values())))


def _items(found: Sequence[Readiness]) -> list[Item]:
    return [one.item for one in found]


def _stacked(counts: Mapping[str, int], colours: Mapping[str, str]) -> tuple[Bar, ...]:
    whole = sum(counts.values()) or 1
    by_size = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Bar(name, count, 100 * count / whole, colour=colours.get(name, "other")) for name, count in by_size)


def _bars(counts: dict[str, tuple[int, int]]) -> tuple[Bar, ...]:
    longest = max((count for count, _ in counts.values()), default=0) or 1
    return tuple(Bar(name, count, 100 * count / longest, late) for name, (count, late) in counts.items())


def _by_month(view: LedgerView) -> dict[str, tuple[int, int]]:
    """Overdue items first, then the months to come, then what lies beyond."""
    day = view.standing.day
    months = [_month(day, ahead) for ahead in range(MONTHS)]
    found: dict[str, tuple[int, int]] = {"已逾期": (len(view.standing.overdue),) * 2} if view.standing.overdue else {}
    late = {item.start for item in view.standing.overdue}
    ends = Counter(_shown(item.deadline.day) for item in view.items if not item.finished and item.deadline.day and item.start not in late)
    found |= {month: (ends.pop(month), 0) for month in months if month in ends}
    return found | ({"更晚": (ends.total(), 0)} if ends else {})


def _month(day: date, ahead: int) -> str:
    years, month = divmod(day.month - 1 + ahead, 12)
    return f"{day.year + years}年{month + 1}月"


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月"
