"""Steps for the marks between pages, also inside words and numbers: taken out only where a sequence proves that they are pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.joins import goes_on
from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import Vocabulary

PAGE_MARK = "分页标记"
SHORTEST_PAGE = 20
"""Shorter pieces are pages only where many cuts show themselves."""
MANY = 10
SHORTEST_SINGLE = 100
"""The first of only two pages is at least so long."""
LONGEST_LAST = 2
"""The last piece takes what is left, at most so many times a page."""
MOST_FIRSTS, MOST_SECONDS = 5, 12
"""How many list items 1、 and 2、 are tried as the start of the page marks."""
_SENTENCE_END = "。！？；：”）)"
_CANNOT_OPEN = frozenset("，。、；：）》”％%,;:)")
_CANNOT_CLOSE = frozenset("（《“(〔")
_PAIRS = ("（）", "《》", "“”")
_GOES_ON_A_NUMBER = re.compile(r"[\d.个件项万亿年月日元吨家处%％]")
_NUMBERED = re.compile(r"^\W{0,3}第?\s?\d", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A page mark at [start, end) of a text, the line break before it included; `total` is empty when it names no number of pages."""

    start: int
    end: int
    number: int
    total: str


def page_marks(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """`⏎n、` in front of every piece of the text: only where 1,2,3… runs on, the pieces are equally long and visibly cut."""
    if not _NUMBERED.search(text):
        return
    for shape in vocabulary.words("pages.before_piece"):
        chain = _equal_chain(text, _marks(text, shape))
        if chain:
            first = chain[0]
            yield Edit(first.start + (text[first.start] == "\n"), first.end, "", PAGE_MARK, 0.98)
            yield from (Edit(mark.start, mark.end, "", PAGE_MARK, 0.98) for mark in chain[1:])
            return


def page_lines(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A page number alone on its line (- 3 -, 第3页 共9页, 3/9): the line goes, and a sentence that it cut is joined."""
    if not _NUMBERED.search(text):
        return
    for shape in vocabulary.words("pages.own_line"):
        chain = _running(_marks(text, shape))
        if len(chain) < 2:
            continue
        blind = _cut_blindly(text, chain)
        for mark in chain:
            end = mark.end + 1
            joined = blind or not mark.start or goes_on(text, mark.start, end, vocabulary)
            yield Edit(mark.start, min(end, len(text)) if joined else mark.end, "", PAGE_MARK, 0.98 if blind else 0.9)
        return


def _marks(text: str, shape: str) -> list[_Mark]:
    found = []
    for match in re.finditer(shape, text, re.MULTILINE):
        newline = 1 if match.start() and text[match.start() - 1] == "\n" else 0
        total = match[2] if match.re.groups > 1 else ""
        found.append(_Mark(match.start() - newline, match.end(), int(match[1]), total or ""))
    return found


def _equal_chain(text: str, marks: list[_Mark]) -> list[_Mark]:
    if len(marks) < 2:
        return []
    at = {mark.start: mark for mark in marks}
    firsts = [mark for mark in marks if mark.number == 1][:MOST_FIRSTS]
    for first in firsts:
        for second in [mark for mark in marks if mark.number == 2 and mark.start > first.end][:MOST_SECONDS]:
            length = second.start - first.end
            chain = [first, second]
            while (following := at.get(chain[-1].end + length)) and following.number == len(chain) + 1:
                chain.append(following)
            if _is_proved(text, chain, length):
                return chain
    return []


def _is_proved(text: str, chain: list[_Mark], length: int) -> bool:
    """Equal pieces that stop in the middle of a sentence are pages; a real list ends all its items with a mark, or none of them."""
    rest = text[chain[-1].end : chain[-1].end + LONGEST_LAST * length + 1].split("\n", 1)[0]
    if len(rest) > (LONGEST_LAST if len(chain) > 2 else 1) * length:
        return False
    bars = _bars(text)
    cuts = [_Cut(text, before.end, mark, bars) for before, mark in zip(chain, chain[1:], strict=False)]
    plain = sum(cut.is_plain for cut in cuts)
    shown = sum(cut.is_plain or cut.is_likely for cut in cuts)
    if len(cuts) == 1:
        return length >= SHORTEST_SINGLE and (plain == 1 or (shown == 1 and length % 10 == 0))
    if length < SHORTEST_PAGE:
        return len(cuts) >= MANY and plain >= max(2, len(cuts) // MANY)
    return sum(cut.in_sentence for cut in cuts) * 2 >= len(cuts) and shown * 4 >= len(cuts)


class _Cut:
    """What stands on both sides of a mark behind the piece that began at `piece`; a row of a table has so many `bars`."""

    def __init__(self, text: str, piece: int, mark: _Mark, bars: int) -> None:
        left, right = text[mark.start - 1], text[mark.end : mark.end + 1]
        self.in_sentence = left not in _SENTENCE_END
        """The piece does not end like an item of a list."""
        opened = any(text.rfind(pair[0], piece, mark.start) > text.rfind(pair[1], piece, mark.start) for pair in _PAIRS)
        joined = left.isdigit() and bool(_GOES_ON_A_NUMBER.match(right))
        in_row = bars > 0 and 0 < _bars_around(text, mark) <= bars
        self.is_plain = self.in_sentence and (right in _CANNOT_OPEN or left in _CANNOT_CLOSE or joined or opened or in_row)
        """No item of a list ends, and none begins like this."""
        self.is_likely = self.in_sentence and "。" in text[piece : mark.start]
        """It ended a sentence before, but not its last one."""


def _bars_around(text: str, mark: _Mark) -> int:
    """How many bars the line before a mark and the one it opens have together."""
    begin, end = text.rfind("\n", 0, mark.start) + 1, text.find("\n", mark.end)
    return text.count("|", begin, mark.start) + text.count("|", mark.end, end if end >= 0 else len(text))


@lru_cache(maxsize=4)
def _bars(text: str) -> int:
    """How many bars a row of the table in a text has, 0 where there is none."""
    counts = Counter(count for line in text.split("\n") if (count := line.count("|")))
    return counts.most_common(1)[0][0] if counts else 0


def _running(marks: list[_Mark]) -> list[_Mark]:
    """The longest run of marks that count on by one, up to the total they name."""
    best: list[_Mark] = []
    run: list[_Mark] = []
    for mark in marks:
        if not (run and mark.number == run[-1].number + 1 and mark.total == run[-1].total):
            run = []
        if not mark.total or mark.number <= int(mark.total):
            run.append(mark)
        best = run if len(run) > len(best) else best
    return best


def _cut_blindly(text: str, chain: list[_Mark]) -> bool:
    """Whether all pieces are equally long, so that they were cut wherever that fell: nothing is lost by joining them."""
    pieces = [(before.end + 1, mark.start) for before, mark in zip(chain, chain[1:], strict=False)]
    if len(pieces) == 1 and chain[0].start:
        pieces.insert(0, (0, chain[0].start))
    lengths = {end - start for start, end in pieces}
    in_sentence = any(text[mark.start - 1] not in _SENTENCE_END for mark in chain if mark.start)
    return in_sentence and len(lengths) == 1 and (len(pieces) > 1 or len(text) - chain[-1].end - 1 <= lengths.pop())
