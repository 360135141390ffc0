"""The evaluation set as tests. Cases that fail in the baseline are expected to fail: a test is red when a case was lost."""

from __future__ import annotations

import pytest

from eval.__main__ import BASELINE
from eval.conftest import Verdicts
from eval.report import reasons, said
from eval.results import read_run

KNOWN = {verdict.id: verdict for verdict in read_run(BASELINE).verdicts} if BASELINE.is_file() else {}


def test_case(case_id: str, verdicts: Verdicts) -> None:
    """The case passes, or fails as it did in the baseline."""
    verdict = verdicts[case_id]
    known = KNOWN.get(case_id)
    if verdict.passed:
        return
    told = f"{verdict.question}\n{reasons(verdict)}\n{said(verdict)}"
    if verdict.stale:
        pytest.skip(f"标注可能不再适用：{'；'.join(verdict.stale)}\n{told}")
    if known is not None and not known.passed and known.digest == verdict.digest:
        pytest.xfail(reasons(verdict))
    pytest.fail(told, pytrace=False)
