"""Small Word files written part by part, so that a test shows the very XML it is about."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from assistant.reading.formats.word import read_word
from assistant.reading.loaded import Loaded

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }.items()
)
KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


def word_file(body: str, *, kind: str = "document.main", strict: bool = False, **parts: str) -> bytes:
    """A docx with this body; parts are styles, numbering, settings, notes, and header1, footer1 … (referred to as rIdheader1 …)."""
    relations, types, files = [], [], {}
    for name, inside in parts.items():
        sort = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(sort, sort)
        relations.append(f'<Relationship Id="rId{name}" Type="{OFFICE}/{sort}" Target="{name}.xml"/>')
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{sort}+xml"/>')
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    files |= {
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.{kind}+xml"/>{"".join(types)}</Types>',
    }
    if strict:
        changed = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        files = {
            name: text.replace(*changed).replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name, text in files.items()
        }
    return packed(files)


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip package of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inside = inside if inside.startswith("<") else run(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, number: int, level: int = 0, style: str = "") -> str:
    """A paragraph of a list."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return paragraph(text, f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def levels(*patterns: tuple[str, str] | tuple[str, str, str]) -> str:
    """The levels of a list: format, text, and anything else its XML holds."""
    return "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{"".join(rest)}<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text, *rest) in enumerate(patterns)
    )


def numbering(definitions: dict[int, str], lists: dict[int, int | tuple[int, str]]) -> str:
    """numbering.xml: definitions by id, and lists as id of a definition, with what they override."""
    nums = ((number, *(use if isinstance(use, tuple) else (use, ""))) for number, use in lists.items())
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>' for number, inside in definitions.items()
    ) + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{rest}</w:num>' for number, definition, rest in nums)


def cell(inside: str, properties: str = "") -> str:
    """A table cell of paragraphs, or of one line."""
    inside = inside if inside.startswith(("<w:p>", "<w:tbl>")) else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, or of lines."""
    made = (one if one.startswith(("<w:tc>", "<w:sdt>")) else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


LINES = (
    "<w:tblBorders>"
    + "".join(f'<w:{edge} w:val="single"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders>"
)


def table(*rows: str, properties: str = LINES) -> str:
    """A table with drawn lines."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def read(body: str, **parts: str) -> Loaded:
    """What the reader makes of a document with this body."""
    return read_word(Path("报告.docx"), word_file(body, **parts))


def lines_of(body: str, **parts: str) -> list[str]:
    """Its lines."""
    return read(body, **parts).text.split("\n")
