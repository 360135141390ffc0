"""What scripts rely on: every value as the JSON object that the command line prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.types import (
    Answer,
    Check,
    Citation,
    Draft,
    DraftFigure,
    DraftSection,
    Fact,
    Figure,
    Health,
    Hit,
    IngestResult,
    Place,
    Repair,
    Report,
    ReportHead,
    Section,
)

Row = dict[str, Any]

HEADING_JOIN = " / "


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


def report(whole: Report, facts: Sequence[Fact]) -> Row:
    """`show`: the head, the clean text and what was made of it."""
    return {
        **head(whole),
        "text": whole.clean,
        "sections": [section(one) for one in whole.sections],
        "facts": [fact(one) for one in facts],
        "repairs": [repair(one) for one in whole.repairs],
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
        "section": HEADING_JOIN.join(one.passage.section),
        "quote": one.passage.text,
        "start": one.start,
        "end": one.end,
    }


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
        "seconds": round(seconds, 3),
    }


def figure(one: Figure) -> Row:
    """A number an answer states."""
    return {
        "value": one.value,
        "unit": one.unit,
        "label": one.label,
        "formula": one.formula,
        "citations": list(one.citations),
        "approximate": one.approximate,
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
        "source": {"report": one.report, "quote": one.quote},
    }


def check(one: Check) -> Row:
    """A line of the check list."""
    return {"name": one.name, "passed": one.passed, "detail": one.detail}


def _place(place: Place | None) -> str | None:
    return place.display if place else None
