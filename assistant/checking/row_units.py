"""A unit in a row of a table goes with the item of that row: some source names both together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.checking.guardwords import GuardWords
from assistant.checking.lines import Line
from assistant.checking.proper import read_proper_names
from assistant.checking.tokens import plain
from assistant.types import LOOK, Report

_APART = re.compile(r"[、，；：（）()\s]+")
_ITEM = 6
"""An item is told in so many letters at least."""
_NEAR = 300
"""In running text the unit of an item is named so many letters behind it at most; in a table it stands in the same row."""


class RowUnits:
    """Where the sources name items, for the units named with them."""

    def __init__(self, reports: Iterable[Report], words: GuardWords, endings: tuple[str, ...]) -> None:
        self._reports = list(reports)
        self._words = words
        self._endings = endings
        self._told: dict[str, list[str]] = {}

    def hold(self, line: Line) -> None:
        """Fault the units of a cell that no source names with the item of its row, where some source names that item."""
        if not line.shown:
            return
        cells = [cell.partition("：")[2] for cell in line.shown.split("；")]
        told = [words for cell in cells if len(cell) >= _ITEM and cell not in line.text for words in self._beside(cell)]
        for start, end in self._units(line.text) if told else ():
            unit = line.text[start:end]
            if not any(plain(unit) in words for words in told):
                line.fault("名称", start, end, "", f"【待核】资料中这一项没有与“{unit}”写在一起，请核对单位", LOOK)

    def _units(self, text: str) -> Iterator[tuple[int, int]]:
        """The names of bodies, each with all letters that stand before it without a mark."""
        for found in read_proper_names(text, self._words):
            if found.kind != "place" and found.text.endswith(self._endings):
                start = max((mark.end() for mark in _APART.finditer(text, 0, found.start)), default=0)
                yield start, found.end

    def _beside(self, item: str) -> list[str]:
        """The letters of each row or stretch of text that names an item."""
        if item not in self._told:
            self._told[item] = [plain(words) for report in self._reports for words in _around(report, item)]
        return self._told[item]


def _around(report: Report, item: str) -> Iterator[str]:
    for found in re.finditer(re.escape(item), report.clean):
        begin = report.clean.rfind("\n", 0, found.start()) + 1
        end = report.clean.find("\n", found.end())
        end = len(report.clean) if end < 0 else end
        row = report.cell_place(found.start(), found.end()) if report.cells else None
        yield report.clean[begin : end if row else max(end, found.end() + _NEAR)]
