"""Moments that words name by their month: 3月底, 2024年末, 去年底, 年初, 上月 (domain.md 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOMENT = re.compile(
    r"(?<!\d[至到—~-])(?:(?P<year>(?:19|20)\d{2})年|(?P<last>去年|上年)|今年|本年|当年)?(?<!\d)(?P<month>1[0-2]|[1-9])月(?:份|底|末|\d{1,2}日|中旬|上旬|下旬)?(?![至到—-])"
    r"|(?:(?P<end_year>(?:19|20)\d{2})年|(?P<end_last>去年|上年(?=[底末年])|上一年))(?:年)?[底末]"
    r"|(?P<opening>(?:(?P<open_year>(?:19|20)\d{2})年|今年)?年?初)"
    r"|(?P<before>上个?月(?:底|末|份)?|前一个?月|上期)"
    r"|(?P<quarter>上(?:一|个)?季度(?:末|底)?)"
)
_PLANNED = re.compile(r"[前之以内]")


@dataclass(frozen=True, slots=True)
class Moment:
    """A month that a text names at [start, end); without its year where neither text nor the day it is read on gives one."""

    start: int
    end: int
    month: int
    year: int | None

    def same(self, other: Moment) -> bool:
        """Whether two can be one month; a year that either leaves open cannot tell them apart."""
        return self.month == other.month and (self.year is None or other.year is None or self.year == other.year)


def moments(text: str, today: str | None) -> list[Moment]:
    """The months that a text written on ISO date `today` names as moments; those that something is due before (6月底前) are none."""
    year, month = (int(today[:4]), int(today[5:7])) if today and len(today) >= len("2024-06") else (None, None)
    found = []
    for match in _MOMENT.finditer(text):
        if _PLANNED.match(text, match.end()):
            continue
        named = _read(match, year, month)
        if named is not None:
            found.append(Moment(match.start(), match.end(), *named))
    return found


def _read(match: re.Match[str], year: int | None, month: int | None) -> tuple[int, int | None] | None:
    """The (month, year) of a wording read in a month of a year; None where that month would have to be known."""
    if match["month"]:
        return int(match["month"]), _year_of(match, int(match["month"]), year, month)
    if match["end_year"] or match["end_last"]:
        return 12, int(match["end_year"]) if match["end_year"] else year - 1 if year else None
    if match["opening"]:
        opened = int(match["open_year"]) if match["open_year"] else year
        return 12, opened - 1 if opened else None  # how things stood when the year began is how they stood when the last one ended
    if year is None or month is None:
        return None
    back = 1 if match["before"] else (month - 1) % 3 + 1
    return (month - back - 1) % 12 + 1, year - (month <= back)


def _year_of(match: re.Match[str], named: int, year: int | None, month: int | None) -> int | None:
    """The year of a month: its own, last year's where it says so or lies ahead, else that of the day it is read on."""
    if match["year"]:
        return int(match["year"])
    if year is None:
        return None
    return year - 1 if match["last"] or (month is not None and named > month) else year
