"""A draft on paper: every figure of the 核对表 stands at its place in the text, tables are tables."""

import re
from dataclasses import replace

from assistant.drafting.merging import Kept
from assistant.types import Check, Draft, DraftFigure, DraftSection
from assistant.web import render
from assistant.web.paper import paper


def figure(text: str) -> DraftFigure:
    return DraftFigure(text, None, "", "所指", None, False, "a", f"原句{text}")


def laid(sections, figures, title="汇报"):
    checks = (Check("合计", False, "不等"), Check("照用原句：一、做法", True, "《报告》"), Check("资料：a", True, "《报告》（a.txt）"))
    draft = Draft("工作汇报", title, "", tuple(sections), "", "", tuple(map(figure, figures)), checks, ())
    return paper(Kept(draft, (False, True)))


def marked(line) -> list[tuple[str, int]]:
    return [(one.text, one.figure) for one in line if one.figure]


def test_figures_are_marked_where_they_stand_and_equal_ones_in_their_order():
    shown = laid(
        [DraftSection("一、做法", 1, "共36个，完成6个，另完成6个。\n又6个。"), DraftSection("二、其他", 1, "共36个。")],
        ["36个", "6个", "6个", "36个"],
    )
    first, second = shown.parts[0].blocks
    assert marked(first.line) == [("36个", 1), ("6个", 2), ("6个", 3)]
    assert "".join(one.text for one in first.line) == "共36个，完成6个，另完成6个。"
    assert marked(second.line) == []
    assert marked(shown.parts[1].blocks[0].line) == [("36个", 4)]
    assert [(heading, [n for n, _ in own]) for heading, own in shown.figures] == [("一、做法", [1, 2, 3]), ("二、其他", [4])]


def test_a_figure_never_marks_the_end_of_a_longer_number():
    shown = laid([DraftSection("一、做法", 1, "13.6%和3.6%，126个和26个。")], ["3.6%", "26个"])
    assert [one.text for one in shown.parts[0].blocks[0].line] == ["13.6%和", "3.6%", "，126个和", "26个", "。"]


def test_rows_become_a_table_between_paragraphs():
    shown = laid([DraftSection("一、进展", 1, "如下：\n| 项 | 数 |\n| --- | --- |\n| 完成 | 25个 |\n说明。")], ["25个"])
    before, table, after = shown.parts[0].blocks
    assert ["".join(one.text for one in cell).strip() for row in table.rows for cell in row] == ["项", "数", "完成", "25个"]
    assert marked(table.rows[1][1]) == [("25个", 1)]
    assert (before.rows, after.rows) == ((), ())


def test_checks_are_told_apart_from_sources_and_borrowed_sentences():
    shown = laid([DraftSection("一、做法", 1, "甲。"), DraftSection("二、其他", 1, "乙。")], [])
    assert [check.name for check in shown.failed] == ["合计"]
    assert shown.sources == (("a", "《报告》（a.txt）"),)
    assert [part.edited for part in shown.parts] == [False, True]


def test_the_page_of_an_attachment_comes_after_signature_and_date():
    sections = (DraftSection("一、进展", 1, "完成6个。"), DraftSection("任务清单", 0, "| 项 | 数 |\n| 甲 | 6个 |", attached=True))
    draft = Draft("工作汇报", "汇报", "", sections, "某办", "2024年1月1日", tuple(map(figure, ["6个", "6个"])), (), ())
    shown = render.draft(paper(Kept(replace(draft, attachments=("任务清单",)), (False, False))), editable=True)
    marks = ["一、进展</h2>", "附件：任务清单", "某办</p>", "2024年1月1日</p>", ">附件</p>", "任务清单</h2>"]
    assert sorted(marks, key=shown.index) == marks
    assert re.findall(r'id="(part-\d)"', shown) == ["part-0", "part-1"]
    assert re.findall(r'data-figure="(\d)"', shown) == ["1", "2"]
