"""GB/T 9704—2012 on a python-docx document: page, grid, fonts, page numbers, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
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
SONG, FANG, HEI, KAI, TITLE, FIGURES = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"
"""FIGURES is for digits and Latin letters; the standard leaves it open, offices use this one."""
STAND_INS = {FANG: "仿宋", KAI: "楷体", TITLE: "华文中宋", HEI: "SimHei", SONG: "SimSun"}
"""What a machine without the font shows instead."""
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
    """Characters of first-line indent; below nought the first line hangs out to the left."""
    right: float = 0
    """Characters left free at the right."""
    outline: int | None = None
    spacing: float = LINE_PITCH
    grid: bool = True
    """Whether lines keep to the grid of the page; those of a table do not."""
    left: float = 0
    """Characters left free at the left."""
    new_page: bool = False
    with_next: bool = False
    """Whether it must stand on the same page as what follows."""
    color: str = ""
    """Of the text, as RRGGBB; black when empty."""


def new_document() -> Document:
    """An empty document with the page, grid, default fonts and page numbers of the standard."""
    from docx import Document

    document = Document()
    for style in document.styles.element.iter(qualified("rFonts")):
        _fonts(style, FANG)
    normal = document.styles["Normal"]
    normal.font.size = _pt(BODY_SIZE)
    _fonts(normal.element.get_or_add_rPr().get_or_add_rFonts(), FANG)
    # Keeping two lines of a paragraph together would leave pages of 21 lines.
    normal.paragraph_format.widow_control = False
    _language(document)
    _stand_ins(document)
    _page(document)
    _page_numbers(document)
    return document


def qualified(name: str) -> str:
    """The name of an element or attribute of WordprocessingML as lxml knows it."""
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _pt(points: float) -> Any:  # noqa: ANN401 - a docx Length
    from docx.shared import Pt

    return Pt(points)


def element(name: str, **attributes: object) -> Any:  # noqa: ANN401 - an lxml element
    """A new element of WordprocessingML."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qualified(key), str(value))
    return made


def _fonts(fonts: Any, name: str) -> None:  # noqa: ANN401 - an lxml element
    """The font by name for every script; theme fonts would win over it.

    Only `ascii` (plain digits and letters) is FIGURES: curly quotes and dashes belong to `hAnsi` and have to stay Chinese.
    """
    for theme in _THEME:
        fonts.attrib.pop(qualified(theme), None)
    for script in ("hAnsi", "eastAsia", "cs"):
        fonts.set(qualified(script), name)
    fonts.set(qualified("ascii"), name if name == SONG else FIGURES)
    fonts.set(qualified("hint"), "eastAsia")


def _language(document: Document) -> None:
    for language in document.styles.element.iter(qualified("lang")):
        language.set(qualified("val"), "en-US")
        language.set(qualified("eastAsia"), "zh-CN")


def _stand_ins(document: Document) -> None:
    """Name for each font the one to show where it is not installed."""
    part = next(one for one in document.part.package.iter_parts() if str(one.partname).endswith("/fontTable.xml"))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>' for name, other in STAND_INS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{space}">{fonts}</w:fonts>'
    part._blob = text.encode("utf-8")


def _page(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    for side, millimetres in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(millimetres))
    section.footer_distance = Mm(MARGINS["bottom"] - FOOTER_BELOW - 5)
    for old in section._sectPr.findall(qualified("docGrid")):
        section._sectPr.remove(old)
    # Rounded down: 22 lines a twip too high are only 21 on the page.
    pitch = int((PAGE[1] - MARGINS["top"] - MARGINS["bottom"]) / 25.4 * 1440 / LINES)
    section._sectPr.append(element("docGrid", type="lines", linePitch=pitch))


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
            instruction = element("instrText")
            instruction.text = f" {code} "
            run.append(instruction)
        elif kind != "text":
            run.append(element("fldChar", fldCharType=kind))


def _alignment(name: str) -> Any:  # noqa: ANN401 - a docx enumeration member
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return {
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
    }[name]


def _run(paragraph: Paragraph, text: str, font: str, size: float, *, marked: bool = False, color: str = "") -> Any:  # noqa: ANN401 - an lxml element
    run = paragraph.add_run(text)
    run.font.size = _pt(size)
    _fonts(run._r.get_or_add_rPr().get_or_add_rFonts(), font)
    if size == BODY_SIZE:
        run._r.rPr.find(qualified("sz")).addprevious(element("spacing", val=round(TIGHTEN * 20)))
    if color:
        from docx.shared import RGBColor

        run.font.color.rgb = RGBColor.from_string(color)
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
    _indent(properties.get_or_add_ind(), look)
    if not look.grid:
        properties.find(qualified("spacing")).addprevious(element("snapToGrid", val=0))
    if look.new_page:
        layout.page_break_before = True
    if look.with_next or look.outline is not None:
        layout.keep_with_next = True
    if look.outline is not None:
        properties.append(element("outlineLvl", val=look.outline))
    for text, marked in pieces:
        _run(paragraph, text, look.font, look.size, marked=marked, color=look.color)


def _indent(indent: Any, look: Look) -> None:  # noqa: ANN401 - an lxml element
    """Indents in characters, and the same in twips for programs that do not know the former."""
    counts = {"left": look.left, "right": look.right, "hanging": max(-look.first, 0), "firstLine": max(look.first, 0)}
    for key, count in counts.items():
        if count:
            indent.set(qualified(f"{key}Chars"), str(round(count * 100)))
            indent.set(qualified(f"{key}"), str(round(count * look.size * 20)))


def turn(section: Section, *, landscape: bool) -> None:
    """Lay a section's paper across or upright; across, the binding edge is on top, as the standard binds wide tables."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    wide, high = (PAGE[1], PAGE[0]) if landscape else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    sides = ("left", "bottom", "right", "top")
    for upright, side in zip(sides, ("top", "left", "bottom", "right") if landscape else sides, strict=True):
        setattr(section, f"{side}_margin", Mm(MARGINS[upright]))
    section.footer_distance = Mm((MARGINS["right"] if landscape else MARGINS["bottom"]) - FOOTER_BELOW - 5)
