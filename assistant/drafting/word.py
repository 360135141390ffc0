"""A draft as a Word file laid out by GB/T 9704—2012, its attachments and its 核对表 each on new pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checking.proof import OPEN
from assistant.drafting.annex import AnnexTable, annex
from assistant.drafting.layout import ANNEX_SIZE, FANG, HEI, KAI, TEXT_WIDTH, TITLE, TITLE_SIZE, Look, new_document, write
from assistant.drafting.letterhead import Letterhead, write_letterhead
from assistant.drafting.signature import date_and_units
from assistant.drafting.tables import Plan, add_table, lay, plan, table_rows
from assistant.drafting.titles import title_lines
from assistant.types import Draft

if TYPE_CHECKING:
    from docx.document import Document

_HEADINGS = {1: HEI, 2: KAI, 3: FANG, 4: FANG}
_GREETING = re.compile(r"([^。；，\n]{2,20}：)(?:\n|$)")
"""尊敬的各位领导："""
_TITLE_LOOK = Look(TITLE, TITLE_SIZE, "center", first=0, spacing=33)


def write_docx(draft: Draft, path: Path, head: Letterhead | None = None) -> None:
    """Write the draft to `path`, with a red head when one is given."""
    document = new_document()
    if head is not None:
        write_letterhead(document, head)
    for line in title_lines(draft.title):
        _line(document, line, _TITLE_LOOK)
    _line(document, "", Look(first=0))
    if draft.addressee:
        _line(document, draft.addressee, Look(first=0, align="left"))
    for number, section in enumerate(one for one in draft.sections if not one.attached):
        text = section.text
        if section.heading:
            _line(document, section.heading, Look(_HEADINGS[section.level], outline=section.level - 1))
        elif number == 0 and (greeting := _GREETING.match(text)):
            _line(document, greeting[1], Look(first=0, align="left"))
            text = text[greeting.end() :]
        _body(document, text)
    if draft.attachments or draft.signature:
        # No page may hold these alone.
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _attachment_note(document, draft.attachments)
    _signature(document, draft)
    _attachment_pages(document, draft)
    _check_list(document, draft)
    document.core_properties.title = draft.title
    document.core_properties.author = ""
    document.save(str(path))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Text in runs; gaps are marked."""
    return [(piece, piece.startswith("【待")) for piece in re.split(f"({OPEN.pattern})", text) if piece]


def _line(document: Document, text: str, look: Look) -> None:
    lay(document, across=False)
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
    rows = table_rows(lines)
    if not rows:
        return
    made = plan(rows)
    lay(document, across=made.across)
    add_table(document, [[_pieces(cell) for cell in row] for row in rows], made)


def _attachment_note(document: Document, names: tuple[str, ...]) -> None:
    """附件：…, a line below the text; a name that wraps goes on under its own first character."""
    if not names:
        return
    _line(document, "", Look(with_next=True))
    if len(names) == 1:
        _line(document, f"附件：{names[0]}", Look(left=5, first=-3, align="left", with_next=True))
        return
    for number, name in enumerate(names, 1):
        look = Look(left=6, first=-4 if number == 1 else -1, align="left", with_next=True)
        _line(document, f"{'附件：' if number == 1 else ''}{number}.{name}", look)


def _signature(document: Document, draft: Draft) -> None:
    """Units and date, kept on one page."""
    if not draft.signature:
        return
    _line(document, "", Look(with_next=True))
    units, date, unit_right, date_right = date_and_units(draft.signature, draft.date)
    for unit in units:
        _line(document, unit, Look(align="right", first=0, right=unit_right, with_next=True))
    _line(document, date, Look(align="right", first=0, right=date_right))


def _attachment_pages(document: Document, draft: Draft) -> None:
    """Each attachment begins a page: 附件1 at its head, the title in the third line, then what it holds."""
    names = draft.attachments
    texts = {section.heading: section.text for section in draft.sections if section.attached}
    for number, name in enumerate(names, 1):
        mark = f"附件{number if len(names) > 1 else ''}"
        _line(document, mark, Look(HEI, first=0, align="left", new_page=True, with_next=True))
        _line(document, "", Look(first=0, with_next=True))
        for line in title_lines(name):
            _line(document, line, _TITLE_LOOK)
        if name in texts:
            _body(document, texts[name])
        else:
            _line(document, "（另附）", Look(first=0, align="center"))


def _check_list(document: Document, draft: Draft) -> None:
    _line(document, "附：核对表", Look(HEI, first=0, align="left", new_page=True, with_next=True))
    _line(document, "（仅供核稿，印发前删去）", Look(size=12, first=0, align="left"))
    for table in annex(draft):
        annex_table(document, table)


def annex_table(document: Document, table: AnnexTable) -> None:
    """A table of a 核对表 under its title."""
    _line(document, table.title, Look(KAI, size=14, first=0, align="left", with_next=True))
    cells = [list(table.columns), *map(list, table.rows)]
    points = TEXT_WIDTH / 25.4 * 72
    shares = tuple(points * share / sum(table.widths) for share in table.widths)
    made = Plan(ANNEX_SIZE, shares, across=False, tall=(False,) * len(cells))
    add_table(document, [[_pieces(cell) for cell in row] for row in cells], made, centred=False)
