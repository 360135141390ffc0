"""One inspection in one place: problems with their lives, complaints with theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from eval.worlds import naming
from eval.worlds.partition import parted
from eval.worlds.schema import STATUSES, Affair, Batch, Handling, Inspection, Item, Place, Split, Standing
from eval.worlds.times import Calendar

NAMES = naming.NAMES
PACES = {"slow": (500, 1500), "steady": (300, 1100), "quick": (200, 760)}
"""Days from feedback to completion, shortest and longest."""
IN_BATCHES = {"属地", "举报渠道"}
"""What batch after batch is sorted by; a final split of the same kind would have to agree with them."""


def make_affair(place: Place, inspection: Inspection, calendar: Calendar, taken: set[str], random: Random) -> Affair:
    """Problems where the inspection has fed back, none named as one in `taken`; complaints always; standings at all days after."""
    items = _items(place, inspection, calendar, taken, random) if inspection.fed_back else ()
    taken |= {item.title for item in items}
    days = [day for day in calendar.days if inspection.fed_back and day > inspection.fed_back + timedelta(days=60)]
    series = _series(place, inspection, random) if place.level == "市" and inspection.fed_back is None else ()
    total = series[-1].all_count + random.randint(20, 60) if series else random.randint(24, 96)
    batches = series[-1].number + random.randint(2, 6) if series else random.randint(9, 24)
    return Affair(
        inspection=inspection,
        items=items,
        standings=tuple(standing(items, day) for day in days),
        complaints=total,
        batches=batches,
        handlings=tuple(_handlings(total, [day for day in calendar.days if day > inspection.end], random)),
        splits=tuple(split for split in _splits(place, total, random) if not series or split.by not in IN_BATCHES),
        series=series,
    )


def standing(items: tuple[Item, ...], day: date) -> Standing:
    """The problems counted by status at a day."""
    counts = {status: sum(item.status(day) == status for item in items) for status in STATUSES}
    done = counts["销号"] + counts["完成"]
    return Standing(day, len(items), done, counts["销号"], counts["序时"], counts["滞后"], counts["未启动"])


def _items(place: Place, inspection: Inspection, calendar: Calendar, taken: set[str], random: Random) -> tuple[Item, ...]:
    pairs = [(town, problem) for town in place.towns for problem in NAMES["problem"]["titles"] if town + problem[0] not in taken]
    chosen = random.sample(pairs, random.randint(9, 34))
    pace = PACES[random.choice(list(PACES))]
    items = [_item(number, town, problem, inspection, pace, random) for number, (town, problem) in enumerate(chosen, 1)]
    for index in random.sample(range(len(items)), random.choice([0, 1, 2, 3])):
        items[index] = _delayed(items[index], calendar, random)
    return tuple(_level(item, place, random) for item in items)


def _item(number: int, town: str, problem: list[str], inspection: Inspection, pace: tuple[int, int], random: Random) -> Item:
    assert inspection.fed_back
    begun = inspection.fed_back + timedelta(days=random.choice([20, 40, 60, random.randint(60, 500)]))
    done = max(inspection.fed_back + timedelta(days=random.randint(*pace)), begun + timedelta(days=30))
    closed = done + timedelta(days=random.randint(10, 240))
    deadline = _month_end(done + timedelta(days=random.randint(10, 200)))
    return Item(
        number=number,
        title=town + problem[0],
        town=town,
        lead=problem[1],
        responsible="",
        deadline=deadline,
        reason=random.choice(NAMES["problem"]["reasons"]),
        expected=_month_end(deadline + timedelta(days=150)),
        begun=begun,
        done=done,
        closed=closed,
    )


def _delayed(item: Item, calendar: Calendar, random: Random) -> Item:
    """The problem fell behind when its deadline passed, was finished later, or is not finished to the end."""
    assert item.done and item.begun
    late = max(item.begun + timedelta(days=40), item.done - timedelta(days=random.randint(150, 400)))
    deadline = _month_end(late - timedelta(days=31))
    if random.random() < 0.5:
        return replace(item, late=late, deadline=deadline, expected=_month_end(item.done + timedelta(days=45)))
    expected = _month_end(calendar.annuals[1] + timedelta(days=random.randint(60, 300)))
    return replace(item, late=late, done=None, closed=None, deadline=deadline, expected=expected)


def _level(item: Item, place: Place, random: Random) -> Item:
    """Departments and posts bear the level of the place: 县水利局, 副县长."""
    post = random.choice(NAMES["post"]["responsible"]).replace("{县}", place.level)
    return replace(item, lead=place.level + item.lead, responsible=post)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _handlings(total: int, days: list[date], random: Random) -> list[Handling]:
    """Never fewer closed than before; the last open ones become staged, staged ones closed."""
    made: list[Handling] = []
    closed = total - random.randint(8, 16)
    pending = random.randint(1, 5)
    quick = random.random() < 0.35
    for day in days:
        made.append(Handling(day, total, closed, total - closed - pending, pending))
        closed = total if quick and len(made) >= 3 else min(total, closed + random.randint(1, 3))
        pending = min(total - closed, random.choice([0, pending, max(0, pending - 1)]))
    return made


def _splits(place: Place, total: int, random: Random) -> list[Split]:
    labels = {by: names for by, names in NAMES["split"].items() if by != "举报渠道" or random.random() < 0.5}
    labels["承办单位"] = random.sample(naming.departments(place.level), 4)
    labels["属地"] = list(place.towns)
    made = [Split(by, parted(total, names, random)) for by, names in labels.items()]
    if random.random() < 0.4:
        extra = total + random.randint(2, 5)
        made[0] = Split("污染类型", parted(extra, NAMES["split"]["污染类型"], random), multiple=True)
    return made


def _series(place: Place, inspection: Inspection, random: Random) -> tuple[Batch, ...]:
    """Two batches in a row; the running totals of the second are those of the first plus its own, and nothing is closed twice."""
    number = random.randint(5, 20)
    areas = {name: [count, 0, 0, count] for name, count in parted(random.randint(90, 160), place.towns, random)}
    calls = random.randint(50, 80)
    made: list[Batch] = []
    for step in range(2):
        count = random.randint(12, 30)
        fresh = dict(parted(count, place.towns, random))
        own = random.randint(4, count - 3)
        calls += own
        for name, states in areas.items():
            _handled(states, fresh[name], random)
        total, closed, staged, pending = (sum(column) for column in zip(*areas.values(), strict=True))
        rows = tuple((name, fresh[name], *states) for name, states in areas.items())
        day = inspection.start + timedelta(days=number + step + 1)
        starred = random.randint(1, 3)
        made.append(Batch(number + step, day, count, own, starred, total, calls, closed, staged, pending, rows))  # type: ignore[arg-type]
    return tuple(made)


def _handled(states: list[int], fresh: int, random: Random) -> None:
    """A day passes: fresh complaints come in, some open ones are dealt with at once, some of those are closed."""
    staged = random.randint((states[3] + fresh) // 2, states[3] + fresh)
    closed = random.randint((states[2] + staged) // 2, states[2] + staged)
    states[:] = [states[0] + fresh, states[1] + closed, states[2] + staged - closed, states[3] + fresh - staged]
