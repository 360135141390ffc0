"""Questions whose answer is a passage: definitions, methods, lists, dates, people. The sentence is quoted, never reworded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering.asking_parts import asking_parts
from assistant.answering.coined import coined
from assistant.answering.composing import Composer
from assistant.answering.definitions import EXPLAINED, definition
from assistant.answering.fields import labelled, signature
from assistant.answering.periods import LENGTH, day_count, period_in
from assistant.answering.places import place_name
from assistant.answering.points import points
from assistant.answering.ranking import Ranking
from assistant.answering.sections import ASPECTS, announced, aspects, section
from assistant.answering.sentences import Found, row_around, whole_list, with_body
from assistant.types import Report, Status
from assistant.words.dates import find_dates, show_date

_ENOUGH = 0.38
"""From this score on a sentence answers."""
_ENOUGH_TOLD = 0.24
"""The same for one that tells just what is asked to be told (who is in charge of a case, why, until when)."""
_NEAR = 0.3
"""From this score on it is worth showing beside a refusal."""
_POINT = 80
"""A point of a list has at most so many characters."""
_MASKED = re.compile(r"[:：]\s*[\d-]*[*＊×]+|[*＊×]{2}")


class Quoting:
    """Finds and quotes the sentences that answer a question."""

    def __init__(self, composer: Composer, ranking: Ranking) -> None:
        self.composer = composer
        self.question = ranking.question
        self.ranking = ranking

    def answer(self) -> bool:
        """Quote the answer; False when nothing is close enough."""
        meaning = definition(self.ranking) if "define" in self.question.forms else []
        if not meaning or meaning[0].score < EXPLAINED:
            meaning = coined(self.ranking) or meaning
        if meaning:
            self.quote(meaning)
            return True
        if self._signed() or self._field() or self._aspects() or self._enumerated():
            return True
        parts = asking_parts(self.ranking)
        if len(parts) < 2:
            return self._best()
        # Each asking part gets its own sentence; a list, because any() alone would stop at the first.
        return any([self._asking(part)._best() for part in parts])

    def _asking(self, part: str) -> Quoting:
        """The same for one part of the question, which keeps the forms and the place of the whole."""
        ranking = self.ranking
        asking = replace(self.question, text=part)
        return Quoting(self.composer, Ranking(self.composer, asking, ranking.heads, ranking.names, ranking.scope))

    def _signed(self) -> bool:
        found = signature(self.ranking)
        for one in found:
            self.composer.cite(one.report.id, one.start, one.end)
            self.composer.lines.append(one.text)
            self.composer.statuses.append(Status.CERTAIN)
        return bool(found)

    def _field(self) -> bool:
        found = labelled(self.ranking)
        if found:
            self.quote(found)
        return bool(found)

    def _aspects(self) -> bool:
        """The headings below the section a question names."""
        found = aspects(self.ranking) if ASPECTS.search(self.question.text) else None
        if found is None:
            return False
        report, headings = found
        self._list(report.id, headings)
        self.composer.statuses.append(Status.CERTAIN)
        return True

    def _list(self, report_id: str, spans: Sequence[tuple[int, int]]) -> None:
        clean = self.composer.report(report_id).clean
        for start, end in spans:
            self.composer.cite(report_id, start, end)
            self.composer.lines.append(f"· {clean[start:end]}")

    def _enumerated(self) -> bool:
        """List what a sentence announces (六项重点任务如下：), else the section that tells how, for a question of that kind."""
        if not self.question.forms & {"list", "how"}:
            return False
        announcing = (one for one in self.ranking.sentences[:12] if one.score >= _ENOUGH * 0.8 and announced(one))
        first = next(announcing, None)
        if first is not None:
            self.quote([first])
        how = section(self.ranking) or points(self.ranking) if first is None and "how" in self.question.forms else []
        if how:
            self._listed(how)
        return first is not None or bool(how)

    def _listed(self, found: Sequence[Found]) -> None:
        """Points as a short list: of each as much as a reader takes in, all of it in its citation."""
        for one in found:
            self.composer.cite(one.report.id, one.start, one.end)
            self.composer.lines.append(f"· {_shortened(one.text.strip())}")
        self.composer.statuses.append(Status.CERTAIN)

    def _best(self) -> bool:
        """Quote the sentences closest to the question."""
        found = self.ranking.sentences
        if not found or found[0].score < (_ENOUGH_TOLD if self.ranking.tells(found[0].report, found[0].start, found[0].end) else _ENOUGH):
            return False
        chosen = [with_body(one) for one in self._selected(found)] if "how" in self.question.forms else self._selected(found)
        if "how" in self.question.forms and len(chosen) > 1 and len({one.report.id for one in chosen}) == 1:
            self._listed(chosen)
        else:
            self.quote(chosen)
        return True

    def nearest(self) -> Found | None:
        """The closest sentence when none answers, for a refusal to show; None when even that is far."""
        found = self.ranking.sentences
        return found[0] if found and found[0].score >= _NEAR else None

    def _selected(self, found: Sequence[Found]) -> list[Found]:
        """The best sentence and others nearly as good; for a method question more of them, in the order of their report."""
        best = found[0]
        chosen = [best]
        wide = self.question.forms & {"how", "why"}
        limit, ratio = (4, 0.72) if wide else (2, 0.8) if "list" in self.question.forms else (1, 1.0)
        for other in found[1:]:
            if len(chosen) >= limit or other.score < best.score * ratio or other.score < _ENOUGH:
                break
            if all(other.text != one.text for one in chosen):
                chosen.append(other)
        return (
            sorted(chosen, key=lambda one: (one.report.id != best.report.id, one.report.path, one.report.id, one.start)) if wide else chosen
        )

    def quote(self, chosen: Sequence[Found]) -> None:
        """Quote sentences as the answer, each cited, with what dates in them need saying."""
        several = len({one.report.id for one in chosen}) > 1
        chosen = [whole_list(one) for one in chosen] if "list" in self.question.forms else chosen
        for one in chosen:
            self.composer.cite(one.report.id, *(row_around(one) or (one.start, one.end)))
            place = place_name(one.report.place)
            key = "quoted_place" if several and place else "quoted"
            stood = self.composer.date(one.report.as_of, one.report.id) if self._stood_then(one.report) else ""
            self.composer.lines.append(stood + self.composer.phrase(key, text=one.text.strip(), place=place))
            if self.question.forms & {"list", "how", "define"}:
                self._list(one.report.id, announced(one))
        for one in chosen:
            self._date(one)
        for one in chosen if LENGTH.search(self.question.text) else ():
            self._days(one)
        self.composer.statuses.append(Status.MASKED if self._hidden(chosen) else Status.CERTAIN)

    def _stood_then(self, report: Report) -> bool:
        """Whether items of a status are told by a report older than another of its place, so that its day must be said."""
        if not self.question.metrics or "list" not in self.question.forms or report.place is None:
            return False
        same = (head for head in self.ranking.heads if head.place is not None and head.place.display == report.place.display)
        return any((head.as_of or "") > (report.as_of or "") for head in same)

    def _hidden(self, chosen: Sequence[Found]) -> bool:
        """Whether what is asked for is exactly what the source masks."""
        hidden = all(_MASKED.search(one.text) for one in chosen)
        if re.search(r"电话|联系人|邮箱|传真", self.question.text):
            return hidden and not re.search(r"几点|时段|时间段", self.question.text)
        return hidden and "when" in self.question.forms and all(not find_dates(one.text) for one in chosen)

    def _date(self, one: Found) -> None:
        """Say which year 年内/今年 is, from the report's own date, and that a date lacks its year where it does."""
        report, dates = one.report, find_dates(one.text)
        if re.search(r"今年|年内|年底前", one.text) and not re.search(r"(?:19|20)\d{2}年", one.text) and report.as_of:
            asof = self.composer.date(report.as_of, report.id).rstrip("，, ")
            self.composer.lines.append(f"（{asof}的材料，“今年”“年内”指{report.as_of[:4]}年。）")
        elif "when" in self.question.forms and dates and all(date.year is None for date in dates):
            self.composer.caveat("year_missing")
        elif "when" in self.question.forms:
            for short, day in _in_full(one.text):
                self.composer.lines.append(self.composer.phrase("year_before", short=short, date=show_date(day)))

    def _days(self, one: Found) -> bool:
        """Count the days of the period a quoted sentence states."""
        period = period_in(one.text)
        if period is None:
            return False
        days, formula = day_count(*period)
        self.composer.figure(days, "天", "天数", (self.composer.cite(one.report.id, one.start, one.end),), formula)
        start, end = (show_date(day.isoformat()) for day in period)
        self.composer.lines.insert(0, self.composer.phrase("days", start=start, end=end, days=days, formula=formula))
        self.composer.statuses.append(Status.DERIVED)
        return True

    def duration(self) -> bool:
        """Count the days of the period a question asks the length of (待了多少天); False when no such period is stated."""
        if not LENGTH.search(self.question.text):
            return False
        for found in self.ranking.sentences[:6]:
            dated = [date for date in find_dates(found.text) if date.month and date.day]
            if found.score >= _NEAR and len(dated) > 1 and dated[0].year is not None:
                self.quote([found])
                return any(figure.formula for figure in self.composer.figures)
        return False


def _in_full(text: str) -> list[tuple[str, str]]:
    """The days of a sentence that take their year from the date before them (4月20日进驻、5月18日结束), each as written and in full."""
    found: list[tuple[str, str]] = []
    for before, one in pairwise(find_dates(text)):
        if before.year is None or before.month is None or one.year is not None or one.month is None or one.day is None:
            continue
        if one.month >= before.month and text[before.end : one.start].strip("至到—~～–-－ "):
            found.append((text[one.start : one.end], f"{before.year}-{one.month:02}-{one.day:02}"))
    return found


def _shortened(text: str) -> str:
    """A sentence up to the last pause before the length of a point in a list, with …… where something is left out."""
    if len(text) <= _POINT:
        return text
    cut = max(text.rfind(mark, _POINT // 2, _POINT) for mark in "，；、")
    return f"{text[: cut if cut > 0 else _POINT]}……"
