"""The days that a text gives, held against those of the sources: of their lists, of their reports, of the events they tell."""

from __future__ import annotations

from assistant.checking.basis import Basis
from assistant.checking.claims import DateClaim
from assistant.checking.counted import Verdict
from assistant.checking.lines import Line
from assistant.checking.proofrules import Changes
from assistant.checking.sourcebook import Source, SourceBook
from assistant.checking.standing import clauses
from assistant.types import MUST
from assistant.words.dates import find_dates, show_date

AS_OF = ("截至", "截止", "截至日期：", "截至时间：")
_EVENT = 30
"""So many letters behind a day may tell what happened on it."""


class ToldDays:
    """The days of the sources."""

    def __init__(self, basis: Basis, book: SourceBook, changes: Changes) -> None:
        self._basis = basis
        self._book = book
        self._changes = changes

    def as_of(self, line: Line, verdicts: list[Verdict]) -> None:
        """The day that figures are said to be of (截至…) is that of the list they were found in."""
        for date in line.claims.dates:
            if not line.text[: date.start].endswith(AS_OF) or date.day is None:
                continue
            own = [one for one in verdicts if any(_is_day(date, day) for day in self._days(one)) or self._says_day(one, date)]
            if own:
                line.tie(date.start, date.end, own[0].passage)
            elif verdicts and verdicts[0].day:
                says = show_date(verdicts[0].day)
                line.fault("日期", date.start, date.end, says, f"资料中这些数字截至{says}，请核对后改正", MUST, verdicts[0].passage)
            elif report := next((one for one in self._basis.reports.values() if one.as_of and _is_day(date, one.as_of)), None):
                start, end = report.as_of_span or (0, len(report.title))
                line.tie(date.start, date.end, report.passage(start, end))

    def _days(self, verdict: Verdict) -> list[str]:
        """The day of a list, and of the report it is from: 上月底 may be told as the day of the report."""
        report = self._basis.reports.get(verdict.passage.report)
        return [day for day in (verdict.day, report.as_of if report else None) if day]

    def _says_day(self, verdict: Verdict, day: DateClaim) -> bool:
        """Whether the paragraph that a figure was found in names a day."""
        report = self._basis.reports.get(verdict.passage.report)
        text, own = verdict.passage.text, (verdict.day or "")[:4]
        if report is not None:
            text = report.clean[report.clean.rfind("\n", 0, verdict.passage.start) + 1 : verdict.passage.end]
        told = ((str(one.year or own), one.month, one.day) for one in find_dates(text))
        return any(one == (str(day.year or own), day.month, day.day) for one in told)

    def told(self, line: Line) -> None:
        """A whole day that a report is of, or that a source has with the same event (反馈), is known; so is the month of a report."""
        for claim in line.open():
            if not isinstance(claim, DateClaim):
                continue
            report = next((one for one in self._basis.reports.values() if one.as_of and _in_period(claim, one.as_of)), None)
            if report is not None and (line.headline or line.text[: claim.start].endswith(AS_OF)):
                line.tie(claim.start, claim.end, report.passage(*(report.as_of_span or (0, len(report.title)))))
            elif claim.year and (told := self._of_event(line, claim)):
                line.tie(claim.start, claim.end, told.passage)

    def _of_event(self, line: Line, day: DateClaim) -> Source | None:
        """The source that tells an event of the clause of this day."""
        start, end = next((span for span in clauses(line.text) if span[0] <= day.start < span[1]), (0, len(line.text)))
        words = line.shown or line.text[start : end + _EVENT]
        wanted = (*(self._changes.events if day.day else ()), *self._changes.deadlines)
        events = [word for word in wanted if word in words]
        days = (one for one in self._book.sources if any(word in one.text for word in events))
        return next((one for one in days if has_day(one, day) and _year_fits(one, day)), None)


def _in_period(day: DateClaim, iso: str) -> bool:
    """Whether an ISO date is that day or of that month."""
    month = f"{day.year or 0:04d}-{day.month or 0:02d}" if day.month else f"{day.year or 0:04d}-00"
    return iso.startswith(f"{month}-{day.day:02d}" if day.day else month)


def _year_fits(source: Source, day: DateClaim) -> bool:
    """Whether the year of a day is the source's, which may leave it out or name it as 去年."""
    stated = {token.date.year for token in source.tokens if token.date and token.date.year}
    return day.year in stated or (not stated and source.year is not None and abs(source.year - (day.year or 0)) <= 1)


def has_day(source: Source, day: DateClaim) -> bool:
    """Whether a source names a day, whatever year it is of."""
    return any(token.date and (token.date.month, token.date.day) == (day.month, day.day) for token in source.tokens)


def _is_day(date: DateClaim, iso: str) -> bool:
    return iso.endswith(f"{date.month or 0:02d}-{date.day or 0:02d}") and date.year in (None, int(iso[:4]))
