"""Dates and periods in official texts, and whether they can stand beside one another (domain.md 2.10, 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.words.scanning import scan

_YEAR = r"(?:(?:19|20)\d{2}|[二][〇○零][〇○零一二三四五六七八九]{2})\s*年"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s*(?:日|号)"
_ISO = r"(?<!\d)(?:19|20)\d{2}\s*[-/.]\s*(?:1[0-2]|0?[1-9])\s*[-/.]\s*(?:3[01]|[12]\d|0?[1-9])(?!\d)"
DATE = scan(
    rf"(?P<iso>{_ISO})|(?P<y>{_YEAR})(?:\s*(?P<m>{_MONTH})(?:\s*(?P<d>{_DAY}))?)?|(?P<m2>(?<![\d.]){_MONTH})(?P<d2>{_DAY})",
    r"\d一二三四五六七八九十",
)
DATE_LIKE = scan(
    rf"{_ISO}|{_YEAR}(?:\s*{_MONTH}(?:\s*{_DAY})?)?|(?<![\d.*]){_MONTH}{_DAY}|(?:1[0-2]|[1-9*])\s*[-—至]+\s*(?:1[0-2]|[1-9]|\*)\s*月(?:份)?"
    rf"|(?<![\d.个]){_MONTH}(?![\d个])|(?<=[-—至、和])\s*{_DAY}|某年某月某日|(?:19|20)\d{2}年[*＊×Xx]+月(?:[*＊×Xx]+日)?|[*＊×]+年|(?:前|第|\d\s*[至-]\s*)?[一二三四1-4]季度"
    rf"|[本当上]个?月{_DAY}",
    r"\d一二三四五六七八九十*＊×某前第本当上\s",
)
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at [start, end) of a text; parts the text does not state are None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def iso(self) -> str:
        """`2019-12-05`, `2019-12`, `2019`; without a year `12-05`."""
        parts = [f"{self.year:04d}" if self.year else "", f"{self.month:02d}" if self.month else "", f"{self.day:02d}" if self.day else ""]
        return "-".join(part for part in parts if part)


def _integer(text: str) -> int:
    text = re.sub(r"[年月日号份\s]", "", text)
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)
    return int("".join(str(_HAN_DIGITS[c]) for c in text))


def find_dates(text: str) -> list[DateSpan]:
    """Every date of a text in order, with or without a year."""
    found = []
    for match in DATE.matches(text):
        if match["iso"]:
            year, month, day = (int(part) for part in re.findall(r"\d+", match["iso"]))
            found.append(DateSpan(match.start(), match.end(), year, month, day))
            continue
        month_text, day_text = match["m"] or match["m2"], match["d"] or match["d2"]
        found.append(
            DateSpan(
                match.start(),
                match.end(),
                _integer(match["y"]) if match["y"] else None,
                _integer(month_text) if month_text else None,
                _integer(day_text) if day_text else None,
            )
        )
    return found


def show_date(iso: str) -> str:
    """`2019-12-05` as 2019年12月5日, `2019-12` as 2019年12月, `12-05` as 12月5日."""
    parts = iso.split("-")
    if len(parts[0]) != 4:
        parts = ["", *parts]
    return "".join(f"{int(part)}{word}" for part, word in zip(parts, "年月日", strict=False) if part)


def not_later(one: str, other: str) -> bool:
    """Whether ISO date `one` is on or before `other`; a shorter one stands for the whole month or year."""
    return one[: len(other)] <= other
