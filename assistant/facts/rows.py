"""The table rows of a report: each cell with its column's name, by what the reader recorded or, in plain text, by the marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from assistant.types import Report

_START = attrgetter("start")
_LINE = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)


class SameReport:
    """A report as a key of caches: equal to itself only, so that nobody compares texts of many pages."""

    __slots__ = ("report",)

    def __init__(self, report: Report) -> None:
        self.report = report

    def __hash__(self) -> int:
        return id(self.report)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameReport) and other.report is self.report


@dataclass(frozen=True, slots=True)
class Named:
    """A cell: its column's name (empty in a table without head), its words and where they begin in the clean text."""

    column: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the clean text; `parted`: an empty line stands before it; `cells` None when the reader recorded no table row."""

    start: int
    end: int
    text: str
    parted: bool
    cells: tuple[Named, ...] | None


def text_lines(report: Report) -> Sequence[TextLine]:
    """The lines that hold words, in order."""
    return _lines(SameReport(report))


@lru_cache(maxsize=1)
def _lines(same: SameReport) -> tuple[TextLine, ...]:
    return tuple(_each_line(same.report))


def _each_line(report: Report) -> Iterator[TextLine]:
    previous = 0
    for match in _LINE.finditer(report.clean):
        parted = "\n\n" in report.clean[previous : match.start()]
        previous = match.end()
        yield TextLine(match.start(), match.end(), match[0], parted, _recorded(report, match.start(), match[0]))


def named_cells(report: Report, start: int, end: int) -> tuple[Named, ...]:
    """The recorded cells of the first line of clean [start, end) that holds any; empty when none does."""
    for match in _LINE.finditer(report.clean, report.clean.rfind("\n", 0, start) + 1, end):
        if cells := _recorded(report, match.start(), match[0]):
            return cells
    return ()


def _recorded(report: Report, start: int, line: str) -> tuple[Named, ...] | None:
    """The recorded cells of a line with a name before one of them; None also where a repair changed the line."""
    if not report.cells:
        return None
    raw_start, raw_end = report.offsets.raw_span(start, start + len(line))
    if report.raw[raw_start:raw_end] != line:
        return None
    found: list[Named] = []
    position = 0
    for index in range(bisect_left(report.cells, raw_start, key=_START), len(report.cells)):
        cell = report.cells[index]
        if cell.end > raw_end:
            break
        begin, end = cell.start - raw_start, cell.end - raw_start
        found.append(Named(line[position:begin].strip("； ").removesuffix("："), start + begin, line[begin:end]))
        position = end
    return tuple(found) if any(cell.column for cell in found) else None
