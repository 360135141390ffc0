"""pgvector as the vector engine: a table for each generation in the PostgreSQL database that holds everything else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.search.engines import VectorHit, abandoned, server_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOOKED_AT = 1_000
"""So many neighbours the index looks at for each search: the most that pgvector allows."""
WITHOUT_INDEX = 2_000
"""So few vectors are compared one by one."""


class PgVectorEngine:
    """One table of the database; the folder stands for it, so that what is cleared away there goes here too."""

    def __init__(self, folder: Path, database: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._table = server_name(folder)
        self._connection = connect(database)
        self._lock = RLock()
        self._grown = False
        self._run("CREATE EXTENSION IF NOT EXISTS vector")
        tables = self._run("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for name in abandoned(folder, [name for (name,) in tables]):
            self._run(f"DROP TABLE {name}")
        self._run(f"SET hnsw.ef_search = {LOOKED_AT}")

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        if not ids:
            return
        with self._lock, self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {self._table} "
                f"(report text, ordinal integer, place vector({vectors.shape[1]}), PRIMARY KEY (report, ordinal))"
            )
            cursor.execute(f"CREATE TEMP TABLE coming (LIKE {self._table}) ON COMMIT DROP")
            with cursor.copy("COPY coming FROM STDIN") as copy:
                for (report, ordinal), row in zip(ids, vectors, strict=True):
                    copy.write_row((report, ordinal, written(row)))
            cursor.execute(
                f"INSERT INTO {self._table} SELECT * FROM coming ON CONFLICT (report, ordinal) DO UPDATE SET place = EXCLUDED.place"
            )
            self._grown = True

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        if self._there():
            self._run(f"DELETE FROM {self._table} WHERE report = ANY(%s)", (list(reports),))

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest by cosine, best first; within some reports by comparing all of theirs."""
        if not self._there():
            return []
        chosen, given = self._table, {"vector": written(vector), "k": k, "reports": sorted(reports or ())}
        before = ""
        if reports is not None:
            chosen = "chosen"
            before = f"WITH chosen AS MATERIALIZED (SELECT * FROM {self._table} WHERE report = ANY(%(reports)s)) "
        # The vectors have length 1: the inner product is the cosine, and the cheapest to compare.
        nearest = "SELECT report, ordinal, -(place <#> %(vector)s::vector)"
        found = self._run(f"{before}{nearest} FROM {chosen} ORDER BY place <#> %(vector)s::vector LIMIT %(k)s", given)
        return [VectorHit(report, ordinal, score) for report, ordinal, score in found]

    def count(self) -> int:
        """How many vectors are stored."""
        return int(self._run(f"SELECT count(*) FROM {self._table}")[0][0]) if self._there() else 0

    def keys(self) -> set[tuple[str, int]]:
        """Every (report, ordinal) that has a vector."""
        return (
            {(report, ordinal) for report, ordinal in self._run(f"SELECT report, ordinal FROM {self._table}")} if self._there() else set()
        )

    def vectors(self, ids: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """What is stored under these, one row each in their order."""
        import numpy as np

        reports, ordinals = [report for report, _ in ids], [ordinal for _, ordinal in ids]
        asked = "SELECT place::text FROM unnest(%s::text[], %s::integer[]) WITH ORDINALITY AS asked(report, ordinal, n) "
        rows = self._run(f"{asked} JOIN {self._table} USING (report, ordinal) ORDER BY n", (reports, ordinals))
        return np.array([json.loads(place) for (place,) in rows], dtype=np.float32)

    def close(self) -> None:
        """Give the connection back; what has been written gets its index first, which is quicker than with each row."""
        with self._lock:
            if self._grown and self.count() > WITHOUT_INDEX:
                self._run(f"CREATE INDEX IF NOT EXISTS {self._table}_near ON {self._table} USING hnsw (place vector_ip_ops)")
            self._connection.close()

    def _there(self) -> bool:
        return self._run("SELECT to_regclass(%s)", (self._table,))[0][0] is not None

    def _run(self, statement: str, given: Any = None) -> list[tuple[Any, ...]]:  # noqa: ANN401 - what the driver takes
        with self._lock, self._connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall() if cursor.description else []


def open_folder(folder: Path, database: str) -> PgVectorEngine:
    """The engine of a folder, made empty where there is none."""
    return PgVectorEngine(folder, database)


def lasting_files(_: Path) -> list[str]:
    """None: the vectors are with the server."""
    return []


def copy_folder(source: Path, target: Path, database: str) -> None:
    """The table once more under another name."""
    shutil.copytree(source, target)
    engine = PgVectorEngine(target, database)
    name, other = server_name(target), server_name(source)
    engine._run(f"CREATE TABLE {name} (LIKE {other} INCLUDING ALL)")
    engine._run(f"INSERT INTO {name} SELECT * FROM {other}")
    engine.close()


def connect(database: str) -> Any:  # noqa: ANN401 - psycopg is an extra
    """A connection that commits by itself.

    Raises:
        SettingsError: the database is no PostgreSQL, or the extra is not installed.
    """
    if not database.startswith("postgresql"):
        raise SettingsError("pgvector 引擎需要 ASSISTANT_DATABASE 指向 PostgreSQL，例如 postgresql+psycopg://用户@主机/库名。")
    try:
        import psycopg
    except ImportError as error:
        raise SettingsError("使用 PostgreSQL 需要先安装附加组件：pip install 'rectification-assistant[postgres]'。") from error
    return psycopg.connect(database.replace("postgresql+psycopg://", "postgresql://", 1), autocommit=True)


def written(row: NDArray[np.float32]) -> str:
    """A vector as pgvector reads it."""
    return "[" + ",".join(f"{value:.7g}" for value in row.tolist()) + "]"
