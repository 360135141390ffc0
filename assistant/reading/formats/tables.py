"""The text of a document while it is written down: lines, and tables whose rows carry their header words (`序号：1；问题：…`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.loaded import Loaded
from assistant.types import Cell, Margin

MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area of a table, its edges counted from 0 and included; the text stands in its top left cell."""

    top: int
    left: int
    bottom: int
    right: int


class DocumentText:
    """Collects the lines and tables of one document and remembers where each table cell stands."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._cells: list[Cell] = []
        self._tables = 0

    def line(self, words: str) -> None:
        """Add a line (or several, with newlines inside)."""
        self._lines.append(words)
        self._length += len(words) + 1

    def table(self, rows: Sequence[Sequence[str]], name: str = "", merges: Sequence[Merge] = ()) -> None:
        """Add a table: title rows as they stand, then each row with the words of the header row in front of its cells.

        `name` is the sheet; without one the table is 表1, 表2 … in order. A table without rows adds nothing.
        """
        if not rows:
            return
        self._tables += 1
        name = name or f"表{self._tables}"
        for number, pieces in _lines(rows):
            offset = self._length
            for column, head, cell in pieces:
                offset += len(head)
                if column:
                    self._cells.append(Cell(offset, offset + len(cell), name, number, column))
                offset += len(cell)
            self.line("".join(head + cell for _, head, cell in pieces))

    def loaded(self, margins: Sequence[Margin] = (), notices: Sequence[str] = ()) -> Loaded:
        """The document as written."""
        return Loaded("\n".join(self._lines), tuple(self._cells), tuple(margins), tuple(notices))


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[tuple[int, str, str]]]]:
    """Row number and pieces (column, words before the cell, cell) of each line."""
    header = _header_index(rows)
    names: list[str] = []
    for index, row in enumerate(rows):
        cells = list(row[:MOST_COLUMNS])
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if not filled:
            continue
        if index < header or len([cell for cell in cells if cell]) == 1:
            yield index + 1, [(cells.index(cell) + 1, " " * bool(i), cell) for i, cell in enumerate(filled)]
        elif index == header:
            names = cells
        else:
            heads = [*names, *[""] * len(cells)]
            kept = [column for column, cell in enumerate(cells) if cell]
            yield (
                index + 1,
                [(c + 1, "；" * bool(i) + (f"{heads[c]}：" if heads[c] else ""), cells[c]) for i, c in enumerate(kept)],
            )


def _header_index(rows: Sequence[Sequence[str]]) -> int:
    """The first row that fills at least two columns with words: title rows above it fill one."""
    widest = max((sum(map(bool, row)) for row in rows[:50]), default=0)
    for index, row in enumerate(rows[:20]):
        filled = [cell for cell in row if cell]
        if len(filled) >= max(2, widest * 0.6) and len(set(filled)) > 1 and not any(cell.replace(".", "").isdigit() for cell in filled):
            return index
    return -1
