"""GB/T 9704—2012 on a python-docx document: page, grid, fonts, page numbers, tables (domain.md 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

PAGE = (210, 297)
"""Millimetres."""
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
LINES, CHARACTERS = 22, 28
LINE_PITCH = 28.9
"""Points; 225 mm / 22 lines = 28.99."""
TIGHTEN = -0.25
"""Points between the characters of 3号 text: 156 mm hold 28 of them; a character grid narrower than the type breaks in some programs."""
BODY_SIZE, TITLE_SIZE, NUMBER_SIZE, ANNEX_SIZE = 16.0, 22.0, 14.0, 10.5
SONG, FANG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
FOOTER_BELOW = 7
"""The page number stands this many millimetres under the text."""
_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's look."""

    font: str = FANG
    size: float = BODY_SIZE
    align: str = "both"
    first: int = 2
    """Characters of first-line indent."""
    right: float = 0
    """Characters left free at the right."""
    hanging: int = 0
    """Characters of left indent, hung back by `hanging - 2`."""
    outline: int | None = None
    spacing: float = LINE_PITCH
    grid: bool = True
    """Whether lines keep to the grid of the page; those of a table do not."""


def new_document() -> Document:
    """An empty document with the page, grid, default fonts and page numbers of the standard."""
    from docx import Document

    document = Document()
    for style in document.styles.element.iter(_qn("w:rFonts")):
        _fonts(style, FANG)
    normal = document.styles["Normal"]
    normal.font.size = _pt(BODY_SIZE)
    _fonts(normal.element.get_or_add_rPr().get_or_add_rFonts(), FANG)
    _language(document)
    _page(document)
    _page_numbers(document)
    return document


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _pt(points: float) -> Any:  # noqa: ANN401 - a docx Length
    from docx.shared import Pt

    return Pt(points)


def _element(name: str, **attributes: object) -> Any:  # noqa: ANN401 - an lxml element
    from docx.oxml import OxmlElement

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(_qn(f"w:{key}"), str(value))
    return element


def _fonts(fonts: Any, name: str) -> None:  # noqa: ANN401 - an lxml element
    """One font for every script, so that curly quotes stay Chinese; theme fonts would win over it."""
    for theme in _THEME:
        fonts.attrib.pop(_qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_qn(f"w:{script}"), name)
    fonts.set(_qn("w:hint"), "eastAsia")


def _language(document: Document) -> None:
    for language in document.styles.element.iter(_qn("w:lang")):
        language.set(_qn("w:val"), "en-US")
        language.set(_qn("w:eastAsia"), "zh-CN")


def _page(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for side, millimetres in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(millimetres))
    section.footer_distance = Mm(MARGINS["bottom"] - FOOTER_BELOW - 5)
    for old in section._sectPr.findall(_qn("w:docGrid")):
        section._sectPr.remove(old)
    pitch = round((PAGE[1] - MARGINS["top"] - MARGINS["bottom"]) / 25.4 * 1440 / LINES)
    section._sectPr.append(_element("w:docGrid", type="lines", linePitch=pitch))


def _page_numbers(document: Document) -> None:
    """— 1 —, odd pages right, even pages left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = _alignment(side)
        indent = {"right": "right_indent", "left": "left_indent"}[side]
        setattr(paragraph.paragraph_format, indent, _pt(NUMBER_SIZE))
        _run(paragraph, "— ", SONG, NUMBER_SIZE)
        _field(paragraph, "PAGE")
        _run(paragraph, " —", SONG, NUMBER_SIZE)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = _run(paragraph, "1" if kind == "text" else "", SONG, NUMBER_SIZE)
        if kind == "instr":
            instruction = _element("w:instrText")
            instruction.text = f" {code} "
            run.append(instruction)
        elif kind != "text":
            run.append(_element("w:fldChar", fldCharType=kind))


def _alignment(name: str) -> Any:  # noqa: ANN401 - a docx enumeration member
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return {
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
    }[name]


def _run(paragraph: Paragraph, text: str, font: str, size: float, *, marked: bool = False) -> Any:  # noqa: ANN401 - an lxml element
    run = paragraph.add_run(text)
    run.font.size = _pt(size)
    _fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), font)
    if size == BODY_SIZE:
        run._r.rPr.find(_qn("w:sz")).addprevious(_element("w:spacing", val=round(TIGHTEN * 20)))
    if marked:
        from docx.enum.text import WD_COLOR_INDEX

        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run._r


def write(paragraph: Paragraph, pieces: list[tuple[str, bool]], look: Look) -> None:
    """Give a paragraph its look and its text; a marked piece is highlighted."""
    from docx.enum.text import WD_LINE_SPACING

    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = _pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _pt(look.spacing)
    paragraph.alignment = _alignment(look.align)
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    if look.hanging:
        for key, count in (("left", look.hanging), ("hanging", look.hanging - 2)):
            indent.set(_qn(f"w:{key}Chars"), str(count * 100))
            indent.set(_qn(f"w:{key}"), str(round(count * look.size * 20)))
    elif look.first:
        indent.set(_qn("w:firstLineChars"), str(look.first * 100))
        indent.set(_qn("w:firstLine"), str(round(look.first * look.size * 20)))
    if look.right:
        indent.set(_qn("w:rightChars"), str(round(look.right * 100)))
        indent.set(_qn("w:right"), str(round(look.right * look.size * 20)))
    if not look.grid:
        properties.find(_qn("w:spacing")).addprevious(_element("w:snapToGrid", val=0))
    if look.outline is not None:
        layout.keep_with_next = True
        properties.append(_element("w:outlineLvl", val=look.outline))
    for text, marked in pieces:
        _run(paragraph, text, look.font, look.size, marked=marked)


def add_table(document: Document, rows: list[list[list[tuple[str, bool]]]], widths: tuple[int, ...], size: float) -> None:
    """A bordered table as wide as the text, columns of fixed shares, the first row repeated on each page."""
    twips = [round(TEXT_WIDTH / 25.4 * 1440 * share / sum(widths)) for share in widths]
    table = document.add_table(rows=len(rows), cols=len(widths))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    properties = table._tbl.tblPr
    total = properties.find(_qn("w:tblW"))
    total.set(_qn("w:w"), str(sum(twips)))
    total.set(_qn("w:type"), "dxa")
    for column, width in zip(table._tbl.tblGrid.findall(_qn("w:gridCol")), twips, strict=True):
        column.set(_qn("w:w"), str(width))
    for number, row in enumerate(rows):
        cells = table.rows[number].cells
        table.rows[number]._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        if number == 0:
            table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for cell, pieces, width in zip(cells, row, twips, strict=True):
            cell.width = width * 635
            look = Look(
                HEI if number == 0 else FANG, size, "center" if number == 0 else "left", first=0, spacing=round(size * 1.3, 1), grid=False
            )
            write(cell.paragraphs[0], pieces, look)
