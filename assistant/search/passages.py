"""Index units of a report: whole sentences of one section, about 120 to 300 characters, never cutting a number, quotation or list item."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from assistant.reading.numbering import find_marks, speaks
from assistant.reading.sentences import heading_ends, sentence_spans
from assistant.search.cuts import cut
from assistant.types import Passage, Report

ENOUGH = 200
"""A passage this long is closed at the next sentence end."""
ENOUGH_AT_LINE_END = 120
"""A passage this long is closed at a line end, so that paragraphs and list items stay together."""
LONGEST = 300
SHORTEST_TAIL = 60
"""What is left at the end of a section joins the passage before when it is shorter than this."""
WINDOW = 480
"""Heading path and text together: a model of 512 tokens reads a Chinese character as one token and needs a few for itself."""
_ROW = re.compile(r"[^：；。\n]{0,40}：[^；\n]*；[^：；。\n]{0,40}：")
_RULED = re.compile(r"[^\n|]*(?: \| [^\n|]*){2,}")


def passages(report: Report) -> list[Passage]:
    """The report as index units in text order; `report.clean[p.start:p.end] == p.text` holds for each."""
    starts = [section.start for section in report.sections]
    rooms = [_room(path) for path in ((), *(section.path for section in report.sections))]
    whole = _wholes(report.clean)
    lines = [one for one in whole if _uncut_line(report.clean, *one, starts, rooms)]
    found: list[Passage] = []
    spans = sentence_spans(report.clean, heading_ends(report), lines)
    for number, section in groupby(spans, key=lambda span: bisect_right(starts, span[0])):
        path, longest = report.sections[number - 1].path if number else (), rooms[number]
        parts = [part for one in _joined(section, whole, longest) for part in cut(report.clean, *one, ENOUGH_AT_LINE_END, longest)]
        for start, end in _grouped(report.clean, parts, longest):
            if _has_words(report.clean[start:end]):
                found.append(Passage(report.id, path, start, end, report.clean[start:end]))
    return [one for i, one in enumerate(found) if not _heading_only(one, found[i + 1] if i + 1 < len(found) else None)]


def _room(path: tuple[str, ...]) -> int:
    """How long the text of a passage may be under these headings, its short tail left aside."""
    return max(min(LONGEST, WINDOW - SHORTEST_TAIL - len(" / ".join(path))), ENOUGH_AT_LINE_END)


def _wholes(text: str) -> list[tuple[int, int]]:
    """List items and table rows in order: from one numbering mark to the next on its line, or a whole line of fields."""
    marks = [mark.start for mark in find_marks(text) if mark.follows and speaks(text, mark)]
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        first, last = bisect_right(marks, line.start() - 1), bisect_right(marks, line.end() - 1)
        if first < last:
            edges = [*marks[first:last], line.end()]
            found += zip(edges, edges[1:], strict=False)
        elif _ROW.match(line[0]) or _RULED.match(line[0]):
            found.append(line.span())
    return found


def _uncut_line(text: str, start: int, end: int, starts: list[int], rooms: list[int]) -> bool:
    """Whether a list item or table row is a line of one section that fits into one passage: where its sentences end does not matter."""
    number = bisect_right(starts, start)
    alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
    return alone and end - start <= rooms[number] and number == bisect_right(starts, end - 1)


def _joined(inside: Iterable[tuple[int, int]], whole: list[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """The sentences as spans, those of one list item or table row put together where they fit into one passage."""
    starts = [start for start, _ in whole]

    def item(sentence: tuple[int, int]) -> int:
        index = bisect_right(starts, sentence[0]) - 1
        inside_it = index >= 0 and sentence[1] <= whole[index][1] and whole[index][1] - whole[index][0] <= longest
        return index if inside_it else -1 - sentence[0]

    for _, group in groupby(inside, key=item):
        members = list(group)
        yield (members[0][0], members[-1][1])


def _grouped(text: str, spans: list[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """Neighbouring spans joined until a passage is long enough; a short rest joins the passage before."""
    groups: list[tuple[int, int]] = []
    for start, end in spans:
        if groups and not _closed(text, groups[-1], start, end, longest):
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    if len(groups) > 1 and groups[-1][1] - groups[-1][0] < SHORTEST_TAIL and groups[-1][1] - groups[-2][0] <= longest + SHORTEST_TAIL:
        groups[-2:] = [(groups[-2][0], groups[-1][1])]
    yield from groups


def _closed(text: str, group: tuple[int, int], start: int, end: int, longest: int) -> bool:
    """Whether the group is complete before the span [start, end)."""
    length = group[1] - group[0]
    line_end = "\n" in text[group[1] : start]
    return length >= ENOUGH or (line_end and length >= ENOUGH_AT_LINE_END) or end - group[0] > longest


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
