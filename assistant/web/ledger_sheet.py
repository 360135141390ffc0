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
"""So many months of deadlines are drawn, the month of the day first; what is due after them stands together."""
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
    unfinished: int | None = None
    """Of the count; None where that is not drawn."""
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
    colour: str
    """That of its status, as in the charts."""


@dataclass(frozen=True, slots=True)
class Month:
    """A sheet of the calendar: unfinished items by the day they are due."""

    name: str
    count: int
    days: tuple[tuple[str, tuple[Item, ...]], ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ledger on its day: counts of each list, bars, and the items chosen."""

    view: LedgerView
    lists: tuple[tuple[str, int, tuple[Bar, ...]], ...]
    """Each list (督察 and 反馈问题 or 信访件) with its size and its statuses; lists are never added together."""
    units: tuple[Bar, ...]
    classes: tuple[Bar, ...]
    calendar: tuple[Month, ...]
    """Overdue items, the months to come, what is due later; months in which nothing is due are left out."""
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
    units = {unit.unit: (unit.total, unit.total - unit.finished, unit.overdue) for unit in standing.units}
    versions = history.versions if history and len(history.versions) > 1 else ()
    return Sheet(
        view,
        lists,
        _bars(units),
        _bars({name: (count, None, 0) for name, count in standing.classes.items()}),
        _calendar(view),
        tuple((one.stored.as_of or "未写明日期", _stacked(one.states, colours)) for one in versions),
        history if versions else None,
    )


def states(view: LedgerView) -> list[str]:
    """The statuses that the items have, the most frequent first."""
    return [name for name, _ in Counter(item.state for item in view.items).most_common()]


def chosen(view: LedgerView, which: str, unit: str, words: str, state: str = "") -> list[ItemRow]:
    """The items of one list and status that a unit leads and whose row holds all of some words."""
    late = {item.start for item in view.standing.overdue}
    soon = {item.start for item in (*view.standing.this_month, *view.standing.soon)}
    lacking = {one.item.start: tuple(part.name for part in one.missing) for one in (*view.waiting, *view.closed_without)}
    wanted, colours = words.split(), view.reading.state_colours
    return [
        ItemRow(
            item,
            days_over(item, view.standing.day) if item.start in late else None,
            item.start in soon,
            lacking.get(item.start, ()),
            colours.get(item.state, "other"),
        )
        for item in LISTS.get(which, LISTS[EVERYTHING])(view)
        if state in ("", item.state) and (not unit or unit in item.lead) and all(word in _said(item) for word in wanted)
    ]


def _said(item: Item) -> str:
    return " ".join((item.state, item.deadline.display, *(entry.text for entry in item.entries.values())))


def _items(found: Sequence[Readiness]) -> list[Item]:
    return [one.item for one in found]


def _stacked(counts: Mapping[str, int], colours: Mapping[str, str]) -> tuple[Bar, ...]:
    """From struck off to not begun, as the lexicon orders its colours; statuses without a colour last."""
    whole = sum(counts.values()) or 1
    order = list(colours)
    along = sorted(counts.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in colours else len(order), pair[0]))
    return tuple(Bar(name, count, 100 * count / whole, colour=colours.get(name, "other")) for name, count in along)


def _bars(counts: Mapping[str, tuple[int, int | None, int]]) -> tuple[Bar, ...]:
    longest = max((count for count, *_ in counts.values()), default=0) or 1
    return tuple(Bar(name, count, 100 * count / longest, unfinished, late) for name, (count, unfinished, late) in counts.items())


def _calendar(view: LedgerView) -> tuple[Month, ...]:
    late = {item.start for item in view.standing.overdue}
    coming = [item for item in view.items if not item.finished and item.deadline.day and item.start not in late]
    months = [_month(view.standing.day, ahead) for ahead in range(MONTHS)]
    by_month = {month: [item for item in coming if _shown(item.deadline.day) == month] for month in months}
    later = [item for item in coming if _shown(item.deadline.day) not in by_month]
    overdue = _sheet_of("已逾期", view.standing.overdue, late=True)
    sheets = (overdue, *(_sheet_of(*pair) for pair in by_month.items()), _sheet_of("更晚", later))
    return tuple(one for one in sheets if one.count)


def _sheet_of(name: str, items: Sequence[Item], *, late: bool = False) -> Month:
    """Within a month the day alone is named, elsewhere the whole date."""
    whole = late or name == "更晚"
    days: dict[date | None, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.deadline.day or date.max):
        days.setdefault(item.deadline.day, []).append(item)
    named = ((_named(day, whole=whole), tuple(due)) for day, due in days.items())
    return Month(name, len(items), tuple(named), late)


def _named(day: date | None, *, whole: bool) -> str:
    if day is None:
        return "未写日期"
    return f"{day.year}年{day.month}月{day.day}日" if whole else f"{day.day}日"


def _month(day: date, ahead: int) -> str:
    years, month = divmod(day.month - 1 + ahead, 12)
    return f"{day.year + years}年{month + 1}月"


def _shown(day: date | None) -> str:
    return f"{day.year}年{day.month}月" if day else ""
