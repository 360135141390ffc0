"""Files made to harm whoever reads them, made on the fly; `watched` reads one in a worker and tells what that cost and touched."""

from __future__ import annotations

import io
import os
import re
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl.utils import get_column_letter

from assistant.errors import AssistantError

GOOD = "澜川市整改情况的报告\n截至2024年6月30日，督察反馈的12个问题已完成整改9个。\n"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="{kind}"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + _RELATION + '/officeDocument" Target="{part}"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    "<!DOCTYPE lolz ["
    + '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/y">]>'


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(body: str, doctype: str = "", relations: str = "") -> bytes:
    part, kind = "word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    root = f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATION}"><w:body>{body}</w:body></w:document>'
    document = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}{root}'
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES.format(part=part, kind=kind), "_rels/.rels": _ROOT.format(part=part), part: document,
    }  # fmt: skip
    if relations:
        members["word/_rels/document.xml.rels"] = (
            f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
        )
    return zipped(members)


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def sheet(rows: str, doctype: str = "") -> bytes:
    part, kind = "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    relation = _ROOT.format(part="worksheets/sheet1.xml").replace('/officeDocument"', '/worksheet"')
    sheets = '<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets>'
    book = f'<?xml version="1.0"?><workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}">{sheets}</workbook>'
    return zipped({
        "[Content_Types].xml": _TYPES.format(part=part, kind=kind), "_rels/.rels": _ROOT.format(part=part), part: book,
        "xl/_rels/workbook.xml.rels": relation,
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


def million_cells() -> bytes:
    letters = [get_column_letter(column) for column in range(1, 1001)]
    rows = ("".join(f'<c r="{letter}{row}"><v>{row}</v></c>' for letter in letters) for row in range(1, 1001))
    return sheet("".join(f'<row r="{row}">{cells}</row>' for row, cells in enumerate(rows, 1)))


def formulas() -> bytes:
    cells = (
        '<c t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>旧值甲</v></c>'
        "<c t=\"str\"><f>'file:///etc/[passwd]Sheet1'!A1</f><v>旧值乙</v></c><c t=\"inlineStr\"><is><t>=cmd|' /C calc'!A0</t></is></c>"
    )
    return sheet('<row><c t="inlineStr"><is><t>序号</t></is></c><c t="inlineStr"><is><t>问题</t></is></c></row><row>' + cells + "</row>")


def outside_relations() -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, (kind, target) in enumerate(
            [
                ("image", "http://127.0.0.1:9/a.png"),
                ("attachedTemplate", "\\\\127.0.0.1\\share\\x.dotm"),
                ("oleObject", "file:///etc/passwd"),
            ]
        )
    )
    return word("".join(map(paragraph, GOOD.splitlines())), relations=relations)


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes, as a bomb without nesting has thousands of."""
    data = zipped({"甲.txt": "督察整改" * 500, "乙.txt": "督察整改" * 500})
    directory = struct.unpack("<I", data[-6:-2])[0]
    second = data.index(b"PK\x01\x02", directory + 4)
    return data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]


def encrypted_zip() -> bytes:
    data = bytearray(zipped({"甲.txt": GOOD}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def leading_out() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../../甲.txt", "/etc/乙.txt", "C:\\丙.txt", "a/../../丁.txt", "好.txt"):
            archive.writestr(zipfile.ZipInfo(name), GOOD + name[-5])
        link = zipfile.ZipInfo("链接.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for n, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
_LOCK = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>/ID[(a)(a)]"
LOOP = pdf([_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 3>>"])
LOCKED = pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE], _LOCK)


def compound(*names: str) -> bytes:
    """The smallest OLE file with empty streams of these names: header, one sector of the table, one of the directory."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    entries = b""
    for n, name in enumerate(("Root Entry", *names)):
        words = name.encode("utf-16-le")
        following = n + 1 if 0 < n < len(names) else free
        entries += words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words) + 2, 2 if n else 5, 1, free, following, free if n else 1)
        entries += bytes(36) + struct.pack("<IQ", end, 0)
    return header + struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126) + entries.ljust(512, b"\0")


OLE = compound("EncryptedPackage", "EncryptionInfo")
MHT = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\n'
    "Content-Transfer-Encoding: 8bit\n\n<html><body><p>" + GOOD.replace("\n", "</p><p>") + '</p><img src="http://127.0.0.1:9/a.png">'
    "</body></html>\n--b\nContent-Type: application/x-msdownload\nContent-Disposition: attachment; filename=\"../../a.exe\"\n"
    "Content-Transfer-Encoding: base64\n\n" + "TVqQ" * 100_000 + "\n--b--\n"
)  # fmt: skip

REPEATED: dict[str, str] = {
    "左括号": "(" * 1_000_000,
    "全角左括号": "（" * 350_000,
    "编号连写": "一、" * 200_000,
    "编号行": "1、\n" * 200_000,
    "星号": "*" * 1_000_000,
    "一个汉字": "督" * 350_000,
    "注音": "字(zi)" * 200_000,
    "空格": " " * 999_999 + "。",
    "逗号": "，" * 350_000,
    "数字": "1234567890" * 100_000,
    "书名号": "《" * 350_000,
    "标签": "<a " * 350_000,
    "实体": "&amp" * 250_000,
    "某": "某" * 350_000,
    "日期": "2024年" * 150_000,
    "页码": "".join(f"{n}、{'整' * 20}\n" for n in range(1, 20_000)),
    "竖线": "|" * 1_000_000,
    "冒号": "：" * 350_000,
    "减号": "-" * 1_000_000,
    "换行": "\n" * 1_000_000 + "。",
    "引号": "“" * 350_000,
    "小数点": "1.1." * 250_000,
    "制表符": "\t" * 999_999 + "。",
    "字母": "a" * 1_000_000,
    "顿号项": "水、" * 200_000,
    "问题数": "33个问题" * 80_000,
    "百分号": "%" * 1_000_000,
    "市县": "市县区" * 120_000,
    "零宽": "\u200b督" * 200_000,
}
"""Text that repeats one pattern: what makes a careless expression search for ever."""

ZOO: dict[str, Callable[[], bytes]] = {
    "笑.docx": lambda: word(paragraph("&a9;"), LAUGHS),
    "外部实体.docx": lambda: word(paragraph("&x;&y;"), OUTSIDE),
    "文档类型.docx": lambda: word(paragraph("整改"), "<!DOCTYPE w>"),
    "外部图片和模板.docx": outside_relations,
    "深.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000),
    "残.docx": lambda: word(paragraph(GOOD))[:-300],
    "膨胀.docx": lambda: word(paragraph("整" * 10_000_000)),
    "百万格.xlsx": million_cells,
    "公式.xlsx": formulas,
    "外部实体.xlsx": lambda: sheet('<row><c t="inlineStr"><is><t>&x;</t></is></c></row>', OUTSIDE),
    "残.xlsx": lambda: million_cells()[:50_000],
    "远格.xlsx": lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "残.pdf": lambda: LOCKED[:200],
    "循环.pdf": lambda: LOOP,
    "加密.pdf": lambda: LOCKED,
    "加密.xlsx": lambda: OLE,
    "加密.docx": lambda: OLE,
    "一行.txt": lambda: ("督察整改" * 3_900_000).encode(),
    "空行.txt": lambda: b"\n" * 48_000_000,
    "零.txt": lambda: bytes(1_000_000),
    "夹零.txt": lambda: GOOD.replace("整", "整\0").encode(),
    "程序.txt": lambda: b"MZ\x90\x00\x03" + bytes(range(256)) * 4_000,
    "其实是pdf.docx": lambda: LOCKED,
    "其实是docx.txt": lambda: word(paragraph(GOOD)),
    "其实是txt.pdf": lambda: GOOD.encode(),
    "其实是txt.xlsx": lambda: GOOD.encode(),
    "深层.html": lambda: ("<html><body>" + "<div>" * 100_000 + GOOD).encode(),
    "表套表.html": lambda: ("<table><tr><td>" * 20_000 + GOOD).encode(),
    "附件.mht": lambda: MHT.encode(),
    "大格.csv": lambda: ("序号,问题\n1," + "整" * 3_500_000 + "\n").encode(),
    "引号.csv": lambda: ('序号,问题\n1,"' + 'a,"",' * 500_000).encode(),
    "列.csv": lambda: ("a," * 500_000 + "\n" + "1," * 500_000).encode(),
    **{f"重复_{name}.txt": (lambda text=text: (GOOD + text).encode()) for name, text in REPEATED.items()},
    **{f"重复_{name}.md": (lambda text=REPEATED[name]: text.encode()) for name in ("竖线", "星号", "空格", "左括号")},
    **{f"重复_{name}.html": (lambda text=REPEATED[name]: text.encode()) for name in ("标签", "实体", "空格")},
}

_touched: list[str] = []


def watched(name: str, data: bytes, home: Path) -> tuple[str, float, int, list[str]]:
    """Read a file here: the refusing sentence (empty when it was read), processor seconds, peak megabytes, sockets and files made."""
    from assistant.readings import read_file

    if not _touched:
        sys.dont_write_bytecode = True
        sys.addaudithook(_note)
    _touched[:] = ["watching"]
    began, sentence = time.process_time(), ""
    try:
        read_file(name, data, home, False, False)
    except AssistantError as error:
        sentence = str(error)
    seconds = time.process_time() - began
    peak = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return sentence, seconds, int(peak[1]) // 1024 if peak else 0, _touched[1:]


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec")):
        _touched.append(f"{event} {arguments}")
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        _touched.append(f"open {arguments[0]}")
