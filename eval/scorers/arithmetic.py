"""Is what the answer works out worked out right?"""

from __future__ import annotations

from eval.reading.formula import formulas_in, wrong_equation
from eval.reading.numbers import quantity
from eval.scorers.evidence import PASSED, Evidence, Score


def arithmetic(evidence: Evidence) -> Score:
    """Every shown equation holds to its printed digits; a formula without a result yields its figure."""
    for row in evidence.answer["figures"]:
        result = None if row["value"] is None else quantity(row["value"], row["unit"])
        if row["formula"] and (wrong := wrong_equation(row["formula"], result)):
            return Score(False, f"算式不成立：{wrong}")
    wrong = next(filter(None, map(wrong_equation, formulas_in(evidence.text))), "")
    return Score(False, f"算式不成立：{wrong}") if wrong else PASSED
