"""Figures told in one breath of two kinds of one thing (与12名州级、26名州直负责同志谈话): asked of the thing, their sum is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.composing import Composer
from assistant.answering.worked_out import state_sum
from assistant.types import Fact
from assistant.words.content import grams

_BETWEEN = re.compile(r"[一-龥]{1,8}[、和及与]")
"""Between two such figures stands only the kind that the first is of."""
_KIND = re.compile(r"[一-龥]{1,8}?(?=[、和及与，。；]|$)|[一-龥]{1,3}")
_WHOLE_AHEAD = re.compile(r"\d+[一-龥]{1,3}[^，。；]{0,8}[（(:：]|(?:其中|包括|分别|[一共合总]计|累计)[^，。；]{0,4}$")


def joint_sum(composer: Composer, told: Sequence[Fact], top: Fact, words: str) -> bool:
    """State the sum of the figures told in one breath with `top`, where the question names the kind of none; False for any other.

    `told` are the open figures of its sentence.
    """
    chain = _in_one_breath(sorted(told, key=lambda fact: fact.start), top)
    if len(chain) < 2 or any(fact.quantity.masked or fact.quantity.value is None or fact.quantity.approximate for fact in chain):
        return False
    text, base = top.passage.text, top.passage.start
    if _WHOLE_AHEAD.search(text[: chain[0].start - base]):
        return False
    kinds = (_KIND.match(text, fact.end - base) for fact in chain)
    asked = grams(words, composer.lexicon)
    if any(kind is None or not asked.isdisjoint(grams(kind[0], composer.lexicon)) for kind in kinds):
        return False
    state_sum(composer, chain)
    for fact in chain:
        composer.figure(fact.quantity.value, fact.quantity.unit, fact.label, (composer.cite_fact(fact),))
    return True


def _in_one_breath(told: Sequence[Fact], top: Fact) -> list[Fact]:
    """The run of figures in one unit around `top`, each joined to the next by a kind and a comma of enumeration."""
    chain: list[Fact] = []
    for fact in told:
        if chain and _joined(chain[-1], fact):
            chain.append(fact)
        elif top in chain:
            return chain
        else:
            chain = [fact]
    return chain if top in chain else []


def _joined(one: Fact, other: Fact) -> bool:
    between = one.passage.text[one.end - one.passage.start : other.start - one.passage.start]
    return one.quantity.unit == other.quantity.unit and not other.metric and bool(_BETWEEN.fullmatch(between))
