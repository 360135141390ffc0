"""An answer that rests on what staff settled says so: which figure, date, place or inspection is by hand, and what the source has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.types import Action, Answer, Applied, Citation, Field, Figure, Library, Report, Settled
from assistant.words.dates import show_date
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number

_PHRASES = {Action.SET: "settled_value", Action.CONFIRM: "settled_confirmed", Action.WITHDRAW: "settled_withdrawn"}


def with_settled(answer: Answer, library: Library, lexicon: Lexicon, *, english: bool) -> Answer:
    """The answer with a caveat for each correction in what it cites, its figures bound to the corrections they come from."""
    reports = {one: library.report(one) for one in dict.fromkeys(citation.report for citation in answer.citations)}
    found = [Applied(one, settled) for one, report in reports.items() for settled in _touching(report, answer.citations)]
    if not found:
        return answer
    phrases = lexicon.data["phrases"]["en" if english else "zh"]
    said = [_sentence(one.settled, reports[one.report], phrases) for one in found]
    return replace(
        answer,
        figures=tuple(_bound(figure, found, answer.citations) for figure in answer.figures),
        caveats=tuple(dict.fromkeys((*answer.caveats, *said))),
        corrections=tuple(found),
    )


def _touching(report: Report, citations: Sequence[Citation]) -> Iterator[Settled]:
    """What was settled about a whole report, and about the figures inside its cited sentences."""
    spans = [(one.start, one.start + len(one.quote)) for one in citations if one.report == report.id]
    for settled in report.settled:
        if settled.start < 0 or any(start <= settled.start and settled.end <= end for start, end in spans):
            yield settled


def _sentence(settled: Settled, report: Report, phrases: dict[str, str]) -> str:
    before, after = settled.before, settled.after
    if settled.start < 0:
        if settled.field == Field.AS_OF:
            before, after = (show_date(day) if day[:1].isdigit() else day for day in (before, after))
        name = "settled_same_place" if settled.field == Field.SAME_PLACE else "settled_report"
        return phrases[name].format(title=report.title, field=settled.field, before=before, after=after)
    if settled.field == Field.COUNTS:
        return phrases["settled_counts"].format(text=report.clean[settled.start : settled.end], before=before, after=after)
    return phrases[_PHRASES[Action(settled.action)]].format(before=before, after=after)


def _bound(figure: Figure, found: Sequence[Applied], citations: Sequence[Citation]) -> Figure:
    """A figure whose value staff set, with the number of that correction."""
    if figure.value is None or figure.formula:
        return figure
    printed = f"{show_number(figure.value)}{figure.unit}"
    cited = {one.report for one in citations if one.n in figure.citations}
    for one in found:
        by_hand = one.settled.field == Field.VALUE and one.settled.action == Action.SET and one.settled.start >= 0
        if by_hand and one.report in cited and one.settled.after.removeprefix("约") == printed:
            return replace(figure, correction=one.settled.number)
    return figure
