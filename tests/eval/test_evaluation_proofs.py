"""The proofs of the evaluation itself, each by its own code path on a small sample, and what their summaries let pass."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from eval.mutating import KINDS, copy_project, mutations
from eval.regressions import WANTED, hundred_cases
from eval.regressions import summary as judged
from eval.steadiness import summary as steady

GOOD = {"what": "x", "regression": True, "caught": True, "named": True, "lost": 1, "tolerated": 0, "said": True}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("copy"))


def test_the_set_has_a_hundred_cases_of_every_task():
    cases = hundred_cases()
    assert len({case.id for case in cases}) == 100
    assert {case.task for case in cases} == {"ask", "draft", "search"}
    assert {case.set for case in cases} == {"dev", "craft"}, "held-out cases are not looked at"


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_one_file_that_still_parses_and_the_same_for_a_seed(kind, copy):
    made = [mutation for _, mutation in zip(range(8), mutations(kind, copy, 1), strict=False)]
    again = [mutation for _, mutation in zip(range(8), mutations(kind, copy, 1), strict=False)]
    assert made == again
    assert len({(one.path, one.text) for one in made}) > 1
    for one in made:
        assert (copy / one.path).read_text("utf-8") != one.text
        ast.parse(one.text) if one.path.endswith(".py") else tomllib.loads(one.text)


def rows(**other) -> dict:
    kinds = {kind: [GOOD] * wanted for kind, wanted in WANTED.items()} | {"提示词": [{**GOOD, "regression": False, "caught": False}]}
    return {**kinds, **other}


def test_a_regression_missed_or_misnamed_fails_the_proof():
    assert judged(rows()).holds
    assert sum(WANTED.values()) == 60
    for fault in ({"caught": False}, {"named": False}):
        proof = judged(rows(词表=[*[GOOD] * WANTED["词表"], {**GOOD, **fault}]))
        assert not proof.holds
        assert proof.found["missed"] == ["x"]
    assert not judged(rows(模板=[GOOD])).holds, "too few regressions prove nothing"
    assert not judged(rows(提示词=[{**GOOD, "said": False}])).holds
    assert judged(rows(词表=[*[GOOD] * WANTED["词表"], {**GOOD, "regression": False, "caught": False}])).holds


def test_one_other_byte_or_alarm_fails_the_proof():
    same = [{"digests": ["a", "a"], "alarms": 0}] * 3
    assert steady(same, [{"digests": ["b"], "alarms": 0}]).holds
    assert not steady([*same, {"digests": ["a", "c"], "alarms": 0}], [{"digests": ["b"], "alarms": 0}]).holds
    assert not steady([*same, {"digests": ["a", "a"], "alarms": 1}], [{"digests": ["b"], "alarms": 0}]).holds
    assert not steady(same, [{"digests": ["b"], "alarms": 0}, {"digests": ["d"], "alarms": 0}]).holds


@pytest.mark.heavy
def test_changes_leave_nothing_known(copy):
    done = subprocess.run(
        [sys.executable, "-m", "eval.staleness", "12"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert '"stale": 0, "lost when undone": 0, "lost to harmless changes": 0' in done.stdout
