"""Two reports of one place and one day that give one thing different figures: both are said, unless staff settled one (design.md 1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.composing import Composer, amount
from assistant.answering.matching import Match
from assistant.answering.places import place_name
from assistant.answering.stating import state
from assistant.types import Fact, Status
from assistant.words.dates import find_dates

_SAID_BESIDE = re.compile(
    r"[全我本该][省市县区州旗盟]|截至|截止|目前|合计|总计|共计|一共|累计|已经?|上半年|前三季度|全年|今年|期间|以来|[约近共达为了]|[，,、：:\s年至到底末]"
)
"""What one report says beside a subject and another leaves out."""


def rival(fact: Fact, found: Sequence[Match]) -> Fact | None:
    """The figure of another report that says something else of the very same thing, place and time; None where no report does."""
    if fact.metric or fact.place is None or fact.place.masked or not (fact.as_of or fact.period):
        return None
    subject = _subject(fact)
    for other in (match.fact for match in found):
        alike = (other.report != fact.report, other.place == fact.place, not other.metric, other.quantity.unit == fact.quantity.unit)
        same_time = (other.as_of, other.period) == (fact.as_of, fact.period)
        if all(alike) and same_time and other.quantity.value not in {None, fact.quantity.value} and subject and _subject(other) == subject:
            return other
    return None


def state_rivals(composer: Composer, fact: Fact, other: Fact) -> None:
    """Say both figures as a contradiction; of one that staff settled and one that nobody did the settled one leads."""
    if bool(fact.settled) is not bool(other.settled):
        lead, rest = (fact, other) if fact.settled else (other, fact)
        state(composer, lead)
        asof = composer.date(rest.as_of, rest.report, aside=True) if rest.as_of else ""
        title, text = composer.report(rest.report).title, amount(rest.quantity.value, rest.quantity.unit)
        composer.lines.append(composer.phrase("other_source", asof=asof, title=title, text=text))
        _add(composer, rest)
        return
    sides = []
    for one in (fact, other):
        _add(composer, one)
        asof = composer.date(one.as_of, one.report) if one.as_of and not one.period else f"{one.period}，"
        sides.append(composer.phrase("conflict_side", asof=asof, amount=amount(one.quantity.value, one.quantity.unit)))
    said = composer.phrase("conflict", text="；".join(sides)) + composer.phrase("conflict_advice")
    composer.lines.append(f"{place_name(fact.place)}{_subject(fact)}：{said}")
    composer.statuses.append(Status.CONFLICT)


def _add(composer: Composer, fact: Fact) -> None:
    quantity = fact.quantity
    composer.figure(quantity.value, quantity.unit, fact.label, (composer.cite_fact(fact),), None, quantity.approximate)


def _subject(fact: Fact) -> str:
    """What a figure is of in the words of its clause: 罚款 in 截至6月30日，全县累计罚款315万元."""
    before, _, behind = fact.context.partition(fact.quantity.text)
    clause = f"{before.rsplit('，', 1)[-1]}{behind}"
    for date in reversed(find_dates(clause)):
        clause = clause[: date.start] + clause[date.end :]
    own = fact.place.name if fact.place else ""
    return _SAID_BESIDE.sub("", clause.replace(own, "") if own else clause)
