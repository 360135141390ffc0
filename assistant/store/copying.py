"""The database file as a whole: a consistent copy of it while others write, and whether a copy is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StoreError

DATABASE = "assistant.db"
"""The name of the SQLite file in a home."""
_BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Held:
    """What a database file holds, whatever its version."""

    schema: int
    files: int
    reports: int


def copy_database(source: Path, target: Path) -> None:
    """One state of a database as a file of its own, without what was removed from it; others may go on writing.

    Raises:
        StoreError: it cannot be read, or there is no room for the copy.
    """
    with _sentences(source), closing(_opened(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def held(path: Path) -> Held:
    """What a database file holds.

    Raises:
        StoreError: it is none of this program's, or damaged.
    """
    with _sentences(path), closing(_opened(path)) as connection:
        faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(1)")]
        if faults != ["ok"] or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreError(f"资料库 {path} 已损坏，请换一份备份恢复。")
        row = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
        if row is None:
            raise StoreError(f"{path} 不是本程序的资料库。")
        counts = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("files", "reports"))
        return Held(int(row[0]), *counts)


def in_use(path: Path) -> bool:
    """Whether another process, or another connection of this one, has the database open."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            # Leaving the write-ahead log needs the file for oneself; whoever opens it next enters that mode again.
            return str(connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]) == "wal"
        except sqlite3.OperationalError:
            return True


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(f"资料目录 {path.parent} 里没有资料库，请检查 --home 或 ASSISTANT_HOME。")
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"资料库 {path} 无法读出或复制：{error}。请检查磁盘空间、文件权限，必要时换一份备份恢复。") from error
