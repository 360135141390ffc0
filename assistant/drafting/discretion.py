"""A draft names no private person, and neither does its 核对表."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.reading.discreet import secrets, without
from assistant.types import Draft, Report


def with_discretion(draft: Draft, reports: Iterable[Report]) -> Draft:
    """The draft with private persons of its sources masked; the contact that a public notice of theirs prints is no secret."""
    every = list(reports)
    printed = {one.clean[span.start : span.end] for one in every for span in one.private if span.public}
    words = {word: shown for report in every for word, shown in secrets(report).items() if word not in printed}
    if not words:
        return draft
    return replace(
        draft,
        title=without(draft.title, words),
        sections=tuple(
            replace(one, heading=without(one.heading, words), text=without(one.text, words), gaps=_each(one.gaps, words))
            for one in draft.sections
        ),
        figures=tuple(
            replace(one, text=without(one.text, words), label=without(one.label, words), quote=without(one.quote, words))
            for one in draft.figures
        ),
        checks=tuple(replace(one, detail=without(one.detail, words)) for one in draft.checks),
        gaps=_each(draft.gaps, words),
        attachments=_each(draft.attachments, words),
    )


def _each(texts: tuple[str, ...], words: dict[str, str]) -> tuple[str, ...]:
    return tuple(without(text, words) for text in texts)
