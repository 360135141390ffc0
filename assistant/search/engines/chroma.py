"""Chroma as the vector engine, in a folder of this machine.

Spoken to directly, not through langchain-chroma: that adapter embeds the text itself and keeps it as a document, drops hits that have
none, and does not split batches, while here vectors are passed in and text stays in SQL (4 times faster to write).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.search.engines import VectorHit, among
from assistant.search.rows import VectorRows

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

COLLECTION = "passages"
MOST_COMPARED = 60_000
"""So many vectors are compared one by one in some 20 ms; a scope that holds more is looked up in what is found without it."""
BATCH = 5_000
"""Chroma refuses more than 5,461 rows at a time."""
PAGE = 20_000
NEIGHBOURS = {"space": "cosine", "ef_construction": 100, "max_neighbors": 16, "ef_search": 200, "sync_threshold": 2, "batch_size": 2}
"""Built twice as fast as with 200 and 32, and still finds 99 of 100 of what comparing all finds: the search depth makes up for it.

Written out after each call that adds two or more: what waits to be written would be made anew in the folder by every reader.
"""
WRITTEN_OUT = "index_metadata.pickle"
"""What a segment has that has been written out; the files of any other hold nothing, and each reader makes them anew."""
DATABASE = "chroma.sqlite3"
QUIET = "CREATE TRIGGER IF NOT EXISTS quiet BEFORE INSERT ON acquire_write BEGIN SELECT RAISE(IGNORE); END"
"""Chroma tries at each opening whether it may write, by a row in this table: without it, opening to read leaves every file as it is."""


class ChromaEngine:
    """One collection of one folder; Chroma's own embedder is never asked."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._rows = VectorRows(folder)
        self._client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        configuration = cast("Any", {"hnsw": NEIGHBOURS})
        self._collection = self._client.get_or_create_collection(COLLECTION, embedding_function=None, configuration=configuration)
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            database.execute(QUIET)

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        for start in range(0, len(ids), BATCH):
            rows = ids[start : start + BATCH]
            metadatas: list[Any] = [{"report": report} for report, _ in rows]
            self._collection.upsert(ids=[joined(*one) for one in rows], embeddings=vectors[start : start + BATCH], metadatas=metadatas)
        self._rows.add(ids, vectors)

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        for start in range(0, len(reports), BATCH):
            self._collection.delete(where={"report": {"$in": list(reports[start : start + BATCH])}})
        self._rows.remove(reports)

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest by cosine, best first."""
        if reports is None:
            return self._nearest(vector, k)
        held = self._rows.of(reports)
        if len(held) <= MOST_COMPARED:
            return self._rows.nearest(vector, k, held)
        return among(partial(self._nearest, vector), k, reports)

    def _nearest(self, vector: NDArray[np.float32], k: int) -> list[VectorHit]:
        """Among all: Chroma's own filter takes a hundred times as long as a search without."""
        found = self._collection.query(query_embeddings=vector[None, :], n_results=k, include=["distances"])
        distances = cast("list[list[float]]", found["distances"])[0]
        return [VectorHit(*parted(key), 1 - distance) for key, distance in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        """How many vectors are stored.

        Raises:
            ValueError: the rows beside the collection are not the same.
        """
        count = int(self._collection.count())
        if self._rows.count() != count:
            raise ValueError(f"{self._rows.count()} rows beside {count} vectors")
        return count

    def keys(self) -> set[tuple[str, int]]:
        """Every (report, ordinal) that has a vector."""
        return all_keys(self._collection)

    def vectors(self, ids: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """What is stored under these, one row each in their order."""
        return stored(self._collection, ids)

    def close(self) -> None:
        """Release the folder: Chroma keeps one open system a folder until its last client closes."""
        self._client.close()


def joined(report: str, ordinal: int) -> str:
    """What a vector is stored under."""
    return f"{report}:{ordinal}"


def parted(key: str) -> tuple[str, int]:
    """The report and ordinal of what a vector is stored under."""
    report, _, ordinal = key.rpartition(":")
    return report, int(ordinal)


def all_keys(collection: Collection) -> set[tuple[str, int]]:
    """What a collection holds, read in parts."""
    found: set[tuple[str, int]] = set()
    while part := collection.get(include=[], limit=PAGE, offset=len(found))["ids"]:
        found.update(map(parted, part))
    return found


def stored(collection: Collection, ids: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
    """The vectors of a collection, one row each in the order asked for."""
    import numpy as np

    keys = [joined(*one) for one in ids]
    found = collection.get(ids=keys, include=["embeddings"])
    place = {key: at for at, key in enumerate(found["ids"])}
    return np.asarray(found["embeddings"], dtype=np.float32)[[place[key] for key in keys]]


def prepare() -> None:
    """Import Chroma, which takes longer than opening a folder."""
    import chromadb  # noqa: F401


def open_folder(folder: Path, _: str = "") -> ChromaEngine:
    """The engine over a folder, made empty where there is none."""
    return ChromaEngine(folder)


def lasting_files(folder: Path) -> list[str]:
    """The files of a folder that nobody writes into once it is closed, by their paths under it."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    written = {path.parent for path in found if path.name == WRITTEN_OUT} | {folder}
    return [path.relative_to(folder).as_posix() for path in found if path.parent in written]


def copy_folder(source: Path, target: Path, _: str = "") -> None:
    """Copy while others read: SQLite by its own backup, because reading processes keep a write-ahead log beside the file."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(source / DATABASE)) as live, closing(sqlite3.connect(target / DATABASE)) as copy:
        live.backup(copy)
