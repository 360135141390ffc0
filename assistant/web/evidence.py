"""A citation inside its paragraph: which characters are quoted, which were repaired, and what the source really held."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.types import Citation, OffsetMap, Report

MARGIN = 240
"""How much of a long paragraph is shown on either side of the quote."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the paragraph shown one way; a note says what was repaired in it."""

    text: str
    quoted: bool = False
    note: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One citation as the evidence panel shows it."""

    citation: Citation
    as_of: str | None
    file: str
    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    cut_before: bool = False
    cut_after: bool = False
    whole: bool = False
    """Whether its report is still there to be read as a whole."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired span in clean offsets with the sentence that explains it; where text was deleted, its two neighbours."""

    start: int
    end: int
    note: str
    minor: bool
    """No number is touched: 繁体, 拼音 and the like, which may be frequent and are marked faintly."""


def card(citation: Citation, report: Report | None) -> Card:
    """The citation in its surroundings; without its report (removed since) only the quote itself."""
    if report is None:
        return Card(citation, None, citation.path, (Run(citation.quote, quoted=True),), ())
    start, end = citation.start, citation.start + len(citation.quote)
    first, last = surroundings(report.clean, start, end)
    repaired = list(repairs_within(report, first, last))
    return Card(
        citation,
        report.as_of,
        report.path,
        tuple(runs(report.clean, (first, last), (start, end), repaired)),
        tuple(dict.fromkeys(item.note for item in repaired if item.end >= start and item.start <= end)),
        cut_before=first > 0 and report.clean[first - 1] != "\n",
        cut_after=last < len(report.clean) and report.clean[last] != "\n",
        whole=True,
    )


def surroundings(clean: str, start: int, end: int) -> tuple[int, int]:
    """The lines that hold [start, end), clipped to a margin that keeps a very long paragraph readable."""
    first = max(clean.rfind("\n", 0, start) + 1, start - MARGIN)
    line_end = clean.find("\n", end)
    return first, min(len(clean) if line_end < 0 else line_end, end + MARGIN)


def repairs_within(report: Report, first: int, last: int) -> Iterator[Repaired]:
    """The repairs that touched clean [first, last), in clean offsets and text order."""
    raw_first, raw_last = report.offsets.raw_span(first, last)
    for repair in sorted(report.repairs, key=lambda repair: repair.start):
        if repair.end < raw_first or repair.start > raw_last:
            continue
        start, end = clean_span(report.offsets, repair.start, repair.end, len(report.clean))
        if end < first or start > last:
            continue
        raw = repair.raw.replace("\n", "⏎")
        if repair.suggestion:
            note = f"疑为“{repair.text}”，原文如此：“{raw}”"
        else:
            note = f"{repair.type}：原文“{raw}”" + (f"，改作“{repair.text}”" if repair.text else "，已删去")
        if start == end:
            start, end = start - 1, end + 1
        start, end = max(start, first), min(end, last)
        touched = report.clean[start:end] + repair.raw + repair.text
        yield Repaired(start, end, note, minor=not repair.suggestion and not any(character.isdigit() for character in touched))


def clean_span(offsets: OffsetMap, raw_start: int, raw_end: int, length: int) -> tuple[int, int]:
    """Where raw [raw_start, raw_end) ended up in the clean text; both ends are equal where it was deleted."""
    if not offsets.raw_starts:
        return (0, 0)
    start, end = _clean_offset(offsets, raw_start, length), _clean_offset(offsets, raw_end, length)
    return (start, max(start, end))


def _clean_offset(offsets: OffsetMap, raw: int, length: int) -> int:
    index = max(bisect_right(offsets.raw_starts, raw) - 1, 0)
    begin = offsets.clean_starts[index]
    following = offsets.clean_starts[index + 1] if index + 1 < len(offsets.clean_starts) else length
    if offsets.copied[index]:
        return min(begin + max(raw - offsets.raw_starts[index], 0), following)
    return following if raw >= offsets.raw_ends[index] else begin


def runs(clean: str, shown: tuple[int, int], quote: tuple[int, int], repaired: Sequence[Repaired]) -> Iterator[Run]:
    """Cut the shown text wherever the quote or a repair begins or ends; joined again the runs are exactly that text."""
    first, last = shown
    edges = {first, last, *quote} | {edge for item in repaired for edge in (item.start, item.end)}
    cuts = sorted(edge for edge in edges if first <= edge <= last)
    for begin, end in pairwise(cuts):
        here = sorted((item for item in repaired if item.start <= begin and end <= item.end), key=lambda item: item.minor)
        quoted = quote[0] <= begin < quote[1]
        yield Run(clean[begin:end], quoted, here[0].note, here[0].minor) if here else Run(clean[begin:end], quoted)
