"""What scripts rely on: every value as the JSON object that the command line prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.types import (
    Answer,
    Applied,
    Check,
    Citation,
    Correction,
    Draft,
    DraftFigure,
    DraftSection,
    Fact,
    Figure,
    Flaw,
    Health,
    Hit,
    IngestResult,
    LoggedCorrection,
    ModelUse,
    Place,
    Repair,
    Report,
    ReportHead,
    Review,
    Section,
    Settled,
    Tie,
)

Row = dict[str, Any]

HEADING_JOIN = " / "
IdentifiedFact = tuple[str, Fact, Fact | None]
"""A fact's id, the fact as it was read, and as it holds now; None for one that is not to be used."""


def ingest_result(result: IngestResult) -> Row:
    """One file of `ingest`."""
    return {
        "path": result.path,
        "reports": list(result.reports),
        "status": result.status,
        "reason": result.reason,
        "characters": result.characters,
        "sections": result.sections,
        "facts": result.facts,
        "passages": result.passages,
        "repairs": result.repairs,
        "notices": list(result.notices),
    }


def head(report: ReportHead | Report) -> Row:
    """A report without its text."""
    return {
        "id": report.id,
        "title": report.title,
        "genre": report.genre,
        "place": _place(report.place),
        "as_of": report.as_of,
        "path": report.path,
    }


def listed(report: ReportHead, health: Health) -> Row:
    """One line of `reports`: the head and how well it was read."""
    return {
        **head(report),
        "secrecy": report.secrecy,
        "health": {
            "characters": health.characters,
            "sections": health.sections,
            "facts": health.facts,
            "passages": health.passages,
            "repairs": health.repairs,
            "notices": list(health.notices),
        },
    }


def report(whole: Report, facts: Sequence[IdentifiedFact]) -> Row:
    """`show`: the head, the clean text and what was made of it; `corrections` is what staff settled about it."""
    return {
        **head(whole),
        "text": whole.clean,
        "sections": [section(one) for one in whole.sections],
        "facts": [{"id": known, **fact(now)} for known, _, now in facts if now is not None],
        "repairs": [repair(one) for one in whole.repairs],
        "corrections": [settled(one) for one in whole.settled],
    }


def section(one: Section) -> Row:
    """A heading with the span of its own text in `text`."""
    return {"heading": one.heading, "path": list(one.path), "level": one.level, "start": one.start, "end": one.end}


def fact(one: Fact) -> Row:
    """A fact with the sentence it is bound to; `start` and `end` are where its number stands in `text`."""
    return {
        "place": _place(one.place),
        "inspection": one.inspection.display,
        "track": one.track.value,
        "metric": one.metric,
        "label": one.label,
        "value": one.quantity.value,
        "unit": one.quantity.unit,
        "text": one.quantity.text,
        "approximate": one.quantity.approximate,
        "each": one.quantity.each,
        "masked": one.quantity.masked,
        "unit_class": one.unit_class,
        "dimension": one.dimension,
        "status_text": one.status_text,
        "of": one.of,
        "members": list(one.members),
        "period": one.period,
        "as_of": one.as_of,
        "repaired": one.repaired,
        "formula": one.formula,
        "correction": one.settled or None,
        "original": one.original or None,
        "section": HEADING_JOIN.join(one.passage.section),
        "quote": one.passage.text,
        "start": one.start,
        "end": one.end,
    }


def settled(one: Settled) -> Row:
    """What staff settled, where it holds; `start` and `end` are where its number stands in `text`, null for a whole report."""
    span = {"start": one.start, "end": one.end} if one.start >= 0 else {"start": None, "end": None}
    who = {"by": one.by, "at": one.at, "reason": one.reason}
    return {"number": one.number, "field": one.field, "action": one.action, "before": one.before, "after": one.after, **who, **span}


def correction(one: Correction) -> Row:
    """A correction as it was logged."""
    return {
        "number": one.number,
        "field": one.field.value,
        "action": one.action.value,
        "report": one.report or None,
        "title": one.title,
        "before": one.before,
        "after": one.after,
        "quote": one.detail.anchor.quote if one.detail.anchor else None,
        "by": one.by,
        "at": one.at,
        "reason": one.reason,
        "undone_by": one.undone_by or None,
        "undone_at": one.undone_at or None,
    }


def logged(one: LoggedCorrection) -> Row:
    """A line of `correct list`: the correction and what it comes to now."""
    return {**correction(one.correction), "state": one.state, "places": one.places}


def repair(one: Repair) -> Row:
    """A repair; `start` and `end` are where `raw` stood in the text before cleaning."""
    return {
        "type": one.type,
        "start": one.start,
        "end": one.end,
        "raw": one.raw,
        "text": one.text,
        "confidence": one.confidence,
        "suggestion": one.suggestion,
    }


def answer(given: Answer, seconds: float) -> Row:
    """`ask`: the text for a person and everything it rests on."""
    return {
        "answer": given.text,
        "kind": given.kind,
        "status": given.status.value,
        "figures": [figure(one) for one in given.figures],
        "citations": [citation(one) for one in given.citations],
        "caveats": list(given.caveats),
        "as_of": given.as_of,
        "mode": given.mode,
        "corrections": [applied(one) for one in given.corrections],
        "seconds": round(seconds, 3),
        **({"usage": usage(given.use)} if given.use is not None else {}),
    }


def usage(use: ModelUse) -> Row:
    """What a model's part in an answer cost; only where one was asked."""
    return {"requests": use.requests, "tokens_read": use.read, "tokens_written": use.written, "estimated": use.estimated}


def applied(one: Applied) -> Row:
    """A correction that an answer rests on; a figure with its number has its value from there, not from the quote."""
    row = settled(one.settled)
    return {"report": one.report, **{name: row[name] for name in ("number", "field", "action", "before", "after", "by", "at", "reason")}}


def figure(one: Figure) -> Row:
    """A number an answer states."""
    return {
        "value": one.value,
        "unit": one.unit,
        "label": one.label,
        "formula": one.formula,
        "citations": list(one.citations),
        "approximate": one.approximate,
        "correction": one.correction,
    }


def citation(one: Citation) -> Row:
    """A numbered piece of evidence; `cell` says where in a table it stands, null elsewhere."""
    return {
        "n": one.n,
        "report": one.report,
        "title": one.title,
        "section": one.section,
        "quote": one.quote,
        "original": one.original,
        "cell": {"sheet": one.cell.sheet, "row": one.cell.row, "column": one.cell.column} if one.cell else None,
    }


def hit(one: Hit) -> Row:
    """A passage that search found."""
    section = HEADING_JOIN.join(one.passage.section)
    return {"report": one.passage.report, "path": one.path, "section": section, "text": one.passage.text, "score": round(one.score, 6)}


def draft(written: Draft, output: str | None) -> Row:
    """`draft`: sections, every figure with its source, checks and gaps."""
    return {
        "title": written.title,
        "sections": [draft_section(one) for one in written.sections],
        "figures": [draft_figure(one) for one in written.figures],
        "checks": [check(one) for one in written.checks],
        "gaps": list(written.gaps),
        "output": output,
    }


def draft_section(one: DraftSection) -> Row:
    """A section of a draft."""
    return {"heading": one.heading, "text": one.text, "gaps": list(one.gaps)}


def draft_figure(one: DraftFigure) -> Row:
    """A figure as it stands in the draft: like one of an answer, but bound to its sentence directly instead of by a number."""
    return {
        "text": one.text,
        "value": one.value,
        "unit": one.unit,
        "label": one.label,
        "formula": one.formula,
        "citations": [],
        "approximate": one.approximate,
        "correction": one.correction,
        "source": {"report": one.report, "quote": one.quote},
    }


def check(one: Check) -> Row:
    """A line of the check list."""
    return {"name": one.name, "passed": one.passed, "detail": one.detail}


def review(one: Review) -> Row:
    """A document of `proof`: every flaw and every figure with its source; `start` and `end` are places in `text`."""
    return {
        "title": one.title,
        "place": one.place or None,
        "text": one.text,
        "flaws": [flaw(found) for found in one.flaws],
        "figures": [tie(found) for found in one.ties],
        "sources": [{"report": report, "named": named} for report, named in one.sources],
    }


def flaw(one: Flaw) -> Row:
    """What does not stand, where, what the source says and what to do; `source` is null where there is none to hold it against."""
    return {
        "kind": one.kind,
        "strength": one.strength,
        "section": one.section,
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "written": one.written,
        "says": one.says or None,
        "advice": one.advice,
        "basis": one.basis or None,
        "source": {"report": one.report, "quote": one.quote} if one.quote else None,
    }


def tie(one: Tie) -> Row:
    """A figure, date or name with the sentence it rests on."""
    return {
        "text": one.text,
        "section": one.section,
        "start": one.start,
        "end": one.end,
        "formula": one.formula or None,
        "source": {"report": one.report, "quote": one.quote},
    }


def _place(place: Place | None) -> str | None:
    return place.display if place else None
