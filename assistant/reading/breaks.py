"""The step for lost line breaks: behind a title, an addressee and a heading, before a heading and a signature, that run into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.numbering import find_marks, opens_line
from assistant.reading.outline import Heading, find_headings
from assistant.reading.titles import title_end
from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import Vocabulary

BREAK = "标题换行"
_RUN_IN = re.compile(
    r"[一二三四五六七八九十]{1,3}\s?[、.．，,]|[(（]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[)）]|\d{1,2}\s?[.．、)）](?![\d.])|[①-⑳]"
)
_LATER_ITEM = re.compile(r"。(?:[二三四五六七八九十]|[(（]\s?[二三四五六七八九十])")
_ENDS_HEADING = "。：:；;！？，,、\n ）)"
LONGEST_HEAD = 200
"""So many characters behind a signature are looked at for the title of a further document."""


def heading_breaks(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A line break where a title, an addressee, a heading or a signature runs into the paragraph."""
    places: dict[int, float] = {}
    if end := title_end(text, vocabulary):
        places |= dict.fromkeys((end, *_addressee(text, end, vocabulary)), 0.8)
    if any(not opens_line(text, mark.start()) for mark in _RUN_IN.finditer(text)):
        for heading in find_headings(text, vocabulary):
            places |= dict.fromkeys(_around(text, heading), 0.9)
        places |= dict.fromkeys(_items(text, frozenset(places)), 0.85)
    for signature in vocabulary.pattern("join.signature").finditer(text):
        places |= dict.fromkeys(_signature(text, signature, vocabulary), 0.8)
    for place, confidence in sorted(places.items()):
        if 0 < place < len(text) and "\n" not in (text[place - 1], text[place]):
            yield Edit(place, place, "\n", BREAK, confidence)


def _addressee(text: str, start: int, vocabulary: Vocabulary) -> Iterator[int]:
    """The end of the addressee that stands at `start`, if one does."""
    if match := vocabulary.pattern("join.addressee").match(text, start):
        yield match.end()


def _around(text: str, heading: Heading) -> Iterator[int]:
    """Where a heading begins within a line, and where it ends without any mark."""
    if heading.start and not opens_line(text, heading.start):
        yield heading.start
    if text[heading.end : heading.end + 1] not in _ENDS_HEADING:
        yield heading.end


def _items(text: str, broken: frozenset[int]) -> Iterator[int]:
    """Where 一、 or （二） follows a full stop though the item before it opens a line: one list keeps all its line breaks or none."""
    last: dict[int, int] = {}
    if not _LATER_ITEM.search(text):
        return
    for mark in find_marks(text):
        if mark.level > 2:
            continue
        opens = mark.opens or mark.start in broken
        if not opens and last.get(mark.level) == mark.number - 1 and text[mark.start - 1] == "。":
            opens = True
            yield mark.start
        if opens:
            last[mark.level] = mark.number


def _signature(text: str, match: re.Match[str], vocabulary: Vocabulary) -> Iterator[int]:
    """Where the signing bodies and their date begin that run into the last sentence, and the title of the document behind them."""
    rest = text[match.end() : match.end() + LONGEST_HEAD]
    title = title_end(rest, vocabulary) if rest.strip() else 0
    if rest.strip() and not title:
        return
    yield from (start for start in map(match.start, range(1, match.re.groups + 1)) if start >= 0)
    if title:
        yield from (match.end(), match.end() + title)
