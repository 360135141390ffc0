"""The sentences a quotation is taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.types import Report

LEDGER_ROW = re.compile(r"(?:[^：；\n]{1,12}：[^；\n]*；){5}")
"""A row of a ledger as one line: five and more fields with their labels."""
_SENTENCE = re.compile(
    r"(?:(?<![^。！？?；;\n])[^。！？?；;\n]{2,24}[？?](?=[^。！？?；;”’」』\s]))?[^。！？；;\n]+(?:[。！？；;]+[”’」』）)]?)?"
)
"""A short question that the text puts to itself is one with its answer: 何时建成？2022年1月."""

_ANNOUNCES = re.compile(r"(?:\d+|[两二三四五六七八九十])[个项件条家处][^：；。]*[：:]")
_LIST_ENDS = re.compile(r"[；;](?=[二三四五六七八九十]是|（[二三四五]）)|。|(?=\n)")
_TOPIC = 32
"""A sentence that only names its paragraph's matter has at most so many characters."""
_LONGEST_LIST = 300
"""So many characters of a list are shown behind its first item."""


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


def whole_list(found: Found) -> Found:
    """A sentence that begins a list (…滞后：甲项目；乙项目。) with all of the list, up to the next 二是 or full stop."""
    if not found.text.endswith((";", "；")) or not _ANNOUNCES.search(found.text):
        return found
    ends = _LIST_ENDS.search(found.report.clean, found.end, found.end + _LONGEST_LIST)
    return replace(found, end=ends.end()) if ends is not None else found


def with_body(found: Found) -> Found:
    """A topic sentence that opens a paragraph (加强部门协作，确保整改质量。) with the sentence that says how; any other as it is."""
    begin, end = line_around(found)
    spans = sentence_spans(found.report.clean, begin, end)
    opens = bool(spans) and spans[0] == (found.start, found.end) and found.end - found.start <= _TOPIC
    if not opens or len(spans) < 2 or re.search(r"\d", found.text):
        return found
    return replace(found, end=spans[1][1])


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
