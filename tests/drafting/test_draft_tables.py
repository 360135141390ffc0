"""Tables are fitted to the page, laid across when they are wide, and never cut off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from assistant.drafting.clauses import clauses
from assistant.drafting.layout import TEXT_WIDTH
from assistant.drafting.tables import ACROSS_WIDTH, SIZES, plan, table_rows
from assistant.drafting.word import write_docx
from assistant.types import Draft, DraftSection

LONG = "青峦市云台街道一家混凝土搅拌站夜间生产，扬尘和噪声影响周边居民，要求尽快处理并公开结果。"
WIDE = (
    "序号",
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "污染类型",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "是否办结",
    "问责情况",
)


def table(columns: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (columns, *rows)]
    return "\n".join([lines[0], f"|{' --- |' * len(columns)}", *lines[1:]])


def case(number: int) -> tuple[str, ...]:
    return (str(number), f"D3QL20240{number:03}", LONG, "云台区", "大气", LONG * 2, "属实", LONG, "阶段性办结", "约谈2人")


def draft(*texts: str) -> Draft:
    sections = tuple(DraftSection(f"{'一二三'[n]}、第{'一二三'[n]}部分", 1, text) for n, text in enumerate(texts))
    return Draft("简报", "青峦市整改简报", "", sections, "青峦市整改办", "2024年5月6日", (), (), ())


def test_a_small_table_stays_upright_in_large_type() -> None:
    made = plan([["督察", "总数", "完成"], ["第二轮中央督察", "24项", "17项"]])
    assert (made.across, made.size) == (False, SIZES[0])
    assert sum(made.shares) == pytest.approx(TEXT_WIDTH / 25.4 * 72)
    assert made.shares[0] > made.shares[1]


def test_a_wide_table_is_laid_across_and_keeps_its_words_whole() -> None:
    made = plan([list(WIDE), list(case(1))])
    assert made.across
    assert sum(made.shares) == pytest.approx(ACROSS_WIDTH / 25.4 * 72)
    assert min(made.shares) > 2 * made.size
    assert made.shares[5] > 1.5 * made.shares[3]


@pytest.mark.parametrize("count", [1, 5, 12, 25, 40])
def test_no_table_is_wider_than_its_page(count: int) -> None:
    made = plan([[f"栏目{n}" for n in range(count)], [LONG] * count])
    assert sum(made.shares) <= (ACROSS_WIDTH if made.across else TEXT_WIDTH) / 25.4 * 72 + 0.01


def test_a_row_longer_than_a_page_may_break() -> None:
    made = plan([["情况", "说明"], [LONG * 60, "无"], ["短", "无"]])
    assert made.tall == (False, True, False)


def test_rows_of_unequal_length_are_filled_up() -> None:
    assert table_rows(["| 甲 | 乙 |", "| --- | --- |", "| 一 |"]) == [["甲", "乙"], ["一", ""]]


def test_the_page_turns_for_the_table_and_back(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    write_docx(draft("先说情况。\n" + table(WIDE, *map(case, range(1, 30))), "继续办理。"), path)
    document = Document(str(path))
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    assert [round(document.sections[1].top_margin.mm), round(document.sections[1].right_margin.mm)] == [28, 37]
    rows = document.tables[0].rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert [check for check in clauses(path) if not check.passed] == []


def test_a_table_wider_than_its_page_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    write_docx(draft(table(("督察", "总数"), ("第二轮", "24项"))), path)
    document = Document(str(path))
    for column in document.tables[0]._tbl.tblGrid:
        column.set(qn("w:w"), "9000")
    document.save(str(path))
    assert [check.name for check in clauses(path) if not check.passed] == ["版式：表格不超出版心（实务）"]


def test_a_gap_in_a_cell_is_highlighted(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    write_docx(replace(draft(table(("督察", "总数"), ("第二轮", "【待补：总数】")))), path)
    cell = Document(str(path)).tables[0].rows[1].cells[1]
    assert [run.font.highlight_color is not None for run in cell.paragraphs[0].runs] == [True]
