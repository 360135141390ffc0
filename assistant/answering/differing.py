"""Where sources of one list differ: of one day a contradiction unless staff settled it; of ledger and report the later leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.composing import Composer, amount
from assistant.answering.lists import ListChoice
from assistant.answering.places import place_name
from assistant.answering.scoreboard import Scoreboard
from assistant.facts.rivals import contradict, told_apart
from assistant.facts.tally import Derived, Tally
from assistant.types import Fact, Status

Side = tuple[Tally, Derived]
"""A list with the figure it gives for the metric asked about."""


def led_by_hand(side: Side, choice: ListChoice, figure_of: Callable[[Tally], Derived | None]) -> Side:
    """The side that speaks for a list: one of the same day that staff settled, before another that nobody did."""
    tally, derived = side
    for other in choice.rivals(tally):
        rival = figure_of(other) if _same_day(other, tally) else None
        if rival is not None and _settles(rival, derived):
            return other, rival
    return side


def contradicting(found: Sequence[Side], choice: ListChoice, metric: str) -> list[Side]:
    """The lists of one kind and one day that state different numbers: a contradiction, not progress, and settled by nobody."""
    sides: list[Side] = []
    for tally, derived in found:
        for other in choice.rivals(tally):
            rival = other.derive(metric) if _same_day(other, tally) and told_apart(other, tally) else None
            if rival is not None and contradict(derived, rival) and not _settles(derived, rival):
                sides += [(tally, derived), (other, rival)]
    return sides


def add_contradiction(composer: Composer, sides: Sequence[Side], metric: str) -> None:
    """Say what each side states, with its date; no side is chosen."""
    texts = []
    for tally, derived in sides:
        cited = composer.cite_facts(derived.facts)
        composer.figure(derived.value, derived.unit, metric, cited, derived.formula, derived.approximate)
        asof = composer.date(tally.as_of, tally.report)
        texts.append(composer.phrase("conflict_side", asof=asof, amount=with_formula(derived)))
    first = sides[0][0]
    said = composer.phrase("conflict", text="；".join(texts)) + composer.phrase("conflict_advice")
    composer.lines.append(f"{place_name(first.place)}{first.inspection.display}{metric}：{said}")
    composer.statuses.append(Status.CONFLICT)


def add_other_source(composer: Composer, side: Side, choice: ListChoice, metric: str) -> None:
    """Say what the other kind of source (report for a ledger, ledger for a report), or the side not settled, has for a figure."""
    tally, derived = side
    for other in choice.rivals(tally):
        rival = other.derive(metric)
        settled = rival is not None and _same_day(other, tally) and _settles(derived, rival)
        if rival is None or not told_apart(other, tally) or not (other.counted is not tally.counted or settled):
            continue
        if contradict(derived, rival):
            cited = composer.cite_facts(rival.facts)
            asof = composer.date(other.as_of, other.report, aside=True) if other.as_of else ""
            name = composer.lexicon.english(metric) if composer.english else metric
            title, said = composer.report(other.report).title, f"{name}{with_formula(rival)}"
            composer.lines.append(composer.phrase("other_source", asof=asof, title=title, text=said))
            composer.figure(rival.value, rival.unit, metric, cited, rival.formula, rival.approximate)
            _add_counted(composer, rival)
        return


def _add_counted(composer: Composer, derived: Derived) -> None:
    """The rows counted for the terms of a figure derived from a ledger: no sentence states them."""
    for fact in derived.facts:
        if fact.formula and derived.formula != fact.formula:
            composer.figure(fact.quantity.value, fact.quantity.unit, fact.metric, composer.cite_facts([fact]), fact.formula)


def add_other_standing(composer: Composer, tally: Tally, choice: ListChoice) -> None:
    """Where the other kind of source has a list, if it has any figure of it otherwise."""
    other = next((one for one in choice.rivals(tally) if one.counted is not tally.counted and one.parts), None)
    if other is None:
        return
    pairs = [(tally.derive(metric), other.derive(metric)) for metric in ("总数", *tally.parts)]
    if any(one is not None and rival is not None and contradict(one, rival) for one, rival in pairs):
        composer.lines.append(composer.phrase("other_lists", text=Scoreboard(composer, other).statement()))


def with_formula(derived: Derived) -> str:
    """A figure with the computation it rests on: 14个（33−19=14）."""
    return amount(derived.value, derived.unit) + (f"（{derived.formula}）" if derived.formula else "")


def _same_day(one: Tally, other: Tally) -> bool:
    return one.as_of is not None and one.as_of == other.as_of


def _settles(one: Derived, other: Derived) -> bool:
    """Whether staff settled one of two figures and not the other."""
    return _by_hand(one, other) and not _by_hand(other, one)


def _by_hand(one: Derived, other: Derived) -> bool:
    """Whether staff settled all in which one figure differs from another: of 41−38 and 41−36 the 38."""
    held = {_told(fact) for fact in other.facts}
    own = [fact for fact in one.facts if _told(fact) not in held]
    return bool(own) and all(fact.settled for fact in own)


def _told(fact: Fact) -> tuple[str, object]:
    return fact.metric, fact.quantity.value
