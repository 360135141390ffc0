"""What staff said the columns of ledgers are: rows in, rows out; the latest word on a column of a head counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from assistant.store.codec import decode, encode
from assistant.store.schema import ledger_columns
from assistant.store.writing import next_generation


@dataclass(frozen=True, slots=True)
class ColumnRuling:
    """What staff said one column of a head is."""

    head: tuple[str, ...]
    """The names of all columns of the head it was said of."""
    column: str
    role: str
    """As in knowledge/lexicon/ledger.toml [labels]; empty for a column to be left aside."""
    by: str
    at: str


def settled_columns(connection: Connection) -> tuple[ColumnRuling, ...]:
    """Every word on a column, the latest last."""
    found = connection.execute(select(ledger_columns).order_by(ledger_columns.c.number))
    return tuple(ColumnRuling(decode(tuple[str, ...], row.head), row.name, row.role, row.made_by, row.made_at) for row in found)


def settle_columns(connection: Connection, rows: Sequence[ColumnRuling]) -> None:
    """Add words on columns; readers see them from this generation on."""
    next_generation(connection)
    for row in rows:
        connection.execute(
            insert(ledger_columns).values(head=encode(row.head), name=row.column, role=row.role, made_by=row.by, made_at=row.at)
        )


def forget_columns(connection: Connection, heads: Sequence[tuple[str, ...]], columns: Sequence[str]) -> None:
    """Take back what was said of these columns of these heads."""
    next_generation(connection)
    written = [encode(head) for head in heads]
    connection.execute(delete(ledger_columns).where(ledger_columns.c.head.in_(written), ledger_columns.c.name.in_(columns)))
