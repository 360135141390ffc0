"""The figures of a sentence in the order it tells them, each with the words around it that say what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.composing import Composer, amount
from assistant.answering.inquiry import Inquiry
from assistant.answering.places import place_name, strip_names, without_scope
from assistant.answering.sentences import Found, line_around, sentence_spans
from assistant.answering.subject import WHEN, without_statuses
from assistant.types import Answer, Number, Report, Status
from assistant.words.content import grams, residues
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon

_ENDS = re.compile(r"[，。；：！？、,;:|｜（()）\n]")
_OPENING, _SHORT_NAME = 120, 2
"""So many characters at its head say what a report is about; longer than so many, a name may be told in other words."""
_SAID_ANYWAY = re.compile(
    r"百分(?:之|比)?|比例|进度|[一-龥]{0,2}率|大概|大约|算下来|算的话|不算|还差|离计划|距离|目标|计划|任务|没有?|到位|完成|加一?块|加起来|合计|一共|总共"
    r"|对得上|对不上|总数|分项|明细|各项|各类|分类|发了|[？?，,。、（）()]"
)
"""What a question says of how figures are reckoned, not of what."""
_NO_COUNT = {"日期", "排名", "比例", "时长"}
_NEAREST = 5
"""So many of the sentences nearest to a question may be the one meant."""
_ENOUGH, _CLOSE = 0.34, 0.7
"""What part of the question it has to hold, and how near to the best one."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of a stretch of text."""

    value: Number
    unit: str
    before: str
    """The words of its clause ahead of it, from the figure before on where no mark stands between."""
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or two that follow each other, of a report."""

    report: Report
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.report.clean[self.start : self.end]


def stretches(inquiry: Inquiry) -> list[Stretch]:
    """The stretches that a question may mean, best first: each of the nearest sentences, then with the one before or behind it."""
    found = [one for one in inquiry.ranking.sentences[:_NEAREST] if one.score >= _ENOUGH]
    found = [one for one in found if one.score >= _CLOSE * found[0].score]
    alone = [Stretch(one.report, one.start, one.end) for one in found]
    every = [*alone, *(wide for one in found for wide in _widened(one))]
    return [one for one in every if _speaks_of_all(one, inquiry) and _of_its_time(one, inquiry)]


def names_matter(inquiry: Inquiry) -> bool:
    """Whether a question names what it asks about, beside places, times, inspections and how figures are reckoned."""
    return bool(_matters(inquiry))


def _of_its_time(stretch: Stretch, inquiry: Inquiry) -> bool:
    """Whether a stretch, or its report, is of the month and year that a question names."""
    question, dated = inquiry.question, stretch.report.as_of or ""
    days = {date.iso[-5:] for date in find_dates(stretch.text) if date.month}
    months = [date for date in question.dates if len(date) > len("2024")]
    told = [dated.startswith(date) or date[:7] == dated[:7] or any(date[5:7] == day[:2] for day in days) for date in months]
    in_year = [dated.startswith(year) or year in stretch.text or f"{year[2:]}年" in stretch.text for year in question.years]
    return all(told) and (all(in_year) or not dated)


def newest(stretch: Stretch, inquiry: Inquiry) -> bool:
    """Whether no later report of its place could say how things stand now; True where a question names the month itself."""
    dated, place = stretch.report.as_of or "", stretch.report.place
    later = any((head.as_of or "") > dated for head in inquiry.heads if head.place is not None and head.place == place)
    return not later or any(len(date) > len("2024") for date in inquiry.question.dates)


def _speaks_of_all(stretch: Stretch, inquiry: Inquiry) -> bool:
    """Whether a stretch, its headings or its report's title speak of every place and every matter that a question names."""
    report, lexicon = stretch.report, inquiry.lexicon
    said = f"{stretch.text} {' '.join(report.section_at(stretch.start))} {report.title}"
    if not all(_told_of(name, said, lexicon) for name in (*inquiry.named.unknown, *inquiry.named.areas)):
        return False
    held = grams(f"{said} {report.clean[:_OPENING]}", lexicon)
    return all(held & grams(piece, lexicon) for piece in _matters(inquiry))


def _matters(inquiry: Inquiry) -> list[str]:
    """The words of a question that say what it is about."""
    lexicon, question = inquiry.lexicon, inquiry.question
    words = WHEN.sub(" ", _SAID_ANYWAY.sub(" ", without_scope(strip_names(question.text, inquiry.names))))
    return [piece for piece in residues(without_statuses(words, question.metrics, lexicon), lexicon) if len(piece) > 1]


def _told_of(name: str, said: str, lexicon: Lexicon) -> bool:
    """Whether some words name a place; a long name, of a reserve or an estate, may be told otherwise (九里岗自然保护区)."""
    bare = re.sub(r"[省市县区州旗乡镇]$", "", name)
    parts = grams(bare, lexicon)
    return bare in said or (len(bare) > _SHORT_NAME and 2 * len(parts & grams(said, lexicon)) >= len(parts))


def _widened(one: Found) -> list[Stretch]:
    spans = sentence_spans(one.report.clean, *line_around(one))
    at = next((n for n, span in enumerate(spans) if span[0] <= one.start < span[1]), None)
    if at is None:
        return []
    ahead = [Stretch(one.report, spans[at - 1][0], one.end)] if at else []
    return ahead + ([Stretch(one.report, one.start, spans[at + 1][1])] if at + 1 < len(spans) else [])


def told_in(stretch: Stretch, lexicon: Lexicon) -> list[Told]:
    """The counts of a stretch; none where it masks one, for then nothing can be worked out."""
    text, found = stretch.text, []
    spans = [span for span in lexicon.units.find(text) if span.unit_class not in _NO_COUNT and not span.ordinal]
    for n, span in enumerate(spans):
        if span.quantity.value is None or span.quantity.masked:
            return []
        ahead = text[spans[n - 1].end if n else 0 : span.start]
        behind = text[span.end : spans[n + 1].start if n + 1 < len(spans) else len(text)]
        found.append(Told(span.quantity.value, span.quantity.unit, _ENDS.split(ahead)[-1], _ENDS.split(behind)[0], span.start, span.end))
    return found


def alike(one: Told, other: Told) -> bool:
    """Whether two figures count the same kind of thing."""
    same = {"个", "项", "条"}
    return one.unit == other.unit or {one.unit, other.unit} <= same


def stated(
    value: Number, unit: str, label: str, formula: str, terms: Sequence[Told], stretch: Stretch, composer: Composer, said: str = ""
) -> Answer:
    """An answer that gives a figure worked out of the terms, with the stretch that tells them."""
    cited = (composer.cite(stretch.report.id, stretch.start, stretch.end),)
    composer.figure(value, unit, label, cited, formula or None)
    for term in terms:
        composer.figure(term.value, term.unit, term.before, cited)
    asof, place = composer.date(stretch.report.as_of, stretch.report.id), place_name(stretch.report.place)
    told = stretch.text.strip().rstrip("。；;")
    worked_out = composer.derivation(formula, unit) if formula else ""
    head = said or f"{amount(value, unit)}。"
    composer.lines.append(f"{head}{asof}{place}{'：' if place else ''}{told}。{worked_out}")
    return composer.build("computed", Status.DERIVED if formula else Status.CERTAIN)
