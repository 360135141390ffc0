"""A world from a seed: places, inspections, and for each place what is so there, so that every law of the field holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from eval.worlds import naming
from eval.worlds.affairs import make_affair
from eval.worlds.schema import (
    Affair,
    Bureau,
    Coinage,
    Inspection,
    Month,
    Notice,
    Place,
    Posts,
    Project,
    Reception,
    Routine,
    Urging,
    World,
    Year,
)
from eval.worlds.times import Calendar

NAMES = naming.NAMES


def make_world(seed: int, places: int, masked: bool = True) -> World:
    """A province with so many places that have documents; every third is a city, the others are counties of another one.

    With `masked` one more place is there whose name and figures its only document hides.

    Raises:
        ValueError: less than one place is asked for.
    """
    if places < 1:
        raise ValueError("a world needs a place")
    random = Random(f"world:{seed}")
    stems = naming.stems(random)
    province = next(stems) + "省"
    calendar = Calendar(random.choice([2020, 2021]))
    inspections = _inspections(calendar, random)
    hidden = Place(random.choice(["**县", "某区"]), "", province, ("某镇", "某乡", "某街道", "甲镇", "乙镇"), masked=True)
    chosen = (*_places(places, province, stems, random), *([replace(hidden, level=hidden.name[-1])] if masked else []))
    bureaus = tuple(_bureau(place, chosen, inspections, calendar, Random(f"place:{seed}:{place.name}")) for place in chosen)
    return World(seed, calendar, province, inspections, chosen, bureaus)


def _inspections(calendar: Calendar, random: Random) -> tuple[Inspection, ...]:
    """The second central round, a round of the province, and the third central one, whose feedback is still to come."""
    ordinals = random.sample(["第一", "第二", "第三", "第四", "第五", "第六"], 3)
    made = []
    for (level, number, first), ordinal in zip((("中央", 2, 0), ("省级", 2, 1), ("中央", 3, 3)), ordinals, strict=True):
        start = date(calendar.first + first, random.randint(3, 4), random.randint(3, 26))
        end = start + timedelta(days=random.randint(20, 31))
        fed_back = None if number == 3 else end + timedelta(days=random.randint(75, 120))
        team = f"{level.removesuffix('级')}{ordinal}生态环境保护督察组"
        made.append(Inspection(level, number, level == "省级" and random.random() < 0.3, team, start, end, fed_back))
    return tuple(made)


def _places(count: int, province: str, stems: Iterator[str], random: Random) -> tuple[Place, ...]:
    """Cities and counties whose parts have no documents of their own, so that no two lists speak of the same complaints."""
    places: list[Place] = []
    city = f"{next(stems)}市"
    for number in range(count):
        stem = next(stems)
        if number % 3 == 0 and count > 1:
            places.append(Place(f"{stem}市", "市", province, tuple(f"{name}县" for name in islice(stems, 5))))
            continue
        level = random.choice(["县", "区"])
        towns = tuple(name + random.choice(NAMES["place"]["towns"]) for name in islice(stems, 5))
        places.append(Place(stem + level, level, city, towns))
    return tuple(places)


def _bureau(place: Place, places: tuple[Place, ...], inspections: tuple[Inspection, ...], calendar: Calendar, random: Random) -> Bureau:
    taken = random.choice([inspections, inspections[:2], inspections[1:], inspections[::2]])
    titles: set[str] = set()
    affairs = tuple(make_affair(place, inspection, calendar, titles, random) for inspection in taken)
    return Bureau(
        place=place,
        affairs=affairs,
        years=tuple(_year(year, place, random) for year in calendar.years),
        projects=_projects(place, calendar, random),
        coinages=_coinages(random),
        notice=_notice(place, affairs, calendar, random),
        urging=_urging(affairs, calendar, random),
        months=tuple(Month(day, random.randint(6, 39), random.randint(2, 5)) for day in calendar.months),
        reception=_reception(random),
        posts=_posts(place, random),
        routine=_routine(random),
    )


def _coinages(random: Random) -> tuple[Coinage, ...]:
    """One or two, of different names."""
    made = {name: Coinage(name, parts) for name, parts in (naming.coined(random) for _ in range(random.randint(1, 2)))}
    return tuple(made.values())


def _tenths(random: Random, low: float, high: float) -> Decimal:
    return Decimal(random.randint(int(low * 10), int(high * 10))) / 10


def _year(year: int, place: Place, random: Random) -> Year:
    spent, planned = sorted((_tenths(random, 800, 9000), _tenths(random, 800, 9000)))
    fixed, found = sorted((random.randint(40, 190), random.randint(40, 190)))
    grades = random.sample([("Ⅰ类", random.randint(1, 2)), ("Ⅱ类", random.randint(3, 9)), ("Ⅲ类", random.randint(1, 6))], 2)
    return Year(
        year=year,
        meetings=random.randint(3, 9),
        dispatches=random.randint(10, 24),
        visits=random.randint(25, 160),
        instructions=random.randint(26, 90),
        cases=random.randint(12, 95),
        fine=_tenths(random, 40, 900),
        sealed=random.randint(2, 9),
        transferred=random.randint(1, 8),
        detained=random.randint(1, 6),
        talked=random.randint(10, 40),
        warned=random.randint(1, 4),
        criticised=random.randint(5, 9),
        planned=planned + 100,
        spent=spent,
        upper=_tenths(random, 100, 700),
        air_rate=_tenths(random, 82, 98),
        air_change=_tenths(random, 0.2, 3.5) * random.choice([1, 1, -1]),
        pm=random.randint(19, 42),
        pm_change=_tenths(random, 1, 18) * random.choice([-1, -1, 1]),
        index=Decimal(random.randint(250, 480)) / 100,
        rank=random.randint(1, 9),
        ranked=random.randint(10, 14),
        sections=tuple(sorted(grades)),
        petitions=random.randint(110, 690),
        petitions_change=_tenths(random, 3, 30) * random.choice([-1, -1, 1]),
        found=found + 5,
        fixed=fixed,
        rewards=random.randint(8, 60),
        reward_sum=_tenths(random, 6, 30),
        reward_top=Decimal(random.choice([1, 2, 3, 5])),
        satisfaction=_tenths(random, 86, 98),
        asked=random.randint(200, 900),
        briefs=random.randint(6, 40),
        stories=random.randint(41, 120),
    )


def _projects(place: Place, calendar: Calendar, random: Random) -> tuple[Project, ...]:
    made = []
    towns = random.sample(place.towns, 3)
    for town, (kind, unit) in zip(towns, random.sample(NAMES["project"]["plants"], 2), strict=False):
        begun = date(calendar.first + 1, random.randint(1, 9), 1)
        small = unit.startswith("万")
        capacity = _tenths(random, 1, 9) if small else Decimal(random.randrange(200, 3000, 50))
        finished = begun + timedelta(days=random.randint(300, 440))
        made.append(Project(town + kind, town, capacity, unit, Decimal(random.randrange(600, 9800, 20)), begun, finished))
    laid, length = sorted((_tenths(random, 2, 14), _tenths(random, 2, 14)))
    begun = date(calendar.first + 2, random.randint(1, 5), 1)
    name = towns[2] + random.choice(NAMES["project"]["pipes"])
    cost = Decimal(random.randrange(600, 9800, 20))
    return (*made, Project(name, towns[2], length + 1, "公里", cost, begun, begun + timedelta(days=900), laid))


def _notice(place: Place, affairs: tuple[Affair, ...], calendar: Calendar, random: Random) -> Notice | None:
    """A window for an item that was done in the reported years and struck off a month or more later, where there is one."""
    for item in (item for affair in affairs for item in affair.items):
        if not (item.done and item.closed) or item.done.year not in calendar.years or item.done > calendar.half:
            continue
        if (item.closed - item.done).days > 30:
            start = item.done + timedelta(days=random.randint(5, 12))
            end = start + timedelta(days=random.choice([4, 6, 9]))
            address = f"{place.name}{random.choice(place.towns)}望岫路{random.randint(2, 99)}号"
            return Notice(item, start, end, naming.person(random), naming.phone(random), address)
    return None


def _urging(affairs: tuple[Affair, ...], calendar: Calendar, random: Random) -> Urging | None:
    """A letter in the month after the second monthly report, about a problem that was behind then, where there is one."""
    day = calendar.months[1] + timedelta(days=random.randint(3, 12))
    behind = [item for affair in affairs for item in affair.items if item.status(day) == "滞后"]
    if not behind:
        return None
    spots = random.randint(4, 9)
    reply = day + timedelta(days=random.choice([7, 10, 15]))
    return Urging(random.choice(behind), day, reply, spots, random.randint(1, spots - 1))


def _reception(random: Random) -> Reception:
    return Reception(
        days=random.randint(2, 6),
        points=random.randint(7, 30),
        files=random.randint(40, 240),
        talks=random.randint(31, 39),
        groups=random.choice([4, 5, 8]),
        archives=random.randrange(250, 900, 10),
        prepared=random.randint(50, 95),
        fixed_firms=random.randint(20, 45),
        fined_firms=random.randint(3, 12),
    )


def _posts(place: Place, random: Random) -> Posts:
    post = NAMES["post"]
    filled = (random.choice(post[kind]).replace("{县}", place.level) for kind in ("heads", "deputies", "offices"))
    return Posts(*filled)


def _routine(random: Random) -> Routine:
    routine = NAMES["routine"]
    dispatch, report, visit = (random.choice(routine[kind]) for kind in ("dispatch", "report", "visit"))
    return Routine(dispatch, report, visit, random.choice([4, 5, 8, 10, 12]))
