"""A draft as a Word file laid out by GB/T 9704—2012, with its 核对表 as an annex on a new page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checking.proof import OPEN
from assistant.drafting.annex import annex
from assistant.drafting.layout import ANNEX_SIZE, FANG, HEI, KAI, TITLE, TITLE_SIZE, Look, add_table, new_document, write
from assistant.types import Draft

if TYPE_CHECKING:
    from docx.document import Document

_HEADINGS = {1: HEI, 2: KAI, 3: FANG, 4: FANG}
_TITLE_LINE = 20
"""Characters of 2号 that fit on a line."""


def write_docx(draft: Draft, path: Path) -> None:
    """Write the draft to `path`."""
    document = new_document()
    for line in title_lines(draft.title):
        _line(document, line, Look(TITLE, TITLE_SIZE, "center", first=0, spacing=33))
    _line(document, "", Look(first=0))
    if draft.addressee:
        _line(document, draft.addressee, Look(first=0, align="left"))
    for section in draft.sections:
        if section.heading:
            _line(document, section.heading, Look(_HEADINGS[section.level], outline=section.level - 1))
        _body(document, section.text)
    _attachments(document, draft.attachments)
    _signature(document, draft)
    _annex(document, draft)
    document.core_properties.title = draft.title
    document.core_properties.author = ""
    document.save(str(path))


def title_lines(title: str) -> list[str]:
    """A long title in lines that break before 关于 and between words, never inside one."""
    start = title.find("关于", 1)
    if len(title) <= _TITLE_LINE:
        return [title]
    if start > 0:
        return [title[:start].rstrip(), *title_lines(title[start:])]
    breaks = [m.start() for m in re.finditer("反馈|整改|情况|的|“", title[4:-3])]
    if not breaks:
        return [title]
    cut = min(breaks, key=lambda spot: abs(spot + 4 - len(title) / 2)) + 4
    return [title[:cut], *title_lines(title[cut:])]


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Text in runs; gaps are marked."""
    return [(piece, piece.startswith("【待")) for piece in re.split(f"({OPEN.pattern})", text) if piece]


def _line(document: Document, text: str, look: Look) -> None:
    write(document.add_paragraph(), _pieces(text), look)


def _body(document: Document, text: str) -> None:
    rows: list[str] = []
    for line in [*filter(None, text.split("\n")), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            _text_table(document, rows)
            rows = []
        if line:
            _line(document, line, Look())


def _text_table(document: Document, lines: list[str]) -> None:
    """A table written in the text as `| cell | cell |`."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|- ")]
    add_table(document, [[_pieces(cell) for cell in row] for row in rows], (1,) * len(rows[0]), 12)


def _attachments(document: Document, names: tuple[str, ...]) -> None:
    if not names:
        return
    _line(document, "", Look())
    if len(names) == 1:
        _line(document, f"附件：{names[0]}", Look(hanging=5, align="left"))
        return
    for number, name in enumerate(names, 1):
        look = Look(hanging=6, align="left") if number == 1 else Look(first=5, align="left")
        _line(document, f"{'附件：' if number == 1 else ''}{number}.{name}", look)


def _width(text: str) -> float:
    """Characters a text takes; digits and Latin letters take half of one."""
    return sum(0.5 if ord(character) < 128 else 1 for character in text)


def _signature(document: Document, draft: Draft) -> None:
    """Without a seal: the body two characters from the right, the date below it, beginning two characters further in."""
    if not draft.signature:
        return
    _line(document, "", Look())
    units = draft.signature.split("\n")
    for unit in units:
        _line(document, unit, Look(align="right", first=0, right=2))
    room = _width(units[-1]) - 2 - _width(draft.date)
    _line(document, draft.date, Look(align="right", first=0, right=2 + max(room, 0)))


def _annex(document: Document, draft: Draft) -> None:
    from docx.enum.text import WD_BREAK

    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _line(document, "附：核对表", Look(HEI, first=0, align="left"))
    _line(document, "（仅供核稿，印发前删去）", Look(size=12, first=0, align="left"))
    for table in annex(draft):
        _line(document, table.title, Look(KAI, size=14, first=0, align="left"))
        cells = [list(table.columns), *map(list, table.rows)]
        add_table(document, [[_pieces(cell) for cell in row] for row in cells], table.widths, ANNEX_SIZE)
