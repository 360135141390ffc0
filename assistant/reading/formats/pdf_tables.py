"""Ruled tables of a PDF as rows with their merged cells; one that goes on over the next page is one table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.formats.pdf_glyphs import Glyph
from assistant.reading.formats.pdf_lines import joined, words_of
from assistant.reading.formats.tables import Merge

MOST_EDGES = 4000
"""More ruled lines than this on a page are a drawing or a map."""
SAME_EDGE = 4.0
"""Points by which the columns of a continued table may differ."""
LEAST_FILLED = 0.2
_OPEN_END = re.compile(r"[^。！？；.!?;\s]$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.、．]|[(（]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as it stands on one page, or on several once joined."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    edges: tuple[float, ...]
    """Left edges of its columns and the right edge of the last."""
    top: float
    bottom: float
    page: int


def tables_of(page: Any, glyphs: Sequence[Glyph], number: int) -> tuple[list[PageTable], list[Glyph]]:  # noqa: ANN401 - a pdfplumber page
    """The ruled tables of a page from top to bottom, and the characters outside them."""
    if len(page.edges) > MOST_EDGES:
        return [], list(glyphs)
    found: list[PageTable] = []
    outside = list(glyphs)
    for table in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
        left, top, right, bottom = table.bbox
        inside = [glyph for glyph in outside if left <= (glyph.x0 + glyph.x1) / 2 <= right and top <= glyph.middle <= bottom]
        if not inside or (made := _table(table.cells, inside, number)) is None:
            continue
        found.append(made)
        taken = set(map(id, inside))
        outside = [glyph for glyph in outside if id(glyph) not in taken]
    return found, outside


def _table(cells: Sequence[tuple[float, float, float, float]], glyphs: Sequence[Glyph], page: int) -> PageTable | None:
    """The cells set into a grid; None for a frame around text and for an empty drawing."""
    across, down = (
        _edges([edge for cell in cells for edge in (cell[0], cell[2])]),
        _edges([edge for cell in cells for edge in (cell[1], cell[3])]),
    )
    if len(across) < 3 or len(down) < 2 or (len(across) - 1) * (len(down) - 1) < 3:
        return None
    rows = [[""] * (len(across) - 1) for _ in down[1:]]
    merges = []
    for cell, inside in _filled(cells, glyphs):
        left, right = _position(across, cell[0]), _position(across, cell[2]) - 1
        top, bottom = _position(down, cell[1]), _position(down, cell[3]) - 1
        rows[top][left] = words_of(inside)
        if (top, left) != (bottom, right):
            merges.append(Merge(top, left, bottom, right))
    if sum(bool(words) for row in rows for words in row) < max(2, LEAST_FILLED * len(cells)):
        return None
    return PageTable(tuple(map(tuple, rows)), tuple(merges), tuple(across), down[0], down[-1], page)


def _filled(
    cells: Sequence[tuple[float, float, float, float]], glyphs: Sequence[Glyph]
) -> Iterator[tuple[tuple[float, float, float, float], list[Glyph]]]:
    """Each cell with its characters; a character belongs to the first cell that holds its centre."""
    rest = sorted(glyphs, key=lambda glyph: glyph.middle)
    for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        x0, top, x1, bottom = cell
        inside = [g for g in rest if top <= g.middle < bottom and x0 <= (g.x0 + g.x1) / 2 < x1]
        yield cell, inside


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct edges, those within two points of each other taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2:
            edges.append(value)
    return edges


def _position(edges: Sequence[float], value: float) -> int:
    return bisect_right(edges, value + 0.01) - 1


def continues(table: PageTable, following: PageTable) -> bool:
    """Whether a table at the top of the next page has the columns of the one before."""
    return (
        following.page == table.page + 1
        and len(table.edges) == len(following.edges)
        and all(
            abs((edge - table.edges[0]) - (other - following.edges[0])) <= SAME_EDGE
            for edge, other in zip(table.edges, following.edges, strict=True)
        )
    )


def joined_tables(table: PageTable, following: PageTable) -> PageTable:
    """One table of both: the repeated head is left out, a row cut by the page end is closed."""
    rows = list(table.rows)
    repeated = 0
    while repeated < min(len(following.rows), len(rows)) and following.rows[repeated] == rows[repeated]:
        repeated += 1
    rest = following.rows[repeated:]
    offset = len(rows) - repeated
    if rest and _is_cut(rows[-1], rest[0]):
        rows[-1] = tuple(joined(first, second) for first, second in zip(rows[-1], rest[0], strict=True))
        rest, offset = rest[1:], offset - 1
    moved = [
        replace(merge, top=merge.top + offset, bottom=merge.bottom + offset)
        for merge in following.merges
        if merge.top >= repeated and merge.top + offset >= len(rows)
    ]
    return replace(table, rows=(*rows, *rest), merges=(*table.merges, *moved), bottom=following.bottom, page=following.page)


def _is_cut(row: Sequence[str], following: Sequence[str]) -> bool:
    """Whether the first row of a page is the rest of the last one: no number of its own, and words left open before it."""
    if not row or following[0] or not any(following):
        return False
    pairs = [(before, after) for before, after in zip(row, following, strict=True) if after]
    return all(before for before, _ in pairs) and any(_OPEN_END.search(before) and not _NUMBERED.match(after) for before, after in pairs)
