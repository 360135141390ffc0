"""Whether an open figure has the scope a question asks for: the same months, as many years, as many batches, no goal for a state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.facts.status import metrics_named
from assistant.types import Fact, Facts, once
from assistant.words.intention import to_come
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import parse_number

_NUMERAL = r"[一二两三四五六七八九十百\d]+"
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?份?\s*[-—–~～至到]\s*(?:(?:同|当)年)?(\d{1,2})月")
_FIRST_MONTHS = re.compile(rf"[前头]({_NUMERAL})个月")
_PARTS = {"上半年": (1, 6), "前三季度": (1, 9), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12), "下半年": (7, 12)}
_MONTH = re.compile(r"(?<![\d—–~～至到-])(\d{1,2})月(?:份|当月|单月|(?![\d前底末]|份|以来|以前|之前|[上中下]旬))")
_UP_TO = re.compile(r"截至|截止|累计|[到至止](?:\d{4}年)?\d{1,2}月")
_YEARS = re.compile(r"((?:19|20)\d{2})年?\s*[-—–~～至到]\s*((?:19|20)\d{2})年?")
_FEW = r"(?<![\d○〇零一二两三四五六七八九十第])([一二两三四五六七八九十]{1,2}|\d{1,2})"
_COUNTED_YEARS = re.compile(rf"近?{_FEW}年(?=来|间|内|共|累|合|总|一共|投|已|，|多|$)|近([一二两三四五六七八九十]|\d{1, 2})年")
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_BATCHES = re.compile(rf"(?<!第)(?<![一二三四五六七八九十百\d])(?!一批(?!次))({_NUMERAL})批(?:次|(?!次))")
"""So many batches; 查实一批问题 counts none."""
_NUMBERED_BATCH = re.compile(rf"(?<!轮)第{_NUMERAL}批(?!次?(?:中央|省级?|督察))")
"""A batch of complaints; 第三轮第一批 and 第二批督察 are inspections."""
_FIRST_BATCHES = re.compile(rf"前({_NUMERAL})批")
_COMPARES_YEARS = re.compile(r"比|较|变化|趋势|走势|[升降增减]|每年|逐年|历年|各|哪一?年|分别")
_MENTION = re.compile(r"[，,；;。]")

Span = tuple[int, int]


def fits(question: str, fact: Fact, lexicon: Lexicon, *, alone: bool = False) -> bool:
    """Whether nothing in a figure's own words gives it another scope than a question names; `alone`: no term of a sum is meant."""
    return _of_scope(question, fact, alone=alone) and (lexicon.intention.asked(question) or not _goal(fact, lexicon))


def fitting(question: str, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Those of some figures that have the months, years and batches a question names; all of them where it names none."""
    if months(question) is None and not _asks_years(question) and not _asks_batches(question):
        return facts
    return [fact for fact in facts if _of_scope(question, fact)]


def _of_scope(question: str, fact: Fact, *, alone: bool = False) -> bool:
    return _same_months(question, fact) and _same_years(question, fact, alone=alone) and _same_batches(question, fact)


def meant_so(question: str, facts: Sequence[Fact], lexicon: Lexicon) -> Sequence[Fact]:
    """Some figures without those of a status that is still to be reached, where the question is about what was done."""
    return facts if lexicon.intention.asked(question) else once(_no_goals, facts, lexicon)


def _no_goals(facts: Sequence[Fact], lexicon: Lexicon) -> Facts:
    if isinstance(facts, Facts) and facts.parts:
        return Facts.of(once(_no_goals, part, lexicon) for part in facts.parts)
    return Facts(fact for fact in facts if not _goal(fact, lexicon))


@lru_cache(maxsize=20_000)
def months(text: str) -> Span | None:
    """The first and last month of the one period of months a text names: (11, 11) for 11月, (1, 11) for 1—11月; else None."""
    if span := _MONTHS.search(text):
        return int(span[1]), int(span[2])
    if first := _FIRST_MONTHS.search(text):
        return 1, int(parse_number(first[1]) or 0)
    if part := next((held for name, held in _PARTS.items() if name in text), None):
        return part
    single = {int(found) for found in _MONTH.findall(text)}
    return (min(single), min(single)) if len(single) == 1 and not _UP_TO.search(text) else None


def _same_months(question: str, fact: Fact) -> bool:
    asked = months(question)
    held = months(fact.period) if fact.period else None
    if asked is None or held is None or asked == held:
        return True
    # A figure up to a month answers nothing but a period; one month and several never answer each other, nor do two single ones.
    return asked[0] != asked[1] and held[0] != held[1]


@lru_cache(maxsize=20_000)
def years(text: str) -> int:
    """How many years together a text speaks of: 3 for 三年累计 and 2021年至2023年, 1 for 2023年; 0 where it does not say."""
    if span := _YEARS.search(text):
        return int(span[2]) - int(span[1]) + 1
    if counted := _COUNTED_YEARS.search(text):
        return int(parse_number(counted[1] or counted[2]) or 0)
    return len(set(_YEAR.findall(text)))


def _same_years(question: str, fact: Fact, *, alone: bool) -> bool:
    if not _asks_years(question):
        return True
    asked = years(question)
    held = years(_nearest(fact))
    return not held or held == asked or (asked > 1 and held == 1 and not alone and _each_year(question))


def _asks_years(question: str) -> bool:
    """Whether a question names how many years its figure is of, and does not compare them."""
    return bool(years(question)) and not _COMPARES_YEARS.search(question)


def _each_year(question: str) -> bool:
    """Whether the years a question names are asked for one by one or are to be added up, so that figures of single years serve."""
    return len(set(_YEAR.findall(question))) > 1 and _YEARS.search(question) is None


def _nearest(fact: Fact) -> str:
    """The clause nearest before a figure that speaks of years, its own first."""
    before = fact.passage.text[: fact.start - fact.passage.start].rsplit("。", 1)[-1]
    own = fact.context.split(fact.quantity.text)[0] if fact.quantity.text in fact.context else fact.context
    clauses = (own, *reversed(_MENTION.split(before)))
    return next((clause for clause in clauses if years(clause)), fact.period)


def _same_batches(question: str, fact: Fact) -> bool:
    """前十一批 is no 十二批次, 第十二批 none of them alone."""
    if fact.unit_class == "批":
        return True
    before = fact.passage.text[: fact.start - fact.passage.start]
    statement = before.rsplit("。", 1)[-1]
    held = {parse_number(numeral) for numeral in _BATCHES.findall(statement)}
    first = _FIRST_BATCHES.search(question)
    if first is not None:
        return parse_number(first[1]) in held
    named = _NUMBERED_BATCH.findall(question)
    return not (held and named) or any(batch in statement for batch in named)


def _asks_batches(question: str) -> bool:
    return bool(_FIRST_BATCHES.search(question) or _NUMBERED_BATCH.search(question))


def _goal(fact: Fact, lexicon: Lexicon) -> bool:
    """Whether a figure of a status is one to be reached (2025年完成40项): no answer to a question about what was done."""
    return not fact.metric and to_come(fact.context, fact.as_of) and bool(metrics_named(fact.context, lexicon))
