"""Does an answer that opens with a figure open with the right one? Whoever reads no further takes that along."""

from __future__ import annotations

import re
from decimal import Decimal

from eval.reading.numbers import claims
from eval.scorers.evidence import PASSED, Evidence, Score, values
from eval.scorers.figure import states

_HEADLINE = re.compile(r"^\s*(?:(?:不对|对|不是|是的|没有|Yes|No)[。，.,]\s*)?([^。；，,;\n]{1,20}?)(?:。|\.\s)")


def opening(evidence: Evidence) -> Score:
    """Where figures are wanted and the first sentence is nothing but a figure, it is one that the gold or the question has."""
    gold, other = evidence.case.gold, opens_with(evidence)
    if other is None or other in {*values(evidence.case.question), *values(gold.must_text), *gold.extra}:
        return PASSED
    return Score(False, f"答案开头的数字是 {other:f}，不是要的数字")


def opens_with(evidence: Evidence) -> Decimal | None:
    """The figure that is the whole first sentence (38项。) and no gold one; 没有（0项）。 is a word."""
    match = _HEADLINE.match(evidence.text) if evidence.case.gold.figures else None
    stated = claims(match[1]) if match else []
    if len(stated) != 1 or not stated[0].unit or not stated[0].value:
        return None
    golds = [gold if any(gold.unit) else gold.model_copy(update={"unit": [stated[0].unit]}) for gold in evidence.case.gold.figures]
    printed = [value for gold in evidence.case.gold.figures if not any(gold.unit) for value in gold.value]
    if stated[0].printed in printed or any(states(stated[0], gold) for gold in golds):
        return None
    return stated[0].value
