"""When an item is due, read from what offices write into that column: 2024年6月30日, 9月底, 第三季度末, 立行立改, 长期坚持."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from assistant.words.lexicon import alternatives
from assistant.words.numerals import parse_number


class Due(StrEnum):
    """What kind of deadline an item has; the value is the word staff read."""

    DATED = "限期"
    AT_ONCE = "立行立改"
    LASTING = "长期坚持"
    DONE = "已完成"
    NONE = "未写时限"
    UNREADABLE = "时限读不出"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written and what it comes to."""

    kind: Due
    text: str = ""
    day: date | None = None
    """The last day in time, for a dated one."""
    lasting: bool = False
    """Also to be kept up for good: 2024年6月底前完成并长期坚持."""
    assumed: bool = False
    """The year is not written: it is the ledger's."""

    def past(self, day: str) -> bool:
        """Whether its last day lies before a day: 2024-06-30, or 2024-06 and 2024, which are over with their last day."""
        return self.day is not None and self.day.isoformat() < end_of(day)

    @property
    def display(self) -> str:
        """The day, or the kind where there is none."""
        return self.day.isoformat() if self.day else self.kind.value


_HAN = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日号]|季度|[-—至到][一二三四]季度)")
_WIDE = str.maketrans("０１２３４５６７８９．／－—–―~～", "0123456789./------")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?=\d{1,2}月|年?[底末内]|[上下]半年|第?[1-4]季度)")
_SPAN = r"(?:\d{1,2}月?份?(?:\d{1,2}[日号])?[-至到](?=\d{1,2}月)|第?[1-4](?:季度)?[-至到](?=第?[1-4]季度))?"
_PART = (
    r"(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>\d{1,2})(?:[日号](?:[-至到](?P<until>\d{1,2})[日号])?|(?=以?之?前|$))"
    r"|(?P<third>上旬|中旬|下旬|初|中)|[底末])?"
    r"|(?:前|第)?(?P<quarter>[1-4])(?:个?季度)末?|(?P<half>[上下])半年|(?P<early>年?初)|(?P<middle>年中)|(?P<whole>年?[底末]|年[内度])"
)
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年度?|(?P<named>YEARS)(?:年度?)?)"
_NUMERIC = r"(?P<iso>(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?)(?!\d)"
_THIRDS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}
_NO_DATE = re.compile(r"\d+\s*(?:个?工作日|个月|天|日)(?:之?内|以内)")


class DeadlineWords:
    """The words of knowledge/lexicon/ledger.toml for deadlines, compiled once."""

    def __init__(self, data: Mapping[str, Sequence[str] | Mapping[str, int]], blank: Sequence[str]) -> None:
        self.at_once, self.lasting, self.done = (alternatives(list(data[name])) for name in ("at_once", "lasting", "done"))
        years = data["years"]
        self.years: dict[str, int] = dict(years) if isinstance(years, Mapping) else {}
        """Words for a year, with how far it is from the ledger's: 今年 0, 明年 1."""
        self.blank = frozenset(blank)
        dated = f"{_YEAR.replace('YEARS', '|'.join(sorted(self.years, key=len, reverse=True)))}{_SPAN}(?:{_PART})?"
        self.pattern = re.compile(f"{_NUMERIC}|{dated}|" + re.sub(r"\?P<(\w+)>", r"?P<bare_\1>", _PART))
        self._known = lru_cache(maxsize=4096)(self._read)

    def read(self, text: str, year: int | None) -> Deadline:
        """The deadline that a cell says; `year` is the ledger's own, taken where the cell names none."""
        return self._known(text, year)

    def _read(self, text: str, year: int | None) -> Deadline:
        bare = re.sub(r"\s", "", text)
        if bare in self.blank:
            return Deadline(Due.NONE, text)
        lasting = bool(self.lasting.search(bare))
        try:
            days = list(self._days(_arabic(bare), year))
        except ValueError:
            return Deadline(Due.UNREADABLE, text, lasting=lasting)
        if days:
            day, assumed = max(days)
            return Deadline(Due.DATED, text, day, lasting, assumed)
        for kind, pattern in ((Due.LASTING, self.lasting), (Due.AT_ONCE, self.at_once), (Due.DONE, self.done)):
            if pattern.search(bare):
                return Deadline(kind, text, lasting=lasting)
        return Deadline(Due.UNREADABLE, text, lasting=lasting)

    def _days(self, text: str, year: int | None) -> Iterator[tuple[date, bool]]:
        """Every day that the text names, with whether its year is taken from the ledger; what names a day in no year ends the search.

        Raises:
            ValueError: a day that no calendar has (6月31日), or one without a year where the ledger has none either.
        """
        said: int | None = None
        if re.fullmatch(r"(?:19|20)\d\d", text):
            yield date(int(text), 12, 31), False
            return
        for match in self.pattern.finditer(_NO_DATE.sub("", text)):
            if match["iso"]:
                numbers = [int(part) for part in re.split(r"[-/.]", match["iso"])]
                yield (date(*numbers) if len(numbers) == 3 else _month_end(*numbers)), False
                continue
            own = int(match["year"]) if match["year"] else None
            assumed = own is None and said is None
            base = own or said or year
            if base is None:
                raise ValueError("no year is written")
            if match["named"]:
                base += self.years[match["named"]]
            said = base if own else said
            yield _day(match, base), assumed


def _arabic(text: str) -> str:
    """The text with its numbers in Arabic digits, and compact or two-digit years written out."""
    plain = _HAN.sub(lambda match: str(parse_number(match[0]) or _digits(match[0])), text).translate(_WIDE)
    plain = _COMPACT.sub(r"\1-\2-\3", plain)
    return _SHORT_YEAR.sub(r"20\1年", plain)


def _digits(han: str) -> str:
    """二四 as 24: digits one by one."""
    return "".join(str("零一二三四五六七八九".find(one)) if one not in "〇○" else "0" for one in han)


def _day(match: re.Match[str], year: int) -> date:
    """The last day of what a match names."""

    def part(name: str) -> str:
        return match[name] or match[f"bare_{name}"] or ""

    if part("month"):
        month = int(part("month"))
        if part("day"):
            return date(year, month, int(part("until") or part("day")))
        return date(year, month, _THIRDS[part("third")]) if part("third") in _THIRDS else _month_end(year, month)
    if part("quarter"):
        return _month_end(year, int(part("quarter")) * 3)
    if part("half"):
        return _month_end(year, 6 if part("half") == "上" else 12)
    if part("early"):
        return _month_end(year, 3)
    return _month_end(year, 6 if part("middle") else 12)


def end_of(period: str) -> str:
    """The last day of 2024-06-30, 2024-06 or 2024, as written: 2024-06-30."""
    year, month, day = [*period.split("-"), "", ""][:3]
    return period if day else _month_end(int(year), int(month or 12)).isoformat()


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
