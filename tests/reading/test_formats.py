"""Decoding, file types, and files that cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from assistant.errors import EmptyReport, UnreadableReport
from assistant.reading.load import load
from assistant.reading.report import read_reports

TEXT = "岫林县关于督察整改落实情况的报告\n截至2023年12月15日，反馈问题12项，已完成9项。\n"
TRADITIONAL = "關於督察整改落實情況的報告\n反饋問題十二項，已經完成九項，這些問題對環境的影響說明如下。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"])
def test_encodings(encoding):
    assert load(Path("a.txt"), TEXT.encode(encoding)).text == TEXT


def test_big5():
    assert load(Path("a.txt"), TRADITIONAL.encode("big5")).text == TRADITIONAL


def test_line_ends_are_plain_newlines():
    assert load(Path("a.txt"), "甲\r\n乙\r丙".encode()).text == "甲\n乙\n丙"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("空.txt", b"", EmptyReport),
        ("空白.txt", b" \n\n", EmptyReport),
        ("图片.txt", bytes(range(256)) * 20, UnreadableReport),
        ("程序.txt", b"\x7fELF\x02\x01\x01" + bytes(500), UnreadableReport),
        ("报告.pptx", b"PK", UnreadableReport),
        ("坏.docx", b"PK\x03\x04broken", UnreadableReport),
        ("坏.xlsx", b"not a workbook", UnreadableReport),
    ],
)
def test_what_cannot_be_read_is_one_sentence(name, data, error):
    with pytest.raises(error) as caught:
        read_reports(name, data)
    sentence = str(caught.value)
    assert name in sentence and sentence.endswith("。") and sentence.count("。") == 1


def test_only_furniture_is_an_empty_report():
    with pytest.raises(EmptyReport):
        read_reports("页.txt", "版权所有:某市人民政府\n".encode())


def word_file() -> bytes:
    document = Document()
    document.add_paragraph("岫林县关于督察整改情况的报告")
    document.add_paragraph("加强领导", style="List Number")
    document.add_paragraph("压实责任", style="List Number")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, (("序号", "问题", "状态"), ("1", "污水直排", "已销号")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("特此报告。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_keeps_order_numbers_and_table_heads():
    assert load(Path("a.docx"), word_file()).text.split("\n") == [
        "岫林县关于督察整改情况的报告",
        "1.加强领导",
        "2.压实责任",
        "序号：1；问题：污水直排；状态：已销号",
        "特此报告。",
    ]


def test_workbook_rows_carry_their_heads():
    book = Workbook()
    sheet = book.active
    sheet.title = "整改台账"
    for row in (["望棠区整改台账"], ["序号", "问题", "状态"], [1, "污水直排", "已销号"], [2.0, "扬尘\n污染", None]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    lines = load(Path("a.xlsx"), stream.getvalue()).text.split("\n")
    assert lines == ["整改台账", "望棠区整改台账", "序号：1；问题：污水直排；状态：已销号", "序号：2；问题：扬尘 污染"]


def test_comma_separated_rows_carry_their_heads():
    assert load(Path("a.csv"), '序号,问题,状态\n1,"污水,直排",已销号\n'.encode("gb18030")).text == "序号：1；问题：污水,直排；状态：已销号"


def test_web_page_without_menus():
    page = (
        "<html><head><meta charset='gb2312'><title>整改公示</title><script>var a=1</script></head><body><div class='nav'>首页 新闻</div>"
        "<h1>岫林县整改公示</h1><p>已完成整改<b>12</b>项。</p><table><tr><th>地区</th><th>件数</th></tr><tr><td>甲乡</td><td>3</td></tr></table>"
        "<div id='footer'>版权所有</div></body></html>"
    )
    assert load(Path("a.html"), page.encode("gb18030")).text.split("\n")[-3:] == [
        "岫林县整改公示",
        "已完成整改12项。",
        "地区：甲乡；件数：3",
    ]


def test_bold_figures_lose_their_stars_and_masks_keep_them():
    text = "全县**88%以上**，共**46项**，**12项**完成；**县完成**个，占**%，**3月前**个。"
    assert load(Path("a.md"), text.encode()).text.rstrip() == "全县88%以上，共46项，**12项**完成；**县完成**个，占**%，**3月前**个。"


def test_markdown_tables_and_masks():
    text = "# 岫林县整改情况\n**重点**：已完成。\n**县反馈问题**个。\n| 地区 | 件数 |\n|---|---|\n| 甲乡 | 3 |\n"
    assert load(Path("a.md"), text.encode()).text.rstrip() == "岫林县整改情况\n重点：已完成。\n**县反馈问题**个。\n地区：甲乡；件数：3"
