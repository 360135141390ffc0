"""How many days a period has (公示期、办理期限), against how many the text says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.words.numerals import parse_number

_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?P<unit>个?工作日|天|日)"
_FROM = r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日\s*(?:至|到|—|－|–|-|~|～)+\s*"
_SPAN = re.compile(rf"{_FROM}(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日")
_PERIOD = re.compile(
    rf"{_FROM}(?:(?P<y2>\d{{4}})年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日[^。；\d一二三四五六七八九十]{{0,8}}?{_COUNT}(?![前内后])"
)
_DAY = re.compile(r"(?:(?P<y>(?:19|20)\d{2})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_YEAR = re.compile(r"((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Miscount:
    """A period at [start, end) whose days are counted wrongly, or whose dates do not exist."""

    start: int
    end: int
    says: str


def impossible(text: str) -> Iterator[re.Match[str]]:
    """The dates that no calendar has (4月31日, 2023年2月29日), and spans that end on the day they begin, or before it in one year."""
    for match in _SPAN.finditer(text):
        first, last = (int(match["m"]), int(match["d"])), (int(match["m2"] or match["m"]), int(match["d2"]))
        if first == last or (last < first and match["m2"] is None):
            yield match
    for match in _DAY.finditer(text):
        try:
            date(int(match["y"] or 2000), int(match["m"]), int(match["d"]))
        except ValueError:
            yield match


def periods(text: str) -> Iterator[re.Match[str]]:
    """Every period with a count of its days."""
    yield from _PERIOD.finditer(text)


def miscounted(text: str) -> Iterator[Miscount]:
    """The periods whose number of days does not fit their dates; public holidays are not known here."""
    for match in periods(text):
        years = _YEAR.findall(text[: match.start()])
        year = int(match["y"] or (years[-1] if years else 0))
        if not year and match["unit"].endswith("工作日"):
            continue
        says = _wrong(match, year or 2001)
        if says:
            yield Miscount(match.start(), match.end(), says)


def _wrong(match: re.Match[str], year: int) -> str:
    try:
        start = date(year, int(match["m"]), int(match["d"]))
        end = date(int(match["y2"] or year), int(match["m2"] or match["m"]), int(match["d2"]))
    except ValueError:
        return "日期不存在"
    if end < start and not match["y2"]:
        end = end.replace(year=year + 1)
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    working = sum(one.weekday() < 5 for one in days)
    expected = working if match["unit"].endswith("工作日") else len(days)
    if parse_number(match["count"]) == expected:
        return ""
    return f"含首尾{len(days)}天，其中周一至周五{working}天（未扣除法定节假日）"
