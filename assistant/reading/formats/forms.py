"""Tables read from the side: forms (责任单位 | 县水务局) and tables whose items stand in columns, named by the first column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.reading.formats.grid import Grid
from assistant.reading.formats.heads import HeadFinder, bare, column_name

_ENOUGH = 0.6
"""Share of a block's rows that must look like a form's."""


class Piece(NamedTuple):
    """A cell of a line: its place counted from 1, the words before it, its own words."""

    row: int
    column: int
    before: str
    text: str


Line = list[Piece]


def plain(grid: Grid, row: int, between: str = " ") -> Line:
    """A row without column names, each text once: a title, a remark, a row of a table without head."""
    line: Line = []
    for column in grid.filled(row):
        words = grid.rows[row][column]
        if between == "；" or all(piece.text != words for piece in line):
            line.append(Piece(row + 1, column + 1, between * bool(line), words))
    return line


def named(row: int, column: int, name: str, words: str, first: bool) -> Piece:
    """A cell with its name before it."""
    return Piece(row + 1, column + 1, "；" * (not first) + (f"{name}：" if name else ""), words)


class FormFinder:
    """Finds forms and turned tables in one table."""

    def __init__(self, grid: Grid, finder: HeadFinder) -> None:
        self.grid = grid
        self.finder = finder

    def lines(self, first: int, last: int) -> list[Line]:
        """The lines of rows [first, last] read from the side; empty when they are no form and no turned table."""
        rows = [row for row in range(first, last + 1) if len(self.grid.filled(row)) > 1]
        if not rows or rows[0] != first:
            return []
        if self._headed_form(first) and len(rows) > 1:
            return [self._pair(row, label_known=True) for row in range(first + 1, last + 1) if self.grid.filled(row)]
        if self._turned(rows):
            return self._turn(first, last)
        if len(rows) > 1 and self._is_pairs(rows[0]) and sum(map(self._is_pairs, rows)) >= _ENOUGH * len(rows):
            return [self._pair(row) for row in range(first, last + 1) if self.grid.filled(row)]
        return []

    def _words(self, row: int) -> list[str]:
        return [self.grid.rows[row][column] for column in self.grid.filled(row)]

    def _headed_form(self, row: int) -> bool:
        return [bare(words) for words in self._words(row)] in self.finder.vocabulary.value("table.form")

    def _is_pairs(self, row: int) -> bool:
        """Known names in the first, third, fifth place, and none between."""
        words = self._words(row)
        return len(words) > 1 and all(self.finder.label(word) is (place % 2 == 0) for place, word in enumerate(words))

    def _pair(self, row: int, *, label_known: bool = False) -> Line:
        columns = self.grid.filled(row)
        if len(columns) < 2:
            return plain(self.grid, row)
        line: Line = []
        name = ""
        for column in columns:
            words = self.grid.rows[row][column]
            if not name and (label_known or self.finder.label(words)):
                name = column_name(words)
            else:
                line.append(named(row, column, name, words, not line))
                name = ""
        return [*line, *([named(row, columns[-1], "", name, not line)] if name else [])]

    def _turned(self, rows: Sequence[int]) -> bool:
        """At least three rows of a known name and two or more texts that are none, all equally wide."""
        if len(rows) < 3 or not all(self.finder.label(self.grid.rows[row][0]) for row in rows):
            return False
        contents = [self._words(row)[1:] for row in rows]
        widest = max(map(len, contents))
        known = sum(self.finder.label(words) for content in contents for words in content)
        full = sum(len(content) == widest for content in contents)
        first_known = sum(self.finder.label(words) and not self.finder.total(words) for words in contents[0])
        return widest > 1 and first_known == 0 and known <= 0.4 * sum(map(len, contents)) and full * 2 >= len(rows)

    def _turn(self, first: int, last: int) -> list[Line]:
        """A line a column, then the rows that hold one text only."""
        wide = max(self.grid.reach(row) for row in range(first, last + 1))
        body = [row for row in range(first, last + 1) if len(self.grid.filled(row)) > 1 and self.finder.label(self.grid.rows[row][0])]
        turned: list[Line] = []
        for column in range(1, wide):
            line: Line = []
            for row in body:
                words = self.grid.under(row, column)
                if words:
                    line.append(named(row, column, column_name(self.grid.rows[row][0]), words, not line))
            turned.append(line)
        rest = [plain(self.grid, row) for row in range(first, last + 1) if row not in body and self.grid.filled(row)]
        return [line for line in [*turned, *rest] if line]
