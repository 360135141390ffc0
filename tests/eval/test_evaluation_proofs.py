"""The proofs of the evaluation itself, each by its own code path on a small sample, and what their summaries let pass."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from itertools import islice
from pathlib import Path

import pytest
from scripted import FINISHED, case

from eval.mutating import KINDS, Reach, copy_project, mutations
from eval.regressions import WANTED, Trial, hundred_cases
from eval.regressions import summary as judged
from eval.results import Verdict
from eval.steadiness import summary as steady
from eval.worsening import worse

GOOD = {"what": "x", "worse": {"D001": "figures"}, "lost": ["D001"], "drifted": [], "caught": True, "named": True, "said": True}
HEARD = "岫林县第二轮中央督察反馈问题完成整改多少个？截至2024年11月30日，已办结62件，达到序时进度3个。"
LINES = {"assistant/answering/remainder.py": range(400), "assistant/facts/status.py": range(400)}
REACH = Reach(HEARD, LINES)
TEXT = "截至2024年6月30日，中央督察反馈岫林县的24个问题，已完成整改19个，达到序时进度5个。\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("copy"))


def test_the_set_has_a_hundred_cases_of_every_task():
    cases = hundred_cases()
    assert len({case.id for case in cases}) == 100
    assert {case.task for case in cases} == {"ask", "draft", "search"}
    assert {case.set for case in cases} == {"dev", "craft"}, "held-out cases are not looked at"


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_one_file_that_still_parses_each_once_and_the_same_for_a_seed(kind, copy):
    made = list(islice(mutations(kind, copy, 1, REACH), 24))
    assert made == list(islice(mutations(kind, copy, 1, REACH), 24))
    assert len(set(made)) == len(made) > 2
    for one in made:
        whole = (copy / one.path).read_text("utf-8")
        assert one.applied(whole) != whole
        ast.parse(one.applied(whole)) if one.path.endswith(".py") else tomllib.loads(one.applied(whole))


def test_only_words_and_lines_that_the_run_holds_are_damaged(copy):
    what = [one.what for one in mutations("词表", copy, 1, Reach("已完成整改19个", {}))]
    assert any("完成整改" in one for one in what)
    assert not any(one.endswith("forgotten: 信访件") for one in what)
    assert not list(mutations("代码", copy, 1, Reach(HEARD, {"assistant/answering/remainder.py": [1]})))
    assert len(what) < len(list(mutations("词表", copy, 1, REACH)))


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (FINISHED, ""),
        ({**FINISHED, "answer": FINISHED["answer"] + "详见材料。"}, ""),
        ({**FINISHED, "status": "口径不明"}, "status"),
        ({**FINISHED, "as_of": "2020-01-01"}, "day"),
        ({**FINISHED, "answer": FINISHED["answer"].replace("19", "91")}, "figures"),
        (None, "nothing was made of it"),
    ],
)
def test_an_answer_is_worse_when_what_it_says_first_is_other(now, why):
    def verdict(answer: dict | None) -> Verdict:
        return Verdict(id="a", set="dev", type="count", tags=[], question="a", digest="", failed={}, answer=answer)

    assert worse(verdict(FINISHED), verdict(now)) == why


def rows(**other) -> dict:
    kinds = {kind: [GOOD] * wanted for kind, wanted in WANTED.items()} | {"提示词": [{**GOOD, "worse": {}, "caught": False}]}
    return {**kinds, **other}


def test_a_regression_missed_or_misnamed_fails_the_proof():
    assert judged(rows()).holds
    assert sum(WANTED.values()) == 60
    for fault in ({"caught": False}, {"named": False}):
        proof = judged(rows(词表=[*[GOOD] * WANTED["词表"], {**GOOD, **fault}]))
        assert not proof.holds
        assert proof.found["missed"] == [{"what": "x", "worse": GOOD["worse"]}]
    beside = judged(rows(词表=[*[GOOD] * WANTED["词表"], {**GOOD, "lost": [], "drifted": ["D001"]}]))
    assert beside.holds
    assert (beside.found["kinds"]["词表"]["caught as lost"], beside.found["kinds"]["词表"]["caught only as drifted"]) == (12, 1)
    assert not judged(rows(模板=[GOOD])).holds, "too few regressions prove nothing"
    assert not judged(rows(提示词=[{**GOOD, "said": False}])).holds
    assert judged(rows(词表=[*[GOOD] * WANTED["词表"], {**GOOD, "worse": {}, "caught": False}])).holds


def test_one_other_byte_or_alarm_fails_the_proof():
    same = [{"digests": ["a", "a"], "alarms": 0}] * 3
    assert steady(same, [{"digests": ["b"], "alarms": 0}]).holds
    assert not steady([*same, {"digests": ["a", "c"], "alarms": 0}], [{"digests": ["b"], "alarms": 0}]).holds
    assert not steady([*same, {"digests": ["a", "a"], "alarms": 1}], [{"digests": ["b"], "alarms": 0}]).holds
    assert not steady(same, [{"digests": ["b"], "alarms": 0}, {"digests": ["d"], "alarms": 0}]).holds


@pytest.mark.heavy
def test_a_word_taken_for_another_is_worse_caught_and_named(tmp_path):
    """The code path of the proof over one report and two questions."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "岫林县.txt").write_text(TEXT, "utf-8")
    asked = [
        case("a", "岫林县中央督察反馈的问题完成整改多少个？", {"figures": [{"value": 19, "unit": ["个"]}]}),
        case("b", "岫林县中央督察反馈的问题达到序时进度的有多少个？", {"figures": [{"value": 5, "unit": ["个"]}]}),
    ]
    trial = Trial(copy_project(tmp_path / "copy"), asked, documents)
    made = mutations("词表", trial.root, 1, Reach(TEXT, {}))
    damage = next(one for one in made if one.what.startswith("metrics.toml") and "完成 among asked = " in one.what)
    row = trial.row(damage)
    assert (list(row["worse"]), row["lost"], row["caught"], row["named"]) == (["a"], ["a"], True, True)


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
