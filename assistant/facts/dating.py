"""One date for a list: what is said of it without a date counts up to the date that its figures give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.types import Fact

TIMELESS = frozenset({"总数", "收到", "受理", "分类", "属实", "基本属实", "部分属实", "不属实"})
"""What is told of a list without a day of its own: how many there are, how they divide, what was found."""
_NOW = re.compile(r"目前|现已|截至|截止|至今|迄今|当前|眼下|如今|日前|(?:19|20)\d\d年|\d月")
"""A sentence with a time of its own does not go on with that of the sentence before it."""
_NEXT = 2
"""The next sentence begins so many characters behind the last one at most: no paragraph lies between."""


def _gone_on(facts: list[Fact], told: Mapping[int, str]) -> list[Fact]:
    """The facts of one report, those of a list dated by the sentence right before that gives a day (截至6月30日完成21个。未完成7个)."""
    day: dict[str, tuple[int, int, str]] = {}
    dated = []
    for fact in sorted(facts, key=lambda one: one.start):
        begin, end = fact.passage.start, fact.passage.end
        if fact.of and fact.start in told:
            day[fact.of] = (begin, end, told[fact.start])
        elif fact.of and fact.of in day and fact.metric not in TIMELESS:
            start, stop, said = day[fact.of]
            goes_on = start == begin or (0 <= begin - stop < _NEXT and not _NOW.search(fact.passage.text))
            if goes_on and start != begin:
                day[fact.of] = (begin, end, said)
            dated.append(replace(fact, as_of=said) if goes_on and start != begin else fact)
            continue
        dated.append(fact)
    return dated


def closed_by_day(facts: Sequence[Fact], day: str, told: dict[int, str]) -> list[Fact]:
    """The facts of a paragraph, those without a day of their own dated by its last sentence (完成21个。销号9个。统计时点：6月30日).

    It dates them back to the last figure that has a day; `told` takes the day of each.
    """
    last = next((at for at in range(len(facts), 0, -1) if facts[at - 1].of and facts[at - 1].start in told), 0)
    dated = list(facts[:last])
    for fact in facts[last:]:
        if fact.of and fact.metric not in TIMELESS:
            told[fact.start] = day
        dated.append(replace(fact, as_of=day) if fact.of and fact.metric not in TIMELESS else fact)
    return dated


def dated_lists(facts: Iterable[Fact], told: Mapping[int, str], headline: int = 0) -> list[Fact]:
    """The facts of one report, totals and classes dated by the figures of their list; `told`: the date a text gives a figure, by start.

    A list's total has no day of its own. Without this it would count up to the day of signature, and the list with it. Nor has what a
    headline, up to `headline`, says ahead of the sentence that tells it with its day.
    """
    facts = _gone_on(list(facts), told)
    latest: defaultdict[str, str] = defaultdict(str)
    for fact in facts:
        if fact.of and fact.start in told:
            latest[fact.of] = max(latest[fact.of], told[fact.start])
    return [
        replace(fact, as_of=latest[fact.of])
        if fact.of and latest.get(fact.of) and (fact.metric in TIMELESS or fact.end <= headline) and fact.start not in told
        else fact
        for fact in facts
    ]
