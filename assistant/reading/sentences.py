"""Sentences of a report, cut at 。！？； and line ends, never inside quotations, brackets or numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.types import Passage, Report

_ENDS = "。！？；!?;"
_ENDS_SET = frozenset(_ENDS)
PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "〔": "〕", "【": "】"}
_CLOSING = "”’）)」』"
_NOTABLE = re.compile("[" + re.escape("".join(PAIRS) + _ENDS + _CLOSING) + "\\n]")
"""The characters at which a sentence may end, or what protects one begin."""
LONGEST_PAIR = 200
"""A bracket or quotation whose end is farther away, or on another line, was never closed and protects nothing."""


def sentences(report: Report) -> list[Passage]:
    """Every sentence of a report in order; `report.clean[p.start:p.end] == p.text` holds for each."""
    return [report.passage(start, end) for start, end in sentence_spans(report.clean, heading_ends(report))]


def sentence_spans(text: str, also: frozenset[int] = frozenset(), whole: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """The spans of the sentences without the blanks around them; `also` are further places to cut at.

    Of `whole` lines, given in order, each is one span whatever stands in it.
    """
    places, begin = sorted(also), 0
    for line in (*whole, (len(text), len(text))):
        if begin < line[0]:
            yield from _spans(text, places, begin, line[0])
        yield from _stripped(text, *line)
        begin = line[1]


def _spans(text: str, places: Sequence[int], begin: int, until: int) -> Iterator[tuple[int, int]]:
    """The sentences of whole lines."""
    start = position = begin
    while position < until:
        found = _NOTABLE.search(text, position, until)
        notable = found.start() if found else until
        place = bisect_right(places, position)
        if place < len(places) and places[place] <= notable:
            position = places[place]
            yield from _stripped(text, start, position)
            start = position
            continue
        if found is None:
            break
        position, character = notable, found[0]
        if character in PAIRS and (end := closing(text, position)):
            position = end + 1
            if text[end - 1] in _ENDS and _begins_anew(text, position):
                yield from _stripped(text, start, position)
                start = position
            continue
        position += 1
        ends = character in _ENDS or (character in _CLOSING and text[position - 2 : position - 1] in _ENDS_SET)
        if character == "\n" or (ends and not _continues(text, position)) or position in places[place : place + 1]:
            yield from _stripped(text, start, position)
            start = position
    yield from _stripped(text, start, until)


def closing(text: str, opening: int) -> int:
    """The offset that closes the pair opened at `opening`, 0 when nothing near on the line does; an opening quote may close one."""
    closes = PAIRS[text[opening]]
    limit = min(opening + LONGEST_PAIR, len(text))
    line = text.find("\n", opening, limit)
    limit = line if line >= 0 else limit
    depth, position = 0, opening + 1
    while position < limit:
        character = text[position]
        if character == closes:
            if depth == 0:
                return position
            depth -= 1
        elif character == text[opening]:
            if closes in "”’":
                return position
            depth += 1
        position += 1
    return 0


def _begins_anew(text: str, position: int) -> bool:
    """Whether a quotation that ended with a full stop also ended its sentence."""
    return position >= len(text) or text[position] not in "，、；。,;的等和”’）)"


def _continues(text: str, position: int) -> bool:
    """Whether a closing mark or a further end mark still belongs to this sentence."""
    return position < len(text) and text[position] in _ENDS + "”’）)」』"


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield (start, end)


def heading_ends(report: Report) -> frozenset[int]:
    """Where a heading runs into its text without a mark."""
    ends = (section.start + len(section.heading) for section in report.sections if section.heading)
    return frozenset(end for end in ends if end < len(report.clean) and report.clean[end] not in "。：:；\n ")
