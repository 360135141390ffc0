"""The text of a document while it is written down: lines, and tables whose rows carry their header words (`序号：1；问题：…`)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.formats.grid import MOST_COLUMNS, Merge
from assistant.reading.formats.layout import lines
from assistant.reading.loaded import Loaded
from assistant.types import Cell, Margin

__all__ = ["MOST_COLUMNS", "DocumentText", "Merge"]


class DocumentText:
    """Collects the lines and tables of one document and remembers where each table cell stands."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._cells: list[Cell] = []
        self._tables = 0

    @property
    def length(self) -> int:
        """Where the next line begins."""
        return self._length

    def line(self, words: str) -> None:
        """Add a line (or several, with newlines inside)."""
        self._lines.append(words)
        self._length += len(words) + 1

    def table(self, rows: Sequence[Sequence[str]], name: str = "", merges: Sequence[Merge] = ()) -> None:
        """Add a table: titles and notes as they stand, then each row with the words of its column heads in front of its cells.

        `name` is the sheet; without one the table is 表1, 表2 … in order. A table without rows adds nothing. Rows that repeat the
        head and numbers of columns are left out, two tables below one another are parted by an empty line.
        """
        if not rows:
            return
        self._tables += 1
        name = name or f"表{self._tables}"
        for pieces in lines(rows, merges):
            offset = self._length
            for piece in pieces:
                offset += len(piece.before)
                self._cells.append(Cell(offset, offset + len(piece.text), name, piece.row, piece.column))
                offset += len(piece.text)
            self.line("".join(piece.before + piece.text for piece in pieces))

    def loaded(self, margins: Sequence[Margin] = (), notices: Sequence[str] = ()) -> Loaded:
        """The document as written."""
        return Loaded("\n".join(self._lines), tuple(self._cells), tuple(margins), tuple(notices))
