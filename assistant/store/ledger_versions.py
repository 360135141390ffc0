"""The history of ledgers: what was kept of each that was ever taken in, until staff remove it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from assistant.store.schema import ledger_versions


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What goes into the history of one report's ledgers."""

    report: str
    title: str
    path: str
    place: str | None
    as_of: str | None
    series: str
    items: bytes
    """Encoded and compressed; only who wrote them reads them."""


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """A version without its items."""

    number: int
    report: str
    source: str
    title: str
    path: str
    place: str | None
    as_of: str | None
    taken_at: str
    series: str


_SHORT = [column for column in ledger_versions.c if column is not ledger_versions.c["items"]]


def keep_versions(connection: Connection, source: str, rows: Sequence[LedgerRow]) -> None:
    """Keep what was read of a source's ledgers; the same content read again by other rules takes the place of its earlier reading."""
    for row in rows:
        held = {"title": row.title, "path": row.path, "place": row.place, "as_of": row.as_of, "series": row.series, "items": row.items}
        known = connection.execute(select(ledger_versions.c.number).where(ledger_versions.c.report == row.report)).scalar()
        if known is not None:
            connection.execute(update(ledger_versions).where(ledger_versions.c.number == known).values(source=source, **held))
            continue
        now = datetime.now().astimezone().isoformat(timespec="microseconds")
        connection.execute(insert(ledger_versions).values(report=row.report, source=source, taken_at=now, **held))


@dataclass(frozen=True, slots=True)
class LedgerHistory:
    """The history within one transaction, without the versions that are hidden."""

    connection: Connection
    hidden: Callable[[str], bool]
    """Whether a report is, by its id."""

    def versions(self) -> list[StoredLedger]:
        """Every version, in the order they were taken in."""
        found = self.connection.execute(select(*_SHORT).order_by(ledger_versions.c.number))
        return [StoredLedger(**row._mapping) for row in found if not self.hidden(row.report)]

    def items(self, number: int) -> bytes:
        """The items of a version as they were kept."""
        column = ledger_versions.c["items"]
        return bytes(self.connection.execute(select(column).where(ledger_versions.c.number == number)).scalar_one())


def forget_versions(connection: Connection, report_ids: Sequence[str]) -> None:
    """Forget these reports' ledgers, and what they had taken the place of."""
    of = ledger_versions.c
    sources = list(connection.execute(select(of.source).where(of.report.in_(report_ids))).scalars())
    connection.execute(delete(ledger_versions).where(or_(of.report.in_(report_ids), of.source.in_(sources))))
