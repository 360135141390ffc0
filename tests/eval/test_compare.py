"""Gains, losses and everything else that can move between two runs; a lost case fails whatever the average."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from scripted import FINISHED, WRONG, Scripted, case

from eval.__main__ import main
from eval.compare import compare
from eval.differing import differing, unlike
from eval.page import marked, write_page
from eval.report import show_comparison, show_run
from eval.results import Run, write_run
from eval.run import run_cases

GOLD = {"figures": [{"value": 19, "unit": "个"}]}
WORDED = {**FINISHED, "answer": "截至报告日，已完成19个[1]。"}


def run(answers: dict, corpus: str = "x", gold: dict = GOLD, name: str = "dev") -> Run:
    cases = [case(key, key, gold, set=name) for key in answers]
    return run_cases(cases, Scripted(answers), {"语料": corpus})[0]


BEFORE = run({"a": FINISHED, "b": WRONG, "c": FINISHED, "d": WRONG, "e": FINISHED})
AFTER = run({"a": WRONG, "b": FINISHED, "c": WORDED, "d": WRONG, "f": FINISHED}, corpus="y")


def test_every_movement_is_named():
    found = compare(BEFORE, AFTER)
    assert [flip.after.id for flip in found.lost] == ["a"]
    assert [flip.after.id for flip in found.gained] == ["b"]
    assert [flip.after.id for flip in found.reworded] == ["c"]
    assert (found.added, found.removed, found.slices) == (("f",), ("e",), ("语料",))
    assert not found.holds


def test_a_gain_does_not_pay_for_a_loss():
    assert not compare(run({"a": FINISHED, "b": WRONG, "c": WRONG}), run({"a": WRONG, "b": FINISHED, "c": FINISHED})).holds


def test_the_same_run_has_no_flip():
    found = compare(BEFORE, BEFORE)
    assert found.holds
    assert not (found.gained or found.reworded or found.added or found.removed or found.slices)


def test_sets_that_were_not_run_are_not_missing():
    both = Run(keys={}, verdicts=[*BEFORE.verdicts, *run({"h": FINISHED}, name="heldout").verdicts])
    assert compare(both, BEFORE).removed == ()


def test_a_changed_case_is_marked():
    flip = compare(run({"a": FINISHED}), run({"a": WRONG}, gold={**GOLD, "must": ["19个"]})).lost[0]
    assert flip.relabelled


def test_both_answers_and_the_reason_are_shown():
    console = Console(record=True, width=200, file=StringIO())
    show_run(AFTER, console)
    show_comparison(compare(BEFORE, AFTER), console)
    text = console.export_text()
    assert "缺少 19个" in text
    assert "原答：（确定）已完成19个" in text
    assert "现答：（确定）已完成12个" in text
    assert "标注可能不再适用" in text
    assert "60.0%" in text


@pytest.mark.parametrize(("before", "after", "status"), [(BEFORE, AFTER, 1), (BEFORE, BEFORE, 0)])
def test_compare_command_exits_1_on_a_loss(tmp_path, before, after, status, capsys):
    write_run(before, tmp_path / "a.json")
    write_run(after, tmp_path / "b.json")
    (tmp_path / "gates.toml").write_text("lost = 0\n", "utf-8")
    with pytest.raises(SystemExit) as leaving:
        main(["compare", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--gates", str(tmp_path / "gates.toml")])
    assert leaving.value.code == status


def test_a_missing_result_is_one_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")])
    assert leaving.value.code == 1
    assert "找不到评测结果" in capsys.readouterr().out


def test_page_is_self_contained_and_escaped(tmp_path):
    hostile = {**WRONG, "answer": "<script>alert(1)</script>12个[1]。"}
    after = run({"a": hostile})
    write_page(after, compare(run({"a": FINISHED}), after), tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "http" not in text
    assert "变差 1 题" in text


def test_what_differs_is_marked_number_by_number_and_escaped():
    assert marked(differing("共12项<b>", "共72项<b>")) == ("共<mark>12</mark>项&lt;b&gt;", "共<mark>72</mark>项&lt;b&gt;")
    assert marked(differing("完成", "未完成")) == ("完成", "<mark>未</mark>完成")
    assert marked(differing("甲1项\n乙2项", "甲1项\n乙3项")) == ("甲1项\n乙<mark>2</mark>项", "甲1项\n乙<mark>3</mark>项")


def test_of_long_texts_only_the_lines_that_differ_are_told():
    assert unlike("甲\n乙1项\n丙", "甲\n乙2项\n丙\n丁") == ("乙1项", "乙2项\n丁")
    assert unlike("甲\n乙", "甲\n乙") == ("", "")
