"""What a text gives to the rest without a number: in 问责73人，其中党纪处分53人，其余为组织处理 the last are 73−53=20人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.arithmetic import Computed
from assistant.answering.composing import Composer, amount
from assistant.answering.matching import Match
from assistant.answering.open_facts import OpenFacts
from assistant.types import Fact, Status
from assistant.words.content import grams
from assistant.words.numerals import show_number, tidy

_REST = re.compile(
    r"(?:其余|其它|其他|剩余|剩下|余下)(?:的|人员|部分|问题|单位|企业)*(?:均|都|全部|则)?(?:已)?"
    r"(?:为|是|由|属于?|系|给予|作出|予以|被|受到?|接受)([^，。；;\d]{2,24})(?=[，。；;]|$)"
)
_ASKS_REST = re.compile(r"其余|剩下|余下|剩余")
_WHICH = "其中"
_LOOKED_AT = 12
"""So many of the figures that match best show the sentence that is meant."""


class Remainder:
    """Computes the figure that a sentence leaves to its reader."""

    def __init__(self, composer: Composer, open_facts: OpenFacts) -> None:
        self.composer = composer
        self.open_facts = open_facts

    def answer(self, asked: str, found: Sequence[Match]) -> bool | None:
        """State what is left for the rest; False when it is asked for and cannot be known, None when it is not asked for."""
        for fact in {match.fact.passage.start: match.fact for match in found[:_LOOKED_AT]}.values():
            rest = _REST.search(fact.passage.text)
            if rest is None or not self._asked(asked, rest[1]):
                continue
            several = re.split(r"[、和及或与]", rest[1])
            named = [name for name in several if name in asked]
            if len(several) > 1 and named and len(named) < len(several):
                return False  # one of several that share the rest
            return self._state(fact, rest)
        return None

    def _asked(self, asked: str, name: str) -> bool:
        """Whether a question is about the rest, by its name or as such."""
        lexicon = self.composer.lexicon
        if _ASKS_REST.search(asked) or any(part in asked for part in re.split(r"[、和及或与]", name)):
            return True
        return grams(name, lexicon) <= grams(asked, lexicon)

    def _state(self, fact: Fact, rest: re.Match[str]) -> bool:
        whole, parts = self._terms(fact, rest.start())
        if whole is None or not parts:
            return False
        left = _left([whole, *parts])
        if left.value is None or left.value <= 0:
            return False
        composer, unit = self.composer, whole.quantity.unit
        cited = composer.cite_facts((whole, *parts))
        composer.figure(left.value, unit, rest[1], cited, left.formula)
        for one in (whole, *parts):
            composer.figure(one.quantity.value, unit, one.label, cited)
        clause = fact.passage.text.strip().rstrip("。")
        composer.lines.append(f"{amount(left.value, unit)}。{clause}。{composer.derivation(left.formula, unit)}")
        composer.statuses.append(Status.DERIVED)
        return True

    def _terms(self, fact: Fact, end: int) -> tuple[Fact | None, list[Fact]]:
        """The whole before the last 其中 ahead of the rest and the parts behind it; no whole where they may overlap or be hidden."""
        text = fact.passage.text[:end]
        begin = text.rfind(_WHICH, max(text.rfind(mark) for mark in "。；;") + 1)
        said = text[begin:] if begin >= 0 else ""
        if not said or re.search(r"[（(]|各|均|含", said):
            return None, []
        start = fact.passage.start
        here = [one for one in self.open_facts.facts if one.report == fact.report and one.passage.start == start]
        here = sorted({one.start: one for one in here}.values(), key=lambda one: one.start)
        ahead = [one for one in here if one.start < start + begin]
        if not ahead:
            return None, []
        whole = ahead[-1]
        parts = [one for one in here if start + begin <= one.start < start + end]
        fine = all(one.quantity.unit == whole.quantity.unit and one.quantity.value is not None for one in parts)
        hidden = whole.quantity.value is None or any(one.quantity.approximate for one in (whole, *parts))
        return (whole, parts) if fine and not hidden else (None, [])


def _left(facts: Sequence[Fact]) -> Computed:
    numbers = [fact.quantity.value or 0 for fact in facts]
    value = tidy(round(numbers[0] - sum(numbers[1:]), 6))
    return Computed(value, f"{'−'.join(map(show_number, numbers))}={show_number(value)}")
