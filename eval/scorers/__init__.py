"""The scorers, one idea a file; each says passed or not and why, in the words of the people who read the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eval.cases import Case
from eval.scorers.arithmetic import arithmetic
from eval.scorers.citation import citation
from eval.scorers.contract import contract
from eval.scorers.coverage import coverage
from eval.scorers.dates import dates
from eval.scorers.drafts import DRAFT_SCORERS, Drafted
from eval.scorers.dumping import dumping
from eval.scorers.evidence import Evidence, Score
from eval.scorers.figure import figure
from eval.scorers.hedging import hedging
from eval.scorers.names import names
from eval.scorers.opening import opening
from eval.scorers.premise import premise
from eval.scorers.provenance import provenance
from eval.scorers.refusal import refusal
from eval.scorers.relevance import precision, recall, relevance
from eval.scorers.retrieval import SEARCH_SCORERS, Found, measures
from eval.scorers.status import status
from eval.scorers.wording import wording
from eval.subject import AnswerRow, DraftRow, HitRow, Sources

SCORERS: Mapping[str, Callable[[Evidence], Score]] = {
    "格式": contract,
    "数字": figure,
    "开头": opening,
    "含糊": hedging,
    "堆砌": dumping,
    "状态": status,
    "文字": wording,
    "名单": names,
    "日期": dates,
    "前提": premise,
    "拒答": refusal,
    "引文": citation,
    "依据": coverage,
    "引准": relevance,
    "出处": provenance,
    "算式": arithmetic,
}


def judge(case: Case, answer: AnswerRow, sources: Sources) -> dict[str, Score]:
    """Every score of one answer; an answer is right when all pass."""
    evidence = Evidence(case, answer, sources)
    return {name: scorer(evidence) for name, scorer in SCORERS.items()}


def judge_draft(case: Case, draft: DraftRow, sources: Sources) -> dict[str, Score]:
    """Every score of one draft."""
    drafted = Drafted(case, draft, sources)
    return {name: scorer(drafted) for name, scorer in DRAFT_SCORERS.items()}


def judge_hits(case: Case, hits: Sequence[HitRow]) -> dict[str, Score]:
    """Every score of one search."""
    found = Found(case, hits)
    return {name: scorer(found) for name, scorer in SEARCH_SCORERS.items()}


def citation_measures(case: Case, answer: AnswerRow, sources: Sources) -> dict[str, float]:
    """Precision and recall of the citations of an answer, where gold names sources."""
    evidence = Evidence(case, answer, sources)
    given = {"引文精确率": precision(evidence), "引文召回率": recall(evidence)}
    return {name: round(float(value), 4) for name, value in given.items() if value is not None}


def search_measures(case: Case, hits: Sequence[HitRow]) -> dict[str, float]:
    """How far up a search has what it should find."""
    return measures(Found(case, hits))
