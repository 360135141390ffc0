"""Does the answer commit itself as its source does? 可能是14个, 14个或15个, 约14个 for an exact figure and 50次 for 50余次 do not."""

from __future__ import annotations

import re

from eval.reading.dates import read_dates, without_dates
from eval.reading.numbers import Number, claims
from eval.scorers.evidence import PASSED, Evidence, Score
from eval.scorers.figure import states

_DOUBT = re.compile(
    r"(?:可能|也许|或许|大概|估计|好像|似乎|应该|恐怕|猜测|(?:不|难以|无法|不能)(?:太|很|完全)?(?:确定|肯定|保证|断定)，?)[^，。；\n\d]{0,6}$"
)
_ABOUT = re.compile(r"(?:大约|约|将近|近|接近)\s*$")
_EITHER = re.compile(r"^[^，。；\n\d]{0,6}?(?:，?也?可能|(?<!完成)(?<!办结)或者?|还是|至|到(?!位)|[~～—-])[^，。；\n\d]{0,4}$")
_ROUNDED = re.compile(r"^\s*(?:左右|上下|前后)")
_MORE = re.compile(r"余|多|左右|上下|以上")
_OVER = re.compile(r"(?:超过?|逾|不少于|至少|大约|约|将近|近|接近)\s*$")
_INEXACT = re.compile(r"[约近]\s*\d|余|(?<=[\d十百千万亿])多|左右|以上|≈")


def hedging(evidence: Evidence) -> Score:
    """No gold figure stands beside a word of doubt or an alternative that is not gold, none has lost the 约 or 余 of its source."""
    # 2024-3-15 puts no 3 beside a 15.
    text = without_dates(evidence.text, read_dates(evidence.text))
    stated = claims(text)
    if bare := _bare(stated, evidence):
        return Score(False, f"原文是约数，答案把 {bare.value:f}{bare.unit} 说成了准数")
    for former, number, neighbour in zip([None, *stated], stated, [*stated[1:], None], strict=False):
        if not _gold(number, evidence):
            continue
        before, after = text[: number.start], text[number.end : number.end + 4]
        if _DOUBT.search(before) or (_exact(evidence) and (_ABOUT.search(before) or _ROUNDED.match(after))):
            return Score(False, f"对 {number.value:f}{number.unit} 说得含糊")
        for first, second, other in ((number, neighbour, neighbour), (former, number, former)):
            if first and second and other and _is_either(first, second, other, evidence):
                return Score(False, f"{first.value:f} 与 {second.value:f} 两可")
    return PASSED


def _bare(stated: list[Number], evidence: Evidence) -> Number | None:
    """A gold figure that all gold sources tell with 余 or 约 and that no place of the answer tells so."""
    for gold in evidence.case.gold.figures:
        quotes = [source.quote for source in evidence.case.gold.sources]
        told = [_inexact(quote, one) for quote in quotes for one in claims(quote) if states(one, gold)]
        said = [one for one in stated if states(one, gold)]
        if told and all(told) and said and not any(_inexact(evidence.text, one) for one in said):
            return said[0]
    return None


def _inexact(text: str, number: Number) -> bool:
    """Whether a text tells a number with 余 or 约 right at it; in 39件，余者… the 余 is of what is left."""
    told = _MORE.search(text[number.start : number.end]) or _MORE.match(text, number.end)
    return bool(_OVER.search(text[: number.start]) or told)


def _gold(number: Number, evidence: Evidence) -> bool:
    """Whether a number is a gold figure; in 14或15个 the unit is written once."""
    golds = evidence.case.gold.figures
    return any(states(number, gold) or (not number.unit and states(number, gold.model_copy(update={"unit": []}))) for gold in golds)


def _is_either(first: Number, second: Number, other: Number, evidence: Evidence) -> bool:
    """Whether two figures are put as alternatives of which the other one is not gold."""
    between = evidence.text[first.end : second.start]
    return bool(_EITHER.match(between)) and not _gold(other, evidence) and _alike(first, second)


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
