"""The proofs over thousands of answers, each by its own code path on a seeded sample, and what their instruments can tell apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval import answers, cells, noise, twins
from eval.cases import Case
from eval.measures import MEASURES, measured
from eval.precision import pieces
from eval.sameness import same
from eval.scorers import judge
from eval.scorers.evidence import Evidence
from eval.steps import Steps
from eval.subject import AnswerRow

TEXT = "截至2024年6月30日，岫林县第二轮中央督察反馈问题24项，已完成整改19项。县水利局牵头。"


class Shelf:
    """One report."""

    def text(self, report: str) -> str:
        return TEXT

    def file(self, report: str) -> str:
        return "岫林县.txt"


def answer(text: str, kind: str = "computed", status: str = "确定", figures: tuple[tuple[float, str], ...] = ()) -> AnswerRow:
    quote = {"n": 1, "report": "r", "title": "", "section": "", "quote": TEXT, "original": TEXT}
    rows = [{"value": v, "unit": u, "label": "", "formula": None, "citations": [1], "approximate": False} for v, u in figures]
    return {"answer": text, "kind": kind, "status": status, "figures": rows, "citations": [quote], "caveats": [], "as_of": None}  # type: ignore[typeddict-item]


def case(kind: str = "count", **gold: object) -> Case:
    return Case.model_validate({"id": "x", "question": "岫林县完成整改多少项？", "type": kind, "gold": gold})


def counted(one: Case, given: AnswerRow) -> dict[str, bool]:
    return dict(measured(Evidence(one, given, Shelf()), judge(one, given, Shelf())))


def figures(value: int) -> list[dict[str, object]]:
    return [{"value": value, "unit": ["项"]}]


def test_a_right_figure_a_wrong_one_and_a_refusal_are_told_apart() -> None:
    asked = case(figures=figures(19))
    right = counted(asked, answer("19项。岫林县完成整改19项。", figures=((19, "项"),)))
    assert (right["single figures exact"], right["wrong number"], right["false refusals"]) == (True, False, False)
    wrong = counted(asked, answer("24项。", figures=((24, "项"),)))
    assert (wrong["single figures exact"], wrong["wrong number"]) == (False, True)
    refused = counted(asked, answer("现有材料未载明。", "refused", "未载明"))
    assert (refused["single figures exact"], refused["wrong number"], refused["false refusals"]) == (False, False, True)


def test_an_answer_that_opens_with_another_figure_is_wrong_though_it_holds_the_right_one() -> None:
    found = counted(case(figures=figures(19)), answer("24项。反馈问题24项，完成整改19项。", figures=((24, "项"), (19, "项"))))
    assert (found["single figures exact"], found["wrong number"]) == (False, True)


def test_a_refusal_due_is_right_only_without_a_figure_and_for_its_reason() -> None:
    asked = case("masked", refuse=True, status=["原文隐去"], reason="原文隐去")
    assert counted(asked, answer("原文隐去。", "refused", "原文隐去"))["reason named right"]
    assert not counted(asked, answer("未载明。", "refused", "未载明"))["reason named right"]
    filled = counted(asked, answer("19项。", figures=((19, "项"),)))
    assert (filled["refusals right"], filled["masked filled"]) == (False, True)


def test_a_contradiction_needs_both_sentences() -> None:
    sources = [{"report": "岫林县.txt", "quote": "已完成整改19项"}, {"report": "岫林县.txt", "quote": "完成整改十八项，是工作汇报所写"}]
    asked = case("contradiction", figures=[*figures(19), *figures(18)], status=["材料矛盾"], sources=sources)
    found = counted(asked, answer("一处写19项，一处写18项。", status="材料矛盾", figures=((19, "项"), (18, "项"))))
    assert found["contradictions shown with both sources"] is False


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("19项。截至2024年6月30日，岫林县由县水利局牵头。", set()),
        ("19%。", {("unit", "19%")}),
        ("17项。", {("number", "17项")}),
        ("截至2024年9月30日，19项。", {("date", "2024年9月30日")}),
        ("澜川市19项。", {("name", "澜川市")}),
        ("县农业农村局19项。", {("name", "县农业农村局")}),
    ],
)
def test_every_piece_of_an_answer_is_bound_or_named(text: str, loose: set[tuple[str, str]]) -> None:
    found = pieces(Evidence(case(), answer(text), Shelf()))
    assert {(piece.kind, piece.text) for piece in found if not piece.bound} == loose


def test_answers_are_the_same_when_only_their_quotation_is_cut_wider() -> None:
    short, wide = answer("县水利局牵头。", "quoted"), answer("岫林县公示县水利局牵头。", "quoted")
    assert same(short, wide)
    assert not same(short, answer("县农业农村局牵头。", "quoted"))
    assert not same(answer("19项。", figures=((19, "项"),)), answer("24项。", figures=((24, "项"),)))


def test_steps_go_on_where_they_stopped(tmp_path: Path) -> None:
    ran: list[str] = []

    def work() -> dict[str, int]:
        ran.append("once")
        return {"n": 1}

    assert Steps("a", tmp_path).once("first", work) == Steps("a", tmp_path).once("first", work) == {"n": 1}
    assert ran == ["once"]
    Steps("a", tmp_path).finish()
    Steps("a", tmp_path).once("first", work)
    assert ran == ["once", "once"]


def test_a_fault_is_reached_downwards_and_a_right_answer_upwards() -> None:
    def summed(faults: int, right: int, *, name_faults: bool) -> dict[str, Any]:
        step = {"measures": {"wrong number": [faults, 100], "all parts right": [right, 100]}, "types": {}, "faults": ["x"]}
        return answers.summary([step], name_faults=name_faults)

    dev, held = summed(1, 99, name_faults=True), summed(3, 95, name_faults=False)
    assert answers.behind(dev["measures"], held["measures"]) == {"wrong number": 2.0, "all parts right": 4.0}
    assert not answers.met({"dev": dev}, "wrong number")
    assert answers.met({"dev": dev}, "all parts right")
    assert not answers.met({"dev": dev, "held": held}, "all parts right")
    assert "faults" not in held


@pytest.mark.heavy
def test_a_sample_of_answers_is_bound_to_its_sources() -> None:
    found = answers.of_world(7001, "dev", 2, 30)
    assert set(found["measures"]) <= set(MEASURES)
    assert found["measures"]["gold sentences cited"][1] >= 15
    bound, stated = found["measures"]["pieces bound"]
    assert bound >= 0.99 * stated > 100


@pytest.mark.heavy
def test_forty_answers_stay_the_same_among_sixty_other_reports() -> None:
    (around,) = noise.measure(40, 3, (60,))
    assert (around.reports, around.changed, around.foreign) == (60, [], [])


@pytest.mark.heavy
def test_a_sample_of_damaged_twins_answers_alike() -> None:
    found = twins.of_world(7301, ("traditional", "half_width+page_marks", "gb18030"), 1, 12)
    assert found["pairs"] == {"traditional": 12, "half_width+page_marks": 12, "gb18030": 12}
    assert found["failed"] == {}


def test_a_sample_of_cells_comes_back_and_none_is_a_formula() -> None:
    found = cells.measure(2000, 1, seed=9001)
    assert found.holds, found.found
    assert found.found["cells"] == 2000


@pytest.mark.parametrize(
    ("kind", "held", "text"),
    [
        ("f", "=1+1", "=1+1"),
        ("s", "=1+1", "=1+1"),
        ("s", "\u200b@x", "\u200b@x"),
        ("e", "#N/A", "#N/A"),
        ("s", "'=1", "=2"),
        ("s", None, "岫林"),
    ],
)
def test_a_formula_an_unguarded_cell_and_a_changed_one_are_seen(kind: str, held: str | None, text: str) -> None:
    assert cells._fault(kind, held, text)
    assert not cells._fault("s", "'=1+1", "=1+1")
