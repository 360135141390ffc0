"""A figure of a year that a report tells only as what it compares with: 2017年 of 2021年326天，比2017年多23天 (domain.md 3)."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.arithmetic import Computed, points_before, year_before
from assistant.answering.composing import amount
from assistant.answering.inquiry import Inquiry
from assistant.types import Answer, Citation, Figure, Status
from assistant.words.numerals import parse_number, show_number

_YEAR = re.compile(r"((?:19|20)\d{2})年度?(?:的)?")
_RISES = "多|增加|增长|提高|提升|上升|升高|增|升"
_FALLS = "少|减少|下降|降低|减|降"
_COMPARED = (
    r"(?:[^。；;\d]{{0,24}}?|[^。；;]{{0,80}}?{label})[，,（(]?(?:比|较|与|相较于?){year}年(?:度|同期)?(?:相?比)?[，,]?"
    rf"(?:(?P<rises>{_RISES})|(?:{_FALLS}))了?(?P<by>\d+(?:\.\d+)?)(?P<unit>个?百分点|[%％]|[^\d，。；,;、）)]{{{{1,8}}}})"
)
"""Behind a figure: what it is held against."""
_LABEL = 4
"""So many characters at its end tell a measure named again (优良天数)."""
_STATEMENT_END = re.compile(r"[。；;\n]")


def without_year(inquiry: Inquiry, given: Answer) -> str | None:
    """A question for a figure of one year that found none, without that year; None for any other question."""
    text, question = inquiry.question.text, inquiry.question
    plain = question.counts and len(question.asks) == 1 and question.track is None and not question.english
    if given.figures or not plain or len(_YEAR.findall(text)) != 1 or re.search(r"比(?![率例重])|较|同比|环比|变化", text):
        return None
    return _YEAR.sub("", text)


def told_by_comparison(now: Answer, inquiry: Inquiry) -> Answer | None:
    """What a later figure and its distance from that of the year asked for come to; None where its sentence tells of no such distance."""
    (year,) = _YEAR.findall(inquiry.question.text)
    lead = next(iter(now.figures), None)
    if lead is None or lead.value is None or lead.formula or lead.approximate or now.kind == "refused":
        return None
    for citation in now.citations:
        found = _held_against(year, lead, citation) if citation.n in lead.citations else None
        computed = _before(lead, found) if found is not None else None
        if found is not None and computed is not None:
            before = Figure(computed.value, lead.unit, f"{year}年", computed.formula, lead.citations)
            step = Figure(parse_number(found["by"]), found["unit"], "变化", citations=lead.citations)
            composer = inquiry.blank()
            said = f"{amount(computed.value, lead.unit)}（推算，材料没有直接写）。{composer.derivation(computed.formula, lead.unit)}"
            told = _STATEMENT_END.split(citation.quote[: found.end()])[-1]
            return replace(
                now, text=f"{said}\n{told.strip()}。", kind="computed", status=Status.DERIVED, figures=(before, lead, step), as_of=None
            )
    return None


def _held_against(year: str, lead: Figure, citation: Citation) -> re.Match[str] | None:
    number = re.escape(show_number(lead.value or 0))
    return re.search(
        rf"(?<![\d.]){number}(?:\.0+)?(?!\d|\.\d){_COMPARED.format(year=year, label=re.escape(lead.label[-_LABEL:]))}", citation.quote
    )


def _before(lead: Figure, found: re.Match[str]) -> Computed | None:
    """The earlier figure; None where the step is in another unit than the figure."""
    by, unit, fell = parse_number(found["by"]), found["unit"], found["rises"] is None
    if by is None or lead.value is None:
        return None
    share = lead.unit in {"%", "％"}
    if unit == lead.unit and not share or (share and unit.endswith("百分点")):
        return points_before(lead.value, by, fell=fell)
    return year_before(lead.value, by, fell=fell) if unit in {"%", "％"} and not share else None
