"""Steps that put together what a site or a converter cut: page marks, hard-wrapped lines, tables with one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import Vocabulary

PAGE_MARK = "分页标记"
_PAGE = re.compile(r"^(\d{1,4})、", re.MULTILINE)
_SENTENCE_END = "。！？；：”）)"
_LABEL = re.compile(r"\s*([^\s：；，。]{1,16}：)")
SHORTEST_PAGE = 20
MOST_FIRSTS, MOST_SECONDS = 5, 12
"""How many list items 1、 and 2、 are tried as the start of the page marks."""


def page_marks(text: str, _: Vocabulary) -> Iterator[Edit]:
    """`⏎n、` put in by a site every so many characters: only where 1,2,3… runs on and the pieces are equally long."""
    for mark in _page_chain(text):
        newline = 1 if mark.start() and text[mark.start() - 1] == "\n" and mark[1] != "1" else 0
        yield Edit(mark.start() - newline, mark.end(), "", PAGE_MARK, 0.98)


def _page_chain(text: str) -> list[re.Match[str]]:
    marks = list(_PAGE.finditer(text))
    at = {mark.start(): mark for mark in marks}
    firsts = [mark for mark in marks if mark[1] == "1"][:MOST_FIRSTS]
    for first in firsts:
        for second in [mark for mark in marks if mark[1] == "2" and mark.start() > first.end()][:MOST_SECONDS]:
            length = second.start() - 1 - first.end()
            chain = [first, second]
            while (following := at.get(chain[-1].end() + length + 1)) and following[1] == str(len(chain) + 1):
                chain.append(following)
            if _is_proved(text, chain, length):
                return chain
    return []


def _is_proved(text: str, chain: list[re.Match[str]], length: int) -> bool:
    """Equal pieces that stop in the middle of a sentence are pages; a real list ends its items with a mark."""
    if length < SHORTEST_PAGE:
        return False
    cut = sum(text[mark.start() - 2] not in _SENTENCE_END for mark in chain[1:])
    if len(chain) == 2:
        return cut == 1 and length % 50 == 0
    return cut * 2 >= len(chain) - 1


def wrapped_lines(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Lines broken by a page width, joined where the line is full and the sentence goes on."""
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()]
    full = _full_width(lines)
    closed, fresh = vocabulary.value("join.closed"), vocabulary.pattern("join.fresh")
    for line, following in zip(lines, lines[1:], strict=False):
        gap = text[line.end() : following.start()]
        head = following[0].lstrip()
        if fresh.match(head) or " | " in line[0] or " | " in head or _rows_alike(line[0], head):
            continue
        last = line[0].rstrip()
        goes_on = last[-1] not in closed
        wrapped = full and gap == "\n" and goes_on and _width(last) >= 0.86 * full
        listed = last[-1] in "，、,（(" and len(last) >= 12
        counted = goes_on and gap == "\n" and len(last) >= 15 and "，" in last and bool(re.match(r"\d+\s?[\u4e00-\u9fff]", head))
        if wrapped or listed or counted:
            start = line.start() + len(line[0].rstrip())
            yield Edit(start, following.start() + len(following[0]) - len(head), "", "断行拼接", 0.9)


def _rows_alike(line: str, following: str) -> bool:
    """Two rows of one table written out, both opening with the same label (`序号：1；…`): rows may be equally long by nature."""
    label = _LABEL.match(line)
    return label is not None and following.startswith(label[1])


def _width(line: str) -> int:
    return sum(2 if ord(character) > 0x2E7F or character in "“”‘’…—" else 1 for character in line)


def _full_width(lines: list[re.Match[str]]) -> int:
    """The page width of a hard-wrapped text, 0 when lines are paragraphs."""
    if len(lines) < 6:
        return 0
    widths = sorted(_width(line[0].rstrip()) for line in lines)
    widest = widths[-1]
    if not 30 <= widest <= 130:
        return 0
    near = sum(width >= 0.86 * widest for width in widths)
    return widest if near >= 0.6 * len(widths) else 0


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        return bool(re.fullmatch(r"[-—/]|\d[\d,.]*\s?[%％]?", self.text))


def flattened_tables(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A table with one cell a line: each row becomes one line, its cells parted by ` | `; its header row(s) too."""
    for run in _cell_runs(text):
        rows = _rows(run, vocabulary.words("table.sub"))
        for row in rows:
            for left, right in zip(row, row[1:], strict=False):
                yield Edit(left.end, right.start, " | ", "表格行", 0.9)


def _cell_runs(text: str) -> Iterator[list[_Cell]]:
    run: list[_Cell] = []
    for line in re.finditer(r"[^\n]*\n?", text):
        content = line[0].strip()
        if not content:
            continue
        start = line.start() + line[0].index(content[0])
        if len(content) <= 16 and not re.search(r"[。；！？，：:|]|\d日|^[(（]", content):
            run.append(_Cell(start, start + len(content), content))
        else:
            if len(run) >= 9:
                yield run
            run = []
    if len(run) >= 9:
        yield run


def _rows(run: list[_Cell], sub: tuple[str, ...]) -> list[list[_Cell]]:
    """Rows of a label and k numbers that repeat at least three times, with the header cells in front of them."""
    numbers = [cell.is_number for cell in run]
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
