"""What one judged case adds to each of the rates that answers are held to: over many cases they are sums of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eval.cases import Case
from eval.precision import pieces
from eval.scorers.coverage import covers
from eval.scorers.evidence import Evidence, Score, values
from eval.scorers.opening import opens_with

PARTS = frozenset({"difference", "list", "sum", "compare", "trend", "ambiguous", "multi", "status"})
"""Types of questions whose answers have several parts, all of which must be right."""
_CONTENT = ("格式", "数字", "含糊", "文字", "拒答", "算式")
"""Scorers that judge what is said, apart from how it is shown to be so."""
_NUMBERED = frozenset({"count", "as_of", "ratio", "english", "merged", "duration"})
"""Types of questions that ask for one number, so that an answer opening with another one misleads."""


class Measure(NamedTuple):
    """One figure of the promise: what is counted, the share that must be reached, and whether it is a share of faults."""

    least: float
    fault: bool = False


MEASURES: Mapping[str, Measure] = {
    "single figures exact": Measure(0.99),
    "wrong number": Measure(0.005, fault=True),
    "number where none is known": Measure(0.005, fault=True),
    "all parts right": Measure(0.97),
    "refusals right": Measure(0.98),
    "false refusals": Measure(0.015, fault=True),
    "reason named right": Measure(0.95),
    "masked filled": Measure(0.0, fault=True),
    "false premises corrected": Measure(0.97),
    "contradictions shown with both sources": Measure(0.97),
    "other answers right": Measure(0.97),
    "pieces bound": Measure(1.0),
    "gold sentences cited": Measure(0.99),
}


def measured(evidence: Evidence, scores: Mapping[str, Score]) -> Iterator[tuple[str, bool]]:
    """The measures a case counts in, each with whether the counted thing is there (for a fault: whether the fault is)."""
    case, answer = evidence.case, evidence.answer
    refused = answer["kind"] == "refused"
    if case.gold.refuse:
        yield from _refusal(evidence, scores, refused=refused)
    else:
        yield "false refusals", refused
        yield from _answered(evidence, scores, refused=refused)
    for piece in pieces(evidence):
        yield "pieces bound", piece.bound
    for source in case.gold.sources:
        yield "gold sentences cited", covers(source, evidence)


def _refusal(evidence: Evidence, scores: Mapping[str, Score], *, refused: bool) -> Iterator[tuple[str, bool]]:
    yield "refusals right", refused
    if refused:
        yield "reason named right", scores["状态"].passed and scores["拒答"].passed
    hidden = evidence.case.gold.status == ["原文隐去"]
    yield ("masked filled" if hidden else "number where none is known"), not refused and shows_figure(evidence)


def _answered(evidence: Evidence, scores: Mapping[str, Score], *, refused: bool) -> Iterator[tuple[str, bool]]:
    right = all(scores[name].passed for name in _CONTENT)
    kind = kind_of(evidence.case)
    if kind == "contradictions shown with both sources":
        right = right and scores["状态"].passed and scores["依据"].passed
    if kind == "single figures exact":
        misled = not refused and (not scores["数字"].passed or _leads_elsewhere(evidence)) and shows_figure(evidence)
        yield "wrong number", misled
        right = right and not misled
    yield kind, right


def kind_of(case: Case) -> str:
    """Which of the measures of right answers a case that has an answer counts in."""
    gold = case.gold
    if "材料矛盾" in gold.status:
        return "contradictions shown with both sources"
    if case.type == "false_premise":
        return "false premises corrected"
    if case.type in PARTS or len(gold.figures) > 1:
        return "all parts right"
    return "single figures exact" if gold.figures else "other answers right"


def shows_figure(evidence: Evidence) -> bool:
    """Whether an answer gives any number that the question does not."""
    asked = values(evidence.case.question)
    figures = any(row["value"] is not None for row in evidence.answer["figures"])
    return figures or any(number.value not in asked for number in evidence.stated if number.unit)


def _leads_elsewhere(evidence: Evidence) -> bool:
    """Whether an answer to a question that asks for one number opens with another one."""
    return evidence.case.type in _NUMBERED and opens_with(evidence) is not None
