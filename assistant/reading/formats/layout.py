"""What a table says line by line: titles and notes as they stand, rows with their column names, forms by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.reading.formats.forms import FormFinder, Line, named, plain
from assistant.reading.formats.grid import Grid, Merge
from assistant.reading.formats.heads import Head, HeadFinder, bare, is_value

_REMARK = re.compile(r"[^：:]{1,16}[：:].*", re.DOTALL)
_MOST_TITLES = 12
"""So many titles and remarks may stand before a head."""
_SHORT = 8
"""A text doubled over a whole row is a title when it is longer than a figure or 是, 否."""


def lines(rows: Sequence[Sequence[str]], merges: Sequence[Merge]) -> Iterator[Line]:
    """The lines of a table in order; an empty one parts two tables of a sheet."""
    yield from Layout(Grid(rows, merges)).lines()


class Layout:
    """Walks a table from the top, remembering the head in force."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.finder = HeadFinder(grid)
        self.forms = FormFinder(grid, self.finder)
        self.head: Head | None = None
        self.titles: set[str] = set()
        self.begun = False
        """Whether a row of a table has been said: the next table is parted from it."""

    def lines(self) -> Iterator[Line]:
        """All lines."""
        for first, last in self._blocks():
            yield from self._block(first, last)

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Runs of rows without a blank row between them; a run of titles goes with the run below it."""
        first = -1
        for row, cells in enumerate([*self.grid.rows, []]):
            if any(cells):
                first = row if first < 0 else first
            elif first >= 0 and (row == len(self.grid.rows) or self._past_titles(first, row - 1) >= 0):
                yield first, row - 1
                first = -1

    def _block(self, first: int, last: int) -> Iterator[Line]:
        row = first
        while row <= last:
            if self._repeats_head(row):
                row = self._below_head(row)
                continue
            start = self._past_titles(row, last) if row == first or self._may_open(row) else -1
            opened = self._opened(start, last, start == row > first) if start >= 0 else None
            if opened is None:
                yield from self._row(row)
                row += 1
                continue
            yield from self._titles(row, start, *opened)
            row = last + 1 if opened[1] else self._below_head(start)

    def _opened(self, start: int, last: int, row_before: bool) -> tuple[Head | None, list[Line]] | None:
        """The head that begins at `start`, or the lines of a form unless a row stands right before it; None when no table begins."""
        if not row_before and (read := self.forms.lines(start, last)):
            return None, read
        head = self.finder.head_at(start, last, again=self.head is not None)
        return (head, []) if head else None

    def _titles(self, row: int, start: int, head: Head | None, read: list[Line]) -> Iterator[Line]:
        """The titles over a table that begins at `start`, parted from a table before, and a form's lines."""
        said = [plain(self.grid, title) for title in range(row, start) if self.grid.filled(title)]
        fresh = [line for line in said if self._text(line) not in self.titles and "续" not in self._text(line)]
        goes_on = head is not None and self.head is not None and head.names == self.head.names and not fresh
        if self.begun and not goes_on:
            yield []
        yield from () if goes_on else said
        self.titles.update(map(self._text, said))
        self.head = head
        self.begun = self.begun or bool(read)
        yield from read

    @staticmethod
    def _text(line: Line) -> str:
        return "".join(piece.text for piece in line)

    def _may_open(self, row: int) -> bool:
        """Inside a block a table may begin behind a title, or with a row whose first word is a known name."""
        filled = self.grid.filled(row)
        if len(filled) > 1 and self.finder.label(self.grid.rows[row][filled[0]]):
            return True
        return self._is_title(row) and not self._is_title(row - 1)

    def _is_title(self, row: int) -> bool:
        """A blank row, one text alone, or remarks only (填报单位：…)."""
        words = [cell for cell in self.grid.rows[row] if cell]
        doubled = len(set(words)) == 1 and (len(words) == 1 or len(words[0]) > _SHORT)
        return doubled or all(_REMARK.fullmatch(word) for word in words)

    def _past_titles(self, row: int, last: int) -> int:
        """The first row behind titles and remarks; -1 when nothing follows them."""
        stop = min(last, row + _MOST_TITLES)
        return next((r for r in range(row, stop + 1) if not self._is_title(r)), -1)

    def _repeats_head(self, row: int) -> bool:
        """Whether a page break says the head again."""
        if self.head is None or row <= self.head.last or not self.grid.rows[row]:
            return False
        first = self.grid.rows[self.head.first]
        return self.grid.rows[row][0] == first[0] and [*filter(None, self.grid.rows[row])] == [*filter(None, first)]

    def _below_head(self, row: int) -> int:
        """The first row below the head that stands at `row`."""
        if self.head is None:
            return row + 1
        below = row + self.head.last - self.head.first + 1
        return below + (below < len(self.grid.rows) and self.finder.numbered(below))

    def _row(self, row: int) -> Iterator[Line]:
        """One row under the head in force."""
        filled = self.grid.filled(row)
        if not filled:
            return
        if self.head is None or (self._is_title(row) and not self._continues(row, filled)):
            yield plain(self.grid, row, " " if self._is_title(row) else "；")
            self.begun = self.begun or len(filled) > 1
            return
        names = [*self.head.names, *[""] * (filled[-1] + 1)]
        if len(filled) == 1 and self._only_numbered(names[filled[0]], self.grid.rows[row][filled[0]]):
            return
        self.begun = True
        cells = self.grid.rows[row]
        yield [named(row, column, names[column], cells[column], column == filled[0]) for column in filled]

    def _continues(self, row: int, filled: Sequence[int]) -> bool:
        """Whether a lone text belongs to its column: it stands right of the first one, under a row of the table, and is not merged wide."""
        if self.head is None or len(filled) != 1:
            return False
        name = self._name(filled[0])
        if self._only_numbered(name, self.grid.rows[row][filled[0]]):
            return True
        below_row = row > self.head.last + 1 and len(self.grid.filled(row - 1)) > 1
        wide = any(merge.right > merge.left for merge in self.grid.merges_at(row))
        return filled[0] > 0 and bool(name) and below_row and not wide

    def _name(self, column: int) -> str:
        return self.head.names[column] if self.head and column < len(self.head.names) else ""

    def _only_numbered(self, name: str, words: str) -> bool:
        """A row prepared with its number and nothing else."""
        return is_value(words) and bool(self.finder.vocabulary.pattern("table.order").fullmatch(bare(name)))
