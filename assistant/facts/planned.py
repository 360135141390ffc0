"""Whether what is said of a figure is planned, new or already so: a day beside it may be over (6月10日前完成38个)."""

from __future__ import annotations

import re

from assistant.facts.context import statement
from assistant.words.intention import to_come
from assistant.words.lexicon import Lexicon

_SAID_FOR_ALL = re.compile(
    r"(?:本月新|当月新|新增|新申报|(?<![按照改上于合到出过])计划(?!之?后[面头边]?|进度|时限|节点))(?!.*(?:累计|共|已|目前|实际|其余|剩余))"
)
_BEFORE_DAY = re.compile(r"(?:^|[，,：:；省市县区州旗]|(?<![应须需将拟])[在于])(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日前$")
_BEFORE_DAY_OF_MONTH = re.compile(r"(?:^|[，,：:；]|(?<![应须需将拟])[在于到]|[省市县区州旗])([上本])个?月(?:(\d{1,2})日|[底末])前$")
_BY_YEAR = re.compile(r"(20\d\d)年(?:(\d{1,2})月)?[底末]?[之以]?前$")


def meant_or_new(said: str) -> bool:
    """Whether a statement is of a plan or of this month's growth: 10月份计划完成1个、启动2个 governs all its figures."""
    return bool(_SAID_FOR_ALL.search(statement(said)))


def still_to_do(said: str, lexicon: Lexicon, own: str | None) -> bool:
    """Whether the words beside a status say that it is planned, or name a day later than the document's own."""
    return lexicon.intention.planned(said) or to_come(said, own)


def was_due(ahead: str, own: str | None) -> bool:
    """Whether words end with a day (of the document's own year where none is said) and 前, and the date lies before the document's own."""
    month = _BEFORE_DAY_OF_MONTH.search(ahead)
    if month is not None and own is not None:
        return month[1] == "上" or (month[2] is not None and len(own) > len("2024-06") and int(month[2]) <= int(own[8:]))
    day = _BEFORE_DAY.search(ahead)
    return day is not None and own is not None and f"{day[1] or own[:4]}-{int(day[2]):02d}-{int(day[3]):02d}" <= own


def was_over(ahead: str, own: str | None) -> bool:
    """Whether words end with the end of a year or month and 前, which lies before the document's own day."""
    by = _BY_YEAR.search(ahead)
    return by is not None and own is not None and f"{by[1]}-{int(by[2] or 12):02d}" < own[:7]
