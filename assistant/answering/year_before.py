"""A figure of the year before a report's own, which reports mostly tell as a change only: 2015年 of 2016年…比上年减少8天 (domain.md 3)."""

from __future__ import annotations

import re

from assistant.answering.inquiry import Inquiry
from assistant.types import Answer

_YEAR = re.compile(r"((?:19|20)\d{2})年度?((?:1[0-2]|[1-9])月份?)?(?:的)?")
_COMPARED = re.compile(r"比(?![率例重])|较|[和与到至]|变化|[升降增减]|以来|底|末|前|月|季")
"""What asks for more than the level of a whole year."""

_OPENING = 40
"""So many characters at its head hold the title of a report whose title was not made out."""


def from_next_year(given: Answer, inquiry: Inquiry) -> tuple[str, ...]:
    """A refused question for one year's figure, put as that of the year before the next (2015年… as 2016年上年…); empty for any other."""
    text = inquiry.question.text
    years = _YEAR.findall(text)
    if given.kind != "refused" or not inquiry.question.counts or len(years) != 1 or inquiry.question.track is not None:
        return ()
    if _COMPARED.search(_YEAR.sub("", text)):
        return ()
    # A yearly bulletin says its year in the title only.
    ((year, month),) = years
    return _YEAR.sub(f"{int(year) + 1}年{month}上年", text), _YEAR.sub(f"{month}上年", text)


def worked_out(answer: Answer, inquiry: Inquiry) -> bool:
    """Whether an answer is worked out, by a formula that it shows, from a figure told of just the year after the one asked for."""
    year, month = _YEAR.findall(inquiry.question.text)[0]
    reports = [inquiry.composer.report(one.report) for one in answer.citations]
    told = "".join(
        (answer.text, *(one.quote for one in answer.citations), *(f"{one.title}{one.as_of or ''}{one.clean[:_OPENING]}" for one in reports))
    )
    named = str(int(year) + 1) in told and bool(not month or re.search(rf"(?<!\d){month.rstrip('份')}", told))
    return bool(answer.figures) and bool(answer.figures[0].formula) and named
