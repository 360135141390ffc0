"""What staff can narrow a question or a draft to: the places and reports of the library as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import gradio as gr

from assistant.errors import UsageError
from assistant.types import Report, ReportHead, Scope

if TYPE_CHECKING:
    from assistant.service import Assistant

Choice = tuple[str, str]
ANY_PLACE: Choice = ("全部地方", "")
ANY_REPORT: Choice = ("全部报告", "")
ANY_GENRE: Choice = ("全部文种", "")
ANY_TIME: Choice = ("全部时间", "")


@dataclass(frozen=True)
class Filters:
    """The two dropdowns of a tab."""

    place: gr.Dropdown
    report: gr.Dropdown


@dataclass(frozen=True)
class AskFilters(Filters):
    """The dropdowns above the conversation."""

    genre: gr.Dropdown
    period: gr.Dropdown


def ask_scope(place: str | None, report: str | None, genre: str | None, period: str | None) -> Scope:
    """The part of the library a question is narrowed to; a period is all that was known by the end of a year."""
    return replace(scope(place, report, period), genre=genre or None)


def genres(heads: Sequence[ReportHead]) -> list[Choice]:
    """Every genre there are reports of, after the choice of all."""
    return [ANY_GENRE, *((name, name) for name in sorted({head.genre for head in heads}))]


def periods(heads: Sequence[ReportHead]) -> list[Choice]:
    """The years that reports tell of, the newest first, after the choice of all."""
    years = sorted({head.as_of[:4] for head in heads if head.as_of}, reverse=True)
    return [ANY_TIME, *((f"{year}年底以前", year) for year in years)]


def years(heads: Sequence[ReportHead]) -> list[Choice]:
    """The years that reports are dated in, the newest first, after the choice of all."""
    return [ANY_TIME, *((f"{year}年的资料", year) for _, year in periods(heads)[1:])]


def scope(place: str | None, report: str | None, as_of: str | None = None) -> Scope:
    """The part of the library these choices name; nothing chosen means all of it."""
    return Scope(place=place or None, reports=(report,) if report else (), as_of=as_of or None)


def places(heads: Sequence[ReportHead]) -> list[Choice]:
    """Every place once, by name, after the choice of all."""
    names = sorted({head.place.display for head in heads if head.place})
    return [ANY_PLACE, *((name, name) for name in names)]


def reports(heads: Sequence[ReportHead]) -> list[Choice]:
    """Every report with its date, after the choice of all."""
    return [ANY_REPORT, *((f"{head.title or head.path}{f'（{head.as_of}）' if head.as_of else ''}", head.id) for head in heads)]


def report_or_none(service: "Assistant", report: str) -> Report | None:
    """The report, or None where it was removed since."""
    try:
        return service.report(report)
    except UsageError:
        return None
