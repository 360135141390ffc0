"""Questions about a document itself: its number, whom it addresses, who issued it, when it was signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.answering.inquiry import Inquiry
from assistant.answering.places import strip_names
from assistant.answering.refusing import refuse
from assistant.types import Answer, Report, ReportHead, Status
from assistant.words.content import grams, question_grams
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon

Span = tuple[int, int]

_TAIL = 60
"""So many characters at the end of a text hold its signature."""
_CLOSING = 2
"""So many characters may stand behind the date that ends a text (）。)."""
_SIGNS = re.compile(
    r"[^，。；：\n]{2,30}(?:委员会|人民政府|办公室|领导小组|局|[市县区省]委|党委|中心|管委会)(?=\s*(?:\d{4}年|$))", re.MULTILINE
)
_DIGIT = r"[〇○零一二三四五六七八九十\d]"
_DATE_LINE = re.compile(rf"^[ \u3000]*({_DIGIT}{{4}}年{_DIGIT}{{1,2}}月{_DIGIT}{{1,3}}日)[ \u3000]*$", re.MULTILINE)
_SHOWN = 6
"""Up to so many documents are answered for together."""


def document_field(inquiry: Inquiry) -> Answer | None:
    """The field of the documents a question means, or a refusal naming them; None when it asks for no such field."""
    name = next((name for name, pattern in _asked(inquiry.lexicon) if pattern.search(inquiry.question.text)), None)
    if name is None:
        return None
    reports = [inquiry.composer.report(head.id) for head in _meant(inquiry)]
    held = [(report, span) for report in reports if (span := _FIELDS[name](report)) is not None]
    if held:
        return _stated(inquiry, name, held[:_SHOWN])
    if not reports:
        return None
    titles = "、".join(f"《{report.title}》" for report in reports[:3])
    composer = inquiry.blank()
    composer.cite(reports[0].id, *_title(reports[0]))
    return refuse(composer, Status.UNSTATED, "unstated", what=f"{titles}的{name}")


@lru_cache(maxsize=4)
def _asked(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How questions ask for each field, from questions.toml."""
    return tuple((name, re.compile(pattern)) for name, pattern in lexicon.data["questions"]["document"].items())


def _stated(inquiry: Inquiry, name: str, held: Sequence[tuple[Report, Span]]) -> Answer:
    composer = inquiry.composer
    for report, (start, end) in held:
        composer.cite(report.id, start, end)
        composer.cite(report.id, *_title(report))
        value = re.sub(r"\s+", " ", report.clean[start:end])
        composer.lines.append(composer.phrase("document_field", title=report.title, field=name, value=value))
        composer.statuses.append(Status.CERTAIN)
    return composer.build("quoted")


def _meant(inquiry: Inquiry) -> list[ReportHead]:
    """The documents whose title, kind, place and date hold most of what the question says of them."""
    question, lexicon = inquiry.question, inquiry.lexicon
    years = [head for head in inquiry.heads if all(year in f"{head.title}{head.path}{head.as_of or ''}" for year in question.years)]
    heads = years or ([] if question.years else inquiry.heads)
    words = re.sub(r"(?:19|20)\d{2}年?", " ", strip_names(question.text, inquiry.names))
    wanted = question_grams(words, lexicon)
    held = {head.id: len(wanted & grams(f"{head.title} {head.path} {head.genre}", lexicon)) for head in heads}
    most = max(held.values(), default=0)
    return [head for head in heads if held[head.id] == most] if most or not wanted else []


def _title(report: Report) -> Span:
    """Where a report says its title, its first line where the title is not written so."""
    at = report.clean.find(report.title)
    if at >= 0:
        return at, at + len(report.title)
    first = report.clean.lstrip().split("\n", 1)[0][:_TAIL]
    start = report.clean.find(first)
    return start, start + len(first)


def _written(report: Report, text: str) -> Span | None:
    """Where a report writes a field, None where it has none; blanks and line ends within it may differ."""
    if not text:
        return None
    found = re.search(r"\s*".join(re.escape(character) for character in re.sub(r"\s", "", text)), report.clean)
    return found.span() if found else None


def _signed_by(report: Report) -> Span | None:
    """The signing body: the one the reading found, else the last body at the end of the text."""
    written = [match.span() for match in re.finditer(re.escape(report.issuer), report.clean)] if report.issuer else []
    if written:
        return written[-1]
    end = len(report.clean.rstrip())
    tail = list(_SIGNS.finditer(report.clean[:end], max(0, end - _TAIL)))
    return _written(report, report.issuer) or (tail[-1].span() if tail else None)


def _signed_on(report: Report) -> Span | None:
    """The date that ends the text, else the last one that is a line of its own."""
    text = report.clean.rstrip()
    base = max(0, len(text) - _TAIL)
    ending = [date for date in find_dates(text[base:]) if date.year and date.day and base + date.end >= len(text) - _CLOSING]
    if ending:
        return base + ending[-1].start, base + ending[-1].end
    alone = [match for match in _DATE_LINE.finditer(text) if any(date.year and date.day for date in find_dates(match[1]))]
    return alone[-1].span(1) if alone else None


_FIELDS: dict[str, Callable[[Report], Span | None]] = {
    "文号": lambda report: _written(report, report.number),
    "主送": lambda report: _written(report, report.addressee),
    "发文单位": _signed_by,
    "成文日期": _signed_on,
}
"""Where each field stands in a report."""
