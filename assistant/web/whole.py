"""A report as a whole: its lines with headings, the quoted sentence and the repairs marked, or the raw text it was read from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Report, Section
from assistant.web.evidence import Repaired, Run, repairs_within, runs

MOST = 60_000
"""So many characters are laid out at once, around the quote where there is one: a page of a hundred thousand is slow to read."""
NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text; `level` is that of the heading it begins with, 0 where it begins with none."""

    runs: tuple[Run, ...]
    level: int = 0
    heading: str = ""

    @property
    def alone(self) -> bool:
        """Whether the heading is all of the line, with no text running on behind it."""
        return bool(self.level) and sum(len(run.text) for run in self.runs) <= len(self.heading) + 2


@dataclass(frozen=True, slots=True)
class Whole:
    """What is shown of a report; `cut_before` and `cut_after` tell that it goes on there."""

    report: Report
    raw: bool
    lines: tuple[Line, ...]
    cut_before: bool
    cut_after: bool

    @property
    def outline(self) -> list[tuple[int, int, str]]:
        """The number of each heading's line with its level and text."""
        return [(number, line.level, line.heading) for number, line in enumerate(self.lines) if line.level]


def whole(report: Report, quote: tuple[int, int] | None = None, *, raw: bool = False) -> Whole:
    """A report laid out line by line; `quote` is the clean span to be marked, in the raw text the span it was made from."""
    text = report.raw if raw else report.clean
    marked = quote or NOWHERE
    if raw and quote:
        marked = report.offsets.raw_span(*quote)
    first = max(0, (marked[0] if quote else 0) - MOST // 2)
    first = text.rfind("\n", 0, first) + 1
    last = text.find("\n", min(first + MOST, len(text)))
    last = len(text) if last < 0 else last
    repaired = [] if raw else sorted(repairs_within(report, first, last), key=lambda one: one.start)
    headings = {} if raw else {section.start: section for section in report.sections if section.path}
    lines = tuple(_lines(text, (first, last), marked, repaired, headings))
    return Whole(report, raw, lines, cut_before=first > 0, cut_after=last < len(text))


def _lines(
    text: str, shown: tuple[int, int], quote: tuple[int, int], repaired: Sequence[Repaired], headings: Mapping[int, Section]
) -> Iterator[Line]:
    starts = [one.start for one in repaired]
    begin = shown[0]
    for content in text[shown[0] : shown[1]].split("\n"):
        end = begin + len(content)
        # Repairs are short: what began well before a line does not reach into it.
        near = repaired[bisect_left(starts, begin - 200) : bisect_left(starts, end + 1)]
        touching = [one for one in near if one.end >= begin]
        section = headings.get(begin)
        level, heading = (section.level, section.heading) if section else (0, "")
        yield Line(tuple(runs(text, (begin, end), quote, touching)), level, heading)
        begin = end + 1
