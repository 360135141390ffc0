"""An answer names no private person: its quotes are masked where its reports are, and its words follow them."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.discreet import discreet, private_spans, secrets, without
from assistant.types import Answer, Library
from assistant.words.lexicon import Lexicon


def with_discretion(answer: Answer, library: Library, lexicon: Lexicon, *, english: bool) -> Answer:
    """The answer with private persons masked in text, quotes and caveats; it says so where a quote is not as the source prints it."""
    reports = {one: library.report(one) for one in dict.fromkeys(citation.report for citation in answer.citations)}
    words = {word: shown for report in reports.values() for word, shown in secrets(report).items()}
    if not words:
        return answer
    hidden = {one: private_spans(report) for one, report in reports.items()}
    as_shown = {one: discreet(report) for one, report in reports.items()}
    citations, touched = [], False
    for one in answer.citations:
        shown, end = as_shown[one.report], one.start + len(one.quote)
        if any(span.start < end and one.start < span.end for span in hidden[one.report]):
            touched = True
            one = replace(one, quote=shown.clean[one.start : end], original=shown.original(one.start, end))
        citations.append(replace(one, title=without(one.title, words), section=without(one.section, words)))
    phrase = str(lexicon.data["phrases"]["en" if english else "zh"]["private"])
    return replace(
        answer,
        text=without(answer.text, words),
        figures=tuple(replace(figure, label=without(figure.label, words)) for figure in answer.figures),
        citations=tuple(citations),
        caveats=(*(without(caveat, words) for caveat in answer.caveats), *((phrase,) if touched else ())),
    )
