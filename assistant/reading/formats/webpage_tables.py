"""Tables of a web page: those that hold data, and their cells set into a grid with what is merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.reading.formats.grid import MOST_COLUMNS, Merge

LONG_CELL, LARGEST_SHARE = 300, 0.6
"""A cell with so many characters that are such a share of the table makes it a page layout."""


def is_data(element: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Whether an element is a table of rows and columns, and no frame that a page is laid out in."""
    if element.tag != "table" or element.find(".//table") is not None:
        return False
    rows = [[len("".join("".join(cell.itertext()).split())) for cell in row.iter("td", "th")] for row in element.iter("tr")]
    lengths = [length for row in rows for length in row]
    if len(rows) < 2 or (max(lengths, default=0) > LONG_CELL and max(lengths) > LARGEST_SHARE * sum(lengths)):
        return False
    return sum(sum(map(bool, row)) > 1 for row in rows) * 2 >= len([row for row in rows if any(row)]) > 0


def grid(table: Any, words: Callable[[Any], str]) -> tuple[list[list[str]], str, list[Merge]]:  # noqa: ANN401
    """Rows, no name, and merged cells, as `DocumentText.table` takes them."""
    rows = list(table.iter("tr"))
    cells: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    for top, row in enumerate(rows):
        left = 0
        for cell in row.iter("td", "th"):
            while (top, left) in cells:
                left += 1
            bottom, right = min(top + _span(cell, "rowspan"), len(rows)) - 1, left + _span(cell, "colspan") - 1
            if left >= MOST_COLUMNS:
                break
            cells |= {(y, x): "" for y in range(top, bottom + 1) for x in range(left, right + 1)}
            cells[top, left] = words(cell)
            if (top, left) != (bottom, right):
                merges.append(Merge(top, left, bottom, right))
            left = right + 1
    width = max((x for _, x in cells), default=-1) + 1
    return [[cells.get((y, x), "") for x in range(width)] for y in range(len(rows))], "", merges


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    """How many rows or columns a cell covers; 1 where no number that makes sense is said."""
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value), MOST_COLUMNS)) if value.isascii() and value.isdigit() and len(value) < 4 else 1
