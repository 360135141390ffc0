"""Two figures that a question sets against each other by name: 夜间达标率比昼间低多少, 问责的比约谈的多几人 (domain.md 7 G)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.arithmetic import change
from assistant.answering.changes import states_change
from assistant.answering.composing import Composer, amount
from assistant.answering.matching import Match
from assistant.answering.question import Ask
from assistant.answering.stating import state
from assistant.answering.told_so import reworded
from assistant.answering.year_parts import LOOSE, one_way, own_part, part_of_year
from assistant.types import Fact, Status
from assistant.words.content import grams
from assistant.words.lexicon import Lexicon

_AGAINST = re.compile(
    r"(?P<one>[^，,。；;？?]*?)(?<!对)(?:比|较)(?P<other>[^，,。；;？?比较]{2,14}?)(?:里|中|里面)?(?:还|又|要)?"
    r"(?:多|少|高|低|大|小|重|长|短|快|慢)(?:了|出|过)?(?:几|多少|百分之几)"
)
_TIME = re.compile(
    r"[上去前往头]年|同期|上[个]?[月季期周半]|[上前一]轮|目标|原来|以前|之前|此前|年初|年底|往年|计划|要求|平均|历年|当月|(?:19|20)\d\d|\d+月|\d+年|季度|批|[我全本]"
)
"""What a figure is compared with in time or as a norm: the text states such a change itself, or two dates are compared."""
_TAIL = re.compile(r"(?:的|一共|总共|总量|数量|数|那边|那里|方面)+$")
_ASKED = re.compile(r"(?:[了是为有达共]*(?:多少|几)[一-龥]{0,2})+$")
_NOTHING = re.compile(r"[一-龥A-Za-zⅠ-Ⅴ]{2}")
_BRACKET = re.compile(r"[（(][^（()）]{0,20}[）)]")
_ALIKE = 0.4
"""Two figures of different sentences are of one kind from this share of common words on."""
_ENOUGH = 0.4


def compared(ask: Ask) -> tuple[str, str] | None:
    """The words for the figure asked about and for the other one; None where a question compares none by name."""
    found = _AGAINST.search(ask.words)
    if found is None or _TIME.search(found["other"]):
        return None
    one, other = _TAIL.sub("", found["one"]), _TAIL.sub("", found["other"])
    if len(one) < 2:
        # …改判多少，比鉴定的金额少多少: the one side is what the ask before was about.
        one = _ASKED.sub("", re.split(r"[，,。；;]", ask.shared.rstrip("，,"))[-1])
    return (one, other) if len(other) > 1 else None


def two_sides(ask: Ask, composer: Composer, facts: Sequence[Fact], match: Callable[[Ask], Sequence[Match]]) -> bool:
    """State how far two figures of one kind lie apart, each by the words next to it; False where either is not surely known.

    `match` finds the figures that a plain ask for one side may mean.
    """
    named = compared(ask)
    if named is None:
        return False
    one, other = named
    kind = "比例" if "百分" in ask.words or ask.unit_class == "比例" else ask.unit_class
    unit = "" if kind == "比例" else ask.unit
    part = part_of_year(f"{ask.shared}{ask.words}")
    found = match(replace(ask, words=f"{one}是多少{unit}", unit=unit, unit_class=kind))
    asked = grams(one, composer.lexicon)
    for candidate in found:
        fact = candidate.fact
        if candidate.score < _ENOUGH:
            return False
        if fact.quantity.value is None or states_change(fact) or other in own_words(fact) or _of_other_part(part, fact, composer):
            continue
        rest = _other_side(fact, other, facts, composer.lexicon, part)
        told = grams(own_words(fact), composer.lexicon) & asked
        if rest is not None and told - grams(own_words(rest), composer.lexicon):
            _say(composer, fact, rest)
            return True
    return False


def _of_other_part(part: str, fact: Fact, composer: Composer) -> bool:
    """Whether a figure without a period of its own is told where no text speaks of the part of the year asked about (上半年)."""
    if not part or LOOSE.search(part):
        return False
    told = composer.report(fact.report).clean[: fact.end]
    return own_part(fact.period) != part and part not in one_way(told)


def _other_side(fact: Fact, other: str, facts: Sequence[Fact], lexicon: Lexicon, part: str) -> Fact | None:
    """The one figure like another, of one period with it, whose own words name the other side; None for none or several values."""
    near = [one for one in facts if one.report == fact.report and one.quantity.unit == fact.quantity.unit and one is not fact]
    near = [one for one in near if one.quantity.value is not None and not states_change(one) and other in own_words(one)]
    near = [one for one in near if _of_one_time(fact, one, part)]
    own = grams(own_words(fact), lexicon)
    alike = [one for one in near if _of_one_kind(fact, one, own, grams(own_words(one).replace(other, " "), lexicon))]
    beside = [one for one in alike if one.passage.start == fact.passage.start]
    chosen = beside or alike
    return chosen[0] if len({one.quantity.value for one in chosen}) == 1 else None


def _of_one_time(fact: Fact, one: Fact, part: str) -> bool:
    """Whether two figures are of one period: told so, told in one sentence, or neither of another part of the year than asked."""
    if one.period == fact.period or one.passage.start == fact.passage.start:
        return True
    return bool(part) and {own_part(one.period), own_part(fact.period)} <= {part, ""}


def _of_one_kind(fact: Fact, one: Fact, own: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two figures count things of one kind: told in one sentence, or in the same words."""
    return fact.passage.start == one.passage.start or (bool(others) and len(own & others) >= _ALIKE * len(others))


def own_words(fact: Fact) -> str:
    """What the sentence says right before a figure: its own clause or member of an enumeration, with the clause before a bare one."""
    if reworded(fact):
        return fact.context.partition(fact.quantity.text)[0]
    before = _BRACKET.sub("", fact.passage.text[: fact.start - fact.passage.start])
    pieces = re.split(r"[，,；;。：:、（）()]", before)
    own = pieces.pop()
    while pieces and not _NOTHING.search(own):
        own = f"{pieces.pop()}{own}"
    return own


def _say(composer: Composer, one: Fact, other: Fact) -> None:
    unit = "个百分点" if one.quantity.unit in {"%", "％"} else one.quantity.unit
    value, formula = change(one.quantity.value or 0, other.quantity.value or 0)
    composer.figure(value, unit, "相差", composer.cite_facts((one, other)), formula)
    composer.lines.append(composer.phrase("difference", amount=amount(value, unit), formula=formula) + "。")
    for fact in (one, other):
        state(composer, fact)
    composer.statuses.append(Status.DERIVED)
