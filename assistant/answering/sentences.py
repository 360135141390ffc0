"""The sentences a quotation is taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.types import Report

LEDGER_ROW = re.compile(r"(?:[^：；\n]{1,12}：[^；\n]*；){5}")
"""A row of a ledger as one line: five and more fields with their labels."""
_SENTENCE = re.compile(r"[^。！？；;\n]+(?:[。！？；;]+[”’」』）)]?)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with the share of the question it covers."""

    report: Report
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.report.clean[self.start : self.end]


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of a stretch of text stand, without blanks at their ends."""
    spans = []
    for match in _SENTENCE.finditer(text, start, end):
        piece = match[0].strip()
        if piece:
            begin = match.start() + len(match[0]) - len(match[0].lstrip())
            spans.append((begin, begin + len(piece)))
    return spans


def line_around(found: Found) -> tuple[int, int]:
    """The line a sentence stands in."""
    clean = found.report.clean
    end = clean.find("\n", found.start)
    return clean.rfind("\n", 0, found.start) + 1, end if end >= 0 else len(clean)


def row_around(found: Found) -> tuple[int, int] | None:
    """The whole ledger row a field stands in, so that the evidence shows whose field it is; None outside a ledger."""
    start, end = line_around(found)
    return (start, end) if LEDGER_ROW.match(found.report.clean[start:end]) else None


def row_head(report: Report, start: int) -> str:
    """The column heads of the table of bars that a row stands in; empty elsewhere."""
    clean = report.clean
    begin = clean.rfind("\n", 0, start) + 1
    if "|" not in clean[begin : clean.find("\n", start) if "\n" in clean[start:] else len(clean)]:
        return ""
    head = begin
    while begin and "|" in clean[clean.rfind("\n", 0, begin - 1) + 1 : begin]:
        begin = clean.rfind("\n", 0, begin - 1) + 1
    return clean[begin : clean.find("\n", begin)] if begin < head else ""
