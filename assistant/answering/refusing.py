"""Refusals that say why and name the nearest thing the sources do hold (domain.md 7)."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.composing import Composer
from assistant.answering.counting import Counting
from assistant.answering.inquiry import Inquiry
from assistant.answering.lists import batches_together
from assistant.answering.nearest import nearest_piece
from assistant.answering.quoting import Quoting
from assistant.types import Answer, Status, Track


def refuse(composer: Composer, status: Status, phrase: str, quoting: Quoting | None = None, **values: str) -> Answer:
    """A refusal with its reason; the nearest sentence is quoted beside it, never offered as the answer."""
    composer.lines = [composer.phrase(phrase, **values)]
    composer.figures.clear()
    near = quoting.nearest() if quoting is not None else None
    if quoting is not None and near is not None:
        composer.cite(near.report.id, near.start, near.end)
        composer.lines.append(composer.phrase("unstated_near", text=nearest_piece(near.text, quoting.question.text, composer.lexicon)))
    return composer.build("refused", status)


def no_such_list(inquiry: Inquiry, track: Track) -> Answer | None:
    """A refusal when the list asked for is not in the sources, so that no other list's figure is offered instead."""
    question = inquiry.question
    reason = inquiry.counting.choice(track).excluded_by
    place = "、".join((*inquiry.named.names, *inquiry.named.unknown))
    composer = inquiry.blank()
    if reason == "inspection":
        return _other_inspection(inquiry, composer, track, place)
    if reason == "batch":
        return refuse(
            composer,
            Status.UNSTATED,
            "absent_batch",
            inquiry.quoting_into(composer),
            place=place,
            batch=question.batch or batches_together(question.text),
        )
    if reason == "date":
        period = "、".join(f"{year}年" for year in question.years)
        return refuse(composer, Status.UNSTATED, "absent_period", inquiry.quoting_into(composer), place=place, period=period)
    return None


def _other_inspection(inquiry: Inquiry, composer: Composer, track: Track, place: str) -> Answer | None:
    """Say of which other inspections there are lists."""
    asked = inquiry.question.inspection
    if asked is None or not asked.display:
        return None
    held = inquiry.counting.chosen(replace(inquiry.question, inspection=None), track).current
    for tally in held:
        composer.cite_facts([tally.total] if tally.total else [])
        composer.whose(tally.place, tally.inspection, tally.report)
    names = dict.fromkeys(tally.inspection.display for tally in held if tally.inspection.display)
    return refuse(composer, Status.UNSTATED, "other_inspection", place=place, inspection=asked.display, text="、".join(names) or "—")


def unheld(inquiry: Inquiry, metric: str, track: Track, area: str = "") -> Answer | None:
    """A refusal when the list is there but does not hold the figure asked for (of an area within its place); it says what it does hold."""
    composer = inquiry.blank()
    statements = Counting(composer, inquiry.question, inquiry.facts, inquiry.mentions).statements(track)
    if not statements:
        return None
    what = metric if metric[-1] in "数率比" or metric.isascii() else f"{metric}数"
    return refuse(composer, Status.UNSTATED, "unheld", what=area + what, text="".join(statements))
