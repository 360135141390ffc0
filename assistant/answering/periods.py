"""How long a stated period lasts, both ends counted, as a sum staff can redo (domain.md 4.3)."""

from __future__ import annotations

import datetime
import re

from assistant.answering.arithmetic import Computed
from assistant.words.dates import find_dates

LENGTH = re.compile(
    r"(?:多少|几)个?(?:天|日(?!期)|工作日)|多久|天数|多长|时长|期限有多|(?:公示|进驻)期(?:限)?(?:是|有|为)?(?:多少|几|多长)"
)
"""A question for the length of a period."""


def period_in(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of the period a sentence states first; None when it states none with a year."""
    dates = [date for date in find_dates(text) if date.month and date.day][:2]
    if len(dates) < 2 or dates[0].year is None:
        return None
    first = datetime.date(dates[0].year, dates[0].month or 1, dates[0].day or 1)
    last = datetime.date(dates[1].year or dates[0].year, dates[1].month or 1, dates[1].day or 1)
    return (first, last) if last >= first else None


def day_count(first: datetime.date, last: datetime.date) -> Computed:
    """The days of a period: 17−12+1=6, over a month's end 7+15=22."""
    days = (last - first).days + 1
    if (first.year, first.month) == (last.year, last.month):
        return Computed(days, f"{last.day}−{first.day}+1={days}")
    next_month = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    head = (next_month - first).days
    between = days - head - last.day
    return Computed(days, f"{head}+{between}+{last.day}={days}" if between else f"{head}+{last.day}={days}")
