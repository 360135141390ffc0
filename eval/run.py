"""Ask every case and judge every answer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from eval.cases import Case
from eval.results import Run, Verdict
from eval.scorers import citation_measures, judge, judge_draft, judge_hits, search_measures
from eval.subject import AnswerRow, DraftRow, HitRow, Subject


class Timed(NamedTuple):
    """A verdict and, apart from it, the seconds it took."""

    verdict: Verdict
    seconds: float


def ask_cases(cases: Sequence[Case], subject: Subject) -> list[Timed]:
    """Cases asked in order, so that conversations follow on."""
    found = []
    for case in cases:
        began = time.perf_counter()
        verdict = _verdict(case, subject)
        found.append(Timed(verdict, time.perf_counter() - began))
    return found


def run_cases(cases: Sequence[Case], subject: Subject, keys: dict[str, str]) -> tuple[Run, dict[str, float]]:
    """The run of one subject over cases, and the seconds each took."""
    found = ask_cases(cases, subject)
    return Run(keys=keys, verdicts=[one.verdict for one in found]), {one.verdict.id: one.seconds for one in found}


def _verdict(case: Case, subject: Subject) -> Verdict:
    answer: AnswerRow | None = None
    draft: DraftRow | None = None
    hits: list[HitRow] | None = None
    measures: dict[str, float] = {}
    try:
        if case.task == "draft":
            draft = subject.draft(case)
            scores = judge_draft(case, draft, subject)
        elif case.task == "search":
            hits = subject.hits(case)
            scores, measures = judge_hits(case, hits), search_measures(case, hits)
        else:
            answer = subject.answer(case)
            scores, measures = judge(case, answer, subject), citation_measures(case, answer, subject)
        failed = {name: score.why for name, score in scores.items() if not score.passed}
    except Exception as error:  # a case that breaks the product is a failed case, not the end of the evaluation
        failed = {"出错": f"{type(error).__name__}：{error}"}
    return Verdict(
        id=case.id,
        set=case.set,
        type=case.type,
        tags=case.tags,
        question=case.question,
        digest=case.digest,
        failed=failed,
        answer=answer,
        task=case.task,
        draft=draft,
        hits=hits,
        measures=measures,
    )
