"""A table in a Word file: columns as wide as what is in them, a smaller type or a page laid across before anything is cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.drafting.layout import FANG, HEI, MARGINS, PAGE, TEXT_WIDTH, Look, element, qualified, turn, write

if TYPE_CHECKING:
    from docx.document import Document

Cell = list[tuple[str, bool]]
"""A cell's text in runs; a marked one is a gap."""

SIZES = (12.0, 10.5, 9.0)
"""Points, the first that fits is taken: 小四, 五号, 小五."""
ACROSS_WIDTH = PAGE[1] - MARGINS["top"] - MARGINS["bottom"]
_PADDING = 15.0
"""Points that the margins and rules of a cell take, and the blank that programs put between digits and Chinese characters."""
_WHOLE, _NARROWEST, _COMFORTABLE, _LONGEST_CODE = 3, 4, 12, 9
"""Characters of a cell that stays on one line (a longer one may take two), that every column gets at least when it has so many,
beyond which text may as well wrap, and that are kept free for a code or number at most."""
_CAPITALS = 1.2
"""Capital letters are wider than the half character that is counted for them."""
_CODE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|[!-~]+")
"""What is not broken over lines: dates, numbers, codes."""
_TALLEST = 16
"""Lines of a row beyond which a table is laid across rather than squeezed, and its rows may break over pages."""
_SHORT = 10
"""A column whose cells are no longer than that is centred."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table will stand on the page."""

    size: float
    shares: tuple[float, ...]
    """Column widths in points."""
    across: bool
    tall: tuple[bool, ...]
    """For each row, whether it may break over pages."""


def characters(text: str) -> float:
    """Chinese characters a text takes; digits and Latin letters take half of one."""
    return sum(0.5 if ord(character) < 128 else 1 for character in text)


def plan(rows: Sequence[Sequence[str]]) -> Plan:
    """The first of upright and across, large and small, in which every column has its words whole and no row is a page long."""
    lengths = [[characters(cell) for cell in row] for row in rows]
    least = [max(map(_unbroken, column)) for column in zip(*rows, strict=True)]
    plans = [_fitted(lengths, least, size, across) for across in (False, True) for size in SIZES]
    roomy = [one for one in plans if one is not None]
    return next((one for one in roomy if not any(one.tall)), roomy[-1] if roomy else _squeezed(lengths))


def _unbroken(cell: str) -> float:
    """Characters a cell needs so that no word of it is cut: a few of Chinese text, a whole number or code."""
    codes = max((characters(code) * _CAPITALS for code in _CODE.findall(cell)), default=0)
    length = characters(cell)
    words = length if length <= _WHOLE else min(-(-length // 2), _NARROWEST)
    return max(words, min(codes, _LONGEST_CODE))


def _fitted(rows: list[list[float]], least: list[float], size: float, across: bool) -> Plan | None:
    width = (ACROSS_WIDTH if across else TEXT_WIDTH) / 25.4 * 72
    needed = [one * size + _PADDING for one in least]
    return _shared(rows, needed, size, across) if sum(needed) <= width else None


def _squeezed(rows: list[list[float]]) -> Plan:
    """For more columns than a page holds: equally narrow ones, so that at least nothing leaves the page."""
    return _shared(rows, [ACROSS_WIDTH / 25.4 * 72 / len(rows[0])] * len(rows[0]), SIZES[-1], across=True)


def _shared(rows: list[list[float]], needed: list[float], size: float, across: bool) -> Plan:
    """What the columns do not need is shared out by how much more text they have; long texts count less and less."""
    width = (ACROSS_WIDTH if across else TEXT_WIDTH) / 25.4 * 72
    wishes = [_wish(max(column)) * size + _PADDING for column in zip(*rows, strict=True)]
    more = [max(wish - need, 0) for wish, need in zip(wishes, needed, strict=True)]
    spare = max(width - sum(needed), 0)
    if sum(more) < spare:  # room for all: the rest goes evenly by width
        widths = list(map(max, wishes, needed))
        widths = [one * width / sum(widths) for one in widths]
    else:
        widths = [need + spare * one / sum(more) if sum(more) else need for need, one in zip(needed, more, strict=True)]
    rooms = [max((one - _PADDING) / size, 1) for one in widths]
    lines = [max(-(-length // room) for length, room in zip(row, rooms, strict=True)) for row in rows]
    return Plan(size, tuple(widths), across, tuple(count > _TALLEST for count in lines))


def _wish(length: float) -> float:
    """Characters of width that a column would like for its longest cell."""
    return length if length <= _COMFORTABLE else _COMFORTABLE + (length - _COMFORTABLE) ** 0.7


def table_rows(lines: Sequence[str]) -> list[list[str]]:
    """The cells of a table written as `| cell | cell |`; every row as long as the longest."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not set(line.strip()) <= set("|-: ")]
    longest = max(map(len, rows), default=0)
    return [row + [""] * (longest - len(row)) for row in rows]


def add_table(document: Document, rows: list[list[Cell]], made: Plan, *, centred: bool = True) -> None:
    """A bordered table as wide as the text, its head repeated on each page, its rows unbroken where they can be."""
    twips = [int(width * 20) for width in made.shares]
    table = document.add_table(rows=len(rows), cols=len(twips))
    _frame(table, twips)
    texts = [["".join(text for text, _ in cell) for cell in row] for row in rows]
    short = [centred and all(characters(row[column]) <= _SHORT for row in texts) for column in range(len(twips))]
    for number, row in enumerate(rows):
        properties = table.rows[number]._tr.get_or_add_trPr()
        if not made.tall[number]:
            properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))
        for column, (cell, pieces) in enumerate(zip(table.rows[number].cells, row, strict=True)):
            cell.width = twips[column] * 635
            _fill(cell, pieces, made.size, head=number == 0, centred=short[column])


def _frame(table: Any, twips: list[int]) -> None:  # noqa: ANN401 - a docx Table
    table.style = table._parent.part.document.styles["Table Grid"]
    table.autofit = False
    total = table._tbl.tblPr.find(qualified("tblW"))
    total.set(qualified("w"), str(sum(twips)))
    total.set(qualified("type"), "dxa")
    table.alignment = 1
    for column, width in zip(table._tbl.tblGrid.findall(qualified("gridCol")), twips, strict=True):
        column.set(qualified("w"), str(width))


def _fill(cell: Any, pieces: Cell, size: float, *, head: bool, centred: bool) -> None:  # noqa: ANN401 - a docx cell
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    look = Look(HEI if head else FANG, size, "center" if head or centred else "left", first=0, spacing=round(size * 1.35, 1), grid=False)
    write(cell.paragraphs[0], pieces, look)


def lay(document: Document, *, across: bool) -> None:
    """Begin a new page of the given orientation; nothing when the page is so already."""
    from docx.enum.section import WD_SECTION

    if (document.sections[-1].page_width > document.sections[-1].page_height) != across:
        turn(document.add_section(WD_SECTION.NEW_PAGE), landscape=across)
        # The break lives in an empty paragraph; as high as a line it could fall onto a page of its own.
        write(document.paragraphs[-1], [], Look(first=0, spacing=1, grid=False))
