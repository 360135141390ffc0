"""Which lists a counting question means: the newest of each kind, fitting the inspection, batch and date it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from assistant.answering.asked_scope import NEWEST, batches_up_to, revisit_beside, rounds_named
from assistant.answering.by_visit import Rounds, in_round, of_visit
from assistant.answering.question import Question
from assistant.facts.context import ALL_INSPECTIONS
from assistant.facts.dating import TIMELESS
from assistant.facts.tally import Tally
from assistant.types import Fact, Inspection, Lasting, Track, once
from assistant.words.dates import find_dates, not_later
from assistant.words.numerals import parse_number

Mentions = Callable[[str, str], bool]
"""Whether the report with this id contains this word anywhere."""


@dataclass(frozen=True)
class ListChoice:
    """The lists a question means, newest first within each kind, and what ruled the others out."""

    current: tuple[Tally, ...]
    """One list per kind and place: the newest that fits."""
    older: tuple[Tally, ...]
    excluded_by: str = ""
    """inspection | batch | date when such lists exist but none fits."""
    kinds: tuple[tuple[Tally, ...], ...] = ()
    """The lists of each kind, the one that leads first."""

    def rivals(self, tally: Tally) -> tuple[Tally, ...]:
        """What else tells of the very list of a tally, newest first."""
        return tuple(one for one in self._kind_of.get(id(tally), ()) if one is not tally)

    @cached_property
    def _kind_of(self) -> dict[int, tuple[Tally, ...]]:
        return {id(one): kind for kind in self.kinds for one in kind}

    def older_of(self, tally: Tally) -> Sequence[Tally]:
        """The older lists of whoever a list is of."""
        return self._older_by_owner.get(tally.owner, ())

    @cached_property
    def _older_by_owner(self) -> dict[str, list[Tally]]:
        found: dict[str, list[Tally]] = {}
        for tally in self.older:
            found.setdefault(tally.owner, []).append(tally)
        return found


def compatible(asked: Inspection, held: Inspection) -> bool:
    """Whether a list can be the one of the inspection asked for; what the list does not say cannot contradict."""
    if (asked.level and held.level and asked.level != held.level) or held.campaign == ALL_INSPECTIONS:
        return False
    if asked.round and asked.round != held.round:
        return False
    return not asked.revisit or held.revisit


_TOGETHER = re.compile(r"一共|总共|合计|累计|历次|[两三四五]次督[察查]|加起来|加在一起")
"""Asks for what several inspections fed back or handed over together."""


class Kind(NamedTuple):
    """What makes two lists the same one at different dates."""

    owner: str
    track: Track
    level: str
    round: str
    revisit: bool
    campaign: str
    batch: str


def kind_of(tally: Tally) -> Kind:
    """What list a tally is of."""
    inspection = tally.inspection
    batch = "" if tally.batch == "累计" else tally.batch
    return Kind(tally.owner, tally.track, inspection.level, inspection.round, inspection.revisit, inspection.campaign, batch)


def choose(
    lists: Sequence[Tally], question: Question, track: Track, mentions: Mentions = lambda *_: False, rounds: Rounds = MappingProxyType({})
) -> ListChoice:
    """Those of some lists that are of a track and fit the question; see ListChoice."""
    found = inspected = once(_of_track, lists, track)
    if question.inspection is not None:
        asked = question.inspection
        timely = [tally for tally in found if in_round(asked, tally, rounds)]
        inspected = [tally for tally in found if compatible(asked, tally.inspection)]
        inspected = [*_first_visit(_of_level(inspected, found, asked.level), asked), *(one for one in timely if one not in inspected)]
    elif _TOGETHER.search(question.text):
        wholes = not set(question.metrics) - {"总数"}
        inspected = [tally for tally in found if (tally.inspection.campaign == ALL_INSPECTIONS) is wholes] or found
    inspected = _of_rounds(inspected, rounds_named(question.text))
    if revisit_beside(question.text):
        inspected = _beside_revisit(inspected, question.text)
    if found and not inspected:
        return ListChoice((), (), "inspection")
    inspected = _of_day(_by_total(inspected, question), question)
    batched = _by_batch(inspected, question, mentions)
    if inspected and not batched:
        return ListChoice((), (), "batch")
    dated = _by_date(batched, question) or of_visit(batched, question.text, rounds, mentions)
    if batched and not dated:
        return ListChoice((), tuple(batched), "date")
    return once(_newest, dated, _intake_asked(question))


def _of_level(inspected: Sequence[Tally], found: Sequence[Tally], level: str) -> Sequence[Tally]:
    """Some lists that can be of a level, without those of no level in reports that tell of several: these count all of them together."""
    levels: dict[str, set[str]] = {}
    for tally in found:
        levels.setdefault(tally.report, set()).add(tally.inspection.level)
    several = {report for report, named in levels.items() if len(named - {""}) > 1}
    return [tally for tally in inspected if not level or tally.inspection.level or tally.inspection.campaign or tally.report not in several]


def _first_visit(inspected: Sequence[Tally], asked: Inspection) -> Sequence[Tally]:
    """Where a question names a round and no 回头看, the lists of that round itself, if there are any of it."""
    itself = [tally for tally in inspected if tally.inspection.round == asked.round and not tally.inspection.revisit]
    return itself if asked.round and not asked.revisit and itself else inspected


def _of_rounds(found: Sequence[Tally], rounds: Collection[str]) -> Sequence[Tally]:
    """The lists of the rounds a question names together, all where it names fewer than two."""
    return [tally for tally in found if tally.inspection.round in rounds] if len(rounds) > 1 else found


def _beside_revisit(found: Sequence[Tally], text: str) -> Sequence[Tally]:
    """The lists of the round a question names together with 回头看, and those of 回头看; all where it names no round."""
    rounds = set(re.findall(r"第[一二三四]轮|上一轮", text))
    untold = set() if "上一轮" in rounds else {""}
    return [tally for tally in found if tally.inspection.revisit or not rounds or tally.inspection.round in rounds | untold]


def _of_track(lists: Sequence[Tally], track: Track) -> Sequence[Tally]:
    return Lasting(_first_class_restored(tally) for tally in lists if tally.track is track)


_FIRST_CLASS = re.compile(r"(?:件|问题|任务|事项)中?(?!按|共|合计|累计|总|均|已|统计)([一-龥]{2,8}?)(?:为|有|最多|居首)?$")
"""The label of a total that has swallowed the first class: 信访件中噪声污染 in 信访件中噪声污染20件，大气污染19件."""


def _first_class_restored(tally: Tally) -> Tally:
    """A list whose total is really the first of the classes enumerated with it, so that neither total nor largest class is wrong."""
    total = tally.total
    named = _FIRST_CLASS.search(total.label) if total is not None else None
    if total is None or named is None:
        return tally
    beside = [fact for fact in tally.classes if fact.passage.start == total.passage.start and not fact.parent and fact.start > total.start]
    if len(beside) < 2 or sum(fact.quantity.value or 0 for fact in beside) == total.quantity.value:
        return tally
    first = replace(total, metric="分类", label=named[1], dimension=beside[0].dimension)
    return replace(tally, total=None, classes=(first, *tally.classes))


_A_DAY = re.compile(r"(?:\d{4}-)?\d{2}-\d{2}$")


def days_named(question: Question) -> list[str]:
    """The days a question names, with their year or without one."""
    return [date for date in question.dates if _A_DAY.fullmatch(date)]


def _of_day(found: Sequence[Tally], question: Question) -> Sequence[Tally]:
    """The lists of the one day a question names (5月19日交办…), all where it names none, several or a 截至 date."""
    days = {date[-5:] for date in days_named(question)}
    if len(days) != 1 or question.as_of:
        return found
    (day,) = days
    named = [t for t in found if any(_as_of_day(t, date) for date in question.dates) or told_on(t, day)]
    in_a_day = [] if _SO_FAR.search(question.text) else [t for t in named if t.batch not in _WHOLE]
    return in_a_day or named or found


def of_its_day(tally: Tally, question: Question) -> bool:
    """Whether a list can be the one of the only day a question names: as of it, or told on it; True where it names none or several."""
    days = days_named(question)
    return len(days) != 1 or _as_of_day(tally, days[0]) or told_on(tally, days[0][-5:])


def _as_of_day(tally: Tally, day: str) -> bool:
    """Whether a list is as of a day, which may leave its year open."""
    return bool(tally.as_of and _A_DAY.fullmatch(tally.as_of) and tally.as_of.endswith(day))


_SO_FAR = re.compile(r"截[至止]|一共|总共|累计|合计|共计|总数|已经?|目前|还")
"""Asks how things stood on a day, not what came in on it."""


def told_on(tally: Tally, day: str) -> bool:
    """Whether the sentence of a list's total names a day, however many years it leaves open."""
    return tally.total is not None and any(one.iso.endswith(day) for one in find_dates(tally.total.passage.text))


def _by_total(found: Sequence[Tally], question: Question) -> Sequence[Tally]:
    """The lists whose total the question itself names (41项任务还剩几个), all of them where it names none."""
    if question.premise or "sum" in question.forms:
        return found
    named = [
        t for t in found if t.total is not None and t.total.quantity.value is not None and str(t.total.quantity.value) in question.numbers
    ]
    return named or found


_SEVERAL_BATCHES = re.compile(
    r"(?:前|(?<!第))(?<![一二三四五六七八九十\d])([两二三四五六七八九十\d]+)批(?:(?<=前.批)|(?<=前..批)|(?<=前...批)|(?=次?(?:一共|共|累计|合计|总共|信访|举报|交办|转办|件)))"
)
"""前五批, 六批一共: batches counted together, not a numbered one."""


def batches_together(text: str) -> str:
    """The batches a question counts together (前五批), empty where it names none."""
    several = _SEVERAL_BATCHES.search(text)
    return several[0] if several is not None else ""


def counts_batches(total: Fact, number: str) -> bool:
    """Whether the sentence of a total counts so many batches together (第1批至20批累计43件), in either script."""
    return bool(re.search(rf"(?<!第)(?<![一二三四五六七八九十百\d])(?:{number}|{_other_script(number)})批", total.passage.text))


_SO_MANY_BATCHES = re.compile(r"(?:第|前|共|计|交办|转办|移交|(?<![一二三四五六七八九十百\d]))([一二三四五六七八九十百]+|\d+)批")
"""第十六批, 前16批, 累计交办十二批次: up to which batch a sentence tells."""


def _by_batch(found: Sequence[Tally], question: Question, mentions: Mentions) -> Sequence[Tally]:
    several = _SEVERAL_BATCHES.search(question.text)
    if several is not None:
        covering = [t for t in found if t.total is not None and t.batch in {"", "累计"} and counts_batches(t.total, several[1])]
        if covering or several[0].startswith("前"):
            return covering or _told_with(found, batches_up_to(question.text), mentions)
    if question.batch == NEWEST:
        return [t for t in found if t.batch not in _WHOLE] or [t for t in found if not t.batch] or found
    if not question.batch:
        return once(_whole_lists, found)
    named = [tally for tally in found if same_batch(tally.batch, question.batch)]
    if not named and question.batch != "累计":
        # A notice of one batch may name it only in its title or after the figure.
        named = [tally for tally in found if not tally.batch and mentions(tally.report, question.batch)]
    if question.batch == "累计" and (up_to := batches_up_to(question.text)):
        return _told_with(named, up_to, mentions) or [tally for tally in named or found if not _tells_other_batch(tally, up_to)]
    return named if named or question.batch != "累计" else found


def _told_with(found: Sequence[Tally], up_to: int, mentions: Mentions) -> list[Tally]:
    """The running totals of the notices of one batch: of reports that speak of it and of none after it."""
    running = [tally for tally in found if tally.batch == "累计" and mentions(tally.report, f"第{up_to}批")]
    return [tally for tally in running if not mentions(tally.report, f"第{up_to + 1}批")]


def _tells_other_batch(tally: Tally, number: int) -> bool:
    """Whether the sentence of a running total is about another batch than one up to which all are asked for."""
    told = batches_told(tally)
    return bool(told) and number not in told


def batches_told(tally: Tally) -> set[int]:
    """The numbers of batches that the sentence of a list's total names."""
    names = _SO_MANY_BATCHES.findall(tally.total.passage.text) if tally.total is not None else ()
    return {int(parse_number(name) or 0) for name in names}


def _whole_lists(found: Sequence[Tally]) -> Sequence[Tally]:
    """Some lists without the single batches of which another one tells the whole."""
    covered = {kind_of(t)[:4] for t in found if t.batch in _WHOLE and (t.parts or t.total)}
    return Lasting(t for t in found if t.batch in _WHOLE or kind_of(t)[:4] not in covered)


def same_batch(one: str, other: str) -> bool:
    """Whether two names are of one batch: 第十九批 is 第19批."""
    return one == other or (bool(one and other) and batch_number(one) == batch_number(other) is not None)


def batch_number(name: str) -> object:
    """The number in the name of a batch, None where it has none (累计)."""
    found = re.search(r"第([一二三四五六七八九十百\d]+)批", name)
    return parse_number(found[1]) if found else None


_WHOLE = {"", "累计"}
"""How a list that is no single batch is marked."""


def _other_script(numeral: str) -> str:
    """九 for 9, 十一 for 11 and 9 for 九."""
    han = "零一二三四五六七八九"
    if numeral.isdigit():
        tens, ones = divmod(int(numeral), 10)
        return numeral if tens > 9 else (han[tens] if tens > 1 else "") + ("十" if tens else "") + (han[ones] if ones else "")
    value = parse_number(numeral)
    return str(value) if value is not None else numeral


def _by_date(found: Sequence[Tally], question: Question) -> Sequence[Tally]:
    if question.as_of:
        same = [t for t in found if t.as_of and t.as_of.startswith(question.as_of)]
        earlier = [t for t in found if t.as_of and not_later(t.as_of, question.as_of)]
        undated = [t for t in found if t.as_of is None]
        return same or earlier or undated
    if "上半年" in question.text and not question.years:
        # 上半年 alone is the last one told of.
        found = [t for t in found if t.as_of and t.as_of[5:7] == "06"] or found
    months = {date for date in question.dates if re.fullmatch(r"\d{4}-\d{2}", date)}
    if len(months) == 1:
        (month,) = months
        same = [t for t in found if t.as_of and t.as_of.startswith(month)]
        found = same or [t for t in found if t.as_of is None or t.as_of < month]
    if question.years:
        in_year = [t for t in found if any(_speaks_of(t, year) for year in question.years)]
        return in_year or [t for t in found if t.as_of is None]
    return found


def _speaks_of(tally: Tally, year: str) -> bool:
    facts = [*([tally.total] if tally.total else []), *(fact for group in tally.parts.values() for fact in group)]
    return bool(tally.as_of and tally.as_of.startswith(year)) or any(year in fact.period for fact in facts)


def _family(tally: Tally) -> tuple[object, ...]:
    """What lists of one place have in common whether or not they name their round."""
    return tally.owner, tally.track, tally.inspection.level, tally.inspection.revisit


def _twins(tally: Tally, other: Tally) -> bool:
    """Whether a list without a round can be one with a round, both of one family: the same total, or both counted in batches."""
    if tally.batch or other.batch:
        return bool(tally.batch and other.batch)
    totals = [one.total.quantity.value if one.total else None for one in (tally, other)]
    return totals[0] is None or totals[0] == totals[1]


def _counted_otherwise(tally: Tally, other: Tally) -> bool:
    """Whether one report counts one inspection twice, in problems and in the tasks they were cut into (14个问题, 45项任务)."""
    one, two = tally.total, other.total
    if one is None or two is None or tally.report != other.report or tally.track is not Track.PROBLEM:
        return False
    return one.quantity.value != two.quantity.value and one.quantity.unit[-1:] != two.quantity.unit[-1:]


_INTAKE = {"受理": re.compile("受理"), "收到": re.compile("收到|接到|收了|接了")}


def _intake_asked(question: Question) -> str:
    """The level of the funnel a question asks for (domain.md 3): what came in, what was taken up, else what was handed over."""
    if question.metrics or re.search("交办|转办|移交", question.text):
        return "总数"
    return next((level for level, words in _INTAKE.items() if words.search(question.text)), "总数")


def _newest(found: Sequence[Tally], intake: str) -> ListChoice:
    """The newest list of each kind, of one day that of a level of intake; one without round joins the only one of its level."""
    kinds: dict[Kind, list[Tally]] = {}
    with_round: dict[tuple[object, ...], list[Tally]] = {}
    for tally in found:
        if tally.inspection.round:
            with_round.setdefault(_family(tally), []).append(tally)
    for tally in found:
        kind = kind_of(tally)
        if not tally.inspection.round:
            names = {other.inspection.round for other in with_round.get(_family(tally), ()) if _twins(tally, other)}
            kind = kind._replace(round=names.pop()) if len(names) == 1 else kind
        kinds.setdefault(kind, []).append(tally)
    current, older = [], []
    for members in kinds.values():
        members.sort(key=lambda tally: _leads(tally, intake), reverse=True)
        beside = [member for member in members[1:] if _counted_otherwise(members[0], member)]
        current += [members[0], *beside]
        older += [member for member in members[1:] if member not in beside]
    return ListChoice(tuple(current), tuple(older), kinds=tuple(map(tuple, kinds.values())))


_SOME_YEAR = re.compile(r"(?:截[至止]|到|至)\s*$")


def _day_without_year(tally: Tally) -> str:
    """The month and day up to which the sentence of an undated list's total counts; of two such lists of a notice the later leads."""
    if tally.as_of or tally.total is None:
        return ""
    passage = tally.total.passage
    said = passage.text[: tally.total.start - passage.start]
    days = [one for one in find_dates(said) if one.day and not one.year]
    return max((day.iso for day in days if _SOME_YEAR.search(said[: day.start])), default="")


def _leads(tally: Tally, intake: str) -> tuple[object, ...]:
    """By what one of several lists of a kind leads: its day, that it is told rather than counted, its level of intake, what it holds."""
    level = tally.total.metric if tally.total else ""
    told = bool(tally.parts.keys() - TIMELESS)
    asked = level == intake or (intake == "总数" and level not in _INTAKE)
    return tally.as_of or "", _day_without_year(tally), not (tally.total and tally.total.formula), asked, told, bool(level)
