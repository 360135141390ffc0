"""Each row of scorers.jsonl: an answer, a gold, and whether the named scorer lets it pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted import Shelf, answer_row, case

from eval.scorers import SCORERS
from eval.scorers.evidence import Evidence

ROWS = [json.loads(line) for line in (Path(__file__).parent / "scorers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['scorer']}-{row['label']}" for row in ROWS])
def test_scorer_judges_as_a_person_would(row):
    evidence = Evidence(case("c", row["question"], row["gold"]), answer_row(**row["answer"]), Shelf())
    score = SCORERS[row["scorer"]](evidence)
    assert score.passed == row["passed"], score.why
    assert bool(score.why) != score.passed


def test_every_scorer_has_rows_of_both_kinds():
    assert {(row["scorer"], row["passed"]) for row in ROWS} == {(name, passed) for name in SCORERS for passed in (True, False)}
