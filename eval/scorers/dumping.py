"""Does the answer say what was asked, or every number it could find?"""

from __future__ import annotations

from decimal import Decimal

from eval.reading.numbers import quantity
from eval.scorers.evidence import PASSED, Evidence, Score, values

ALLOWANCE = 6
"""Neighbouring figures that a good answer may add (the total, the parts)."""


def dumping(evidence: Evidence) -> Score:
    """Besides gold, question, formula and date numbers, no more than a few different ones."""
    surplus = sorted({number.value for number in evidence.stated} - _expected(evidence))
    if len(surplus) <= ALLOWANCE:
        return PASSED
    return Score(False, f"多出 {len(surplus)} 个无关数字：{'、'.join(f'{value:f}' for value in surplus)}")


def _expected(evidence: Evidence) -> set[Decimal]:
    gold = evidence.case.gold
    figures = {quantity(value, unit).value for one in gold.figures for value in one.value for unit in one.unit or [""]}
    expected = figures | set(gold.extra) | values(evidence.case.question) | values(gold.must_text)
    for formula in evidence.formulas:
        expected |= values(formula)
    if not gold.figures and not gold.refuse:  # a definition or list is quoted with the numbers of its sentence
        for source in gold.sources:
            expected |= values(source.quote)
    return expected
