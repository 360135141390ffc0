"""A world: everything that is so in some invented places, before any of it is written down. Dates are real dates; shares are in percent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eval.worlds.times import Calendar


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the one above it; `masked` is how documents write it when they hide it (`**县`)."""

    name: str
    level: str
    parent: str
    towns: tuple[str, ...] = ()
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection of the province: who came, from when to when; `fed_back` is None while the feedback is outstanding."""

    level: str
    round: int
    look_back: bool
    team: str
    start: date
    end: date
    fed_back: date | None

    @property
    def key(self) -> str:
        """The short name by which facts refer to it: 第二轮中央."""
        return f"第{'零一二三四'[self.round]}轮{self.level}"


@dataclass(frozen=True, slots=True)
class Item:
    """A problem of the feedback; dates say when work began, when it fell behind, was finished, was struck off."""

    number: int
    title: str
    town: str
    lead: str
    responsible: str
    deadline: date
    reason: str
    expected: date
    begun: date | None = None
    late: date | None = None
    done: date | None = None
    closed: date | None = None

    def status(self, day: date) -> str:
        """The status at the end of a day, one of `STATUSES`."""
        if self.closed and self.closed <= day:
            return "销号"
        if self.done and self.done <= day:
            return "完成"
        if self.begun is None or self.begun > day:
            return "未启动"
        return "滞后" if self.late and self.late <= day else "序时"


STATUSES = ("销号", "完成", "序时", "滞后", "未启动")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the problems of one inspection stand at a date; the parts add up to the total, struck off is part of done."""

    day: date
    total: int
    done: int
    closed: int
    on_track: int
    behind: int
    not_started: int


@dataclass(frozen=True, slots=True)
class Split:
    """A classification of the complaints; parts of a `multiple` one may exceed the total."""

    by: str
    parts: tuple[tuple[str, int], ...]
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class Handling:
    """How the complaints stand at a date: three exclusive states that add up."""

    day: date
    total: int
    closed: int
    staged: int
    open: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of complaints with the running totals to its day; areas give (in this batch, in all, closed, staged, open)."""

    number: int
    day: date
    count: int
    calls: int
    starred: int
    all_count: int
    all_calls: int
    closed: int
    staged: int
    open: int
    areas: tuple[tuple[str, int, int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Affair:
    """One inspection in one place: its problems, its complaints, and how both stand over time."""

    inspection: Inspection
    items: tuple[Item, ...]
    standings: tuple[Standing, ...]
    complaints: int
    batches: int
    handlings: tuple[Handling, ...]
    splits: tuple[Split, ...]
    series: tuple[Batch, ...] = ()

    def standing(self, day: date) -> Standing | None:
        """How the problems stood on exactly that day, where that is known."""
        return next((one for one in self.standings if one.day == day), None)

    def handling(self, day: date) -> Handling | None:
        """How the complaints stood on exactly that day."""
        return next((one for one in self.handlings if one.day == day), None)


@dataclass(frozen=True, slots=True)
class Year:
    """What an office counts in a year; money in ten thousands of yuan, masked or not stated figures stay in the world."""

    year: int
    meetings: int
    dispatches: int
    visits: int
    instructions: int
    cases: int
    fine: Decimal
    sealed: int
    transferred: int
    detained: int
    talked: int
    warned: int
    criticised: int
    planned: Decimal
    spent: Decimal
    upper: Decimal
    air_rate: Decimal
    air_change: Decimal
    pm: int
    pm_change: Decimal
    index: Decimal
    rank: int
    ranked: int
    sections: tuple[tuple[str, int], ...]
    petitions: int
    petitions_change: Decimal
    found: int
    fixed: int
    rewards: int
    reward_sum: Decimal
    reward_top: Decimal
    satisfaction: Decimal
    asked: int
    briefs: int
    stories: int


@dataclass(frozen=True, slots=True)
class Project:
    """A plant or a line of pipes: capacity with its unit, cost in ten thousands of yuan; `laid` kilometres for pipes."""

    name: str
    town: str
    capacity: Decimal
    unit: str
    cost: Decimal
    begun: date
    finished: date
    laid: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coinage:
    """A named list: 五定 and what it stands for."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A publicity window for one problem about to be struck off."""

    item: Item
    start: date
    end: date
    contact: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Reception:
    """What happened while a team was there."""

    days: int
    points: int
    files: int
    talks: int
    groups: int
    archives: int
    prepared: int
    fixed_firms: int
    fined_firms: int


@dataclass(frozen=True, slots=True)
class Posts:
    """Who leads."""

    head: str
    deputy: str
    office: str


@dataclass(frozen=True, slots=True)
class Routine:
    """How often things are done, in words."""

    dispatch: str
    report: str
    visit: str
    weight: int


@dataclass(frozen=True, slots=True)
class Month:
    """What an office did in the month that ends on a day."""

    day: date
    points: int
    letters: int


@dataclass(frozen=True, slots=True)
class Urging:
    """A letter about a problem that fell behind: spots seen on a day, how many of them done, when to reply."""

    item: Item
    day: date
    reply: date
    spots: int
    done: int


@dataclass(frozen=True, slots=True)
class Bureau:
    """A place and all that is so there."""

    place: Place
    affairs: tuple[Affair, ...]
    years: tuple[Year, ...]
    projects: tuple[Project, ...]
    coinages: tuple[Coinage, ...]
    notice: Notice | None
    urging: Urging | None
    months: tuple[Month, ...]
    reception: Reception
    posts: Posts
    routine: Routine


@dataclass(frozen=True, slots=True)
class World:
    """A province with its inspections and the bureaus of some of its places."""

    seed: int
    calendar: Calendar
    province: str
    inspections: tuple[Inspection, ...]
    places: tuple[Place, ...]
    bureaus: tuple[Bureau, ...]
