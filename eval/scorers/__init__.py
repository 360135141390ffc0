"""The scorers, one idea a file; each says passed or not and why, in the words of the people who read the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eval.cases import Case
from eval.scorers.arithmetic import arithmetic
from eval.scorers.citation import citation
from eval.scorers.contract import contract
from eval.scorers.coverage import coverage
from eval.scorers.dumping import dumping
from eval.scorers.evidence import Evidence, Score
from eval.scorers.figure import figure
from eval.scorers.hedging import hedging
from eval.scorers.provenance import provenance
from eval.scorers.refusal import refusal
from eval.scorers.status import status
from eval.scorers.wording import wording
from eval.subject import AnswerRow, Sources

SCORERS: Mapping[str, Callable[[Evidence], Score]] = {
    "格式": contract,
    "数字": figure,
    "含糊": hedging,
    "堆砌": dumping,
    "状态": status,
    "文字": wording,
    "拒答": refusal,
    "引文": citation,
    "依据": coverage,
    "出处": provenance,
    "算式": arithmetic,
}


def judge(case: Case, answer: AnswerRow, sources: Sources) -> dict[str, Score]:
    """Every score of one answer; an answer is right when all pass."""
    evidence = Evidence(case, answer, sources)
    return {name: scorer(evidence) for name, scorer in SCORERS.items()}
