"""The sample pack: one invented report as a file of every format that is read, made on the fly by `python -m tests.reading.pack FOLDER`."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

TITLE = "岫林县关于2023年生态环境保护督察整改落实情况的报告"
ADDRESSEE = "澜川市生态环境保护督察整改工作领导小组办公室："
OPENING = (
    "截至2023年12月15日，第二轮中央生态环境保护督察反馈我县的27项问题，已完成整改21项，其中销号18项，达到序时进度6项。"
    "现将有关情况报告如下。"
)
SECTIONS = (
    (
        "主要做法",
        "县委、县政府主要领导现场督导14次，召开专题会议9次，投入整改资金3260.5万元，责令36家企业限期整改。",
    ),
    ("整改成效", "督察组交办的52件信访件，已办结47件，阶段性办结5件；全县空气质量优良天数比例为92.6%。"),
)
CLOSING = "特此报告。"
SIGNATURE = ("岫林县人民政府", "2023年12月20日")
TABLE_NAME = "各乡镇信访件办理情况"
TABLE_HEAD = (("乡镇", "信访件", "", ""), ("", "交办", "办结", "阶段性办结"))
TABLE_ROWS = (("石檐乡", "31", "28", "3"), ("芦汀镇", "21", "19", "2"))
NUMBERS = "一二三四五"


def lines() -> list[str]:
    """The report without its table, a line a paragraph."""
    body = [line for number, (heading, words) in zip(NUMBERS, SECTIONS, strict=False) for line in (f"{number}、{heading}", words)]
    return [TITLE, ADDRESSEE, OPENING, *body, CLOSING, *SIGNATURE]


def text(encoding: str = "utf-8") -> bytes:
    """A plain text file."""
    return "\n".join(lines()).encode(encoding)


def markdown() -> bytes:
    """Headings with marks."""
    head, *rest = lines()
    marked = [f"## {line}" if line[1:2] == "、" else line for line in rest]
    return "\n\n".join([f"# {head}", *marked]).encode("utf-8")


def page() -> bytes:
    """A page of a government portal: menu, main text, footer; declared and written as GB2312."""
    menu = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(("首页", "政务公开", "通知公告", "互动交流", "网站地图")))
    body = "".join(f"<p>　　{escape(line)}</p>" for line in lines()[1:])
    return (
        "<html><head><meta charset='gb2312'><title>岫林县人民政府</title></head><body>"
        f"<div class='nav'><ul>{menu}</ul></div><div class='content'><h1>{TITLE}</h1>{body}</div>"
        "<div class='footer'>版权所有：岫林县人民政府　网站标识码：0000000000</div></body></html>"
    ).encode("gb18030")


def web_archive() -> bytes:
    """The page as a browser saves it into one file."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = TITLE
    message.set_content(page().decode("gb18030").replace("gb2312", "utf-8"), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png")
    return message.as_bytes()


def word() -> bytes:
    """Word with automatic numbers 一、 and the table with a merged head of two rows."""
    document = Document()
    numbering = document.part.numbering_part.element
    form = '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{form}</w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for line in (TITLE, ADDRESSEE, OPENING):
        document.add_paragraph(line)
    for heading, words in SECTIONS:
        numbered = document.add_paragraph(heading)
        numbered._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))
        document.add_paragraph(words)
    document.add_paragraph(TABLE_NAME)
    rows = [*TABLE_HEAD, *TABLE_ROWS]
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 3))
    for line in (CLOSING, *SIGNATURE):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    """The table as a sheet with its title row and merged head."""
    book = Workbook()
    sheet = book.active
    sheet.title = "信访件"
    sheet.append([f"岫林县{TABLE_NAME}（截至2023年12月15日）"])
    for row in [*TABLE_HEAD, *TABLE_ROWS]:
        sheet.append([int(value) if value.isdigit() else value for value in row])
    for area in ("A1:D1", "A2:A3", "B2:D2"):
        sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook() -> bytes:
    """The table as an old binary sheet with its merged head."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("信访件")
    sheet.write_merge(0, 0, 0, 3, f"岫林县{TABLE_NAME}（截至2023年12月15日）")
    sheet.write_merge(1, 2, 0, 0, TABLE_HEAD[0][0])
    sheet.write_merge(1, 1, 1, 3, TABLE_HEAD[0][1])
    for number, row in enumerate([TABLE_HEAD[1], *TABLE_ROWS], 2):
        for column, value in enumerate(row):
            if value:
                sheet.write(number, column, int(value) if value.isdigit() else value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def separated() -> bytes:
    """The table as CSV, the head in one row."""
    stream = io.StringIO()
    csv.writer(stream).writerows([[TABLE_HEAD[0][0], *TABLE_HEAD[1][1:]], *TABLE_ROWS])
    return stream.getvalue().encode("gb18030")


def archive() -> bytes:
    """Two of the files in a folder of a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("岫林县/报告.docx", word())
        packed.writestr("岫林县/信访件.xlsx", workbook())
    return stream.getvalue()


PACK: dict[str, Callable[[], bytes]] = {
    "报告.txt": text,
    "报告-gb18030.txt": lambda: text("gb18030"),
    "报告-utf16.txt": lambda: text("utf-16"),
    "报告.md": markdown,
    "报告.html": page,
    "报告.mht": web_archive,
    "报告.docx": word,
    "信访件.xlsx": workbook,
    "信访件.xls": old_workbook,
    "信访件.et": old_workbook,
    "信访件.csv": separated,
    "材料.zip": archive,
}

CONVERTED = {"报告.doc": "报告.docx", "报告.odt": "报告.docx", "报告.pdf": "报告.docx"}
"""What LibreOffice makes of a file of the pack."""


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PACK.items():
        (folder / name).write_bytes(make())
