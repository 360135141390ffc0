"""Ask every case and judge every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from eval.cases import Case
from eval.results import Run, Verdict
from eval.scorers import judge
from eval.subject import AnswerRow, Subject


def run_cases(
    cases: Sequence[Case], subject: Subject, keys: dict[str, str], progress: Callable[[Case], None] = lambda case: None
) -> tuple[Run, dict[str, float]]:
    """The run and, apart from it, the seconds each case took; cases are asked in order, so that conversations follow on."""
    verdicts: list[Verdict] = []
    seconds: dict[str, float] = {}
    for case in cases:
        began = time.perf_counter()
        verdicts.append(_verdict(case, subject))
        seconds[case.id] = time.perf_counter() - began
        progress(case)
    return Run(keys=dict(sorted(keys.items())), verdicts=verdicts), seconds


def _verdict(case: Case, subject: Subject) -> Verdict:
    answer: AnswerRow | None = None
    try:
        answer = subject.answer(case)
        failed = {name: score.why for name, score in judge(case, answer, subject).items() if not score.passed}
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
    )
