"""Days that a text names from its own day: 截至上月底, 到本月20日, 截至上周五, 截至去年底, 到6月底."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_SAYS_SO = re.compile(r"[底末周昨]|[本当]月|[今去前]|星期")
"""What no such day lacks."""
_DAY = re.compile(
    r"(?:截至|截止|(?<![日号])[到至])(?:"
    r"(?P<year>去年|上年|前年|今年|本年)?(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月|(?P<named>上个?月|本月|当月))份?"
    r"(?:[底末]|(?P<day>3[01]|[12]\d|0?[1-9])[日号])"
    r"|(?P<whole>去年|上年|前年|今年)年?[底末]"
    r"|(?P<half>去年|上年|今年)?(?P<part>上半年|第?[一二三四]季度)[底末]"
    r"|上个?(?:周|星期)(?P<week>[一二三四五六日天])"
    r"|(?P<near>[昨前今])[日天])(?!前)"
)
_BARE = re.compile(
    r"(?<![应须需拟定要][于在])(?P<named>上个?月|本月|当月)(?:[底末]|(?P<day>3[01]|[12]\d|0?[1-9])[日号])(?!前(?!就|便|一律|均|都|全|悉数|已|完成[^，。；]{0,30}\d))"
)
"""A day of this month or the one before, whatever stands before it; 本月10日前一律完成 tells what was done by then."""
_YEARS = {"去年": -1, "上年": -1, "前年": -2}
_HAN = {numeral: number for number, numeral in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)}
_WEEK = "一二三四五六日"
_NEAR = {"今": 0, "昨": 1, "前": 2}


def said_as(said: str, own: str, day: str) -> str:
    """The words of `said` that name the ISO date `day` from the day `own` (上月底), without 截至; empty when none do."""
    today = day_of(own)
    for match in _DAY.finditer(said) if today and len(day) == len(own) else ():
        plain = match["month"] and match["day"] and not match["year"]
        resolved = None if plain or today is None else _resolved(match, today)
        if resolved and resolved.isoformat() == day:
            return match[0].removeprefix("截至").removeprefix("截止").lstrip("到至")
    if today is None or len(day) != len(own):
        return ""
    bare = (match for match in _BARE.finditer(said) if _of_month(match, today.year, today.month).isoformat() == day)
    return next((match[0] for match in bare), "")


def day_from(said: str, own: str) -> str | None:
    """The last day of that kind in `said` as ISO date, seen from the ISO date `own`; None without one, or when `own` has no day."""
    today = day_of(own) if _SAYS_SO.search(said) else None
    if today is None:
        return None
    found = list(_DAY.finditer(said))
    resolved = _resolved(found[-1], today) if found else None
    return resolved.isoformat() if resolved and resolved <= today else None


def days_near(said: str, own: str) -> list[str]:
    """The days of this month or the one before that `said` names from the ISO date `own` (上月底, 本月20日), none after it."""
    today = day_of(own) if "月" in said else None
    if today is None:
        return []
    found = [_of_month(match, today.year, today.month) for match in _BARE.finditer(said)]
    return [day.isoformat() for day in found if day <= today]


def day_of(iso: str) -> date | None:
    """The day of an ISO date; None for a month, a year, or a day that a slip of the pen made (4月31日)."""
    try:
        return date.fromisoformat(iso) if len(iso) == len("2024-06-30") else None
    except ValueError:
        return None


def _resolved(match: re.Match[str], today: date) -> date | None:
    if match["near"]:
        return today - timedelta(days=_NEAR[match["near"]])
    if match["week"]:
        monday = today - timedelta(days=today.weekday() + 7)
        return monday + timedelta(days=_WEEK.index(match["week"].replace("天", "日")))
    if match["whole"]:
        return date(today.year + _YEARS.get(match["whole"], 0), 12, 31)
    if match["part"]:
        last = 6 if match["part"] == "上半年" else 3 * _HAN[match["part"][-3]]
        return _end(today.year + _YEARS.get(match["half"] or "", 0), last)
    return _in_month(match, today)


def _in_month(match: re.Match[str], today: date) -> date | None:
    year, month = today.year + _YEARS.get(match["year"] or "", 0), today.month
    if match["month"]:
        month = _HAN.get(match["month"]) or int(match["month"])
        year -= not match["year"] and month > today.month
        return _day_of(match, year, month)
    return _of_month(match, year, month)


def _of_month(match: re.Match[str], year: int, month: int) -> date:
    if match["named"].startswith("上"):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return _day_of(match, year, month)


def _day_of(match: re.Match[str], year: int, month: int) -> date:
    end = _end(year, month)
    return min(end.replace(day=int(match["day"])), end) if match["day"] and int(match["day"]) <= end.day else end


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
