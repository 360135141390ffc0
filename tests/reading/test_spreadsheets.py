"""Workbooks and separated files: what is shown is what is read, and what no office writes is refused in good time."""

from __future__ import annotations

import io
import resource
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from assistant.errors import UnreadableReport
from assistant.reading.formats.cell_format import shown
from assistant.reading.load import load
from assistant.reading.loaded import Loaded

FORMATS = [
    (0.75, "0%", "75%"),
    (0.7525, "0.0%", "75.3%"),
    (1, "0%", "100%"),
    (3.0, "General", "3"),
    (0.1 + 0.2, "General", "0.3"),
    (1e5, "General", "100000"),
    (1e20, "General", "100000000000000000000"),
    (0.00001, "General", "0.00001"),
    (100000, "0.00E+00", "100000"),
    (3, "0.0", "3.0"),
    (2.5, "0", "3"),
    (1, "0000", "0001"),
    (1234567.5, "#,##0", "1,234,568"),
    (0.5, "#.##", "0.5"),
    (12345.6, '"¥"#,##0.00', "¥12,345.60"),
    (12345.6, "[$¥-804]#,##0.00;[Red][$¥-804]-#,##0.00", "¥12,345.60"),
    (-3, "0.00_);(0.00)", "-3.00"),
    (-3, "0;[Red]0", "3"),
    (1200, '#,##0"件"', "1,200件"),
    (3, '"第"0"批"', "第3批"),
    (8425735, '0.0,,"百万"', "8.4百万"),
    (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
    (5, "[>=10]0.0;0", "5"),
    (15, "[>=10]0.0;0", "15.0"),
    (202305, '0000"年"00"月"', "2023年05月"),
    (45047, "yyyy/m/d", "2023/5/1"),
    (45047, "m/d/yy", "2023/5/1"),
    (45047, "yyyy-mm-dd", "2023-05-01"),
    (45047, 'yyyy"年"m"月"', "2023年5月"),
    (45047, '[$-804]yyyy"年"m"月"d"日";@', "2023年5月1日"),
    (45047, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "2023年5月1日"),
    (45047, "yyyy.m.d", "2023.5.1"),
    (45047, "mmm-yy", "2023年5月"),
    (45047, "d-mmm", "5月1日"),
    (45047, 'm"月"d"日"', "5月1日"),
    (45047, "yyyy-mm-dd h:mm:ss", "2023-05-01"),
    (45047.354166667, "yyyy/m/d h:mm", "2023/5/1 8:30"),
    (0.5, "h:mm", "12:00"),
    (1.5, "[h]:mm", "36:00"),
]


@pytest.mark.parametrize(("value", "code", "words"), FORMATS, ids=[f"{value} {code}" for value, code, _ in FORMATS])
def test_numbers_are_read_as_they_are_shown(value: float, code: str, words: str) -> None:
    assert shown(value, code) == words


def test_days_may_be_counted_from_1904() -> None:
    assert shown(45047 - 1462, "yyyy-mm-dd", True) == "2023-05-01"


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ledger() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "整改台账"
    rows: list[list[object]] = [
        ["望棠区整改台账"],
        ["序号", "问题", "完成率", "时限", "编号", "罚款"],
        [1, "污水直排", 0.75, date(2023, 5, 1), "0001", 12345.6],
        [2.0, "扬尘\n污染", 0.5, datetime(2023, 5, 1, 8, 30), "0002", "=1+1"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet["C3"].number_format, sheet["D3"].number_format, sheet["F3"].number_format = "0%", 'yyyy"年"m"月"', "#,##0.00"
    return book


LINES = [
    "整改台账",
    "望棠区整改台账",
    "序号：1；问题：污水直排；完成率：75%；时限：2023年5月；编号：0001；罚款：12,345.60",
    "序号：2；问题：扬尘 污染；完成率：0.5；时限：2023-05-01 8:30:00；编号：0002",
]


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xlsm", "台账.xls", "台账.et", "台账.csv"])
def test_a_workbook_is_known_by_its_bytes(name: str) -> None:
    assert load(Path(name), saved(ledger())).text.split("\n") == LINES


def test_a_formula_that_was_never_computed_is_left_empty_and_said() -> None:
    assert load(Path("台账.xlsx"), saved(ledger())).notices == (
        "工作表“整改台账”有1个公式没有保存计算结果（第4行第6列），已留空，请用 Excel 打开、保存后重新上传。",
    )


def test_hidden_parts_errors_and_comments_are_said() -> None:
    book = ledger()
    sheet = book["整改台账"]
    sheet["F4"] = "#REF!"
    sheet["F4"].data_type = "e"
    sheet["B3"].comment = Comment("请核实\n口径", "甲")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("旧台账").append(["不应", "读入"])
    book["旧台账"].sheet_state = "hidden"
    loaded = load(Path("台账.xlsx"), saved(book))
    assert loaded.text.split("\n") == LINES
    assert [margin.text for margin in loaded.margins] == ["工作表“整改台账”第3行第2列：请核实 口径"]
    assert loaded.notices == (
        "隐藏的工作表“旧台账”没有读入，如需要请取消隐藏后重新上传。",
        "工作表“整改台账”有1行隐藏（第4行），已一并读入。",
        "工作表“整改台账”有1列隐藏（第5列），已一并读入。",
        "工作表“整改台账”有1个单元格显示错误（第4行第6列#REF!），已留空，请改正后重新上传。",
    )


def old_workbook(since_1904: bool = False) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    book.dates_1904 = since_1904
    sheet = book.add_sheet("整改台账")
    sheet.write_merge(0, 0, 0, 3, "望棠区整改台账")
    for column, words in enumerate(("序号", "问题", "完成率", "时限")):
        sheet.write(1, column, words)
    percent, month = xlwt.easyxf(num_format_str="0%"), xlwt.easyxf(num_format_str='yyyy"年"m"月"')
    for row, (number, rate) in enumerate(((1, 0.75), (2, 0.5)), 2):
        sheet.write(row, 0, number)
        sheet.write(row, 2, rate, percent)
        sheet.write(row, 3, date(2023, 5, 1), month)
    sheet.write_merge(2, 3, 1, 1, "污水直排")
    sheet.row(3).hidden = True
    hidden = book.add_sheet("旧台账")
    hidden.write(0, 0, "不应读入")
    hidden.visibility = 1
    return saved(book)


@pytest.mark.parametrize("since_1904", [False, True])
@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账.xlsx"])
def test_old_workbooks_keep_formats_and_merged_cells(name: str, since_1904: bool) -> None:
    loaded = load(Path(name), old_workbook(since_1904))
    assert loaded.text.split("\n") == [
        "整改台账",
        "望棠区整改台账",
        "序号：1；问题：污水直排；完成率：75%；时限：2023年5月",
        "序号：2；问题：污水直排；完成率：50%；时限：2023年5月",
    ]
    assert len(loaded.notices) == 2


def test_a_page_that_calls_itself_a_workbook() -> None:
    page = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset='gb2312'></head>"
        "<body><table><tr><td>地区</td><td>件数</td></tr>"
        "<tr><td>甲乡</td><td>3</td></tr></table></body></html>"
    )
    assert load(Path("统计.xls"), page.encode("gb18030")).text.strip().endswith("地区：甲乡；件数：3")


NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style"))


def open_cell(words: str, attributes: str = "", note: str = "") -> str:
    said = f"<text:p>{words}</text:p>" if words else ""
    beside = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""
    return f"<table:table-cell {attributes}>{said}{beside}</table:table-cell>"


def open_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


OPEN_SHEET = (
    f"<office:document-content {NAMES}><office:automatic-styles><style:style style:name='ta2'>"
    "<style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body><office:spreadsheet>"
    "<table:table table:name='统计'>"
    + open_row(open_cell("地区"), open_cell("信访件", "table:number-columns-spanned='2'"), "<table:covered-table-cell/>")
    + open_row(open_cell(""), open_cell("交办"), open_cell("办结率"))
    + open_row(open_cell("甲乡"), open_cell("4", "office:value='4'"), open_cell("75%", "office:value='0.75'", "待核"))
    + open_row(open_cell("", "table:number-columns-repeated='16384'"), attributes="table:number-rows-repeated='1048573'")
    + "</table:table><table:table table:name='旧' table:style-name='ta2'>"
    + open_row(open_cell("不应读入"))
    + "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_open_document_sheets() -> None:
    loaded = load(Path("统计.ods"), packed({"content.xml": OPEN_SHEET}))
    assert loaded.text.split("\n") == ["统计", "地区：甲乡；信访件交办：4；信访件办结率：75%"]
    assert [margin.text for margin in loaded.margins] == ["工作表“统计”第3行第3列：待核"]
    assert loaded.notices == ("隐藏的工作表“旧”没有读入，如需要请取消隐藏后重新上传。",)


SEPARATED = {
    "comma": '序号,问题,状态\n1,"污水,直排",已销号\n2,"扬尘\n污染",\n',
    "semicolon": "序号;问题;状态\n1;污水,直排;已销号\n2;扬尘 污染;\n",
    "tab": "序号\t问题\t状态\n1\t污水,直排\t已销号\n2\t扬尘 污染\t\n",
    "bar": "序号|问题|状态\n1|污水,直排|已销号\n2|扬尘 污染|\n",
    "told": "sep=;\n序号;问题;状态\n1;污水,直排;已销号\n2;扬尘 污染;\n",
    "carriage returns": '序号,问题,状态\r1,"污水,直排",已销号\r2,扬尘 污染,\r',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("words", SEPARATED.values(), ids=SEPARATED.keys())
def test_separators_are_judged_by_the_rows(words: str, encoding: str) -> None:
    loaded = load(Path("台账.csv"), words.encode(encoding))
    assert loaded.text.strip().split("\n") == ["序号：1；问题：污水,直排；状态：已销号", "序号：2；问题：扬尘 污染"]


def test_a_field_of_a_million_characters_and_a_quote_that_never_ends() -> None:
    long = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(1_000_000))
    assert long in load(Path("a.csv"), f"序号,问题\n1,{long}\n".encode()).text
    assert "污水" in load(Path("a.csv"), '序号,问题\n1,"污水\n2,扬尘\n'.encode()).text


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def links(kind: str, part: str) -> str:
    """The one relation of a part."""
    return f'<Relationships xmlns="{LINKS}"><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{part}"/></Relationships>'


def hostile(rows: str, behind: str = "") -> bytes:
    """A workbook whose one sheet holds the given XML."""
    return packed(
        {
            "_rels/.rels": links("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": links("worksheet", "sheet.xml"),
            "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>',
        }
    )


def text_cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


HEAD = (
    f'<row r="1">{text_cell("A1", "地区")}{text_cell("B1", "件数")}</row><row r="2">{text_cell("A2", "甲乡")}<c r="B2"><v>3</v></c></row>'
)


def row_of(number: int, columns: int) -> str:
    return f'<row r="{number}">' + f"<c><v>{number}</v></c>" * columns + "</row>"


READ: dict[str, Callable[[], bytes]] = {
    "rows with formats to the very end": lambda: hostile(HEAD + "".join(f'<row r="{n}" s="1" ht="15"/>' for n in range(3, 1_048_577))),
    "a cell in the last row": lambda: hostile(f'{HEAD}<row r="1048576">{text_cell("A1048576", "注：完")}</row>'),
    "a cell in the last column": lambda: hostile(f'{HEAD}<row r="3">{text_cell("XFD3", "远")}</row>'),
    "a merged area over everything": lambda: hostile(
        HEAD, '<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    ),
    "a hundred thousand merged areas": lambda: hostile(
        HEAD, "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, 100_003)) + "</mergeCells>"
    ),
}

REFUSED: dict[str, Callable[[], bytes]] = {
    "a million cells": lambda: hostile("".join(row_of(n, 50) for n in range(1, 20_001))),
    "a million cells in one row": lambda: hostile('<row r="1">' + "<c><v>1</v></c>" * 1_000_000 + "</row>"),
    "a row of empty cells without end": lambda: hostile('<row r="1">' + '<c r="A1" s="1"/>' * 2_000_000 + "</row>"),
    "texts that go on": lambda: hostile(HEAD + "".join(f"<row>{text_cell(f'A{n}', '水' * 3_000)}</row>" for n in range(3, 6_003))),
}


def test_cells_that_name_no_place_are_counted_from_the_first_of_their_row():
    row = "<row><c><v>1</v></c><c/><c><v>2</v></c><c><f>A1</f><v>3</v></c></row>"
    cells = load(Path("表.xlsx"), hostile(row * 2)).cells
    assert [(cell.row, cell.column) for cell in cells] == [(1, 1), (1, 3), (1, 4), (2, 1), (2, 3), (2, 4)]


def test_many_cells_that_name_no_place_cost_no_square():
    wide = hostile("<row>" + "<c/>" * 60_000 + "<c><v>1</v></c>" * 60_000 + "</row>" + HEAD)
    began = time.process_time()
    load(Path("表.xlsx"), wide)
    assert time.process_time() - began < 3


def read_in_time(data: bytes) -> Loaded:
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        return load(Path("台账.xlsx"), data)
    finally:
        assert time.process_time() - started < 5
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 512 * 1024


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
def test_strange_sheets_are_read_in_time(make: Callable[[], bytes]) -> None:
    assert "地区：甲乡；件数：3" in read_in_time(make()).text.split("\n")


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_sheets_without_end_are_refused_in_time(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_in_time(make())
    assert str(caught.value).endswith("。") and str(caught.value).count("。") == 1


def broken(data: bytes) -> Iterable[bytes]:
    """The file cut short, and with bytes changed at even distances."""
    yield from (data[: len(data) * share // 10] for share in range(1, 10))
    for step in range(97, len(data), len(data) // 40):
        yield data[:step] + bytes([data[step] ^ 0xFF]) + data[step + 1 :]


@pytest.mark.parametrize(("name", "make"), [("台账.xls", old_workbook), ("台账.xlsx", lambda: saved(ledger()))])
def test_broken_workbooks_end_in_a_sentence(name: str, make: Callable[[], bytes]) -> None:
    for data in broken(make()):
        try:
            load(Path(name), data)
        except Exception as problem:
            assert type(problem).__module__ == "assistant.errors", problem
            assert str(problem).endswith("。")
