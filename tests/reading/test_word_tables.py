"""Word tables: merged cells, nested tables, and tables that only lay out the page."""

from __future__ import annotations

import pytest

from assistant.reading.formats.tables import Merge
from assistant.reading.formats.word_parts import W
from assistant.reading.formats.word_styles import Styles
from assistant.reading.formats.word_tables import Table, read_table
from assistant.reading.formats.word_text import Findings
from tests.reading.word_files import LINES, SPACES, cell, lines_of, paragraph, row, run, table


def made(xml: str) -> list:
    """What the table reader passes on, the text of each cell taken as it stands."""
    from lxml import etree

    element = etree.fromstring(xml.replace("<w:tbl>", f"<w:tbl {SPACES}>", 1))
    return read_table(element, Styles(None), Findings(), lambda tc: ["".join(p.itertext()) for p in tc.iter(W + "p")])


def span(width: int) -> str:
    return f'<w:gridSpan w:val="{width}"/>'


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_say_their_text_once_and_are_passed_on():
    xml = table(
        row(cell("乡镇", DOWN), cell("信访件", span(2))),
        row(cell("被盖住的字", ON), cell("交办"), cell("办结")),
        row(cell("石檐乡"), cell("31"), cell("28")),
    )
    assert made(xml) == [
        Table([["乡镇", "信访件", ""], ["", "交办", "办结"], ["石檐乡", "31", "28"]], [Merge(0, 0, 1, 0), Merge(0, 1, 0, 2)]),
    ]


def test_an_area_merged_both_ways():
    xml = table(row(cell("甲", span(2) + DOWN), "乙"), row(cell("", span(2) + ON), "丙"), row("一", "二", "三"))
    assert made(xml) == [Table([["甲", "", "乙"], ["", "", "丙"], ["一", "二", "三"]], [Merge(0, 0, 1, 1)])]


def test_old_sideways_merges():
    xml = table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "乙"), row("一", "二", "三"))
    assert made(xml) == [Table([["甲", "", "乙"], ["一", "二", "三"]], [Merge(0, 0, 0, 1)])]


def test_rows_set_in_at_either_end_keep_their_columns():
    xml = table(
        row("甲", "乙", "丙"), row("二", "三", properties='<w:gridBefore w:val="1"/>'), row("一", properties='<w:gridAfter w:val="2"/>')
    )
    assert made(xml) == [Table([["甲", "乙", "丙"], ["", "二", "三"], ["一", "", ""]], [])]


def test_a_span_beyond_all_measure_is_cut():
    (found,) = made(table(row(cell("甲", span(99_999_999)), "乙"), row("一", "二")))
    assert [len(line) for line in found.rows] == [200, 200]


def test_deleted_and_hidden_rows_and_cells_are_gone():
    xml = table(row("甲", "乙"), row("一", cell("旧", '<w:cellDel w:id="1"/>')), row("三", "四", properties="<w:hidden/>"), row("五", "六"))
    assert made(xml) == [Table([["甲", "乙"], ["一", ""], ["五", "六"]], [])]


def test_paragraphs_of_a_cell_become_one_line():
    body = table(row("事项", "措施"), row("甲", cell(paragraph("一是清理。") + paragraph("二是巡查。"))))
    assert lines_of(body) == ["事项：甲；措施：一是清理。 二是巡查。"]


def test_a_table_inside_a_data_cell_stays_in_its_cell():
    inner = table(row("地点", "数"), row("甲村", "3"))
    body = table(row("事项", "明细"), row("垃圾清运", cell(paragraph("如下") + inner + paragraph("完"))))
    assert lines_of(body) == ["事项：垃圾清运；明细：如下 地点 数；甲村 3 完"]


def test_a_frame_around_all_text_is_no_table():
    inner = table(row("乡镇", "件数"), row("石檐乡", "3"))
    body = table(row(cell(paragraph("关于整改情况的报告") + paragraph("一、总体情况") + inner + paragraph("特此报告。"))))
    assert lines_of(body) == ["关于整改情况的报告", "一、总体情况", "乡镇：石檐乡；件数：3", "特此报告。"]


def test_one_column_is_text():
    assert lines_of(table(row("第一段"), row("第二段"))) == ["第一段", "第二段"]


def test_one_row_is_a_line_and_two_columns_of_text_are_read_one_after_the_other():
    assert lines_of(table(row("岫整改办〔2023〕17号", "签发人：某某"))) == ["岫整改办〔2023〕17号　　签发人：某某"]
    columns = table(row(cell(paragraph("左一") + paragraph("左二")), cell(paragraph("右一") + paragraph("右二"))))
    assert lines_of(columns) == ["左一", "左二", "右一", "右二"]


@pytest.mark.parametrize("properties", ["", '<w:tblBorders><w:top w:val="nil"/><w:left w:val="none"/></w:tblBorders>'], ids=["none", "nil"])
def test_two_bodies_sign_side_by_side_without_lines(properties):
    body = table(row("中共岫林县委", "岫林县人民政府"), row("2023年12月20日", "2023年12月20日"), properties=properties)
    assert lines_of(body) == ["中共岫林县委　　岫林县人民政府", "2023年12月20日　　2023年12月20日"]


def test_three_bodies_sign_side_by_side_without_lines():
    body = table(row("甲局", "乙局", "丙局"), row("2023年12月20日", "2023年12月20日", "2023年12月20日"), properties="")
    assert lines_of(body)[0] == "甲局　　乙局　　丙局"


def test_lines_of_a_style_make_a_table():
    style = f'<w:style w:type="table" w:styleId="base"><w:tblPr>{LINES}</w:tblPr></w:style>'
    style += '<w:style w:type="table" w:styleId="grid"><w:basedOn w:val="base"/></w:style>'
    body = table(row("乡镇", "件数"), row("石檐乡", "3"), properties='<w:tblStyle w:val="grid"/>')
    assert lines_of(body, styles=style) == ["乡镇：石檐乡；件数：3"]
    assert lines_of(body) == ["乡镇　　件数", "石檐乡　　3"]


def test_a_wide_cell_of_several_paragraphs_is_text_between_two_tables():
    body = table(
        row("问题编号", "第11号", "整改时限", "2023年9月"),
        row(cell(paragraph("一、整改情况") + paragraph("已完成覆土。"), span(4))),
        row("牵头单位", "县自然资源局", "是否销号", "是"),
        row("责任单位", "石檐乡", "公示情况", "已公示"),
    )
    lines = lines_of(body)
    assert lines[1:3] == ["一、整改情况", "已完成覆土。"]
    assert "问题编号" in lines[0] and "第11号" in lines[0]
    assert any("县自然资源局" in line for line in lines[3:]) and any("已公示" in line for line in lines[3:])


def test_a_title_over_the_whole_table_stays_with_it():
    body = table(row(cell("整改台账", span(2))), row("问题", "状态"), row("污水直排", "已销号"))
    assert lines_of(body) == ["整改台账", "问题：污水直排；状态：已销号"]


def test_every_word_of_a_block_at_the_end_survives():
    ends = '<w:tblBorders><w:top w:val="single"/><w:bottom w:val="single"/></w:tblBorders>'
    body = table(row(cell("抄送：县委办公室。", span(2))), row("岫林县人民政府办公室", "2023年12月20日印发"), properties=ends)
    text = "".join(lines_of(body))
    assert "抄送：县委办公室。" in text and "岫林县人民政府办公室" in text and "2023年12月20日印发" in text


def test_numbers_in_cells_and_text_around_keep_their_order():
    body = paragraph("表前") + table(row("甲", "乙"), row("1", "2")) + paragraph(run("表后"))
    assert lines_of(body) == ["表前", "甲：1；乙：2", "表后"]
