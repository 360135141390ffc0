"""Dates and times of a spreadsheet as staff see them, from the day number and the tokens of its format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

DATE_KINDS = frozenset({"part", "elapsed", "clock"})
_WEEKDAYS = "一二三四五六日"
_LAST_SERIAL = 2_958_466
"""The day after 9999-12-31."""


def date_shown(serial: float, tokens: Sequence[tuple[str, str]], since_1904: bool) -> str:
    """A day number under a date format; a number that is no date is shown as it is."""
    if any(kind == "elapsed" for kind, _ in tokens):
        return _elapsed(serial)
    days = serial + (1462 if since_1904 else 0)
    if not 0 <= days < _LAST_SERIAL:
        return f"{serial:.10g}"
    # Excel counts a 29 February 1900 that never was.
    moment = datetime(1899, 12, 30) + timedelta(days=days + (1 if days < 60 else 0), milliseconds=1)
    parts = [text.lower() for kind, text in tokens if kind == "part"]
    if _foreign(tokens, parts):
        return _in_order(moment, parts)
    shown = "".join(_token(index, tokens, moment) for index in range(len(tokens))).strip()
    return shown if moment.hour or moment.minute or "y" not in "".join(parts) else _without_midnight(shown)


def _foreign(tokens: Sequence[tuple[str, str]], parts: Sequence[str]) -> bool:
    """A date in an order that can be misread: the year behind or shortened, or the month in English."""
    days = [part for part in parts if part[0] in "ymde"]
    if not days or any("\u4e00" <= text[:1] <= "\u9fff" for kind, text in tokens if kind == "literal"):
        return False
    year = [part for part in days if part[0] in "ye"]
    return any(part.startswith("mmm") for part in days) or (bool(year) and (days[0][0] not in "ye" or year[0] in ("y", "yy")))


def _in_order(moment: datetime, parts: Sequence[str]) -> str:
    """Year, month and day as a Chinese Excel writes them."""
    has = {part[0] for part in parts}
    clock = f" {moment.hour}:{moment.minute:02}" if "h" in has and (moment.hour or moment.minute) else ""
    if not has & {"y", "e"}:
        return f"{moment.month}月{moment.day}日{clock}"
    return (f"{moment.year}/{moment.month}/{moment.day}" if "d" in has else f"{moment.year}年{moment.month}月") + clock


def _token(index: int, tokens: Sequence[tuple[str, str]], moment: datetime) -> str:
    kind, text = tokens[index]
    if kind == "clock":
        return "上午" if moment.hour < 12 else "下午"
    if kind != "part":
        return text
    part = text.lower()
    if part[0] == "m" and _means_minutes(index, tokens):
        return f"{moment.minute:0{len(part)}}"
    hours = moment.hour % 12 or 12 if any(kind == "clock" for kind, _ in tokens) else moment.hour
    whole = {"y": moment.year, "e": moment.year, "m": moment.month, "d": moment.day, "h": hours, "s": moment.second}
    if part[0] == "a" or (part[0] == "d" and len(part) > 2):
        return ("" if part == "aaa" else "星期") + _WEEKDAYS[moment.weekday()]
    return str(whole[part[0]]).zfill(len(part) if part[0] not in "ye" else 1)


def _means_minutes(index: int, tokens: Sequence[tuple[str, str]]) -> bool:
    """M behind an hour or before a second."""
    before = [text[0].lower() for kind, text in tokens[:index] if kind == "part"]
    behind = [text[0].lower() for kind, text in tokens[index + 1 :] if kind == "part"]
    return before[-1:] == ["h"] or behind[:1] == ["s"]


def _elapsed(serial: float) -> str:
    minutes, seconds = divmod(round(serial * 86400), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _without_midnight(shown: str) -> str:
    """A date without its empty time: 2023/5/1 0:00."""
    date, _, time = shown.rpartition(" ")
    return date if date and not time.strip("0:") else shown
