"""An answer under construction: text, figures and numbered citations that stay consistent with each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from assistant.answering.places import place_name
from assistant.facts.ledger import counted_rows
from assistant.types import Answer, Citation, Fact, Figure, Inspection, Kind, Library, Number, Place, Quantity, Report, Status, Track
from assistant.words.dates import show_date
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number
from assistant.words.relative import said_as

_MISREAD = re.compile(r"[A-Za-z]{2,}(?=\S*[吨个件元座])|[IlOo]")
"""Letters that stand where a scan had digits."""

BY_HAND = "人工核定"
"""Where the date of a report comes from that staff set."""


class Composer:
    """Collects what an answer says and what it rests on; every figure is cited when it is added."""

    def __init__(self, library: Library, lexicon: Lexicon, english: bool = False) -> None:
        self.library = library
        self.lexicon = lexicon
        self.english = english
        self.lines: list[str] = []
        self.figures: list[Figure] = []
        self.citations: list[Citation] = []
        self.caveats: list[str] = []
        self.dates: list[str] = []
        self.statuses: list[Status] = []
        self._held: set[Figure] = set()
        self._cited: dict[str, list[int]] = {}
        self._reports: dict[str, Report] = {}

    def phrase(self, name: str, /, **values: object) -> str:
        """A sentence of knowledge/lexicon/phrases.toml in the answer's language."""
        table = self.lexicon.data["phrases"]["en" if self.english else "zh"]
        return str(table[name]).format(**values)

    def report(self, report_id: str) -> Report:
        """A report, read once per answer."""
        if report_id not in self._reports:
            self._reports[report_id] = self.library.report(report_id)
        return self._reports[report_id]

    def cite(self, report_id: str, start: int, end: int, figure: tuple[int, int] | None = None) -> int:
        """The number of the citation of clean [start, end); the same span is cited once. `figure` is where in it the figure stands."""
        report = self.report(report_id)
        if report.is_recognised(start, end):
            self.caveat("recognised", title=report.title)
        cell = report.cell_place(*(figure or (start, end)))
        own = self._cited.setdefault(report_id, [])
        for index in own:
            citation = self.citations[index]
            if citation.start <= start and end <= citation.start + len(citation.quote):
                if citation.cell and citation.cell.column and cell != citation.cell:
                    # Two figures of one row: the row is what both stand in.
                    self.citations[index] = replace(citation, cell=replace(citation.cell, column=None))
                return citation.n
        number = len(self.citations) + 1
        own.append(number - 1)
        section = " / ".join(report.section_at(start))
        quote = report.clean[start:end]
        self.citations.append(
            Citation(number, report_id, report.title, section, quote, report.original(start, end), start, report.path, cell)
        )
        return number

    def cite_fact(self, fact: Fact) -> int:
        """The number of the citation of a fact's sentence."""
        figure = (fact.start, fact.end) if fact.end > fact.start else None
        return self.cite(fact.report, fact.passage.start, fact.passage.end, figure)

    def cite_facts(self, facts: Iterable[Fact]) -> tuple[int, ...]:
        """The numbers of the citations of several facts, each once."""
        return tuple(dict.fromkeys(number for fact in facts for number in self._cite_counted(fact) or (self.cite_fact(fact),)))

    def _cite_counted(self, fact: Fact) -> tuple[int, ...]:
        """The citations of the ledger rows a counted figure names."""
        rows = counted_rows(fact, self.report(fact.report), self.lexicon)
        return tuple(self.cite(fact.report, row.start, row.end) for row in rows)

    def figure(
        self, value: Number | None, unit: str, label: str, cited: tuple[int, ...], formula: str | None = None, approximate: bool = False
    ) -> None:
        """Add a figure the text states."""
        figure = Figure(value, unit, label, formula, cited, approximate)
        if len(self._held) != len(self.figures):  # a refusal takes figures back
            self._held = set(self.figures)
        if figure not in self._held:
            self._held.add(figure)
            self.figures.append(figure)

    def caveat(self, name: str, /, **values: object) -> None:
        """Add a caveat once."""
        text = self.phrase(name, **values)
        if text not in self.caveats:
            self.caveats.append(text)

    def date(self, as_of: str | None, report_id: str, *, aside: bool = False) -> str:
        """The as-of clause of a statement (截至2019年12月5日（成文日期），), citing where the date stands; empty when undated.

        One said `aside` is no date of the answer.
        """
        report = self.report(report_id)
        if as_of is None:
            self.caveat("undated")
            return ""
        if not aside:
            self.dates.append(as_of)
        shown = show_date(as_of)
        source = ""
        if not self._quoted(as_of):
            if report.as_of_span is not None:
                self.cite(report_id, *_line(report.clean, *report.as_of_span))
            if report.as_of_source == BY_HAND and as_of == report.as_of:
                return self.phrase("as_of_source", date=as_of if self.english else shown, source=BY_HAND)
            source = report.as_of_source if as_of == report.as_of and report.as_of_source in {"成文日期", "发布日期", "标题"} else ""
            told = next((words for one in self.citations if (words := said_as(one.quote, report.as_of or "", as_of))), "")
            told = told or self._told_elsewhere(report, as_of)
            self._cite_day(report, as_of, told)
            if told and not self._quoted(as_of):
                return self.phrase("as_of_relative", said=told, date=report.as_of if self.english else show_date(report.as_of or ""))
            if not self._quoted(as_of) and len(as_of) > 7:
                # The year stands elsewhere than the day: say only what one sentence says.
                shown = show_date(as_of[5:])
                self.caveat("year_elsewhere", date=shown)
                return self.phrase("as_of", date=as_of[5:] if self.english else shown)
        return self.phrase("as_of_source" if source else "as_of", date=as_of if self.english else shown, source=source)

    def _told_elsewhere(self, report: Report, day: str) -> str:
        """The words of a report by which it tells a day (本月20日) in a sentence that no figure is cited from; cites it."""
        told = "" if self._quoted(day[5:].removeprefix("0")) else said_as(report.clean, report.as_of or "", day)
        if told:
            self.cite(report.id, *_sentence(report.clean, report.clean.index(told)))
        return told

    def _cite_day(self, report: Report, day: str, told: str) -> None:
        """Cite the sentence in which a report tells a day that no cited one holds (12月20日 in the sentence before)."""
        if told or day == report.as_of or len(day) <= len("2024-06") or self._quoted(day) or self._quoted(day[5:]):
            return
        year, rest = show_date(day), show_date(day[5:])
        found = re.search(rf"{year}|(?<![年\d]){rest}", report.clean)
        if found:
            self.cite(report.id, *_sentence(report.clean, found.start()))

    def _quoted(self, as_of: str) -> bool:
        return any(_tells_day(citation.quote, as_of) for citation in self.citations)

    def whose(self, place: Place | None, inspection: Inspection, report_id: str) -> str:
        """永州市第二轮省级督察: place and inspection; the sentence that names the round is cited beside the figures."""
        if inspection.round and not inspection.campaign and not any(inspection.round in citation.quote for citation in self.citations):
            self._cite_word(inspection.round, report_id)
        return place_name(place) + inspection.display

    def listed(self, track: Track, level: str = "") -> str:
        """What the members of a list are called (反馈问题, 交办信访件), or by its level of intake (domain.md 3)."""
        intake = {"收到": "list_received", "受理": "list_accepted"}.get(level)
        return self.phrase(intake or ("list_complaint" if track is Track.COMPLAINT else "list_problem"))

    def derivation(self, formula: str, unit: str) -> str:
        """推算：33−19=14个; a unit with a scale word stands apart (万元), since it holds for every term."""
        if "%" in formula:
            unit = ""
        return self.phrase("derived", formula=f"{formula}（{unit}）" if unit[:1] in {"万", "亿"} else f"{formula}{unit}")

    def note_number(self, fact: Fact) -> None:
        """Caveats a single number brings along: repaired, damaged, approximate, 均."""
        quantity = fact.quantity
        if fact.repaired and _MISREAD.search(quantity.text) and quantity.value is not None:
            self.caveat("damaged", text=quantity.text, value=amount(quantity.value, quantity.unit))
        elif fact.repaired and re.search(r"[1-9一二三四五六七八九]", quantity.text):
            self.caveat("repaired", text=quantity.text)
        if quantity.approximate:
            self.caveat("approximate")
        if quantity.each and fact.metric != "分类":
            self.caveat("each")

    def _cite_word(self, word: str, report_id: str) -> None:
        report = self.report(report_id)
        at = report.clean.find(word)
        if at >= 0:
            self.cite(report_id, *_sentence(report.clean, at))

    def build(self, kind: Kind, status: Status | None = None) -> Answer:
        """The finished answer."""
        return Answer(
            text="\n".join(dict.fromkeys(self.lines)),
            kind=kind,
            status=status or _overall(self.statuses),
            figures=tuple(self.figures),
            citations=tuple(self.citations),
            caveats=tuple(self.caveats),
            as_of=max(self.dates) if self.dates and len(set(self.dates)) == 1 else None,
        )


def amount(value: Number | None, unit: str, approximate: bool = False, text: str = "") -> str:
    """A figure as printed: the source's own writing where there is one (7.8万余份), else value and unit; `*` for a masked one."""
    if text:
        # A table cell prints the bare number; its unit stands in the column.
        return text if not text.replace(".", "").isdigit() else text + unit
    return ("约" if approximate else "") + (show_number(value) if value is not None else "*") + unit


def printed(quantity: Quantity) -> str:
    """A stated figure in the source's own writing."""
    return amount(quantity.value, quantity.unit, quantity.approximate, quantity.text.replace(" ", ""))


def _overall(statuses: list[Status]) -> Status:
    for status in (Status.CONFLICT, Status.AMBIGUOUS, Status.DERIVED, Status.CERTAIN, Status.MASKED):
        if status in statuses:
            return status
    return Status.UNSTATED


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line or sentence around a span, at most 120 characters, without blanks at its ends."""
    return _sentence(text, start) if end - start < 60 else (start, end)


@lru_cache(maxsize=10_000)
def _numbers(quote: str) -> frozenset[str]:
    """The runs of digits of a quotation."""
    return frozenset(re.findall(r"\d+", quote))


@lru_cache(maxsize=256)
def _day_pattern(month: int, day: int | None) -> re.Pattern[str]:
    """A month, or one with its day, also as the end of a stay (6月1日至30日)."""
    behind = rf"\s*[月.\-/]\s*(?:0?{day}(?!\d)|[^。；]{{0,14}}?(?<!\d)0?{day}\s*[日号])" if day else r"\s*(?:月|[.\-/])"
    return re.compile(rf"(?<!\d)0?{month}{behind}")


def _tells_day(quote: str, as_of: str) -> bool:
    """Whether a quotation tells a day, month or year as such: 2025年6月前完成8项、1项 tells no 2025-01-08."""
    year, _, rest = as_of.partition("-")
    if len(year) < len("2024"):
        year, rest = "", as_of
    if year and year not in _numbers(quote):
        return False
    parts = [int(part) for part in rest.split("-") if part]
    return not parts or bool(_day_pattern(parts[0], parts[1] if len(parts) > 1 else None).search(quote))


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, at) for mark in "。\n！？") + 1
    ends = [found for mark in "。\n！？" if (found := text.find(mark, at)) >= 0]
    end = min(ends) + (text[min(ends)] != "\n") if ends else len(text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
