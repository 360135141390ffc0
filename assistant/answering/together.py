"""Figures that a question adds up by the names of their things, wherever each is told: 甲厂和乙厂一共投资多少 (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.arithmetic import total
from assistant.answering.changes import states_change
from assistant.answering.composing import Composer, amount
from assistant.answering.matching import Match
from assistant.answering.question import Ask
from assistant.answering.stating import state
from assistant.types import Fact, Status

_TOGETHER = re.compile(
    r"(?P<things>[^，。、？?]{3,24}?(?:[、和与及跟同][^，。、？?]{3,24}?)+)(?:这|那)?(?:[两二三四五几]个?(?:项目|工程|项|处|座|个|家))?(?:的)?"
    r"(?:一共|总共|合计|共计|加起来|合起来|共)(?P<asked>[^，。？?]*?(?:多少|几)[^，。？?]*)"
)
_PARTED = re.compile(r"[、和与及跟同]")
_NO_THING = re.compile(r"\d|[年月日批轮次]$|督察|信访|问题")
"""Times, batches, inspections and lists are added up elsewhere."""
_ENOUGH = 0.4


def things_added(words: str) -> tuple[list[str], str]:
    """The names a question puts together and what it asks of them; no names where it adds nothing up by name."""
    found = _TOGETHER.search(words)
    if found is None:
        return [], ""
    things = _PARTED.split(found["things"])
    return ([], "") if any(len(thing) < 3 or _NO_THING.search(thing) for thing in things) else (things, found["asked"])


def added_up(words: str, ask: Ask, composer: Composer, match: Callable[[Ask], Sequence[Match]]) -> bool:
    """State the sum of one figure of each thing named, each with its sentence; False where any of them is not surely known.

    `match` finds the figures that a plain ask for one thing may mean.
    """
    things, asked = things_added(words)
    facts = [_of_thing(thing, replace(ask, words=f"{thing}{asked}", shared=""), match) for thing in things]
    known = [fact for fact in facts if fact is not None]
    if len(known) < 2 or len(known) < len(things) or len({(fact.report, fact.start) for fact in known}) < len(known):
        return False
    units = {fact.quantity.unit for fact in known}
    if len(units) > 1 or len({fact.unit_class for fact in known}) > 1:
        return False
    value, formula = total(fact.quantity.value or 0 for fact in known)
    unit = units.pop()
    composer.figure(value, unit, "合计", composer.cite_facts(known), formula)
    composer.lines.append(f"{amount(value, unit)}。" + composer.derivation(formula, unit))
    for fact in known:
        state(composer, fact)
    composer.statuses.append(Status.DERIVED)
    return True


def of_one_only(words: str, found: Sequence[Match]) -> bool:
    """Whether the best figure for a sum over named things tells of some of them only, so that it is no answer."""
    things, _ = things_added(words)
    return bool(things and found) and not all(thing in found[0].fact.passage.text for thing in things)


def _of_thing(thing: str, ask: Ask, match: Callable[[Ask], Sequence[Match]]) -> Fact | None:
    """The one figure asked of a thing, from the sentences that name it; None where they tell none or several of the same fit."""
    found = [one for one in match(ask) if one.score >= _ENOUGH and thing in one.fact.passage.text]
    held = [one for one in found if one.fact.quantity.value is not None and not states_change(one.fact)]
    held = [one for one in held if not ask.unit_class or one.fact.unit_class == ask.unit_class]
    best = [one.fact for one in held if one.score >= held[0].score]
    return best[0] if len({fact.quantity.value for fact in best}) == 1 else None
