"""The numbers of citations stand at the lines that rest on them, and at no other."""

from __future__ import annotations

import pytest

from assistant.remembering.numbered import numbered
from assistant.types import Answer, Citation, Figure, Status


def cited(n: int, quote: str) -> Citation:
    return Citation(n, f"report{n}", "整改报告", "", quote, quote, 0)


def answer(text: str, figures=(), quotes=()) -> Answer:
    citations = tuple(cited(n, quote) for n, quote in enumerate(quotes, 1))
    return Answer(text, "computed", Status.DERIVED, tuple(figures), citations)


def test_each_line_gets_the_citations_of_its_own_figures():
    figures = (
        Figure(3, "项", "未完成", "41−38=3", (1,)),
        Figure(38, "项", "完成", None, (1,)),
        Figure(3, "项", "未完成", "41−38=3", (3,)),
    )
    lines = "甲市：3项。共41项，完成38项。推算：41−38=3项。\n乙市：原文隐去。\n丙市：3项。共41项，完成38项。推算：41−38=3项。"
    shown = numbered(answer(lines, figures, ["共41项", "乙市***", "另41项"])).splitlines()
    assert [line[line.rindex("。") + 1 :] for line in shown] == ["[1]", "", "[3]"]


def test_a_line_that_tells_a_figure_again_is_numbered_only_where_no_other_prints_it():
    figures = (Figure(71, "件", "总数", None, (1,)), Figure(66, "件", "办结", None, (1,)))
    again = numbered(answer("71件。\n66件。共71件。", figures, ["共71件，办结66件"]))
    assert again == "71件。[1]\n66件。共71件。[1]"
    doubtful = (Figure(5, "件", "办结", None, (1,)), Figure(5, "件", "办结", None, (2,)), Figure(5, "件", "办结", None, (3,)))
    assert numbered(answer("甲：5件。\n乙：5件。\n丙：5件。\n另有5件。", doubtful, ["甲5件", "乙5件", "丙5件"])).endswith("另有5件。")


@pytest.mark.parametrize(
    ("line", "quote", "expected"),
    [
        ("甲市：专班推进，逐项销号。", "坚持专班推进，逐项销号。", True),
        ("第7项“雨污分流改造滞后”，还在施工。", "序号：7；问题：雨污分流改造滞后", True),
        ("依据《甲市督察整改台账》。", "甲市督察整改台账", True),
        ("“五定”是指定人。", "坚持“五定”要求", False),
        ("现有材料未载明这个问题。", "专班推进，逐项销号。", False),
    ],
    ids=["a sentence quoted", "words quoted", "a title quoted", "too short to tell", "nothing quoted"],
)
def test_a_line_gets_the_sentence_it_quotes(line, quote, expected):
    assert numbered(answer(line, (), [quote])).endswith("[1]") is expected


def test_marks_that_a_model_put_in_stay_as_they_are_and_none_leads_nowhere():
    assert numbered(answer("11个。[1]\n25个。", [Figure(25, "个", "完成", None, (1,))], ["25个"])) == "11个。[1]\n25个。"
    assert numbered(answer("25个。", [Figure(25, "个", "完成", None, (9,))], ["完成二十五个"])) == "25个。"
