"""What each genre says of a place, section by section; nothing is worded here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from eval.worlds import offices, speaking
from eval.worlds.composing import Part, Plan, Section
from eval.worlds.schema import Affair, Bureau, Item, World, Year
from eval.worlds.statements import Teller
from eval.worlds.style import Style, make_style
from eval.worlds.tables import area_table, item_table, ledger_table
from eval.worlds.telling import Slot, Statement, words
from eval.worlds.times import Calendar
from eval.worlds.wordings import Speaker

THEME = "生态环境保护督察"
SILENCE = 0.25
"""So many of the things that could be told are not."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a world may hold besides the plain truth."""

    masked: bool = True
    conflicts: bool = True
    relative: bool = True
    silence: bool = True


class Desk:
    """One document about one place being planned: its style, its teller, its words."""

    def __init__(self, bureau: Bureau, world: World, written: date, speaker: Speaker, options: Options, random: Random) -> None:
        self.bureau, self.world, self.written = bureau, world, written
        self.speaker, self.options, self.random = speaker, options, random
        relative = options.relative and random.random() < 0.2
        self.style: Style = make_style(bureau.place, world.province, written, relative, random)
        self.teller = Teller(self.style, random)
        self.silent = SILENCE if options.silence else 0.0

    def plan(self, name: str, genre: str, kind: str, sections: list[Section], to: str = "", **slots: str) -> Plan:
        """The plan with title, addressee (`to` where it is no report upward), signature; `slots` fill the title."""
        place = self.bureau.place
        shown = "" if place.masked else place.name
        filled = words(name=shown, theme=THEME, us=self.style.us, **slots)
        filled |= {"number": Slot(slots["number"], (), speaking.chinese(int(slots["number"])))} if "number" in slots else {}
        office = shown + random_office(self.random)
        addressee = f"{place.parent}{THEME}整改工作领导小组办公室：" if kind in ("annual", "half", "month") else to
        signed = () if kind in ("experience", "ledger", "reception") else (office, speaking.full_date(self.written))
        kept = tuple(section for section in sections if section.parts)
        return Plan(name, genre, place.name, self.style.us, self.speaker.word("title", kind, self.random, filled), addressee, kept, signed)

    def section(self, heading: str, parts: list[Part], fixed: bool = False) -> Section:
        """A section under one of the headings of a kind."""
        return Section(self.speaker.word("heading", heading, self.random), tuple(parts), fixed=fixed)

    def told(self, *kinds: str, year: Year) -> list[Part]:
        """Statements of one year, some of which stay unsaid."""
        return [offices.yearly(self.teller, kind, year) for kind in kinds if self.random.random() >= self.silent]

    def opening(self, kind: str, *parts: Part, **slots: str) -> Section:
        """The paragraph before the first heading."""
        filled = words(us=self.style.us, **slots)
        return Section("", (*parts, self.speaker.word("opening", kind, self.random, filled)), fixed=True)

    def attitude(self) -> str:
        """The sentence every report begins with."""
        return self.speaker.word("opening", "attitude", self.random, words(us=self.style.us.replace("全", "我")))

    def ahead(self) -> Section:
        """What comes next, without figures."""
        return self.section("next", [self.speaker.word("closing", "next", self.random)])

    def standing(self, affair: Affair, day: date, kind: str = "") -> list[Part]:
        """How the problems stood at a day, where they had been fed back."""
        found = affair.standing(day)
        return [self.teller.standing(affair, found, self.speaker, kind)] if found else []

    def handling(self, affair: Affair, day: date, kind: str = "") -> list[Part]:
        """How the complaints stood at a day."""
        found = affair.handling(day)
        return [self.teller.handling(affair, found, kind)] if found else []


def random_office(random: Random) -> str:
    """Who signs."""
    return random.choice([f"{THEME}整改工作领导小组办公室", "人民政府", f"{THEME}整改工作领导小组"])


def behind_at(bureau: Bureau, day: date) -> list[Item]:
    """What is behind on a day, of all inspections."""
    return [item for affair in bureau.affairs for item in affair.items if item.status(day) == "滞后" and affair.standing(day)]


def third(bureau: Bureau) -> Affair | None:
    """The affair that is still without feedback."""
    return next((affair for affair in bureau.affairs if affair.inspection.fed_back is None), None)


def annual(desk: Desk, index: int, calendar: Calendar) -> Plan:
    """整改落实情况报告 of one of the two years."""
    bureau, day, year = desk.bureau, calendar.annuals[index], desk.bureau.years[index]
    inspected = [affair for affair in bureau.affairs if affair.inspection.end < day]
    visits: list[Part] = [desk.teller.visit(affair) for affair in inspected] if index == 0 else []
    sections = [desk.opening("report", desk.attitude(), *visits), *_progress(desk, inspected, day, index)]
    work = desk.told("meetings", "money", "enforcement", "accountability", "selfcheck", "petitions", year=year)
    if index == 0:
        work += [offices.posts(desk.teller, bureau), offices.coinage(desk.teller, bureau.coinages[0])]
    else:
        work += desk.told("rewards", "publicity", year=year) + [offices.routine(desk.teller, bureau)]
    sections.append(desk.section("work", work))
    sections.append(desk.section("quality", desk.told("air", "rank", "water", "satisfaction", year=year)))
    built = bureau.projects[:2] if index == 0 else bureau.projects[2:]
    sections.append(desk.section("projects", [offices.project(desk.teller, one) for one in built]))
    sections.append(desk.section("trouble", [offices.lagging(desk.teller, item) for item in behind_at(bureau, day)[:4]]))
    name = f"{bureau.place.name}{year.year}年整改落实情况报告.txt"
    return desk.plan(name, "整改落实情况报告", "annual", [*sections, desk.ahead()], year=str(year.year))


def _progress(desk: Desk, affairs: list[Affair], day: date, index: int) -> list[Section]:
    """One subsection for each inspection; the last year may merge done with nearly done, and may hold a table that disagrees."""
    sections = [Section(desk.speaker.word("heading", "progress", desk.random), ("",))]
    for affair in affairs:
        found = affair.standing(day)
        merged = index == 1 and found is not None and found.done + 1 < found.total and desk.random.random() < 0.1
        parts = desk.standing(affair, day, "merged" if merged else "")
        merged = index == 1 and desk.random.random() < 0.08
        parts += desk.handling(affair, day, "merged" if merged else "")
        if index == 0 and affair.inspection.fed_back:
            parts += [desk.teller.split(affair, split) for split in affair.splits if desk.random.random() >= desk.silent]
        sections.append(Section(desk.style.inspection(affair.inspection) + "整改", tuple(parts), level=2))
    if index == 1 and desk.random.random() < 0.3 and (rows := [affair for affair in affairs if affair.standing(day)]):
        planted = desk.options.conflicts and desk.random.random() < 0.6
        sections.append(Section("", (item_table(desk.teller, rows, day, desk.speaker, planted),), fixed=True))
    return sections


def half(desk: Desk, calendar: Calendar) -> Plan:
    """整改落实情况报告 of half a year: only how things stand."""
    day = calendar.half
    inspected = [affair for affair in desk.bureau.affairs if affair.standing(day) or affair.handling(day)]
    parts = [part for affair in inspected for part in [*desk.standing(affair, day), *desk.handling(affair, day)]]
    trouble: list[Part] = [offices.lagging(desk.teller, item) for item in behind_at(desk.bureau, day)[:3]]
    came: list[Part] = [desk.teller.visit(affair) for affair in inspected if affair.inspection.fed_back is None]
    came = came if desk.random.random() < 0.5 else []
    opening = desk.opening("report", desk.attitude(), *came)
    sections = [opening, desk.section("progress", parts), desk.section("trouble", trouble), desk.ahead()]
    name = f"{desk.bureau.place.name}{day.year}年上半年整改落实情况报告.txt"
    return desk.plan(name, "整改落实情况报告", "half", sections, year=str(day.year))


def monthly(desk: Desk, index: int, calendar: Calendar) -> Plan:
    """月调度报告: how the problems stand, in sentences or as a table."""
    day, counted = calendar.months[index], desk.bureau.months[index]
    rows = [affair for affair in desk.bureau.affairs if affair.standing(day)]
    parts: list[Part] = [part for affair in rows for part in desk.standing(affair, day)]
    if index == 1 and rows:
        parts = [f"截至{desk.style.day(day)}，各轮督察整改情况如下。", item_table(desk.teller, rows, day, desk.speaker, planted=False)]
    complaints = [part for affair in desk.bureau.affairs for part in desk.handling(affair, day)]
    sections = [
        desk.opening("monthly", month=f"{day.month}月"),
        desk.section("progress", parts, fixed=index == 1),
        desk.section("complaints", complaints),
        desk.section("work", [offices.month(desk.teller, counted)]),
        desk.section("trouble", [offices.lagging(desk.teller, item) for item in behind_at(desk.bureau, day)[:2]]),
        desk.ahead(),
    ]
    name = f"{desk.bureau.place.name}{day.year}年{day.month}月月调度报告.txt"
    return desk.plan(name, "月调度报告", "month", sections, year=str(day.year), month=f"{day.month}月")


def brief(desk: Desk, calendar: Calendar) -> Plan:
    """工作汇报 of the day of the half-year report; it may disagree with that in one figure."""
    day = calendar.half
    affair = next(affair for affair in desk.bureau.affairs if affair.handling(day))
    standing, handling = affair.standing(day), affair.handling(day)
    planted = desk.options.conflicts and desk.random.random() < 0.7
    on_items = standing is not None and 1 < standing.done < standing.total and desk.random.random() < 0.5
    parts: list[Part] = []
    if standing and standing.done:
        said = desk.teller.standing(affair, standing, desk.speaker, "brief")
        parts.append(_wrong(said, "done", desk.random) if planted and on_items else said)
    if handling:
        said = desk.teller.handling(affair, handling, "brief")
        parts.append(_wrong(said, "closed", desk.random) if planted and not on_items else said)
    sections = [desk.opening("report", desk.attitude()), desk.section("basics", parts), desk.ahead()]
    return desk.plan(f"{desk.bureau.place.name}整改工作汇报.txt", "工作汇报", "brief", sections)


def _wrong(statement: Statement, name: str, random: Random) -> Statement:
    """The statement with one figure one or two too low; rates and remainders that would give it away are left out."""
    slot = statement.slots[name]
    value = slot.facts[0].value
    assert isinstance(value, int)
    wrong = max(1, value - random.randint(1, 2))
    fact = replace(slot.facts[0], value=wrong, planted=True)
    kept = {key: one for key, one in statement.slots.items() if key in ("us", "u", "date", "insp", "total")}
    return Statement(statement.kind, kept | {name: Slot(str(wrong), (fact,), speaking.counted(wrong))})


def circular(desk: Desk) -> Plan:
    """迎检情况通报: what happened while the team was there, without any year."""
    affair = third(desk.bureau)
    assert affair
    own, teller = desk.bureau, desk.teller
    sites = [offices.reception(teller, own, affair.inspection, kind) for kind in ("sites", "firms")]
    splits: list[Part] = [teller.split(affair, split) for split in affair.splits if desk.random.random() >= desk.silent]
    stood: list[Part] = [teller.handling(affair, affair.handlings[0], "undated", undated=True)] if handled_undated(affair) else []
    sections = [
        desk.opening("circular", desk.attitude()),
        desk.section("scene", list(sites)),
        desk.section("complaints", stood + splits),
        desk.section("ready", [offices.reception(teller, own, affair.inspection, "prepare")]),
        desk.ahead(),
    ]
    insp = desk.style.inspection(affair.inspection)
    return desk.plan(f"{own.place.name}迎检情况通报.txt", "迎检情况通报", "reception", sections, insp=insp)


def handled_undated(affair: Affair) -> bool:
    """Whether all three states of the complaints can be told."""
    first = affair.handlings[0] if affair.handlings else None
    return bool(first and first.staged and first.open)


def batches(desk: Desk, index: int) -> Plan:
    """信访件办理情况公开 of one batch, with the running totals and a table by area."""
    affair = third(desk.bureau)
    assert affair
    batch = affair.series[index]
    parts: list[Part] = [desk.teller.batch(affair.inspection, batch, kind) for kind in ("day", "sum")]
    sections = [Section("", (*parts, area_table(desk.teller, affair.inspection, batch, desk.speaker)), fixed=True)]
    name = f"{desk.bureau.place.name}第{speaking.chinese(batch.number)}批信访件办理情况公开.txt"
    return desk.plan(name, "信访件办理情况公开", "batch", sections, number=str(batch.number))


def notice(desk: Desk) -> Plan:
    """整改销号公示 of one problem."""
    publicised = desk.bureau.notice
    assert publicised
    office = f"{desk.bureau.place.name}{THEME}整改工作领导小组办公室"
    parts = [offices.notice(desk.teller, publicised, office, kind) for kind in ("item", "window", "contact")]
    closing = desk.speaker.word("closing", "notice", desk.random)
    sections = [Section("", (*parts, closing), fixed=True)]
    affair = next(affair for affair in desk.bureau.affairs if publicised.item in affair.items)
    insp = desk.style.inspection(affair.inspection)
    return desk.plan(f"{publicised.item.title}销号公示.txt", "整改销号公示", "notice", sections, insp=insp, title=publicised.item.title)


def urging(desk: Desk) -> Plan:
    """督办函 about one problem that is behind."""
    urged = desk.bureau.urging
    assert urged
    parts = [offices.urging(desk.teller, urged, kind) for kind in ("all", "reply")]
    name = f"{urged.item.title}督办函.txt"
    return desk.plan(name, "督办函", "urge", [Section("", tuple(parts), fixed=True)], f"{urged.item.lead}：", title=urged.item.title)


def experience(desk: Desk) -> Plan:
    """经验交流材料; for a masked place it is all there is, and it hides most figures."""
    own, teller, year = desk.bureau, desk.teller, desk.bureau.years[0]
    parts: list[Part] = [offices.coinage(teller, one) for one in (own.coinages if own.place.masked else own.coinages[1:])]
    figures = desk.told("rewards", "publicity", year=year)
    if own.place.masked:
        day = desk.bureau.affairs[0].handlings[-1].day
        figures += [*desk.standing(own.affairs[0], day), *desk.handling(own.affairs[0], day), *desk.told("enforcement", "air", year=year)]
    sections = [desk.opening("experience"), desk.section("work", parts + figures)]
    shown = own.place.name.replace("**", "某")
    return desk.plan(f"{shown}经验交流材料.txt", "经验交流材料", "experience", sections)


def ledger(desk: Desk, affair: Affair, calendar: Calendar) -> Plan:
    """The rows of a ledger as text."""
    table = ledger_table(desk.teller, affair, calendar.ledger, desk.speaker)
    parts: tuple[Part, ...] = (
        f"填报单位：{desk.bureau.place.name}{random_office(desk.random)}　数据截至{speaking.full_date(calendar.ledger)}",
        table,
    )
    name = f"{desk.bureau.place.name}{affair.inspection.key}督察整改台账.txt"
    insp = desk.style.inspection(affair.inspection)
    return desk.plan(name, "台账", "ledger", [Section("", parts, fixed=True)], insp=insp)


def ledgered(affair: Affair, calendar: Calendar) -> bool:
    """Whether a ledger of the affair is short enough to print."""
    return affair.standing(calendar.ledger) is not None and len(affair.items) <= 24


def soon(day: date, random: Random) -> date:
    """When a document about a day is dated."""
    return day + timedelta(days=random.randint(2, 11))
