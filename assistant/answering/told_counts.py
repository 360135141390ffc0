"""The figures of a sentence in the order it tells them, each with the words around it that say what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
_VERBS = re.compile(
    r"^(?:其中|包括|分别|为|有|是|还|另|发出?|共|已|了|的|给予|下达|印发|[\d一二三四五六七八九十]+到\d+月)+|(?:了|的|有|为|是|共)+$"
)
_AHEAD = 1200
"""So many characters ahead of a part its whole may be told that the question states."""
_NO_COUNT = {"日期", "排名", "比例", "时长"}
_NEAREST, _FURTHER = 5, 10
"""So many of the sentences nearest to a question may be the one meant; so many where they hold most of what it names."""
_ENOUGH, _CLOSE, _MOST = 0.34, 0.7, 0.6
"""What part of the question it has to hold, how near to the best one, and what part of each of its matters a further one holds."""


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
    ranked = inquiry.ranking.sentences[:_FURTHER]
    found = [one for one in ranked[:_NEAREST] if one.score >= max(_ENOUGH, _CLOSE * ranked[0].score)]
    further = [one for one in ranked if one not in found] if names_matter(inquiry) else []
    near = [*map(_alone, found), *(wide for one in found for wide in _widened(one))]
    near = [one for one in near if _speaks_of_all(one, inquiry)]
    far = [wide for one in further for wide in (_alone(one), *_widened(one)) if _speaks_of_all(wide, inquiry, _MOST)]
    return [one for one in (*near, *far) if _of_its_time(one, inquiry)]


def _alone(one: Found) -> Stretch:
    return Stretch(one.report, one.start, one.end)


def names_matter(inquiry: Inquiry) -> bool:
    """Whether a question names what it asks about, beside places, times, inspections and how figures are reckoned."""
    return bool(_matters(inquiry))


def _of_its_time(stretch: Stretch, inquiry: Inquiry) -> bool:
    """Whether a stretch, or its report, is of the month and year that a question names."""
    question, dated = inquiry.question, stretch.report.as_of or ""
    days = {date.iso[-5:] for date in find_dates(stretch.text) if date.month}
    opening = {date.iso[:7] for date in find_dates(stretch.report.clean[:_OPENING]) if date.year and date.month}
    months = [date for date in question.dates if len(date) > len("2024")]
    held = {dated[:7]} if dated else opening
    told = [date[:7] in held or any(date[5:7] == day[:2] for day in days) for date in months]
    in_year = [dated.startswith(year) or year in stretch.text or f"{year[2:]}年" in stretch.text for year in question.years]
    return all(told) and (all(in_year) or not dated)


def newest(stretch: Stretch, inquiry: Inquiry) -> bool:
    """Whether no later report of its place could say how things stand now; True where a question names the month itself."""
    dated, place = stretch.report.as_of or "", stretch.report.place
    later = {head.id for head in inquiry.heads if (head.as_of or "") > dated and head.place is not None and head.place == place}
    if later and names_matter(inquiry):  # what only this report tells of has no later figure
        near = (one for one in inquiry.ranking.sentences[:_FURTHER] if one.report.id in later)
        later = {one.report.id for one in near if _speaks_of_all(_alone(one), inquiry)}
    return not later or any(len(date) > len("2024") for date in inquiry.question.dates)


def _speaks_of_all(stretch: Stretch, inquiry: Inquiry, most: float = 0.0) -> bool:
    """Whether a stretch, its headings or its report's title speak of every place and every matter that a question names.

    `most`: what part of the words of a matter have to stand there; any at all where it is not given.
    """
    report, lexicon = stretch.report, inquiry.lexicon
    said = f"{stretch.text} {' '.join(report.section_at(stretch.start))} {report.title} {_ahead_named(stretch, inquiry)}"
    if not all(_told_of(name, said, lexicon) for name in (*inquiry.named.unknown, *inquiry.named.areas)):
        return False
    held = grams(f"{said} {report.clean[:_OPENING]}", lexicon)
    return all(_holds(held, grams(piece, lexicon), most) for piece in _matters(inquiry))


def _ahead_named(stretch: Stretch, inquiry: Inquiry) -> str:
    """The nearest sentence ahead of a stretch that states a number of the question: what follows is of the same."""
    numbers = [number for number in inquiry.question.numbers if len(number) > 1]
    ahead = sentences_ahead(stretch) if numbers else ()
    return next((one.text for one in ahead if any(_printed(number, one.text) for number in numbers)), "")


def _printed(number: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d|年)", text) is not None


def sentences_ahead(stretch: Stretch) -> Iterator[Stretch]:
    """The sentences ahead of a stretch in its report, the nearest first, as far as they may tell its whole."""
    clean = stretch.report.clean
    for start, end in reversed(sentence_spans(clean, max(0, stretch.start - _AHEAD), stretch.start)):
        yield Stretch(stretch.report, start, end)


def _holds(held: frozenset[str], wanted: frozenset[str], most: float) -> bool:
    return bool(held & wanted) and len(held & wanted) >= most * len(wanted)


def _matters(inquiry: Inquiry) -> list[str]:
    """The words of a question that say what it is about."""
    lexicon, question = inquiry.lexicon, inquiry.question
    words = WHEN.sub(" ", _said_anyway(lexicon).sub(" ", without_scope(strip_names(question.text, inquiry.names))))
    return [piece for piece in residues(without_statuses(words, question.metrics, lexicon), lexicon) if len(piece) > 1]


@lru_cache(maxsize=4)
def _said_anyway(lexicon: Lexicon) -> re.Pattern[str]:
    """What a question says of how figures are reckoned, not of what."""
    return re.compile(lexicon.data["questions"]["told"]["anyway"])


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


def called(one: Told) -> str:
    """What a figure is said to count: 蓝色预警 of 上半年共发出蓝色预警14次."""
    return _VERBS.sub("", one.before or one.after)


def stated(
    value: Number,
    unit: str,
    label: str,
    formula: str,
    terms: Sequence[Told],
    stretch: Stretch,
    composer: Composer,
    said: str = "",
    also: Sequence[Stretch] = (),
) -> Answer:
    """An answer that gives a figure worked out of the terms, with the stretch that tells them, and what else of its report does."""
    cited = tuple(composer.cite(one.report.id, one.start, one.end) for one in (stretch, *also))
    composer.figure(value, unit, label, cited, formula or None)
    for term in terms:
        composer.figure(term.value, term.unit, term.before, cited)
    asof, place = composer.date(stretch.report.as_of, stretch.report.id), place_name(stretch.report.place)
    told = "；".join(one.text.strip().rstrip("。；;") for one in (*also, stretch))
    worked_out = composer.derivation(formula, unit) if formula else ""
    head = said or f"{amount(value, unit)}。"
    composer.lines.append(f"{head}{asof}{place}{'：' if place else ''}{told}。{worked_out}")
    return composer.build("computed", Status.DERIVED if formula else Status.CERTAIN)
