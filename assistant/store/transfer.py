"""Everything of one database into another, in steps: cut off at any moment, the next attempt goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, delete, func, insert, select, text, update

from assistant.errors import StoreError
from assistant.store.database import Database
from assistant.store.schema import meta, metadata

AT_ONCE = 500
MARK = "moving"
"""In `meta` of a database that is being filled: the generation of the one it is filled from."""


def transfer(source: Database, target: Database) -> Iterator[tuple[int, int]]:
    """Copy what the target lacks; after each step how many rows it has, and how many there are.

    Rows come in the order of their keys, so their number tells how far an attempt before came; where the source has changed since, all
    is copied anew. Until the last step the target counts as empty.

    Raises:
        StoreError: the target holds something of its own.
    """
    with source.reading() as connection:
        generation = _value(connection, "generation") or 0
        _begin(target, generation)
        tables = [table for table in metadata.sorted_tables if table is not meta]
        total = sum(_count(connection, table) for table in tables)
        done = 0
        for table in tables:
            with target.reading() as held:
                there = _count(held, table)
            done += there
            yield done, total
            rows = connection.execute(select(table).order_by(*table.primary_key.columns).offset(there))
            for part in rows.mappings().partitions(AT_ONCE):
                with target.writing() as writing:
                    writing.execute(insert(table), [dict(row) for row in part])
                done += len(part)
                yield done, total
    with target.writing() as writing:
        _numbers_go_on(writing)
        writing.execute(update(meta).where(meta.c.name == "generation").values(value=generation))
        writing.execute(delete(meta).where(meta.c.name == MARK))


def untouched(database: Database) -> bool:
    """Whether nothing was ever written to it but by a transfer that was cut off."""
    with database.reading() as connection:
        return not _value(connection, "generation")


def _begin(target: Database, generation: int) -> None:
    if not untouched(target):
        raise StoreError("目标数据库里已有资料，不能再迁入；请换一个空的数据库。")
    with target.writing() as connection:
        marked = _value(connection, MARK)
        if marked == generation:
            return
        for table in reversed(metadata.sorted_tables):
            if table is not meta:
                connection.execute(delete(table))
        connection.execute(delete(meta).where(meta.c.name == MARK))
        connection.execute(insert(meta), {"name": MARK, "value": generation})


def _value(connection: Connection, name: str) -> int | None:
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar_one_or_none()


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _numbers_go_on(connection: Connection) -> None:
    """PostgreSQL counts by itself and would begin at 1 again."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            highest = connection.execute(select(func.max(column))).scalar_one()
            if highest is not None:
                named = {"table": table.name, "column": column.name, "highest": highest}
                connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"), named)
