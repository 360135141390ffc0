"""What two sources say of one figure, where a question sets them against each other (市里报的和省里通报的好像不一样)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.composing import amount
from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import compatible
from assistant.answering.places import bare_name, place_name
from assistant.facts.groups import compatible as of_one
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.types import Answer, Fact, Number, Status, Track, once
from assistant.words.numerals import show_number

_DIFFER = re.compile(
    r"不一样|不一致|不相同|不同(?!意)|不符|对[不得]上|吻合|相符|打架|有出入|矛盾|一个数|一致|两个(?:数|说法|口径)|哪个(?:准|对|算数)|以哪个为准|口径"
)
"""Says that sources may differ."""
_SOURCE = (
    r"(?:(?:[省市县区州旗乡镇]|自治区)(?:级|里|委)?(?:自己)?(?:的|[上通]?报|写|说|公布|发布)?的?(?:[一-龥\d]{0,6}?(?:通报|报告|材料|汇报|台账|数))?|[一-龥]{0,6}?(?:报告|汇报|新闻|报道|通报|媒体|公示|台账"
    r"|发布会|纪要|简报|方案|日报|文章|访谈|正文|文字|附?表(?:格|里|中)?))"
)
_TWO = re.compile(rf"{_SOURCE}(?:里|中|上|写的?|说的?|报的?|给的?)*[和跟与同、]{_SOURCE}")
"""Two sources by name: 市里和省里, 报告和新闻."""
_EACH = re.compile(r"(?:各自?|分别|都)(?:是怎么)?(?:说|写|报(?!告)|称|讲|公布)")
_DOCUMENT = re.compile(r"报告|汇报|新闻|报道|通报|媒体|公示|台账|发布会|纪要|简报|日报|文章|访谈|正文|表(?:里|中|格|上)")
_TABLE = re.compile(r"表(?:里|中|格|上|内)?|各(?:县|市|区|地|乡)")
_SUMMED = re.compile(r"加起来|相加|合计|加总|之和|加一起|一个数")
_FROM_TABLE = "TABLE"
_AREAS = frozenset({"区域", "部门"})
_WHOLE = "总数"


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure as one source tells it."""

    report: str
    day: str | None
    whose: Tally
    value: Number
    unit: str
    formula: str
    facts: tuple[Fact, ...]
    all_of_it: bool = False
    summed: bool = False
    """The rows of a table come to it."""


def set_against(inquiry: Inquiry) -> Answer | None:
    """Both figures with both sources, where a question sets sources against each other and two of one day tell different ones."""
    question = inquiry.question
    if question.english or not (inquiry.named.names or inquiry.named.unknown) or not _sets_against(question.text):
        return None
    metrics = question.metrics or (_WHOLE,)
    found = [(metric, sides) for metric in metrics[:2] if (sides := _sides(metric, inquiry))]
    for metric, sides in found:
        _state(metric, sides, inquiry)
    return inquiry.composer.build("computed") if found else None


def _sets_against(text: str) -> bool:
    two = _TWO.search(text) is not None
    papers = len(set(_DOCUMENT.findall(text))) > 1 and re.search(r"各(?:是|为)?多少|各几|分别", text)
    return two and bool(_DIFFER.search(text) or _EACH.search(text) or papers) or bool(_TABLE.search(text) and _SUMMED.search(text))


def _sides(metric: str, inquiry: Inquiry) -> list[_Told]:
    """What sources of one day tell of a metric: each value once, the first two where all agree; none where only one tells it."""
    told = [*_of_lists(metric, inquiry)]
    if _TABLE.search(inquiry.question.text):
        told += _of_tables(metric, inquiry, told)
    for first in sorted(told, key=lambda one: one.day or "", reverse=True):
        same = [one for one in told if _of_one_list(one, first)]
        values = {one.value: one for one in reversed(same)}
        sources = {(one.report, one.summed): one for one in same}
        if len(sources) > 1:
            return list(reversed(values.values())) if len(values) > 1 else list(sources.values())[:2]
    return []


def _of_one_list(one: _Told, other: _Told) -> bool:
    """Whether two figures are of one list and one day."""
    mine, held = one.whose, other.whose
    same = mine.owner == held.owner and mine.batch == held.batch and of_one(mine.inspection, held.inspection)
    return same and _same_day(one.day or "", other.day or "")


def _same_day(one: str, other: str) -> bool:
    """Whether two days can be one: 2024-09 is 2024-09-30 told by its month."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one)) or one == other


def _of_lists(metric: str, inquiry: Inquiry) -> Iterator[_Told]:
    """The metric of all lists of the places named, in all reports."""
    question = inquiry.question
    names = [bare_name(name) for name in (*inquiry.named.names, *inquiry.named.unknown)]
    track = question.track or _track_of(metric, inquiry)
    for tally in once(tallies, inquiry.library.facts(inquiry.asked_in)):
        if tally.track is not track or not any(name in place_name(tally.place) for name in names):
            continue
        if question.inspection is not None and not compatible(question.inspection, tally.inspection) and tally.inspection.display:
            continue
        if not all(_dated(day, tally.as_of) for day in question.dates[:1]):
            continue
        derived = tally.derive(metric)
        if derived is not None and derived.value is not None:
            whole = tally.total.quantity.value if tally.total else None
            yield _Told(
                tally.report,
                tally.as_of,
                tally,
                derived.value,
                derived.unit,
                derived.formula or "",
                derived.facts,
                metric != _WHOLE and derived.value == whole,
            )


def _dated(asked: str, held: str | None) -> bool:
    """Whether a list is of the day asked for, be it told without its year (03-20) or by its month."""
    if held is None:
        return False
    return asked in held if len(asked) < len("2024-01") else held.startswith(asked) or asked.startswith(held)


def _track_of(metric: str, inquiry: Inquiry) -> Track:
    tracks = inquiry.lexicon.metrics[metric].tracks if metric in inquiry.lexicon.metrics else frozenset()
    return Track.COMPLAINT if tracks == {Track.COMPLAINT} else Track.PROBLEM


def _of_tables(metric: str, inquiry: Inquiry, told: Sequence[_Told]) -> Iterator[_Told]:
    """What the rows of a table come to, in the reports that tell a figure of the whole list."""
    parent = "" if metric == _WHOLE else metric
    for one in {side.report: side for side in told}.values():
        rows: dict[str, Fact] = {}
        for fact in inquiry.library.facts(inquiry.asked_in):
            if fact.report == one.report and fact.of.startswith(_FROM_TABLE) and fact.dimension in _AREAS and fact.parent == parent:
                rows.setdefault(fact.label, fact)
        values = [fact.quantity.value for fact in rows.values()]
        if len(values) > 1 and None not in values:
            value = sum(value or 0 for value in values)
            formula = f"{'+'.join(show_number(value or 0) for value in values)}={show_number(value)}"
            yield _Told(one.report, one.day, one.whose, value, one.unit, formula, tuple(rows.values()), summed=True)


def _state(metric: str, sides: Sequence[_Told], inquiry: Inquiry) -> None:
    composer = inquiry.composer
    texts = []
    for side in sides:
        composer.figure(side.value, side.unit, metric, composer.cite_facts(side.facts), side.formula or None)
        asof = composer.date(side.day, side.report) if side.day else ""
        ahead = f"{composer.phrase('rows_come_to') if side.summed else ''}{'全部' if side.all_of_it else ''}"
        counted = f"{'' if metric == _WHOLE else metric}{amount(side.value, side.unit)}"
        shown = f"{ahead}{counted}" + (f"（{side.formula}）" if side.formula else "")
        texts.append(composer.phrase("conflict_told", asof=asof, title=composer.report(side.report).title, text=shown))
    agree = len({side.value for side in sides}) == 1
    text = "；".join(texts)
    said = composer.phrase("agree", text=text) if agree else composer.phrase("conflict", text=text) + composer.phrase("conflict_advice")
    composer.statuses.append(Status.CERTAIN if agree else Status.CONFLICT)
    whose = f"{place_name(sides[0].whose.place)}{sides[0].whose.inspection.display}"
    composer.lines.append(f"{whose}{metric}：{said}")
