"""Index units of a report: whole sentences of one section, about 120 to 300 characters, never cutting a number, quotation or list item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from assistant.reading.sentences import sentences
from assistant.types import Passage, Report

ENOUGH = 200
"""A passage this long is closed at the next sentence end."""
ENOUGH_AT_LINE_END = 120
"""A passage this long is closed at a line end, so that paragraphs and list items stay together."""
LONGEST = 300
SHORTEST_TAIL = 60
"""What is left at the end of a section joins the passage before when it is shorter than this."""

_OPENING, _CLOSING = "“‘《（(「『【〔", "”’》）)」』】〕"


def passages(report: Report) -> list[Passage]:
    """The report as index units in text order; `report.clean[p.start:p.end] == p.text` holds for each."""
    found: list[Passage] = []
    for _, section in groupby(sentences(report), key=lambda sentence: _section_start(report, sentence)):
        spans = [part for sentence in section for part in _split_long(sentence)]
        found.extend(report.passage(start, end) for start, end in _grouped(report.clean, spans) if _has_words(report.clean[start:end]))
    return [one for i, one in enumerate(found) if not _heading_only(one, found[i + 1] if i + 1 < len(found) else None)]


def _section_start(report: Report, sentence: Passage) -> int:
    """Where the section that holds a sentence starts: two sections may carry the same headings."""
    return max((section.start for section in report.sections if section.start <= sentence.start), default=-1)


def _grouped(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Neighbouring spans joined until a passage is long enough; a short rest joins the passage before."""
    groups: list[tuple[int, int]] = []
    for start, end in spans:
        if groups and not _closed(text, groups[-1], start, end):
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    if len(groups) > 1 and groups[-1][1] - groups[-1][0] < SHORTEST_TAIL:
        groups[-2:] = [(groups[-2][0], groups[-1][1])]
    yield from groups


def _closed(text: str, group: tuple[int, int], start: int, end: int) -> bool:
    """Whether the group is complete before the span [start, end)."""
    length = group[1] - group[0]
    line_end = "\n" in text[group[1] : start]
    return length >= ENOUGH or (line_end and length >= ENOUGH_AT_LINE_END) or end - group[0] > LONGEST


def _split_long(sentence: Passage) -> list[tuple[int, int]]:
    """A sentence too long for one passage, cut at commas outside quotations, brackets and numbers; else the sentence itself."""
    if len(sentence.text) <= LONGEST:
        return [(sentence.start, sentence.end)]
    cuts, last = [0], 0
    for comma in _outer_commas(sentence.text):
        if comma - cuts[-1] > ENOUGH and last > cuts[-1]:
            cuts.append(last)
        last = comma
    if last - cuts[-1] > SHORTEST_TAIL and len(sentence.text) - cuts[-1] > LONGEST:
        cuts.append(last)
    cuts.append(len(sentence.text))
    return [(sentence.start + a, sentence.start + b) for a, b in pairwise(cuts)]


def _outer_commas(text: str) -> Iterator[int]:
    """Offsets just after each comma that stands outside quotations and brackets and not between digits."""
    depth = 0
    for i, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING and depth > 0)
        if character in "，," and depth == 0 and not (text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()):
            yield i + 1


def _has_words(text: str) -> bool:
    """Rules, page marks and stray punctuation are no passage."""
    return re.search(r"[\w*]", text) is not None


def _heading_only(passage: Passage, following: Passage | None) -> bool:
    """A heading above a deeper one says nothing of its own: it stands in the section path of what follows."""
    return (
        following is not None
        and bool(passage.section)
        and passage.text.rstrip("。：:") == passage.section[-1].strip()
        and following.section[: len(passage.section)] == passage.section
    )
