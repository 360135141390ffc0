"""A part that its sentence only tells by what is not so: of 48家养殖场中，17家设施不正常运行 the others, 48−17=31, run normally."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.deriving import Deriving
from assistant.answering.matching import Match
from assistant.answering.stating import state
from assistant.types import Fact
from assistant.words.content import grams

_DENIED = re.compile(r"(?:未|没有?|不|无)(?P<what>(?!足|到|少|含)[一-龥]{2,12})")
_DENIES = re.compile(r"(?:未|没有?|不|无|非)(?:能|曾|按要求)?$")
_WHOLE = re.compile(r"[^，。；]{0,14}(?:[中里]|[，,])(?:有|仅|只|还|尚|仍)*$")
_NUMBER = re.compile(r"(?:多少|几)[家座个处户台套辆艘]?")
_LOOKED_AT = 12
"""So many of the figures that match best show the sentences that are meant."""
_COVERED = 0.5
"""From this share of the words of a question on, a sentence is what it is about."""


def answer_from_denied(words: str, every: Sequence[Match], deriving: Deriving) -> list[Fact]:
    """State and return the denied part of a whole, or what it leaves, as a question asks; nothing where no one sentence tells it."""
    lexicon = deriving.composer.lexicon
    wanted = frozenset(gram for gram in grams(_NUMBER.sub(" ", words), lexicon) if len(gram) > 1)
    sentences = {(match.fact.report, match.fact.passage.start): match.fact for match in every[:_LOOKED_AT]}
    found = [told for fact in sentences.values() if (told := _told(deriving.of_sentence(fact), words)) is not None]
    found = [told for told in found if wanted and len(wanted & grams(told[2], lexicon)) >= _COVERED * len(wanted)]
    if len({(whole.start, part.start) for whole, part, _, _ in found}) != 1:
        return []
    whole, part, _, denied = found[0]
    if denied:
        state(deriving.composer, part)
        return [part]
    return [whole, part] if deriving.leaves(whole, part) else []


def _told(facts: Sequence[Fact], words: str) -> tuple[Fact, Fact, str, bool] | None:
    """A whole, its denied part, the words of both, and whether the question denies it too."""
    ordered = [fact for fact in {fact.start: fact for fact in facts}.values() if fact.quantity.value is not None]
    for whole, part in zip(ordered, ordered[1:], strict=False):
        text, origin = whole.passage.text, whole.passage.start
        behind = re.split(r"[，。；、]", text[part.end - origin :])[0]
        denied = _DENIED.search(behind)
        if (
            whole.quantity.unit != part.quantity.unit
            or denied is None
            or not _WHOLE.fullmatch(text[whole.end - origin : part.start - origin])
        ):
            continue
        at = words.find(denied["what"][:2])
        if at >= 0 and (part.quantity.value or 0) <= (whole.quantity.value or 0):
            begin = max(text.rfind(mark, 0, whole.start - origin) for mark in "。；") + 1
            return whole, part, text[begin : part.end - origin] + behind, bool(_DENIES.search(words[:at]))
    return None
