"""Is the answer of the agreed shape: a kind, a status, figures that point at citations that exist?"""

from __future__ import annotations

from eval.scorers.evidence import PASSED, Evidence, Score
from eval.subject import KINDS, STATUSES


def contract(evidence: Evidence) -> Score:
    """Kind and status are among the agreed ones, the text is not empty, no figure points at a missing citation."""
    answer = evidence.answer
    numbers = [row["n"] for row in answer["citations"]]
    if not answer["answer"].strip():
        return Score(False, "答案为空")
    if answer["kind"] not in KINDS or answer["status"] not in STATUSES:
        return Score(False, f"类别或状态不在约定之内：{answer['kind']}、{answer['status']}")
    if len(set(numbers)) < len(numbers):
        return Score(False, f"引文编号重复：{numbers}")
    missing = {n for row in answer["figures"] for n in row["citations"]} - set(numbers)
    return Score(False, f"数字指向不存在的引文：{sorted(missing)}") if missing else PASSED
