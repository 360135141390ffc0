"""The words that a sentence takes over from those before it: of what it goes on about, and of the question it replies to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.facts.records import records
from assistant.types import Report

ASKED = re.compile(r"[？?][”」』]?$")
"""A question that the text itself asks (记者：…？)."""
_REPLIED, _REPLIED_LATER = 0.9, 0.75
"""What a word of such a question counts for the first and the second sentence of the reply."""
_GOES_ON = re.compile(
    r"^[^，。；]{0,8}?(?:[这该此](?:[座家个处条项块]|一)?|上述)(?:厂|站|场|矿|码头|项目|工程|企业|公司|河|湖|库|园区|地块|点位|问题)"
)
"""A sentence about what the one before it names."""
_BEFORE = 0.55
"""What a word counts that stands in the sentence before one on 该厂, or in the one that opens the paragraph."""
_ITEM = re.compile(r"第(\d{1,3})项")
_LOOKED_BACK = 12
"""In a longer paragraph the sentence that opens it is far."""
_TOPIC = 32
"""A sentence of at most so many characters that opens a paragraph names its matter (一个是某某填埋场。)."""


def taken_over(
    spans: Sequence[tuple[Report, int, int]], held: Sequence[frozenset[str]], at: int, *, tells: bool
) -> list[tuple[frozenset[str], float]]:
    """The words that the sentence `at` takes over, with what each counts; `held` are the words of each sentence.

    One that tells just what is asked (`tells`) may leave its matter to the sentence before it.
    """
    report, start, end = spans[at]
    before = list(islice(_before(spans, at), _LOOKED_BACK))
    if not before:
        return []
    asked = [ASKED.search(_text(spans, index)) is not None for index in before[:2]]
    if asked[0]:
        return [(held[before[0]], _REPLIED)]
    together = "\n" not in report.clean[spans[before[0]][2] : start]
    if asked[1:] == [True] and together:
        return [(held[before[1]], _REPLIED_LATER)]
    if _GOES_ON.match(report.clean[start:end]) or (tells and together):
        return [(held[before[0]], _BEFORE), *_topic(spans, held, before)]
    return []


def referred(report: Report, start: int, end: int) -> str:
    """The items of the report's own lists that a sentence beside them names by number (第9项原时限为…)."""
    numbers = set(_ITEM.findall(report.clean, start, end))
    if not numbers:
        return ""
    named = {one.number: one for one in records(report) if one.number in numbers and not one.start <= start < one.end}
    return " ".join(one.name for one in named.values())


def _topic(
    spans: Sequence[tuple[Report, int, int]], held: Sequence[frozenset[str]], before: Sequence[int]
) -> list[tuple[frozenset[str], float]]:
    """The words of the short sentence that opens the paragraph of a sentence with others before it."""
    first = before[0]
    for index in before[1:]:
        if "\n" in spans[index][0].clean[spans[index][2] : spans[first][1]]:
            break
        first = index
    return [(held[first], _BEFORE)] if len(_text(spans, first)) <= _TOPIC else []


def _before(spans: Sequence[tuple[Report, int, int]], at: int) -> Iterator[int]:
    """The sentences of the same report before one, the nearest first."""
    index = at - 1
    while index >= 0 and spans[index][0] is spans[at][0]:
        yield index
        index -= 1


def _text(spans: Sequence[tuple[Report, int, int]], index: int) -> str:
    report, start, end = spans[index]
    return report.clean[start:end]
