"""A table as rows of words, its merged areas resolved: a vertical merge speaks in each of its rows, a horizontal one once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_COLUMNS = 200
MOST_REPEATED = 2_000_000
"""So many characters the merged areas of a table may add by being said in each of their rows; beyond that they speak once."""
MOST_MERGED_ROWS = 2_000_000
"""Over so many rows, added up, merged areas are followed: no real table comes near it."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area of a table, its edges counted from 0 and included; the text stands in its top left cell."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """The rows of one table; `rows[r][c]` is what a data row says in column c."""

    def __init__(self, rows: Sequence[Sequence[str]], merges: Sequence[Merge]) -> None:
        self.rows = [list(row[:MOST_COLUMNS]) for row in rows]
        self._spans: dict[tuple[int, int], str] = {}
        self._tops: dict[int, list[Merge]] = {}
        self._repeated = self._walked = 0
        for merge in merges:
            self._apply(merge)

    def _apply(self, merge: Merge) -> None:
        bottom = min(merge.bottom, len(self.rows) - 1)
        self._walked += max(bottom - merge.top, 0)
        if bottom < merge.top or merge.left >= len(self.rows[merge.top]) or self._walked > MOST_MERGED_ROWS:
            return
        text = self.rows[merge.top][merge.left]
        right = min(merge.right, MOST_COLUMNS - 1)
        self._tops.setdefault(merge.top, []).append(Merge(merge.top, merge.left, bottom, right))
        self._repeated += len(text) * (bottom - merge.top)
        for row in range(merge.top, bottom + 1):
            cells = self.rows[row]
            if text and len(cells) <= merge.left:
                cells.extend([""] * (merge.left + 1 - len(cells)))
            for column in range(merge.left, min(right + 1, len(cells))):
                cells[column] = ""
            if text and (self._repeated <= MOST_REPEATED or row == merge.top):
                cells[merge.left] = text
            if row - merge.top < 4:
                # Only a head, of four rows at most, asks what the covered cells stand under.
                self._spans.update({(row, column): text for column in range(merge.left, right + 1)})

    def merges_at(self, row: int) -> list[Merge]:
        """The merged areas that begin in a row."""
        return self._tops.get(row, [])

    def under(self, row: int, column: int) -> str:
        """The words at a place of the head, also where a merged area covers it."""
        cells = self.rows[row]
        return self._spans.get((row, column)) or (cells[column] if column < len(cells) else "")

    def filled(self, row: int) -> list[int]:
        """The columns in which a row says something."""
        return [column for column, cell in enumerate(self.rows[row]) if cell]

    def reach(self, row: int) -> int:
        """How many columns a row covers, merged areas in full."""
        wide = max((merge.right + 1 for merge in self.merges_at(row) if self.rows[row][merge.left]), default=0)
        filled = self.filled(row)
        return max(wide, filled[-1] + 1 if filled else 0)
