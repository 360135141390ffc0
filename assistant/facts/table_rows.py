"""Rows of numbers in a report: recorded cells, `地区：哈尔滨；收件数：188`, or `哈尔滨 | 188 | 87` under a header line."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.facts.rows import TextLine, text_lines
from assistant.types import Report

COUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)\s*(?P<unit>[%％件个项家人起宗条处批次吨亩份元]?)")
NO_COUNT = re.compile(r"序号|编号|批次$|电话|日期|时间|时限|年份|备注|^年$|文号|邮编")
_PAIR = re.compile(r"([^：；:;\n]{1,40})[：:]([^；;\n]*)")
_RULE = re.compile(r"[|:\s-]*-[|:\s-]*")
_LEADS_IN = re.compile(r"^[^。；]*(?:如下|下表|[：:])[^。，；\d]{0,6}[。：:]?$")
"""A line of one sentence that leads in a table, also across an empty line."""
_GROUP_BEGINS = ("小计", "总体", "合计")
_UNIT_SAID = re.compile(r"单位[:：]\s*(?P<unit>件|个|项|条|宗|家|人|起|处|%|％|万元|亿元|元|吨|亩)(?![、，/\w])")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: cells as (column, clean offset, text)."""

    start: int
    end: int
    cells: tuple[tuple[str, int, str], ...]
    table: int = 0
    """The tables of a report are counted; plain text is table 0."""
    heading: str = ""
    """The lines over the table."""
    unit: str = ""
    """What the table counts in, from 单位：件 above it."""

    @property
    def names(self) -> list[tuple[str, str]]:
        """The columns and words of the cells that are neither a number nor an ordinal's, in order."""
        named = [(column, text) for column, _, text in self.cells if text and not COUNT.fullmatch(text)]
        return [one for one in named if not NO_COUNT.search(one[0])] or named[:1]

    @property
    def namer(self) -> tuple[str, str]:
        """The column and words of the cell that names the row, the first of its names."""
        return next(iter(self.names), ("", ""))

    @property
    def name(self) -> str:
        """The words that name the row."""
        return self.namer[1]


def tabled(report: Report, start: int, end: int) -> bool:
    """Whether clean [start, end) is part of a column's name, or a number alone in a named cell: the table says what it counts."""
    if not report.cells:
        return False
    raw_start, _ = report.offsets.raw_span(start, end)
    cell = report.cell_at(start, end)
    if cell:
        return report.raw[cell.start - 1 : cell.start] == "：" and bool(COUNT.fullmatch(report.raw[cell.start : cell.end]))
    following = bisect_left(report.cells, raw_start, key=lambda one: one.start)
    return following < len(report.cells) and "\n" not in report.raw[raw_start : report.cells[following].start]


class _Reader:
    """Goes down a report's lines, remembering the header and the lines over a table."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.header: list[str] = []
        self.two_rows = False
        self.above: list[str] = []
        self.in_table = False
        self.table = 0

    def line(self, line: TextLine) -> None:
        """One more line."""
        if line.parted:
            self.above, self.in_table = [one for one in self.above[-1:] if _LEADS_IN.search(one)], False
        if line.cells is None and "|" in line.text:
            self._piped(line)
            return
        self.header = []
        if line.cells is None:
            pairs = _pairs(line)
            counts = sum(bool(COUNT.fullmatch(text)) for _, _, text in pairs)
            recorded, told = False, len(pairs) >= 3 and counts >= 2
        else:
            pairs = [(cell.column, cell.start, cell.text) for cell in line.cells]
            recorded = True
            told = any(COUNT.fullmatch(text) and not NO_COUNT.search(column) for column, _, text in pairs)
        if told:
            self._add(line, tuple(pairs), recorded)
        elif not recorded:
            self.above = [*([] if self.in_table else self.above[-11:]), line.text]
            self.in_table = False

    def _add(self, line: TextLine, cells: tuple[tuple[str, int, str], ...], recorded: bool) -> None:
        if recorded and not self.in_table:
            self.table += 1
        self.in_table = True
        heading = "\n".join(self.above)
        said = _UNIT_SAID.search(heading) if recorded else None
        self.rows.append(Row(line.start, line.end, cells, self.table if recorded else 0, heading, said["unit"] if said else ""))

    def _piped(self, line: TextLine) -> None:
        cells = piped(line.text, line.start)
        if is_rule(line.text):
            return  # the rule between head and body (| --- | :---: |)
        if not any(COUNT.fullmatch(text) for _, text in cells):
            written = [text for _, text in cells]
            self.header = leaves(written)
            # Under a header of two rows only the last, empty cells of a row are ever missing.
            self.two_rows = self.header != written
        elif len(self.header) == len(cells) or (self.two_rows and len(cells) < len(self.header)):
            self._add(line, tuple((column, *cell) for column, cell in zip(self.header, cells, strict=False)), recorded=False)


def rows(report: Report) -> list[Row]:
    """The rows of all tables in a report, with the header words of their columns."""
    reader = _Reader()
    for line in text_lines(report):
        reader.line(line)
    return reader.rows


def leaves(header: list[str]) -> list[str]:
    """The columns of a header of two rows written as one: 交办数 | 累计 | 小计 | 其中重点 | 小计 | 其中重点; as given when it is none."""
    first = next((i for i, text in enumerate(header) if text in _GROUP_BEGINS), 0)
    groups = [i for i in range(first, len(header)) if header[i] in _GROUP_BEGINS]
    if first < 3 or len(groups) != first - 1:
        return header
    ends = [*groups[1:], len(header)]
    return [
        header[0],
        *(header[n] + header[i] for n, (begin, end) in enumerate(zip(groups, ends, strict=True), 1) for i in range(begin, end)),
    ]


def _pairs(line: TextLine) -> list[tuple[str, int, str]]:
    return [(pair[1].strip(), line.start + pair.start(2) + _blank(pair[2]), pair[2].strip()) for pair in _PAIR.finditer(line.text)]


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def is_rule(line: str) -> bool:
    """Whether a line only parts the head of a table from its body: | --- | :---: |."""
    return _RULE.fullmatch(line) is not None


def piped(line: str, start: int) -> list[tuple[int, str]]:
    """The cells between the bars of a line, each with its offset; empty ones at the end left out."""
    cells: list[tuple[int, str]] = []
    position = start
    for part in line.split("|"):
        if part.strip() or cells:
            cells.append((position + _blank(part), part.strip()))
        position += len(part) + 1
    while cells and not cells[-1][1]:
        cells.pop()
    return cells
