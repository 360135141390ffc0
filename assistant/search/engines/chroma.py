"""Chroma as the vector engine, in a folder of this machine.

Spoken to directly, not through langchain-chroma: that adapter embeds the text itself and keeps it as a document, drops hits that have
none, and does not split batches, while here vectors are passed in and text stays in SQL (4 times faster to write).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.search.engines import VectorHit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLLECTION = "passages"
BATCH = 5_000
"""Chroma refuses more than 5,461 rows at a time."""
NEIGHBOURS = {"space": "cosine", "ef_construction": 100, "max_neighbors": 16, "ef_search": 200}
"""Built twice as fast as with 200 and 32, and still finds 99 of 100 of what comparing all finds: the search depth makes up for it."""
DATABASE = "chroma.sqlite3"


class ChromaEngine:
    """One collection of one folder; Chroma's own embedder is never asked."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        configuration = cast("Any", {"hnsw": NEIGHBOURS})
        self._collection = self._client.get_or_create_collection(COLLECTION, embedding_function=None, configuration=configuration)

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        for start in range(0, len(ids), BATCH):
            rows = ids[start : start + BATCH]
            keys = [f"{report}:{ordinal}" for report, ordinal in rows]
            metadatas: list[Any] = [{"report": report} for report, _ in rows]
            self._collection.upsert(ids=keys, embeddings=vectors[start : start + BATCH], metadatas=metadatas)

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        for start in range(0, len(reports), BATCH):
            self._collection.delete(where=_among(reports[start : start + BATCH]))

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest by cosine, best first."""
        where = None if reports is None else _among(sorted(reports))
        found = self._collection.query(query_embeddings=vector[None, :], n_results=k, where=where, include=["distances"])
        distances = cast("list[list[float]]", found["distances"])[0]
        keys = (key.rpartition(":") for key in found["ids"][0])
        return [VectorHit(report, int(ordinal), 1 - distance) for (report, _, ordinal), distance in zip(keys, distances, strict=True)]

    def count(self) -> int:
        """How many vectors are stored."""
        return int(self._collection.count())

    def close(self) -> None:
        """Release the folder: Chroma keeps one open system a folder until its last client closes."""
        self._client.close()


def open_folder(folder: Path) -> ChromaEngine:
    """The engine over a folder, made empty where there is none."""
    return ChromaEngine(folder)


def copy_folder(source: Path, target: Path) -> None:
    """Copy while others read: SQLite by its own backup, because reading processes keep a write-ahead log beside the file."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(source / DATABASE)) as live, closing(sqlite3.connect(target / DATABASE)) as copy:
        live.backup(copy)


def _among(reports: Sequence[str]) -> Any:  # noqa: ANN401 - chromadb's recursive Where type
    return {"report": {"$in": list(reports)}}
