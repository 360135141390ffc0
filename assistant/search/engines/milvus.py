"""Milvus as the distributed engine: a collection for each generation in a cluster, or in a file of Milvus Lite for trying out.

It finds by vectors and by words. langchain-milvus lays the collection out and fills it; a search asks Milvus without it, for it
takes seconds to import and embeds the question itself.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, partial
from importlib.util import find_spec
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
PLACE, WORDS, TEXT = "place", "words", "text"
"""The vector of a passage, the weights of its words, and its words."""
WEIGHED = {"metric_type": "BM25", "params": {}}
LONGEST_TEXT = 65_535
"""Bytes that Milvus keeps of a text: the words of a passage take a tenth of that."""


class MilvusEngine:
    """One collection; the folder stands for it."""

    def __init__(self, folder: Path, address: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._address = address
        self._client = connect(address)
        self._name = server_name(folder)
        for name in abandoned(folder, self._client.list_collections()):
            self._client.drop_collection(name)
        if self._there():
            self._client.load_collection(self._name)

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32], words: Sequence[str] = ()) -> None:
        """Store or replace one vector for each (report, ordinal), with the words of the passage, blanks between them."""
        texts = [one.encode()[:LONGEST_TEXT].decode(errors="ignore") for one in words] or [""] * len(ids)
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            keys = [_key(*one) for one in ids[part]]
            if self._there():
                self._client.delete(self._name, ids=keys)
            told = [{"report": report, "ordinal": ordinal} for report, ordinal in ids[part]]
            self._store.add_embeddings(texts[part], vectors[part].tolist(), told, ids=keys)

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

    def query_words(self, words: str, k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k passages that share the rarest words, best first; the scores are those of BM25."""
        if not words or not self._there():
            return []
        if reports is not None and len(reports) > MOST_NAMED:
            return among(partial(self._sharing, words), k, reports, MOST_FOUND)
        return self._sharing(words, k, _among(sorted(reports)) if reports is not None else "")

    def _nearest(self, vector: NDArray[np.float32], k: int, where: str = "") -> list[VectorHit]:
        params = {"metric_type": "IP", "params": {"ef": max(SEARCHING, k)}}
        return self._hits(PLACE, vector.tolist(), params, k, where)

    def _sharing(self, words: str, k: int, where: str = "") -> list[VectorHit]:
        """Milvus Lite tells the scores of BM25 below zero, a cluster above."""
        return [hit._replace(score=abs(hit.score)) for hit in self._hits(WORDS, words, WEIGHED, k, where) if hit.score]

    def _hits(self, field: str, asked: object, params: dict[str, Any], k: int, where: str) -> list[VectorHit]:
        found = self._client.search(
            self._name, [asked], anns_field=field, filter=where, limit=k, output_fields=["report", "ordinal"], search_params=params
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

    def words(self, ids: Sequence[tuple[str, int]]) -> list[str]:
        """The words kept with these, in their order."""
        found: dict[str, str] = {}
        for start in range(0, len(ids), BATCH):
            keys = [_key(*one) for one in ids[start : start + BATCH]]
            found |= {row["key"]: row[TEXT] for row in self._client.get(self._name, ids=keys, output_fields=["key", TEXT])}
        return [found[_key(*one)] for one in ids]

    def close(self) -> None:
        """Let the connections go."""
        if "_store" in self.__dict__:
            self._store.client.close()
        self._client.close()

    def _there(self) -> bool:
        return bool(self._client.has_collection(self._name))

    @cached_property
    def _store(self) -> Any:  # noqa: ANN401 - langchain-milvus is an extra
        """The collection as langchain-milvus writes it; made with the first vectors, whose width it then has."""
        from langchain_core.embeddings import DeterministicFakeEmbedding
        from langchain_milvus import BM25BuiltInFunction, Milvus
        from pymilvus import DataType

        # The vectors have length 1: the inner product is the cosine.
        linked = {"index_type": "HNSW", "metric_type": "IP", "params": {"M": LINKS, "efConstruction": BUILDING}}
        weighed = {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "BM25", "params": {"drop_ratio_build": 0.0}}
        return Milvus(
            DeterministicFakeEmbedding(size=1),  # never asked: vectors come ready made
            self._name,
            connection_args=_access(self._address),
            consistency_level="Strong",
            index_params=[linked, weighed],
            search_params=[{}, WEIGHED],
            primary_field="key",
            text_field=TEXT,
            vector_field=[PLACE, WORDS],
            metadata_schema={
                "report": {"dtype": DataType.VARCHAR, "kwargs": {"max_length": LONGEST_KEY}},
                "ordinal": {"dtype": DataType.INT64},
            },
            builtin_function=BM25BuiltInFunction(
                input_field_names=TEXT, output_field_names=WORDS, analyzer_params={"tokenizer": "standard"}
            ),
        )


def connect(address: str) -> Any:  # noqa: ANN401 - pymilvus is an extra
    """A client of a cluster (`http://USER:PASSWORD@HOST:19530`, or https) or of a file of Milvus Lite (`/folder/name.db`).

    Raises:
        SettingsError: there is no address, nobody answers there, or the extra is not installed.
    """
    if not address.startswith(("http://", "https://")) and not address.endswith(".db"):
        raise SettingsError("milvus 引擎要写明服务地址，例如 ASSISTANT_ENGINE=milvus:http://用户:密码@主机:19530。")
    if not (find_spec("pymilvus") and find_spec("langchain_milvus")):
        raise SettingsError("使用 Milvus 需要先安装附加组件：pip install 'rectification-assistant[milvus]'。")
    from pymilvus import MilvusClient

    access = _access(address)
    try:
        return MilvusClient(**access)
    except Exception as error:
        raise UnreachableError(f"连不上 Milvus（{access['uri']}），请检查服务是否在运行、地址和密码是否正确。") from error


def _access(address: str) -> dict[str, Any]:
    """How a client reaches the server of an address."""
    parts = urlsplit(address)
    plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return {"uri": plain, "user": user, "password": password, "timeout": ANSWERS_WITHIN}


def _key(report: str, ordinal: int) -> str:
    return f"{report}:{ordinal}"


def _among(reports: Sequence[str]) -> str:
    return f"report in {json.dumps(list(reports))}"


def prepare() -> None:
    """Import what fills a collection, which takes longer than filling a small one."""
    with suppress(ImportError):  # said when the engine is opened
        import langchain_milvus  # noqa: F401


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
    for _ in moved(*engines, engines[0].words):
        pass
    for engine in engines:
        engine.close()
