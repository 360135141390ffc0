"""What happened to what is counted: of the figures of one sentence the one behind the question's own verb is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Fact
from assistant.words.content import grams, question_grams
from assistant.words.lexicon import Lexicon

_BEFORE_NUMBER = re.compile(r"([一-龥]{2,}?)(?:了|的|过|出|到|有|是|为|达|共|约|一共|总共|合计|累计|涉及|包括|存在|反映)*(?:多少|几)")
_SHORT_VERB = re.compile(r"([一-龥])了(?:大约|大概|约|近)?(?:多少|几)")
_MARK = re.compile(r"[，,。；;：:、（）()\d]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_LENGTH = 4
"""So many characters before the number of a question hold its verb."""
_WORD = 2
"""So many of them are its last word."""
_BONUS = 1.2
_TELLING = 0.6
"""From this share of the question's words before its number on, the words before a figure say the same."""


def verb_factors(words: str, facts: Sequence[Fact], lexicon: Lexicon) -> list[float]:
    """How much more, or less, each figure is meant by the words of a question (关停取缔了几家) than its neighbours in one sentence."""
    said = _BEFORE_NUMBER.search(words.removeprefix("涉及"))
    wanted = question_grams(said[1][-_LENGTH:], lexicon) if said else frozenset()
    wanted = frozenset(gram for gram in wanted if len(gram) > 1)
    short = _SHORT_VERB.search(words)
    if not wanted and not short:
        return [1.0] * len(facts)
    stretches = [" ".join(around(fact)) for fact in facts]
    shares = [len(wanted & grams(text, lexicon)) / len(wanted) if wanted else 0.0 for text in stretches]
    if short and max(shares, default=1.0) < _TELLING:
        shares = [1.0 if short[1] in text else 0.0 for text in stretches]  # 漏了多少吨: 10吨柴油泄漏, not 装载32吨
    if said and max(shares, default=1.0) < _TELLING:
        # 填海造地空置多少公顷: what stands right before both numbers is what is counted.
        last = said[1][-_WORD:]
        shares = [1.0 if around(fact)[0].endswith(last) else share for fact, share in zip(facts, shares, strict=True)]
    best: dict[tuple[str, int], float] = {}
    for fact, share in zip(facts, shares, strict=True):
        key = fact.report, fact.passage.start
        best[key] = max(best.get(key, 0.0), share)
    return [_factor(share, best[fact.report, fact.passage.start]) for fact, share in zip(facts, shares, strict=True)]


def _factor(share: float, best: float) -> float:
    if best < _TELLING or (share != best and share >= best / 2):
        return 1.0
    return _BONUS if share == best else 1 / _BONUS


def around(fact: Fact) -> tuple[str, str]:
    """What stands between a figure and the number or mark before it, and behind it up to the next."""
    text, at = fact.passage.text, fact.start - fact.passage.start
    behind = _BRACKETS.sub("", text[at + len(fact.quantity.text) :])
    return _MARK.split(text[:at])[-1], _MARK.split(behind)[0]
