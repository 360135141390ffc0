"""What something comes to on average: a sum told with the number of things it is for (罚款842万元，案件60件 → 平均每件14.04万元)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.arithmetic import quotient
from assistant.answering.composing import amount
from assistant.answering.deriving import ENOUGH, Deriving
from assistant.answering.matching import Match
from assistant.answering.question import Ask
from assistant.answering.stating import state
from assistant.types import Fact, Status

_EACH = re.compile(
    r"(?:平均|均摊|算下来|摊到|折合)[^，。？?]{0,4}?(?:到|在)?(?:每|一|单)?(?P<unit>[件家座户人起处个项亩吨宗])(?P<noun>[一-龥]{0,4}?)(?=[罚花投补要用摊是合处奖拨有多几赔，])"
)
_UNIT = re.compile(r"[（(](?:单位)?[:：]?[万亿]?[元吨亩]+[）)]")
_SO_MUCH, _FINED = re.compile(r"几[万亿]元?"), re.compile(r"(?:处罚)?罚(?:了)?(?=多少)")
"""How people ask for money, and for fines."""
_AVERAGE = re.compile(r"平均|均摊|算下来|摊到|折合|每|各")
_MEASURED = frozenset({"钱", "长度", "面积", "重量", "产能"})
"""Kinds of figures of which an average of so many things makes sense."""


def answer_average(ask: Ask, deriving: Deriving, plainly: Callable[[Ask], Sequence[Match]]) -> bool:
    """State the average an ask means, where one sentence tells both figures and no text tells the average itself."""
    words = f"{ask.shared}{ask.words}"
    asked = _EACH.search(words)
    if asked is None:
        return False
    left = _SO_MUCH.sub("多少钱", _UNIT.sub("", words[: asked.start()] + words[asked.end() :]))
    plain = replace(ask, words=_FINED.sub("罚款", left), shared="")
    found = [match for match in plainly(plain) if match.score >= ENOUGH and match.fact.unit_class in _MEASURED]
    for match in found[:1]:
        whole = match.fact
        number = _number(whole, deriving.of_sentence(whole), asked["unit"])
        if number is None or whole.quantity.value is None or _AVERAGE.search(whole.context):
            return False
        value, formula = quotient(whole.quantity.value, number.quantity.value or 1)
        composer, unit = deriving.composer, whole.quantity.unit
        composer.figure(value, unit, f"平均每{asked['unit']}", composer.cite_facts((whole, number)), formula, "≈" in formula)
        composer.lines.append(
            f"平均每{asked['unit']}{'约' if '≈' in formula else ''}{amount(value, unit)}。" + composer.derivation(formula, unit)
        )
        composer.statuses.append(Status.DERIVED)
        state(composer, number)
        state(composer, whole)
        return True
    return False


def _number(whole: Fact, told: Sequence[Fact], unit: str) -> Fact | None:
    """The number of things a sum is for: the last one of that unit ahead of it in its sentence."""
    ahead = [fact for fact in told if fact.start < whole.start and fact.quantity.unit == unit and (fact.quantity.value or 0) > 0]
    return ahead[-1] if ahead else None
