"""The dates of a text: 2019年12月5日, 2021-04-06, 二〇二三年, 8月26日; the second end of a range takes what it lacks from the first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from eval.reading.chinese import chinese_value
from eval.reading.numbers import half_width


class Date(NamedTuple):
    """What a text says of a date; a part it does not say is None."""

    year: int | None
    month: int | None
    day: int | None
    start: int = 0
    end: int = 0

    def holds(self, other: Date) -> bool:
        """Whether every part of `other` is said here."""
        return all(theirs is None or theirs == ours for ours, theirs in zip(self[:3], other[:3], strict=True))


_PART = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_YEAR = r"\d{4}|[〇零○一二三四五六七八九]{4}"
_DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年(?:\s*(?P<m>{_PART})\s*月(?:\s*(?P<d>{_PART})\s*[日号])?)?"
    r"|(?<![\d.-])(?P<iy>(?:19|20)\d{2})(?P<sep>[-./])(?P<im>0?[1-9]|1[0-2])(?:(?P=sep)(?P<id>0?[1-9]|[12]\d|3[01]))?(?![\d.-])"
    rf"|(?<![\d.])(?P<om>{_PART})\s*月(?:份|\s*(?P<od>{_PART})\s*[日号])?"
    rf"|(?<=[至到—~～－–-])\s*(?P<rd>{_PART})\s*[日号]"
)
_SPEC = re.compile(r"(?:(\d{4})(?:-|$))?(?:(\d{1,2})(?:-(\d{1,2}))?)?")


def read_dates(text: str) -> list[Date]:
    """All dates in text order."""
    text = half_width(text)
    found: list[Date] = []
    for match in _DATE.finditer(text):
        year, month, day = (
            _value(match[a] or match[b] or match[c]) for a, b, c in (("y", "iy", "y"), ("m", "im", "om"), ("d", "id", "od"))
        )
        day = _value(match["rd"]) if match["rd"] else day
        follows = bool(found) and bool(re.fullmatch(r"\s*[日号]?\s*(?:至|到|[—~～－–-]+)\s*", text[found[-1].end : match.start()]))
        if match["rd"] and not follows:
            continue
        if follows:
            year, month = year or found[-1].year, month or found[-1].month
        if (month or 1) <= 12 and (day or 1) <= 31:
            found.append(Date(year, month, day, match.start(), match.end()))
    return found


def date_of(text: str) -> Date:
    """The date a case writes: `2021-04-06`, `2021-04`, `2021` or `10-26`.

    Raises:
        ValueError: it is none of these.
    """
    match = _SPEC.fullmatch(text.strip())
    if not match or not any(match.groups()):
        raise ValueError(f"{text!r} 不是日期")
    year, month, day = (int(part) if part else None for part in match.groups())
    return Date(year, month, day)


def without_dates(text: str, dates: Iterable[Date]) -> str:
    """The text with its dates blanked, position by position, so that the rest can be read for numbers."""
    for date in dates:
        text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text


def _value(part: str | None) -> int | None:
    if not part:
        return None
    return int(part) if part.isdigit() else chinese_value(part)
