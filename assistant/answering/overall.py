"""One figure of several lists: counts are added, a rate is what is done of all by all there are, never a sum of rates (domain.md 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.arithmetic import percentage, total
from assistant.facts.tally import RATE_OF, Derived, Tally
from assistant.types import Fact, Number
from assistant.words.numerals import show_number


class Overall(NamedTuple):
    """A figure of several lists, with what each of them gives to it."""

    value: Number
    unit: str
    formula: str
    facts: tuple[Fact, ...]


def overall(lists: Sequence[Tally], metric: str) -> Overall | None:
    """What a metric comes to over some lists; None where one of them does not hold it, or they are not counted alike."""
    if metric in RATE_OF:
        return _rate(lists, metric)
    found = [tally.derive(metric) for tally in lists]
    known = [one for one in found if one is not None and one.value is not None]
    if len(known) < len(lists) or len({_counted(one.unit) for one in known}) != 1:
        return None
    some = [one for one in known if one.value] or known  # nothing left of a list adds no term
    value, formula = total(one.value or 0 for one in some)
    return Overall(value, known[0].unit, formula, tuple(fact for one in some for fact in one.facts))


def _rate(lists: Sequence[Tally], metric: str) -> Overall | None:
    pairs = [(done, whole) for tally in lists if (done := _done(tally, metric)) and (whole := tally.stated("总数")) and whole.value]
    if len(pairs) < len(lists) or any(done.value is None for done, _ in pairs):
        return None
    parts, wholes = total(done.value or 0 for done, _ in pairs), total(whole.value or 0 for _, whole in pairs)
    rate, formula = percentage(parts.value, wholes.value)
    terms = [f"({one.formula.partition('=')[0]})" for one in (parts, wholes)]
    shown = formula.replace(f"{show_number(parts.value)}÷{show_number(wholes.value)}", "÷".join(terms), 1)
    return Overall(rate, "%", shown, tuple(fact for done, whole in pairs for fact in (*done.facts, *whole.facts)))


def _done(tally: Tally, metric: str) -> Derived | None:
    """What is done of a list, by the status that its rate is of."""
    return next((found for name in RATE_OF[metric] if (found := tally.derive(name)) is not None), None)


def _counted(unit: str) -> str:
    """个 and 项 count the items of a list alike."""
    return "项" if unit in {"个", "项", "条"} else unit
