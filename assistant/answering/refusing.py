"""Refusals that say why and name the nearest thing the sources do hold (domain.md 7)."""

from __future__ import annotations

from assistant.answering.composing import Composer
from assistant.answering.quoting import Quoting
from assistant.types import Answer, Status


def refuse(composer: Composer, status: Status, phrase: str, quoting: Quoting | None = None, **values: str) -> Answer:
    """A refusal with its reason; the nearest sentence is quoted beside it, never offered as the answer."""
    composer.lines = [composer.phrase(phrase, **values)]
    composer.figures.clear()
    near = quoting.nearest() if quoting is not None else None
    if near is not None:
        composer.cite(near.report.id, near.start, near.end)
        composer.lines.append(composer.phrase("unstated_near", text=near.text.strip()))
    return composer.build("refused", status)
