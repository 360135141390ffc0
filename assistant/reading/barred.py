"""The step for tables of bars that lost their line breaks: where the cells show how wide a row is, each row is one line again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

ROWS = "表格行"
FEWEST_BARS = 4
FEWEST_NUMBERS = 2
"""A row of figures has at least so many."""
FEWEST_ITEMS = 2
"""Numbered rows are proved by the first so many numbers."""
_LINE = re.compile(r"[^\n]+")
_BAR = re.compile(r"[ \t]*\|[ \t]*")
_NUMBER = re.compile(r"\d[\d,.]*[%％]?|[-—/]")
_NUMBER_AND_MORE = re.compile(rf"\d[\d,.]*[%％]?(?=[{HAN}（(])")
_LAST_SENTENCE = re.compile(r".*[。；;：:！？]", re.DOTALL)
_LABEL = re.compile(rf"[{HAN}]{{2,}}")


class _Cell(NamedTuple):
    start: int
    text: str


def barred_rows(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A line break before every row of a table whose rows run on in one line (`… | 未启动中央第二轮督察 | 14 | 8 | 0二、…`)."""
    for line in _LINE.finditer(text):
        if line[0].count("|") < FEWEST_BARS or line[0].lstrip().startswith("|"):
            continue
        cells = _cells(line[0], line.start())
        breaks = _numbered(cells, vocabulary) or _of_figures(cells, vocabulary)
        yield from (Edit(at, at, "\n", ROWS, 0.85) for at in breaks if line.start() < at < line.end())


def _cells(line: str, offset: int) -> list[_Cell]:
    starts = [0, *(bar.end() for bar in _BAR.finditer(line))]
    ends = [*(bar.start() for bar in _BAR.finditer(line)), len(line)]
    return [_Cell(offset + start, line[start:end]) for start, end in zip(starts, ends, strict=True)]


def _head_start(cell: _Cell) -> int:
    """Where the first head of a table begins that runs into the sentence before it."""
    sentence = _LAST_SENTENCE.match(cell.text)
    return cell.start + (sentence.end() if sentence else 0)


def _numbered(cells: Sequence[_Cell], vocabulary: Vocabulary) -> list[int]:
    """The breaks of a table whose rows are numbered 1, 2, 3 …: the number stands right behind the last cell of the row before."""
    order = re.compile(rf"(?:{vocabulary.value('table.order')})$")
    first = next((index for index, cell in enumerate(cells) if order.search(cell.text)), None)
    if first is None:
        return []
    joint = next((index for index in range(first + 1, len(cells)) if re.search(r"\D1$", cells[index].text)), None)
    if joint is None or joint - first < FEWEST_NUMBERS:
        return []
    breaks = [match.start() + cells[first].start] if (match := order.search(cells[first].text)) else []
    number, at = 1, joint
    while at < len(cells) and (found := re.search(rf"(?<!\d){number}$", cells[at].text)) and found.start():
        breaks.append(cells[at].start + found.start())
        number, at = number + 1, at + joint - first
    return breaks if number > FEWEST_ITEMS else []


def _of_figures(cells: Sequence[_Cell], vocabulary: Vocabulary) -> list[int]:
    """The breaks of a table of a label and figures in each row: a label stands right behind the last head or the last figure before it."""
    first = next((index for index, cell in enumerate(cells) if _NUMBER.fullmatch(cell.text)), 0)
    width = next((index - first + 1 for index in range(first, len(cells)) if not _NUMBER.fullmatch(cells[index].text)), 0)
    head = first - 1 - width
    if width < FEWEST_NUMBERS or head < 0:
        return []
    label = _behind_head(cells[first - 1], vocabulary)
    if not label:
        return []
    breaks = [_head_start(cells[head]), label]
    at = first
    while (end := _row_end(cells, at, width)) is not None:
        breaks.append(end)
        at += width
    return breaks if len(breaks) > FEWEST_NUMBERS else []


def _behind_head(cell: _Cell, vocabulary: Vocabulary) -> int:
    """Where behind the last head of a table the first label begins; 0 where no head is known there."""
    label = re.compile("|".join(f"(?:{one})" for one in vocabulary.words("table.label")))
    for cut in range(len(cell.text) - 2, 1, -1):
        if label.fullmatch(cell.text[:cut]) and _LABEL.match(cell.text[cut:]):
            return cell.start + cut
    return 0


def _row_end(cells: Sequence[_Cell], at: int, width: int) -> int | None:
    """Where a row of `width` figures from cell `at` on ends within the cell of its last figure; None where no such row stands there."""
    if at + width > len(cells) or not all(_NUMBER.fullmatch(cell.text) for cell in cells[at : at + width - 1]):
        return None
    closing = cells[at + width - 1]
    last = _NUMBER_AND_MORE.match(closing.text) or _NUMBER.fullmatch(closing.text)
    return closing.start + len(last[0]) if last else None
