"""Parts of a text as ordered spans that share no character, and whether another span touches one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

Span = tuple[int, int]
"""[start, end) of a text."""


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in order that do not touch each other's."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def overlaps(span: Span, spans: list[Span]) -> bool:
    """Whether a span shares a character with one of ordered, disjoint spans."""
    before = bisect_left(spans, (span[1],)) - 1
    return before >= 0 and spans[before][1] > span[0]
