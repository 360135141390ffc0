"""Milvus as the vector engine: a collection for each generation in a cluster, or in a file of Milvus Lite for trying out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit, urlunsplit

from assistant.errors import SettingsError, UnreachableError
from assistant.search.engines import VectorHit, abandoned, among, server_name
from assistant.search.moving import moved

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 1_000
MOST_NAMED = 2_000
"""A scope of more reports is looked up in what is found without it."""
MOST_FOUND = 16_384
"""So many neighbours Milvus tells at most."""
LONGEST_KEY = 64
ANSWERS_WITHIN = 10.0
"""Seconds after which a server counts as away."""
LINKS, BUILDING, SEARCHING = 16, 200, 200
"""How the neighbours are linked: links of each, how many are looked at while building and while searching."""


class MilvusEngine:
    """One collection; the folder stands for it."""

    def __init__(self, folder: Path, address: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._client = connect(address)
        self._name = server_name(folder)
        for name in abandoned(folder, self._client.list_collections()):
            self._client.drop_collection(name)
        if self._there():
            self._client.load_collection(self._name)

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        if len(ids) and not self._there():
            self._create(vectors.shape[1])
        for start in range(0, len(ids), BATCH):
            rows = zip(ids[start : start + BATCH], vectors[start : start + BATCH].tolist(), strict=True)
            told = [{"key": _key(*one), "report": one[0], "ordinal": one[1], "place": row} for one, row in rows]
            self._client.upsert(self._name, told)

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        for start in range(0, len(reports) if self._there() else 0, BATCH):
            self._client.delete(self._name, filter=_among(reports[start : start + BATCH]))

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest by cosine, best first."""
        if not self._there():
            return []
        if reports is not None and len(reports) > MOST_NAMED:
            return among(partial(self._nearest, vector), k, reports, MOST_FOUND)
        return self._nearest(vector, k, _among(sorted(reports)) if reports is not None else "")

    def _nearest(self, vector: NDArray[np.float32], k: int, where: str = "") -> list[VectorHit]:
        params = {"metric_type": "IP", "params": {"ef": max(SEARCHING, k)}}
        found = self._client.search(
            self._name, [vector.tolist()], filter=where, limit=k, output_fields=["report", "ordinal"], search_params=params
        )[0]
        return [VectorHit(hit["entity"]["report"], hit["entity"]["ordinal"], float(hit["distance"])) for hit in found]

    def count(self) -> int:
        """How many vectors are stored."""
        return int(self._client.query(self._name, filter="", output_fields=["count(*)"])[0]["count(*)"]) if self._there() else 0

    def keys(self) -> set[tuple[str, int]]:
        """Every (report, ordinal) that has a vector."""
        found: set[tuple[str, int]] = set()
        if self._there():
            pages = self._client.query_iterator(self._name, batch_size=BATCH, filter="", output_fields=["report", "ordinal"])
            while page := pages.next():
                found.update((row["report"], row["ordinal"]) for row in page)
            pages.close()
        return found

    def vectors(self, ids: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """What is stored under these, one row each in their order."""
        import numpy as np

        found: dict[str, list[float]] = {}
        for start in range(0, len(ids), BATCH):
            keys = [_key(*one) for one in ids[start : start + BATCH]]
            found |= {row["key"]: row["place"] for row in self._client.get(self._name, ids=keys, output_fields=["key", "place"])}
        return np.array([found[_key(*one)] for one in ids], dtype=np.float32)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def _there(self) -> bool:
        return bool(self._client.has_collection(self._name))

    def _create(self, width: int) -> None:
        from pymilvus import DataType

        schema = self._client.create_schema(auto_id=False)
        schema.add_field("key", DataType.VARCHAR, max_length=LONGEST_KEY, is_primary=True)
        schema.add_field("report", DataType.VARCHAR, max_length=LONGEST_KEY)
        schema.add_field("ordinal", DataType.INT64)
        schema.add_field("place", DataType.FLOAT_VECTOR, dim=width)
        index = self._client.prepare_index_params()
        # The vectors have length 1: the inner product is the cosine.
        index.add_index("place", index_type="HNSW", metric_type="IP", params={"M": LINKS, "efConstruction": BUILDING})
        self._client.create_collection(self._name, schema=schema, index_params=index, consistency_level="Strong")


def connect(address: str) -> Any:  # noqa: ANN401 - pymilvus is an extra
    """A client of a cluster (`http://USER:PASSWORD@HOST:19530`, or https) or of a file of Milvus Lite (`/folder/name.db`).

    Raises:
        SettingsError: there is no address, nobody answers there, or the extra is not installed.
    """
    if not address.startswith(("http://", "https://")) and not address.endswith(".db"):
        raise SettingsError("milvus 引擎要写明服务地址，例如 ASSISTANT_ENGINE=milvus:http://用户:密码@主机:19530。")
    try:
        from pymilvus import MilvusClient
    except ImportError as error:
        raise SettingsError("使用 Milvus 需要先安装附加组件：pip install 'rectification-assistant[milvus]'。") from error
    parts = urlsplit(address)
    plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    try:
        return MilvusClient(plain, unquote(parts.username or ""), unquote(parts.password or ""), timeout=ANSWERS_WITHIN)
    except Exception as error:
        raise UnreachableError(f"连不上 Milvus（{plain}），请检查服务是否在运行、地址和密码是否正确。") from error


def _key(report: str, ordinal: int) -> str:
    return f"{report}:{ordinal}"


def _among(reports: Sequence[str]) -> str:
    return f"report in {json.dumps(list(reports))}"


def open_folder(folder: Path, address: str) -> MilvusEngine:
    """The engine of a folder, made empty where there is none."""
    return MilvusEngine(folder, address)


def lasting_files(_: Path) -> list[str]:
    """None: the vectors are with the server."""
    return []


def copy_folder(source: Path, target: Path, address: str) -> None:
    """The collection once more under another name."""
    shutil.copytree(source, target)
    engines = MilvusEngine(source, address), MilvusEngine(target, address)
    for _ in moved(*engines):
        pass
    for engine in engines:
        engine.close()
