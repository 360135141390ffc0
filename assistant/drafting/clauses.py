"""A Word file opened again and compared with GB/T 9704—2012, clause by clause: page, grid, page numbers, fonts, tables.

Each check says how strong its clause is: 规定 (the standard demands it), 一般 (it allows otherwise), 实务 (how offices do it).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.drafting.clauses_text import of_text
from assistant.drafting.layout import BODY_SIZE, CHARACTERS, LINES, MARGINS, NUMBER_SIZE, PAGE, SONG, qualified
from assistant.types import Check

LAYOUT = "版式："
"""How the names of these checks begin."""
STRENGTHS = ("规定", "一般", "实务")
_SIDES = {"top": "天头", "left": "订口", "right": "切口", "bottom": "地脚"}


def clauses(path: Path) -> tuple[Check, ...]:
    """Each clause with its strength, whether the file keeps it, and what it has."""
    from docx import Document

    document = Document(str(path))
    found = (*_page(document), *of_text(document), *_numbers(document), *_fonts(document), *_tables(document))
    return tuple(Check(f"{LAYOUT}{check.name}", check.passed, check.detail) for check in found)


def _page(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    upright = [section for section in document.sections if section.page_width < section.page_height]
    sizes = {tuple(sorted((round(one.page_width.mm), round(one.page_height.mm)))) for one in document.sections}
    margins = [{side: round(getattr(one, f"{side}_margin").mm) for side in MARGINS} for one in upright]
    text = [(PAGE[0] - one["left"] - one["right"], PAGE[1] - one["top"] - one["bottom"]) for one in margins]
    lines, characters = _grid(document)
    shown = margins[0] if margins else {}
    return [
        Check("纸张A4（规定）", sizes == {PAGE}, "、".join(f"{wide}×{high}毫米" for wide, high in sorted(sizes))),
        Check(
            "天头37、订口28毫米（规定）",
            bool(margins) and all(abs(one[side] - MARGINS[side]) <= 1 for one in margins for side in ("top", "left")),
            "、".join(f"{_SIDES[side]}{value}" for side, value in shown.items()),
        ),
        Check("版心156×225毫米（规定）", set(text) == {(156, 225)}, "、".join(f"{wide}×{high}毫米" for wide, high in sorted(set(text)))),
        Check(
            "每页22行、每行28字（一般）",
            int(lines) == LINES and characters == CHARACTERS,
            f"按行距和字距可排{int(lines)}行，每行{characters}字",
        ),
    ]


def _grid(document: Any) -> tuple[float, int]:  # noqa: ANN401 - a docx Document
    """Lines of a page and characters of a line, by the grid and by how close body characters stand."""
    section = document.sections[0]
    grid = section._sectPr.find(qualified("docGrid"))
    pitch = int(grid.get(qualified("linePitch"))) if grid is not None else 0
    room = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
    height = section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm
    tight = [
        int(node.get(qualified("val"))) / 20
        for node in document.element.iter(qualified("spacing"))
        if node.getparent().tag == qualified("rPr")
    ]
    return (round(height / 25.4 * 1440 / pitch, 2) if pitch else 0), int(room / 25.4 * 72 / (BODY_SIZE + (tight[0] if tight else 0)))


def _numbers(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    fields = all("PAGE" in "".join(node.text or "" for node in p._p.iter(qualified("instrText"))) for p in (odd, even))
    dashes = all(p.text.startswith("—") and p.text.endswith("—") for p in (odd, even))
    song = all(
        p.runs and p.runs[0]._r.rPr.rFonts.get(qualified("eastAsia")) == SONG and p.runs[0].font.size.pt == NUMBER_SIZE for p in (odd, even)
    )
    sides = bool(document.settings.odd_and_even_pages_header_footer) and odd.alignment == 2 and even.alignment == 0
    return [
        Check("页码4号宋体、两侧一字线（一般）", fields and dashes and song, odd.text),
        Check("页码单页居右、双页居左（规定）", sides, "奇偶页页脚不同，各空一字" if sides else "奇偶页页脚没有分开"),
    ]


def _fonts(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    runs = [run for run in document.element.iter(qualified("r")) if any((node.text or "").strip() for node in run.iter(qualified("t")))]
    fonts = [run.rPr.rFonts if run.rPr is not None else None for run in runs]
    whole = [one for one in fonts if one is not None and all(one.get(qualified(script)) for script in ("ascii", "hAnsi", "eastAsia"))]
    quotes = [one for one in whole if one.get(qualified("hAnsi")) == one.get(qualified("eastAsia"))]
    themes = [
        node
        for part in (document.styles.element, document.element)
        for node in part.iter(qualified("rFonts"))
        if any("heme" in name for name in node.attrib)
    ]
    return [
        Check("中西文字体均按名称指定（实务）", len(whole) == len(runs), f"{len(whole)}/{len(runs)}处文字"),
        Check("引号用中文字体（实务）", len(quotes) == len(whole), f"{len(quotes)}/{len(whole)}处文字"),
        Check("不用主题字体（实务）", not themes, f"主题字体{len(themes)}处"),
    ]


def _tables(document: Any) -> list[Check]:  # noqa: ANN401 - a docx Document
    """Every table is narrower than the page it stands on, repeats its head, and keeps rows of less than a page whole."""
    rooms = _rooms(document)
    widths = [sum(int(column.get(qualified("w"))) for column in table._tbl.tblGrid) for table in document.tables]
    heads = [
        table.rows[0]._tr.trPr is not None and table.rows[0]._tr.trPr.find(qualified("tblHeader")) is not None for table in document.tables
    ]
    fine = all(width <= room + 10 for width, room in zip(widths, rooms, strict=True))
    return [
        Check("表格不超出版心（实务）", fine, f"{len(widths)}张表"),
        Check("跨页表格重复表头（实务）", all(heads), f"{sum(heads)}/{len(heads)}张表"),
    ]


def _rooms(document: Any) -> list[int]:  # noqa: ANN401 - a docx Document
    """For each table, how wide in twips the text of its page is."""
    rooms: list[int] = []
    waiting = 0
    for node in document.element.body:
        waiting += node.tag == qualified("tbl")
        for properties in (*node.iter(qualified("sectPr")),) if waiting else ():
            size, margin = properties.find(qualified("pgSz")), properties.find(qualified("pgMar"))
            room = int(size.get(qualified("w"))) - int(margin.get(qualified("left"))) - int(margin.get(qualified("right")))
            rooms, waiting = [*rooms, *[room] * waiting], 0
    return rooms
