"""The step for tables that a converter flattened to one cell a line: each row becomes one line again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

_LABELLED = rf"([{HAN}]{{2,8}})[：:](?:[^；;。：:\n]{{1,40}}[；;][{HAN}()（）]{{2,10}}[：:]){{2,14}}"
_RUN_IN_ROW = re.compile(rf"{_LABELLED}([^；;。：:\n]{{1,20}}?)(?=\1[：:])")
_LAST_ROW = re.compile(rf"{_LABELLED}\d+(?=[^\d.\s])")
_LABEL_END = re.compile(rf"[{HAN}]{{2}}(?=[：:])")
_LINE = re.compile(r"[^\n]+")
_NO_CELL = re.compile(r"[。；！？，：:|]|\d日|^[(（]")
_BAR_BEHIND = re.compile(r"(?<=[^|\s])\s*\|\s*$")
"""Some converters leave a bar behind each cell that has a line to itself."""
_NUMBER = re.compile(r"[-—/]|\d[\d,.]*\s?[%％]?")
FEWEST_LABELS = 4
FEWEST_ORDERED = 3
LONGEST_CELL, FEWEST_CELLS = 16, 9

FEWEST_HEADS, MOST_HEADS, LONGEST_HEAD = 5, 15, 14
SHORT_CELL, SHORT_LAST_CELL = 8, 12
"""A column of short cells has no long one in its last row either, unless a cell above it was lost."""


class _Cell(NamedTuple):
    start: int
    end: int
    text: str


def flattened_tables(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A table with one cell a line: each row becomes one line, its cells parted by ` | `; its header row(s) too."""
    order, total = (re.compile(vocabulary.value(f"table.{name}")) for name in ("order", "total"))
    for run in _cell_runs(text):
        heads, rows = _ordered(run, order, total)
        for row in [heads, *rows] if rows else _rows(run, vocabulary.words("flattened.sub")):
            lost = len(heads) - len(row) if rows else 0  # a row of totals has no number of its own
            for place, (left, right) in enumerate(zip(row, row[1:], strict=False)):
                yield Edit(left.end, right.start, " | " * (1 + (lost if place == 0 else 0)), "表格行", 0.9)


def _cell_runs(text: str) -> Iterator[list[_Cell]]:
    run: list[_Cell] = []
    for line in _LINE.finditer(text):
        content = _BAR_BEHIND.sub("", line[0]).strip()
        if not content:
            continue
        if len(content) <= LONGEST_CELL and not _NO_CELL.search(content):
            start = line.start() + line[0].index(content[0])
            run.append(_Cell(start, start + len(content), content))
        else:
            if len(run) >= FEWEST_CELLS:
                yield run
            run = []
    if len(run) >= FEWEST_CELLS:
        yield run


def _ordered(run: list[_Cell], order: re.Pattern[str], total: re.Pattern[str]) -> tuple[list[_Cell], list[list[_Cell]]]:
    """The heads behind 序号 and the rows 1, 2, 3 … of a name and figures, a row of totals last; no rows where nothing proves them."""
    first = next((at for at, cell in enumerate(run) if order.fullmatch(cell.text)), len(run))
    width = next((at - first for at in range(first, len(run)) if run[at].text == "1"), 0)
    heads, at = run[first : first + width], first + width
    rows: list[list[_Cell]] = []
    while width > 2 and at + width <= len(run) and run[at].text == str(len(rows) + 1) and _named_figures(run[at + 1 : at + width]):
        rows.append(run[at : at + width])
        at += width
    if len(rows) >= FEWEST_ORDERED and at < len(run) and total.fullmatch(run[at].text) and _named_figures(run[at : at + width - 1]):
        rows.append(run[at : at + width - 1])
    return heads, rows if len(rows) >= FEWEST_ORDERED else []


def _named_figures(cells: list[_Cell]) -> bool:
    """Whether the cells are a name and nothing but figures behind it."""
    return len(cells) > 1 and not _NUMBER.fullmatch(cells[0].text) and all(_NUMBER.fullmatch(cell.text) for cell in cells[1:])


def _rows(run: list[_Cell], sub: tuple[str, ...]) -> list[list[_Cell]]:
    """Rows of a label and k numbers that repeat at least three times, with the header cells in front of them."""
    numbers = [bool(_NUMBER.fullmatch(cell.text)) for cell in run]
    for first in range(2, len(run) - 3):
        if numbers[first] or not numbers[first + 1]:
            continue
        width = next((k for k in range(1, len(run) - first) if not numbers[first + k]), len(run) - first)
        starts = _row_starts(numbers, first, width)
        if len(starts) >= 3:
            header = _header_rows(run[:first], width, sub)
            return [*header, *(run[start : start + width] for start in starts)] if header else []
        return []
    return []


def _row_starts(numbers: list[bool], first: int, width: int) -> list[int]:
    starts = []
    start = first
    while start + width <= len(numbers) and not numbers[start] and all(numbers[start + 1 : start + width]):
        starts.append(start)
        start += width
    return starts


def _header_rows(cells: list[_Cell], width: int, sub: tuple[str, ...]) -> list[list[_Cell]]:
    """The header as one line: as many cells as a row has, or group heads with all their sub-heads, which no one can align by mistake."""
    if any(word in cells[-1].text for word in sub):
        return [cells]
    return [cells[-width:]] if len(cells) >= width else []


def run_in_rows(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Rows of a table written out (`区域：甲县；本批：3`) that run into each other: the label that opens the first opens the next ones."""
    if text.count("；") + text.count(";") < FEWEST_LABELS:
        return
    numbers = True
    rows = (row for line in _LINE.finditer(text) if _says_a_label_twice(line[0]) for row in _RUN_IN_ROW.finditer(text, *line.span()))
    for row in rows:
        yield Edit(row.end(), row.end(), "\n", "表格行", 0.9)
        numbers = numbers and row[2].isdigit()
        last = _LAST_ROW.match(text, row.end())
        if last and numbers and last[1] == row[1] and not _RUN_IN_ROW.match(text, row.end()):
            yield Edit(last.end(), last.end(), "\n", "表格行", 0.8)


def _says_a_label_twice(line: str) -> bool:
    """Whether two labels of a line end alike: without that no row of it can run into a next one."""
    ends = _LABEL_END.findall(line)
    return len(set(ends)) < len(ends)


def numbered_rows(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A numbered list of complaints or problems with one cell a line: each row becomes one line that carries its head words.

    Only where the numbers prove that no cell was lost: every row but the last has exactly as many lines as there are heads.
    """
    cells = [_Cell(line.start(), line.end(), line[0].strip()) for line in _LINE.finditer(text) if line[0].strip()]
    order = re.compile(vocabulary.value("table.order"))
    at = 0
    while at < len(cells):
        heads = _heads(cells[at : at + MOST_HEADS + 1], vocabulary) if order.fullmatch(cells[at].text) else []
        rows = _numbered(cells, at + len(heads), len(heads)) if heads else []
        for row in rows:
            yield Edit(row[0].start, row[0].start, f"{heads[0].text}：", "表格行", 0.9)
            for head, left, right in zip(heads[1:], row, row[1:], strict=False):
                yield Edit(left.end, right.start, f"；{head.text}：", "表格行", 0.9)
        at += len(heads) + len(heads) * len(rows) or 1


def _heads(cells: list[_Cell], vocabulary: Vocabulary) -> list[_Cell]:
    """The head words before the row that is numbered 1; empty when they are none."""
    width = next((number for number, cell in enumerate(cells) if cell.text == "1"), 0)
    heads = cells[:width]
    label = re.compile("|".join(f"(?:{one})" for one in vocabulary.words("table.label")))
    named = sum(bool(label.fullmatch(re.sub(r"[（(].*[)）]", "", head.text))) for head in heads)
    plain = all(len(head.text) <= LONGEST_HEAD and not _NO_CELL.search(head.text) for head in heads)
    return heads if plain and width >= FEWEST_HEADS and 2 * named > width else []


def _numbered(cells: list[_Cell], first: int, width: int) -> list[list[_Cell]]:
    """The rows numbered 1, 2, 3 …, each of the same number of lines; empty when there are fewer than two."""
    rows: list[list[_Cell]] = []
    while first + width <= len(cells) and cells[first].text == str(len(rows) + 1):
        rows.append(cells[first : first + width])
        first += width
    if len(rows) > 1:
        above = [max(len(row[column].text) for row in rows[:-1]) for column in range(width)]
        whole = all(most > SHORT_CELL or len(cell.text) <= SHORT_LAST_CELL for most, cell in zip(above, rows[-1], strict=True))
        rows = rows if whole else rows[:-1]
    return rows if len(rows) > 1 else []
