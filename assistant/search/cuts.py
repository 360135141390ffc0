"""Where a text too long for one passage may be cut: behind a comma first, in a quotation only without choice, in a number never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from assistant.reading.sentences import PAIRS, closing
from assistant.words.dates import find_dates
from assistant.words.lexicon import load_lexicon

_COMMA, _SOFT = frozenset("，,；;。！？!?\n"), frozenset("、：:|｜ \t　…—")
_RUN = re.compile(r"[\dA-Za-z@][\dA-Za-z*×.．,，:：/@%％‰~～_＋+\-]*[\dA-Za-z%％‰*]|\*+|×+")
_LONG_RUN = re.compile(r"[\d.,]{30,}")
"""No number, and slow to look for one in."""
_AHEAD = 40
"""A number at the end of a piece's reach is seen to its end this far behind it."""


class Place(IntEnum):
    """Kinds of places for a cut, the best first."""

    BEHIND_COMMA = 0
    BEHIND_LIGHT_MARK = 1
    BETWEEN_CHARACTERS = 2
    COMMA_IN_QUOTATION = 3
    IN_QUOTATION = 4
    IN_NUMBER = 5


def cut(text: str, start: int, end: int, preferred: int, limit: int) -> Iterator[tuple[int, int]]:
    """Text [start, end) in pieces of at most `limit` characters, none of them empty.

    Each piece ends at the best kind of place in its reach, behind `preferred` characters if one lies there, and as far on as it can.
    """
    while end - start > limit:
        places = _places(text, start, min(start + limit, end - 1))
        best = min(range(1, len(places)), key=lambda length: (places[length], length < preferred, -length))
        yield (start, start + best)
        start += best
    if start < end:
        yield (start, end)


def _places(text: str, start: int, end: int) -> list[Place]:
    """The kind of each place in [start, end], by its distance from `start`."""
    places = [_by_mark(text[position - 1]) if position > start else Place.IN_NUMBER for position in range(start, end + 1)]
    for opened, closed in _pairs(text, start, end):
        for position in range(opened + 1, min(closed, end) + 1):
            outside = places[position - start]
            places[position - start] = Place.COMMA_IN_QUOTATION if outside == Place.BEHIND_COMMA else Place.IN_QUOTATION
    for first, last in _wholes(text[start : end + _AHEAD]):
        for distance in range(first + 1, min(last, len(places))):
            places[distance] = Place.IN_NUMBER
    return places


def _by_mark(before: str) -> Place:
    if before in _COMMA:
        return Place.BEHIND_COMMA
    return Place.BEHIND_LIGHT_MARK if before in _SOFT else Place.BETWEEN_CHARACTERS


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Quotations and brackets that are closed near by: the offsets of both marks."""
    position = start
    while position < end:
        closed = closing(text, position) if text[position] in PAIRS else 0
        if closed:
            yield (position, closed)
        position = closed + 1 if closed else position + 1


def _wholes(words: str) -> Iterator[tuple[int, int]]:
    """What is no longer the same when cut: quantities with their units, dates, words and numbers in Latin characters."""
    yield from (match.span() for match in _RUN.finditer(words))
    words = _LONG_RUN.sub(lambda match: " " * len(match[0]), words)
    yield from ((date.start, date.end) for date in find_dates(words))
    yield from ((quantity.start, quantity.end) for quantity in load_lexicon().units.find(words))
