"""Ledgers as the JSON objects that scripts rely on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.facts.tally import Derived
from assistant.ledgers.desk import LedgerComparison, LedgerView
from assistant.ledgers.history import History
from assistant.ledgers.item import Entry, Item
from assistant.ledgers.readiness import Readiness
from assistant.types import Passage

Shape = dict[str, Any]


def view(one: LedgerView) -> Shape:
    """A ledger as it stands on a day; items are named by their place in `items`."""
    found = one.standing
    places = {item.start: n for n, item in enumerate(one.items)}

    def listed(of: Iterable[Item]) -> list[int]:
        return [places[item.start] for item in of]

    return {
        "report": one.head.id,
        "title": one.head.title,
        "path": one.head.path,
        "as_of": one.head.as_of,
        "day": found.day.isoformat(),
        "days": found.days,
        "total": len(one.items),
        "finished": found.finished,
        "closed": found.closed,
        "states": found.states,
        "overdue": listed(found.overdue),
        "due_this_month": listed(found.this_month),
        "due_soon": listed(found.soon),
        "undated": listed(found.undated),
        "at_once": listed(found.at_once),
        "lasting": listed(found.lasting),
        "ready": listed(ready.item for ready in one.ready),
        "units": [
            {"unit": unit.unit, "total": unit.total, "finished": unit.finished, "closed": unit.closed, "overdue": unit.overdue}
            for unit in found.units
        ],
        "classes": found.classes,
        "faults": [
            {"item": places[fault.item.start] if fault.item else None, "column": fault.role, "sentence": fault.sentence}
            for fault in one.faults
        ],
        "items": [_item(item, ready) for item, ready in zip(one.items, one.readiness, strict=True)],
    }


def history(one: History) -> Shape:
    """The versions of a ledger, oldest first, and what the last changed."""
    return {
        "report": one.head.id,
        "title": one.head.title,
        "versions": [
            {
                "path": version.stored.path,
                "as_of": version.stored.as_of,
                "taken_at": version.stored.taken_at,
                "total": len(version.items),
                "finished": version.finished,
                "closed": version.closed,
                "states": version.states,
            }
            for version in one.versions
        ],
        "changes": [
            {
                "what": change.what.value,
                "number": change.item.number,
                "problem": change.item.problem,
                "place": change.item.place,
                "before": change.before,
                "after": change.after,
                "notable": change.notable,
            }
            for change in one.changes
        ],
    }


def comparison(one: LedgerComparison) -> Shape:
    """A ledger's list against a report's: every figure that both have, with both sources."""

    def side(figure: Derived, passage: Passage) -> Shape:
        quote, place = one.quotes[passage]
        return {"value": figure.value, "unit": figure.unit, "formula": figure.formula, "quote": quote, "place": place}

    return {
        "ledger": {"report": one.head.id, "title": one.head.title, "path": one.head.path, "as_of": one.of.ledger.as_of},
        "report": {"report": one.other.id, "title": one.other.title, "path": one.other.path, "as_of": one.of.report.as_of},
        "inspection": one.of.ledger.inspection.display,
        "track": one.of.ledger.track.value,
        "same_day": one.of.same_day,
        "figures": [
            {
                "what": figure.what,
                "agrees": figure.agrees,
                "ledger": side(figure.ledger, figure.sources[0]),
                "report": side(figure.report, figure.sources[1]),
            }
            for figure in one.of.figures
        ],
    }


def _item(item: Item, ready: Readiness) -> Shape:
    return {
        "number": item.number,
        "sheet": item.place.sheet if item.place else None,
        "row": item.place.row if item.place else None,
        "start": item.start,
        "end": item.end,
        "inspection": item.inspection.display,
        "track": item.track.value,
        "batch": item.batch,
        "state": item.state,
        "metrics": list(item.metrics),
        "deadline": {
            "kind": item.deadline.kind.value,
            "day": item.deadline.day.isoformat() if item.deadline.day else None,
            "lasting": item.deadline.lasting,
            "assumed_year": item.deadline.assumed,
        },
        "lead": list(item.lead),
        "cells": {role: _entry(entry) for role, entry in item.entries.items()},
        "missing": [{"part": part.name, "remark": part.remark, "cell": part.entry and _entry(part.entry)} for part in ready.missing],
    }


def _entry(entry: Entry) -> Shape:
    place = entry.place
    return {"text": entry.text, "column": entry.column, "cell": [place.sheet, place.row, place.column] if place else None}
