"""Does the answer refuse exactly when it should, for the right reason, and without a figure?"""

from __future__ import annotations

from eval.reading.numbers import quantity
from eval.scorers.evidence import PASSED, Evidence, Score, values
from eval.scorers.wording import holds
from eval.subject import STATUSES


def refusal(evidence: Evidence) -> Score:
    """A refusal where gold wants one; its reason is a status or words of the text; no figure that gold does not name."""
    gold, answer = evidence.case.gold, evidence.answer
    refused = answer["kind"] == "refused"
    if refused != gold.refuse:
        return Score(False, "应当拒答而没有拒答" if gold.refuse else "不应拒答")
    if not refused:
        return PASSED
    if gold.reason and not _says(evidence, gold.reason):
        return Score(False, f"拒答理由不是“{gold.reason}”")
    allowed = set(gold.extra) | values(gold.must_text) | {value for one in gold.figures for value in one.value}
    stated = [row for row in answer["figures"] if row["value"] is not None and quantity(row["value"], row["unit"]).value not in allowed]
    return Score(False, f"拒答却给出数字 {stated[0]['value']}{stated[0]['unit']}") if stated else PASSED


def _says(evidence: Evidence, reason: str) -> bool:
    """A reason that is a status has to be the status; other words have to be read in the text or its caveats."""
    if reason in STATUSES:
        return evidence.answer["status"] == reason
    return holds("\n".join([evidence.answer["answer"], *evidence.answer["caveats"]]), reason)
