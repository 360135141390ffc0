"""The head of a table: which of its rows name the columns, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.formats.grid import Grid
from assistant.reading.vocabulary import Vocabulary, load_vocabulary

DEEPEST = 4
"""Rows a head may have."""
_LONGEST_NAME = 40
_LOOK_AHEAD = 12
_NUMBER = re.compile(r"[-+]?[¥￥$]?\d[\d,]*(?:\.\d+)?\s*(?:[%％‰]|[件个项条宗家人次起处份元吨亩批]|[万亿]元?)?")
_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*(?:\d{1,2}\s*日?)?)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_SENTENCE = re.compile(r"[。；！？;]|：.")
_BRACKETS = re.compile(r"[（(\[【][^（()）\[\]【】]*[）)\]】]")
_OF_WHICH = re.compile(r"^其中[:：]?(?=.)")
_UNIT = re.compile(r"(?<=[（(])单位[:：]\s*")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff（）])\s+(?=[\u4e00-\u9fff（）])")


@dataclass(frozen=True, slots=True)
class Head:
    """The rows [first, last] name the columns."""

    first: int
    last: int
    names: tuple[str, ...]


def bare(words: str) -> str:
    """A column's name without brackets and blanks."""
    return _BRACKETS.sub("", "".join(words.split())).strip("：:")


def column_name(words: str) -> str:
    """A name as it stands before its cell: no mark in it that ends a name."""
    tidy = _HAN_GAP.sub("", _UNIT.sub("", " ".join(words.split()))).rstrip("：: ")
    return tidy.replace("：", " ").replace(":", " ").replace("；", "、").replace(";", "、")


def is_value(words: str) -> bool:
    """A number or a date: no name of a column (2023年 and 1月 may be)."""
    return bool(_NUMBER.fullmatch(words) or _DATE.fullmatch(words)) or not re.search(r"\w", words)


def could_name(words: str) -> bool:
    """Whether a cell could be a column's name: short, no sentence, no number."""
    plain = bare(words)
    return bool(plain) and len(plain) <= _LONGEST_NAME and not is_value(words) and not _SENTENCE.search(_UNIT.sub("", words))


@lru_cache(maxsize=4096)
def _labelled(words: str, vocabulary: Vocabulary) -> bool:
    plain = _OF_WHICH.sub("", bare(words))
    return 0 < len(plain) <= _LONGEST_NAME and bool(vocabulary.pattern("table.label").fullmatch(plain))


class HeadFinder:
    """Finds heads in one table."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.vocabulary = load_vocabulary()

    def label(self, words: str) -> bool:
        """Whether a cell is a known name of a column or a line of a form."""
        return _labelled(words, self.vocabulary)

    def total(self, words: str) -> bool:
        """Whether a cell names a sum rather than a column of its own."""
        return bool(self.vocabulary.pattern("table.total").fullmatch(bare(words)))

    def labels(self, row: int) -> int:
        """How many cells of a row are known names."""
        return sum(self.label(self.grid.rows[row][column]) for column in self.grid.filled(row))

    def head_at(self, row: int, last: int, *, again: bool = False) -> Head | None:
        """The head that begins in `row` of a block of rows ending with `last`; `again`: a table was being read, so it must be plain."""
        if not self._may_begin(row):
            return None
        end = self._end(row, last)
        if end >= last:
            return None
        names = self._names(row, end)
        following = self._following(end + 1, last)
        if not self._wide_enough(names, following) or not self._told_apart(row, end, following, again):
            return None
        return Head(row, end, names)

    def numbered(self, row: int) -> bool:
        """A row under a head that only numbers the columns: 甲 | 乙 | 1 | 2 | 3 | 4."""
        cells = [self.grid.rows[row][column].strip("()（）") for column in self.grid.filled(row)]
        numbers = [int(cell) for cell in cells if re.fullmatch(r"[0-9]{1,3}", cell)]
        others = [cell for cell in cells if not re.fullmatch(r"[0-9]{1,3}", cell)]
        counted = len(numbers) > 3 and numbers == list(range(1, len(numbers) + 1))
        return counted and all(self.vocabulary.pattern("table.numbering").fullmatch(cell) for cell in others)

    def _may_begin(self, row: int) -> bool:
        words = [self.grid.rows[row][column] for column in self.grid.filled(row)]
        return len(set(words)) > 1 and all(could_name(word) for word in words)

    def _end(self, row: int, last: int) -> int:
        """The last row of the head that begins in `row`."""
        end = row
        while end < min(last, row + DEEPEST - 1) and self._goes_on(row, end):
            end += 1
        return end

    def _goes_on(self, first: int, row: int) -> bool:
        """Whether the row behind `row` says more about the same columns: it stands only under groups, or a merged area reaches into it."""
        below = row + 1
        filled = [c for c in self.grid.filled(below) if self.grid.rows[below][c] != self._above(first, row, c)]
        if any(not could_name(self.grid.rows[below][column]) for column in filled):
            return False
        if any(m.bottom > row and self._named(m.top, m.left) for top in range(first, row + 1) for m in self.grid.merges_at(top)):
            return True
        groups = self._groups(row)
        return bool(filled) and bool(groups) and all(column in groups for column in filled)

    def _named(self, row: int, column: int) -> bool:
        """Whether a merged area of the head's first columns names a column, and is no first row of a form or of data."""
        return self.label(self.grid.rows[row][column]) or any(m.right > m.left for m in self.grid.merges_at(row))

    def _above(self, first: int, row: int, column: int) -> str:
        return next((self.grid.under(r, column) for r in range(row, first - 1, -1) if self.grid.under(r, column)), "")

    def _groups(self, row: int) -> set[int]:
        """The columns of a row that stand under a group: merged, doubled, or blank behind the group's name."""
        wide = max(self.grid.reach(r) for r in range(row, min(row + 2, len(self.grid.rows))))
        groups: set[int] = set()
        start = -1
        for column in range(wide):
            words = self.grid.rows[row][column] if column < len(self.grid.rows[row]) else ""
            doubled = start >= 0 and words == self.grid.rows[row][start]
            if words and not doubled:
                start = column
            elif start >= 0:
                groups |= {start, column}
        return groups

    def _names(self, first: int, last: int) -> tuple[str, ...]:
        """The name of every column: group heads joined to their sub-heads, each said once."""
        wide = max(self.grid.reach(row) for row in range(first, last + 1))
        names = []
        for column in range(wide):
            parts: list[str] = []
            for row in range(first, last + 1):
                words = column_name(self._head_word(row, column, last))
                if words and (not parts or words != parts[-1]):
                    parts.append(words)
            names.append(_joined(parts))
        return tuple(names)

    def _head_word(self, row: int, column: int, last: int) -> str:
        """What a head row says over a column: its own words, or those of the group to the left."""
        words = self.grid.under(row, column)
        if words or row == last or column not in self._groups(row):
            return words
        # A blank right of a group belongs to it only where a sub-head stands below.
        below = any(self.grid.under(r, column) for r in range(row + 1, last + 1))
        return next((self.grid.under(row, c) for c in range(column, -1, -1) if self.grid.under(row, c)), "") if below else ""

    def _following(self, first: int, last: int) -> list[int]:
        """The next rows with at least two cells."""
        return [row for row in range(first, min(last, first + _LOOK_AHEAD) + 1) if len(self.grid.filled(row)) > 1]

    def _wide_enough(self, names: Sequence[str], following: Sequence[int]) -> bool:
        widest = max((len(self.grid.filled(row)) for row in following), default=0)
        return sum(map(bool, names)) >= max(2, widest * 0.6)

    def _told_apart(self, first: int, last: int, following: Sequence[int], again: bool) -> bool:
        """Whether the rows below are of another kind than the head: values under its words, or fewer known names."""
        cells = [self.grid.rows[row][column] for row in range(first, last + 1) for column in self.grid.filled(row)]
        known = sum(map(self.label, cells)) / len(cells)
        if again:
            return known >= 0.5 and len(cells) > 2
        if not following:
            return known >= 0.5 and len(cells) > 2
        unlike = sum(any(not could_name(self.grid.rows[row][c]) for c in self.grid.filled(row)) for row in following)
        if unlike * 2 >= len(following):
            return True
        below = max(self.labels(row) / len(self.grid.filled(row)) for row in following)
        return known > below or last > first


def _joined(parts: Sequence[str]) -> str:
    """Group and sub-head as one name; words that end the one and begin the other are said once (整改责任 + 责任单位)."""
    name = ""
    for part in parts:
        shared = next((length for length in range(min(len(name), len(part)), 1, -1) if name.endswith(part[:length])), 0)
        name += part[shared:]
    return name
