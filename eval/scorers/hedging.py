"""Does the answer commit itself? 可能是14个, 14个或15个 and 约14个 for an exact figure do not."""

from __future__ import annotations

import re

from eval.reading.numbers import Number, claims
from eval.scorers.evidence import PASSED, Evidence, Score
from eval.scorers.figure import states

_DOUBT = re.compile(r"(?:可能|也许|或许|大概|估计|好像|似乎|应该|恐怕|猜测|不确定)[^，。；\n\d]{0,6}$")
_ABOUT = re.compile(r"(?:大约|约|将近|近|接近)\s*$")
_EITHER = re.compile(r"^[^，。；\n\d]{0,6}?(?:，?也?可能|或者?|还是|至|到(?!位)|[~～—-])[^，。；\n\d]{0,4}$")
_ROUNDED = re.compile(r"^\s*(?:左右|上下|前后)")
_INEXACT = re.compile(r"[约近]\s*\d|余|(?<=[\d十百千万亿])多|左右|以上|≈")


def hedging(evidence: Evidence) -> Score:
    """No gold figure stands beside a word of doubt or an alternative that is not gold."""
    stated = claims(evidence.text)
    for number, neighbour in zip(stated, [*stated[1:], None], strict=False):
        if not _gold(number, evidence):
            continue
        before, after = evidence.text[: number.start], evidence.text[number.end : number.end + 4]
        if _DOUBT.search(before) or (_exact(evidence) and (_ABOUT.search(before) or _ROUNDED.match(after))):
            return Score(False, f"对 {number.value:f}{number.unit} 说得含糊")
        if neighbour and _is_either(number, neighbour, evidence):
            return Score(False, f"{number.value:f} 与 {neighbour.value:f} 两可")
    return PASSED


def _gold(number: Number, evidence: Evidence) -> bool:
    """Whether a number is a gold figure; in 14或15个 the unit is written once."""
    golds = evidence.case.gold.figures
    return any(states(number, gold) or (not number.unit and states(number, gold.model_copy(update={"unit": []}))) for gold in golds)


def _is_either(number: Number, neighbour: Number, evidence: Evidence) -> bool:
    between = evidence.text[number.end : neighbour.start]
    return bool(_EITHER.match(between)) and not _gold(neighbour, evidence) and _alike(number, neighbour)


def _alike(number: Number, neighbour: Number) -> bool:
    """12个至14日 are no alternatives."""
    return number.unit == neighbour.unit or "" in (number.unit, neighbour.unit)


def _exact(evidence: Evidence) -> bool:
    """Whether about would be wrong: neither sources nor question nor gold are inexact themselves."""
    gold = evidence.case.gold
    given = [
        evidence.case.question,
        gold.must_text,
        *(source.quote for source in gold.sources),
        *(unit for one in gold.figures for unit in one.unit),
    ]
    if any(one.tolerance for one in gold.figures):
        return False
    return "推算" not in gold.status and not any(_INEXACT.search(text) for text in given)
