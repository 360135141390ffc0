"""Word tables as rows by grid column with their merged areas; tables that only lay out the page become lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.reading.formats.tables import MOST_COLUMNS, Merge
from assistant.reading.formats.word_parts import W, child, is_on, number
from assistant.reading.formats.word_styles import Styles
from assistant.reading.formats.word_text import Findings, control_is_text

GAP = "　　"
"""Between the cells of a layout row, as typists put blanks between two columns."""
_COUNT = r"[\d〇○零一二三四五六七八九十×*某\s]{1,8}"
_DATE = re.compile(f"{_COUNT}年{_COUNT}月{_COUNT}日")


@dataclass
class Table:
    """A table as it goes into the document: its rows are equally long."""

    rows: list[list[str]]
    merges: list[Merge]


Block = str | Table
"""A line (soft line breaks inside) or a table."""


@dataclass
class _Cell:
    left: int
    width: int
    goes_on: bool
    """It belongs to the merged area of the cell above."""
    blocks: list[Block] = field(default_factory=list)

    @property
    def lines(self) -> list[Block]:
        """What it says, without blank lines."""
        return [block for block in self.blocks if isinstance(block, Table) or block.strip()]

    @property
    def is_plain(self) -> bool:
        """Whether it holds one paragraph at most."""
        return len(self.lines) < 2 and not any(isinstance(block, Table) for block in self.lines)


_Row = list[_Cell]


def read_table(table: Any, styles: Styles, findings: Findings, read: Callable[[Any], list[Block]]) -> list[Block]:  # noqa: ANN401 - lxml has no types
    """The table in place: as one table, as lines where it only lays out the page, or as both in turn.

    `read` gives the content of one cell; it is asked in text order, so that automatic numbers run on.
    """
    rows = [_row(row, read) for row in _visible(table, findings)]
    width = max((cell.left + cell.width for row in rows for cell in row), default=0)
    if _is_layout(rows, width) or (not styles.shows_lines(table) and _is_open_layout(rows, width)):
        return [block for row in rows for block in _laid_out(row)]
    blocks: list[Block] = []
    part: list[_Row] = []
    for row in rows:
        if len(row) == 1 and row[0].width == width and not row[0].is_plain:
            blocks += [*_gathered(part, width), *row[0].blocks]
            part = []
        else:
            part.append(row)
    return [*blocks, *_gathered(part, width)]


def _visible(table: Any, findings: Findings) -> Iterator[Any]:  # noqa: ANN401
    """The rows that are shown when every change is accepted."""
    for row in _members(table, "tr", findings):
        properties = child(row, "trPr")
        inserted, deleted = (child(properties, name) is not None for name in ("ins", "del"))
        findings.changes += inserted or deleted
        hidden = bool(is_on(properties, "hidden"))
        findings.hidden += hidden
        if not deleted and not hidden:
            yield row


def _members(parent: Any, name: str, findings: Findings) -> Iterator[Any]:  # noqa: ANN401
    """Rows of a table or cells of a row, also inside content controls and custom markup."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in (W + "sdtContent", W + "customXml") or (element.tag == W + "sdt" and control_is_text(element, findings)):
            yield from _members(element, name, findings)


def _row(row: Any, read: Callable[[Any], list[Block]]) -> _Row:  # noqa: ANN401
    left = min(number(row, "trPr", "gridBefore") or 0, MOST_COLUMNS)
    cells: _Row = []
    for element in _members(row, "tc", Findings()):
        properties = child(element, "tcPr")
        width = max(min(number(properties, "gridSpan") or 1, MOST_COLUMNS - left), 0)
        if not width:
            break
        sideways, down = (child(properties, name) for name in ("hMerge", "vMerge"))
        if cells and sideways is not None and sideways.get(W + "val", "continue") == "continue":
            cells[-1].width += width
        else:
            goes_on = down is not None and down.get(W + "val", "continue") == "continue"
            silent = goes_on or child(properties, "cellDel") is not None
            cells.append(_Cell(left, width, goes_on, [] if silent else read(element)))
        left += width
    return cells


def _is_layout(rows: list[_Row], width: int) -> bool:
    """One column or one row: a frame around text, two columns of text side by side; no table of anything."""
    return width < 2 or len(rows) < 2 or all(len(row) < 2 for row in rows)


def _is_open_layout(rows: list[_Row], width: int) -> bool:
    """A table without lines that puts words side by side: two columns (the signatures of two bodies), or dates as its last row."""
    last = [flat(cell.blocks) for cell in rows[-1] if cell.lines]
    return width == 2 or (bool(last) and all(_DATE.fullmatch(words) for words in last))


def _laid_out(row: _Row) -> list[Block]:
    """A layout row as one line, or its cells one after the other where they hold several paragraphs."""
    if all(cell.is_plain for cell in row):
        words = [str(cell.lines[0]) for cell in row if cell.lines]
        return [GAP.join(words)] if words else []
    return [block for cell in row for block in cell.blocks]


def _gathered(rows: list[_Row], width: int) -> list[Block]:
    """Rows as one table; a single one between two pieces of text is a line."""
    if len(rows) < 2:
        return [block for row in rows for block in _laid_out(row)]
    words = [[""] * width for _ in rows]
    merges: list[Merge] = []
    going_on = [{cell.left for cell in row if cell.goes_on} for row in rows] + [set()]
    for index, row in enumerate(rows):
        for cell in row:
            words[index][cell.left] = flat(cell.blocks)
            bottom = index
            while cell.left in going_on[bottom + 1] and not cell.goes_on:
                bottom += 1
            if not cell.goes_on and (cell.width > 1 or bottom > index):
                merges.append(Merge(index, cell.left, bottom, cell.left + cell.width - 1))
    return [Table(words, merges)]


def flat(blocks: list[Block]) -> str:
    """The content of a cell in one line; the rows of a table inside it are parted by semicolons."""
    words = ("；".join(" ".join(filter(None, row)) for row in block.rows) if isinstance(block, Table) else block for block in blocks)
    return " ".join(" ".join(words).split())
