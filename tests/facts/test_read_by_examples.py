"""Figures that no rule knows, read by the examples they resemble; and what examples must not make of them."""

import pytest
from factories import facts_of

from assistant.errors import KnowledgeError
from assistant.facts.figure_marks import Figure, figure_marks
from assistant.facts.figure_roles import _read, learned
from assistant.words.lexicon import load_lexicon


def told(text: str) -> list[tuple[str, object]]:
    """The figures of the list as a whole."""
    return [(fact.metric, fact.quantity.value) for fact in facts_of(text) if fact.of and fact.metric and not fact.parent]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("澜川市第二轮中央督察反馈问题的完成数到2024年6月30日是12项，基数是16项。", {("总数", 16), ("完成", 12)}),
        (
            "第二轮省级督察反馈澜川市的28项问题完成9项，其余情况是：与方案进度同步的17项，1项超出计划时限，未动工1项。",
            {("总数", 28), ("完成", 9), ("序时", 17), ("滞后", 1), ("未启动", 1)},
        ),
        ("第二轮中央督察反馈的25个问题，澜川市悉数改到位，手续走完的19个。", {("总数", 25), ("完成", 25)}),
    ],
)
def test_examples_read_what_no_rule_knows(text, expected):
    assert expected <= {*told(text)}


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("第二轮省级督察反馈我市的36项任务，除5项外均已完成。", ("完成", 5)),
        ("中央督察反馈的43项问题，其中2024年完成28项、2025年完成15项。", ("完成", 28)),
        ("第二轮中央督察反馈我县的20项问题，矿山整改完成的数字是9项。", ("完成", 9)),
        ("第二轮中央督察反馈我县的20项问题，年底前应完成的数字是9项。", ("完成", 9)),
        ("督察组交办信访件75件，除5件仍在办理外，全部办结。", ("办结", 75)),
        ("会议要求，对督察反馈的11个问题，务必在10月底前全部整改到位。", ("完成", 11)),
        ("第二轮中央督察整改以来，澜川市实施重点工程12项，完成7项，其余5项按期推进。", ("完成", 7)),
    ],
)
def test_examples_take_nothing_planned_excepted_or_of_a_part(text, metric):
    assert metric not in told(text)


def test_a_class_told_ahead_of_the_total_is_not_the_total():
    text = "群众电话举报12件、信件举报4件，经中央第二生态环境保护督察组汇总，作为第13批于2024年5月8日转办澜川市，计16件。"
    assert [value for metric, value in told(text) if metric == "总数"] == [16]


def test_what_rules_call_under_way_stays_so():
    assert ("推进", 8) in told("督察反馈问题48个（已销号30个、完成整改10个、正在推进8个）。")


def test_marks_tell_how_a_figure_adds_up():
    text = "共30项，完成20项，滞后10项。"
    figures = [Figure(1, 4, 30), Figure(7, 10, 20), Figure(13, 16, 10)]
    marks = [figure_marks(text, figures, at, load_lexicon()) for at in range(3)]
    assert {"issum", "sum2", "max"} <= marks[0] and "addend" in marks[1] and "issum" not in marks[2]
    assert "ls:完成" in marks[1] and "ls:滞后" in marks[2]


def test_a_masked_figure_has_words_but_no_sums():
    assert not {"max", "addend", "noadd"} & figure_marks("共*项，完成2项。", [Figure(1, 3, None), Figure(6, 8, 2)], 0, load_lexicon())


def test_roles_are_chances(tmp_path):
    likely = learned().likely(["l$:完成", "ls:完成"])
    assert all(0 <= chance <= 1 for chance in likely.values()) and likely["反馈问题/完成"] > likely["反馈问题/滞后"]
    kept = tmp_path / "figures.npz"
    learned().write(kept)
    assert _read(kept).likely(["l$:完成"]) == learned().likely(["l$:完成"])


def test_damaged_examples_are_told_in_a_sentence(tmp_path):
    damaged = tmp_path / "figures.npz"
    damaged.write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(KnowledgeError, match="请恢复软件自带的"):
        _read(damaged)
