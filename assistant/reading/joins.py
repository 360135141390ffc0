"""The step that joins lines broken in the middle of a sentence: by the width of a page, behind a mark that lists, before a count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

JOINED = "断行拼接"
FEWEST_LINES = 4
NARROWEST, WIDEST = 30, 130
"""The width of a hard-wrapped text, a Chinese character counting two."""
NEARLY = 0.86
"""A line so near to the full width is full: a word or a number was too long for the rest."""
MOST_FULL = 0.6
"""So large a share of full lines makes a text a hard-wrapped one."""
NARROWEST_EXACT, FEWEST_EQUAL, MOST_EQUAL = 15, 2, 0.05
"""So many lines of prose with the very same number of characters, more than any other line, were cut at that number."""
SHORTEST_LISTED, SHORTEST_COUNTED, SHORTEST_AWAITING = 12, 15, 8
SHORTEST_SENTENCE = 10
LONGEST_LABEL = 20
_LABEL = re.compile(r"\s*([^\s：；，。]{1,16}：)")
_WIDE = re.compile(r"[\u2e80-\U0001ffff“”‘’…—]")
_COUNT = re.compile(rf"\d+(?:\.\d+)?\s?[{HAN}%％]")
_PROSE = re.compile("[，。；,;]")
_SENTENCE_END = "。！？"
_UNIT = re.compile(r"[个件项家处次人吨万亿元年月日条篇份批座台米亩公平%％.]")
_LISTS = "，、,（("
_CANNOT_OPEN = frozenset("，。、；：）》”％%,;:)")


def wrapped_lines(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Lines broken by a page width, joined where the line is full and the sentence goes on."""
    lines = [line for line in re.finditer(r"[^\n]+", text) if line[0].strip()]
    page = _Page(lines, vocabulary)
    for line, following in pairwise(lines):
        near = following.start() - line.end() == 1
        last, head = line[0].rstrip(), following[0].lstrip()
        if near and page.cut_after(line[0], following[0]):
            yield Edit(line.end(), following.start(), "", JOINED, 0.95)
        elif page.goes_on(last, head, near) and not (" | " in line[0] or " | " in head or _rows_alike(line[0], head)):
            start = line.start() + len(last)
            yield Edit(start, following.start() + len(following[0]) - len(head), "", JOINED, 0.9)


class _Page:
    """How wide the lines of a text are, and what that says about where they end."""

    def __init__(self, lines: list[re.Match[str]], vocabulary: Vocabulary) -> None:
        self._closed = frozenset(vocabulary.value("join.closed"))
        self._fresh = vocabulary.pattern("join.fresh")
        self._awaits = tuple(vocabulary.words("join.awaits"))
        self._full = self._exact = 0
        self._bars = max((line[0].count("|") for line in lines), default=0)
        self._runs_on = False
        if len(lines) >= FEWEST_LINES and max(line.end() - line.start() for line in lines) <= WIDEST:
            self._measure([line[0] for line in lines])

    def _measure(self, lines: list[str]) -> None:
        longest = max(map(len, lines))
        equal = [line for line in lines if len(line) == longest]
        cut = sum(line[-1] not in self._closed and bool(_PROSE.search(line) or _is_cut_row(line, self._bars)) for line in equal)
        if longest >= NARROWEST_EXACT and len(equal) >= max(FEWEST_EQUAL, MOST_EQUAL * len(lines)) and cut >= MOST_FULL * len(equal):
            self._exact = longest
            self._runs_on = _inner_stops(lines) > _last_stops(lines, longest)
        widths = [_width(line.rstrip()) for line in lines]
        widest = max(widths)
        if NARROWEST <= widest <= WIDEST and sum(width >= NEARLY * widest for width in widths) >= MOST_FULL * len(widths):
            self._full = widest

    def cut_after(self, line: str, following: str) -> bool:
        """Whether a line is exactly as long as all lines that were cut blindly, and the next one takes it up."""
        if not self._exact or len(line) != self._exact:
            return False
        if following[0] in _CANNOT_OPEN or line.endswith((" |", "| ")) or following.startswith((" |", "| ")):
            return True
        if " | " in line:
            return following.count(" | ") < line.count(" | ") or line.count("|") + following.count("|") <= self._bars
        if line[-1] in _SENTENCE_END and not self._runs_on:
            return False
        return not (line[-1] in self._closed and self._fresh.match(following))

    def goes_on(self, last: str, head: str, near: bool) -> bool:
        """Whether the sentence of a line goes on in the next one; `near` says that no blank line parts them."""
        if near and head[0] in _CANNOT_OPEN and _PROSE.search(last + head[0]):
            return True
        if last[-1] in self._closed or self._fresh.match(head):
            return False
        return _is_listed(last) or (near and (self._is_full(last) or self._is_counted(last, head)))

    def _is_full(self, last: str) -> bool:
        return self._full > 0 and _width(last) >= NEARLY * self._full

    def _is_counted(self, last: str, head: str) -> bool:
        """Whether the next line brings the number that this one leads up to (已完成⏎40 件)."""
        if last[-1].isdigit() and _UNIT.match(head):
            return bool(_PROSE.search(last)) and len(last) >= SHORTEST_COUNTED
        leads = (len(last) >= SHORTEST_COUNTED and "，" in last) or (len(last) >= SHORTEST_AWAITING and last.endswith(self._awaits))
        return leads and bool(_COUNT.match(head))


def _is_cut_row(line: str, bars: int) -> bool:
    """Whether a line is a piece of a row of a table: of two outer bars it has one, or fewer bars than the fullest row's `bars`."""
    outer = line.startswith("|") is not line.rstrip().endswith("|") and len(line) > 1
    return outer or 0 < line.count("|") < bars


def _inner_stops(lines: list[str]) -> int:
    """How many sentences end within a line, so that another one of the paragraph follows."""
    return sum(line.count("。", 0, len(line) - 1) for line in lines)


def _last_stops(lines: list[str], full: int) -> int:
    """How many short lines end with a sentence, as the last line of a paragraph does."""
    return sum(line[-1] == "。" and len(line) < full for line in lines)


def _is_listed(last: str) -> bool:
    return last[-1] in _LISTS and len(last) >= SHORTEST_LISTED


def goes_on(text: str, end: int, start: int, vocabulary: Vocabulary) -> bool:
    """Whether the sentence on the line that ends at `end` goes on at `start`: both are prose, and neither closes nor opens anything."""
    before = text[text.rfind("\n", 0, end) + 1 : end].rstrip()
    after = text[start : start + LONGEST_LABEL]
    if len(before) < SHORTEST_SENTENCE or before[-1] in vocabulary.value("join.closed") or not after.strip() or after[0] == "\n":
        return False
    opens = vocabulary.pattern("join.fresh").match(after.lstrip()) or _rows_alike(before, after)
    return not opens and bool(re.search("[，。；]", before))


def _rows_alike(line: str, following: str) -> bool:
    """Two rows of one table written out, both opening with the same label (`序号：1；…`): rows may be equally long by nature."""
    label = _LABEL.match(line)
    return label is not None and following.startswith(label[1])


def _width(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))
