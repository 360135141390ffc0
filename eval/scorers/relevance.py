"""Are the citations those that the answer needs, or any that could be found?"""

from __future__ import annotations

from decimal import Decimal

from eval.scorers.coverage import covers, shows
from eval.scorers.evidence import PASSED, Evidence, Score


def relevance(evidence: Evidence) -> Score:
    """At least the asked share of the citations show a gold source."""
    least = evidence.case.gold.precision
    if least is None:
        return PASSED
    share = precision(evidence)
    if share is None:
        return Score(False, "没有引文，无从计算引文精确率")
    loose = [row["n"] for row in evidence.answer["citations"] if not shows(row, evidence)]
    return PASSED if share >= least else Score(False, f"引文精确率 {float(share):.0%}，低于 {float(least):.0%}；无关引文 {loose}")


def precision(evidence: Evidence) -> Decimal | None:
    """The share of the citations that show a gold source; None where there is none of either."""
    rows = evidence.answer["citations"]
    if not rows or not evidence.case.gold.sources:
        return None
    return Decimal(sum(shows(row, evidence) for row in rows)) / len(rows)


def recall(evidence: Evidence) -> Decimal | None:
    """The share of the gold sources that a citation shows; None where gold names none."""
    golds = evidence.case.gold.sources
    return Decimal(sum(covers(source, evidence) for source in golds)) / len(golds) if golds else None
