"""One date for a list: what is said of it without a date counts up to the date that its figures give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.types import Fact

TIMELESS = frozenset({"总数", "收到", "受理", "分类", "属实", "基本属实", "部分属实", "不属实"})
"""What is told of a list without a day of its own: how many there are, how they divide, what was found."""


def dated_lists(facts: Iterable[Fact], told: Mapping[int, str]) -> list[Fact]:
    """The facts of one report, totals and classes dated by the figures of their list; `told`: the date a text gives a figure, by start.

    A list's total has no day of its own. Without this it would count up to the day of signature, and the list with it.
    """
    facts = list(facts)
    latest: defaultdict[str, str] = defaultdict(str)
    for fact in facts:
        if fact.of and fact.start in told:
            latest[fact.of] = max(latest[fact.of], told[fact.start])
    return [
        replace(fact, as_of=latest[fact.of])
        if fact.of and latest.get(fact.of) and fact.metric in TIMELESS and fact.start not in told
        else fact
        for fact in facts
    ]
