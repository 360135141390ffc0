"""The log of what staff settled: rows in, rows out; nothing in it is ever removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.store.codec import decode, encode
from assistant.store.schema import corrections, reports
from assistant.store.writing import next_generation
from assistant.types import Action, Correction, Detail, Field


def in_force(connection: Connection) -> tuple[Correction, ...]:
    """The corrections that are not undone, in order: where two speak of one thing the later one holds."""
    standing = select(corrections).where(corrections.c.undone_at == "").order_by(corrections.c.number)
    return tuple(_correction(row) for row in connection.execute(standing))


@dataclass(frozen=True, slots=True)
class Log:
    """The log of corrections within one transaction."""

    connection: Connection

    def entries(self) -> list[Correction]:
        """Every correction ever made, in order."""
        return [_correction(row) for row in self.connection.execute(select(corrections).order_by(corrections.c.number))]

    def put(self, correction: Correction) -> Correction:
        """Log a correction under the next number; readers see it from this generation on."""
        next_generation(self.connection)
        last = self.connection.execute(select(func.max(corrections.c.number))).scalar() or 0
        made = replace(correction, number=last + 1)
        row = {
            "number": made.number,
            "field": made.field.value,
            "action": made.action.value,
            "report": made.report,
            "title": made.title,
            "was": made.before,
            "becomes": made.after,
            "detail": encode(made.detail),
            "reason": made.reason,
            "made_by": made.by,
            "made_at": made.at,
        }
        self.connection.execute(insert(corrections).values(row))
        return made

    def undo(self, number: int, by: str, at: str) -> None:
        """Mark a correction as undone; what it had replaced holds again."""
        next_generation(self.connection)
        self.connection.execute(update(corrections).where(corrections.c.number == number).values(undone_by=by, undone_at=at))

    def index_again(self, report_ids: list[str]) -> None:
        """Let the search caches take these reports in anew: what they hold of a report names its place."""
        generation = next_generation(self.connection)
        self.connection.execute(update(reports).where(reports.c.id.in_(report_ids)).values(revision=generation))


def _correction(row: Row[*tuple[Any, ...]]) -> Correction:
    return Correction(
        number=row.number,
        field=Field(row.field),
        action=Action(row.action),
        report=row.report,
        title=row.title,
        before=row.was,
        after=row.becomes,
        by=row.made_by,
        at=row.made_at,
        reason=row.reason,
        detail=decode(Detail, row.detail),
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )
