"""A run judges every case, survives a broken one, follows conversations, and says the same each time."""

from __future__ import annotations

import json

import pytest
from scripted import FINISHED, WRONG, Scripted, case

from eval.cases import CaseError
from eval.results import read_run, write_run, write_timings
from eval.run import run_cases

GOLD = {"figures": [{"value": 19, "unit": "个"}], "sources": [{"report": "云溪县整改报告.txt", "quote": "已完成整改19个"}]}
CASES = [
    case("a", "完成多少个？", GOLD, conversation="k"),
    case("b", "那完成了多少？", GOLD, conversation="k"),
    case("c", "没有写答案的问题", GOLD),
]
ANSWERS = {"完成多少个？": FINISHED, "那完成了多少？": WRONG}


def test_right_wrong_and_broken():
    run, seconds = run_cases(CASES, Scripted(ANSWERS), {})
    assert [(verdict.id, verdict.passed) for verdict in run.verdicts] == [("a", True), ("b", False), ("c", False)]
    assert set(run.verdicts[1].failed) == {"数字", "开头", "依据"}
    assert "KeyError" in run.verdicts[2].failed["出错"]
    assert list(seconds) == ["a", "b", "c"]


def test_cases_are_asked_in_order_with_their_conversation():
    subject = Scripted(ANSWERS)
    run_cases(CASES, subject, {})
    assert subject.asked == [("完成多少个？", "k"), ("那完成了多少？", "k"), ("没有写答案的问题", None)]


def test_results_are_the_same_bytes_and_hold_no_time(tmp_path):
    for name in ("one", "two"):
        run, seconds = run_cases(CASES, Scripted(ANSWERS), {"语料": "x", "代码": "y"})
        write_run(run, tmp_path / f"{name}.json")
        timings = write_timings(seconds, tmp_path / f"{name}.json")
        assert set(json.loads(timings.read_text("utf-8"))) == {"a", "b", "c"}
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert read_run(tmp_path / "one.json") == run
    assert "seconds" not in (tmp_path / "one.json").read_text("utf-8")


def test_a_sentence_that_many_answers_cite_is_stored_once_and_comes_back(tmp_path):
    run, _ = run_cases(CASES, Scripted(ANSWERS | {"没有写答案的问题": FINISHED}), {"语料": "x"})
    write_run(run, tmp_path / "run.json")
    text = (tmp_path / "run.json").read_text("utf-8")
    assert text.count("督察反馈的33个问题中，已完成整改19个") == 1
    assert read_run(tmp_path / "run.json") == run
    assert max(map(len, text.splitlines())) < 300, "a diff shows which row changed"
    (tmp_path / "run.json").write_text(text.replace('"texts"', '"text"'), "utf-8")
    with pytest.raises(CaseError, match="不是可用的评测结果"):
        read_run(tmp_path / "run.json")
