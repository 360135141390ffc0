"""A report, its facts and its passages as they may be shown: private persons masked, every offset as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.reading.private import hidden, masked
from assistant.types import Fact, Passage, PrivateSpan, Report

_SURE = 3


def discreet(report: Report) -> Report:
    """The report with the names and contacts of private persons masked in clean and raw text; what a notice prints as its contact stays."""
    spans = private_spans(report)
    if not spans:
        return report
    raw = (replace(one, start=start, end=end) for one in spans for start, end in [report.offsets.raw_span(one.start, one.end)])
    words = secrets(report)
    return replace(
        report,
        clean=masked(report.clean, spans),
        raw=masked(report.raw, raw),
        title=without(report.title, words),
        sections=tuple(replace(one, path=tuple(without(part, words) for part in one.path)) for one in report.sections),
        repairs=tuple(replace(one, raw=without(one.raw, words), text=without(one.text, words)) for one in report.repairs),
    )


def private_spans(report: Report) -> tuple[PrivateSpan, ...]:
    """What of a report is hidden, in text order: every place where a hidden name or contact stands.

    A name of two characters is hidden only where it was recognised: it may be a word (高峰).
    """
    found = _recognised(report)
    taken = {position for one in report.private for position in range(one.start, one.end)}
    for text, one in {report.clean[one.start : one.end]: one for one in found}.items():
        if len(text) >= _SURE:
            again = (match.span() for match in re.finditer(re.escape(text), report.clean))
            found += [replace(one, start=start, end=end) for start, end in again if start not in taken]
    return tuple(sorted(found, key=lambda one: one.start))


def _recognised(report: Report) -> list[PrivateSpan]:
    return [one for one in report.private if not one.public]


def secrets(report: Report) -> dict[str, str]:
    """What is hidden of a report, with what is shown instead."""
    texts = {report.clean[one.start : one.end]: one.kind for one in _recognised(report)}
    return {text: shown for text, kind in texts.items() if (shown := hidden(text, kind)) != text}


def without(text: str, words: dict[str, str]) -> str:
    """A text with each of these words as it may be shown, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, words[word])
    return text


def discreet_passage(passage: Passage, report: Report) -> Passage:
    """A passage of a report as it may be shown."""
    spans = private_spans(report)
    if not any(one.start < passage.end and passage.start < one.end for one in spans):
        return passage
    words = secrets(report)
    shown = masked(report.clean, spans)[passage.start : passage.end]
    return replace(passage, text=shown, section=tuple(without(part, words) for part in passage.section))


def discreet_facts(facts: Iterable[Fact], report: Report) -> list[Fact]:
    """The facts of a report as they may be shown."""
    words = secrets(report)
    if not words:
        return list(facts)
    return [
        replace(
            fact,
            passage=replace(fact.passage, text=without(fact.passage.text, words)),
            label=without(fact.label, words),
            context=without(fact.context, words),
            status_text=without(fact.status_text, words),
            members=tuple(without(one, words) for one in fact.members),
        )
        for fact in facts
    ]
