"""A Chroma server as the vector engine: a collection for each generation.

The server (`chroma run`) knows no logins: it is spoken to on this machine, or through a proxy that asks for a password and speaks TLS.
"""

from __future__ import annotations

import base64
import shutil
import socket
from collections.abc import Sequence
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from assistant.errors import SettingsError, UnreachableError
from assistant.search.engines import VectorHit, abandoned, among, server_name
from assistant.search.engines.chroma import all_keys, joined, parted, stored
from assistant.search.moving import moved

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api import ClientAPI
    from numpy.typing import NDArray

BATCH = 2_000
"""Vectors of 1,024 numbers in one request are 11 MB then; the server takes 40."""
MOST_NAMED = 2_000
"""A scope of more reports is looked up in what is found without it."""
NEIGHBOURS = {"space": "cosine", "ef_construction": 100, "max_neighbors": 16, "ef_search": 200}
COLLECTIONS = 1_000
ANSWERS_WITHIN = 3.0
"""Seconds after which a server counts as away."""


class ChromaServerEngine:
    """One collection of a server; the folder stands for it."""

    def __init__(self, folder: Path, address: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._client = connect(address)
        for name in abandoned(folder, [one.name for one in self._client.list_collections(limit=COLLECTIONS)]):
            self._client.delete_collection(name)
        self._collection = self._client.get_or_create_collection(
            server_name(folder), embedding_function=None, configuration=cast("Any", {"hnsw": NEIGHBOURS})
        )

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        for start in range(0, len(ids), BATCH):
            rows = ids[start : start + BATCH]
            metadatas: list[Any] = [{"report": report} for report, _ in rows]
            self._collection.upsert(ids=[joined(*one) for one in rows], embeddings=vectors[start : start + BATCH], metadatas=metadatas)

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        for start in range(0, len(reports), BATCH):
            self._collection.delete(where={"report": {"$in": list(reports[start : start + BATCH])}})

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest by cosine, best first."""
        if reports is not None and len(reports) > MOST_NAMED:
            return among(partial(self._nearest, vector), k, reports)
        return self._nearest(vector, k, {"report": {"$in": sorted(reports)}} if reports is not None else None)

    def _nearest(self, vector: NDArray[np.float32], k: int, where: Any = None) -> list[VectorHit]:  # noqa: ANN401 - Chroma's own filter
        found = self._collection.query(query_embeddings=vector[None, :], n_results=k, where=where, include=["distances"])
        distances = cast("list[list[float]]", found["distances"])[0]
        return [VectorHit(*parted(key), 1 - distance) for key, distance in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        """How many vectors are stored."""
        return int(self._collection.count())

    def keys(self) -> set[tuple[str, int]]:
        """Every (report, ordinal) that has a vector."""
        return all_keys(self._collection)

    def vectors(self, ids: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """What is stored under these, one row each in their order."""
        return stored(self._collection, ids)

    def close(self) -> None:
        """Let the connections go: closing Chroma's client leaves its own and that of the client within it open."""
        inside: Any = self._client
        self._client.close()
        for one in (inside, inside._admin_client):
            one._server._session.close()


def connect(address: str) -> ClientAPI:
    """A client of the server.

    Raises:
        SettingsError: the address is none, or would send the vectors through a network unprotected; nobody answers there.
    """
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("chroma_server 引擎要写明服务地址，例如 ASSISTANT_ENGINE=chroma_server:http://127.0.0.1:8000。")
    secure = parts.scheme == "https"
    if not secure and not _here(parts.hostname):
        raise SettingsError(
            "Chroma 服务没有登录，只能在本机直接连接；在别的机器上请放在要求密码的 TLS 代理之后，地址写 https://用户:密码@主机。"
        )
    try:
        port = parts.port or (443 if secure else 8000)
        with socket.create_connection((parts.hostname, port), ANSWERS_WITHIN):  # Chroma's own client would wait without end
            pass
        return chromadb.HttpClient(parts.hostname, port, secure, _login(address), Settings(anonymized_telemetry=False))
    except Exception as error:
        raise UnreachableError(f"连不上 Chroma 服务（{parts.hostname}），请检查服务是否在运行、地址和密码是否正确。") from error


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _login(address: str) -> dict[str, str]:
    """What a proxy is told for user and password of the address."""
    parts = urlsplit(address)
    if not parts.username:
        return {}
    words = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(words.encode()).decode()}"}


def open_folder(folder: Path, address: str) -> ChromaServerEngine:
    """The engine of a folder, made empty where there is none."""
    return ChromaServerEngine(folder, address)


def lasting_files(_: Path) -> list[str]:
    """None: the vectors are with the server."""
    return []


def copy_folder(source: Path, target: Path, address: str) -> None:
    """The collection once more under another name."""
    shutil.copytree(source, target)
    engines = ChromaServerEngine(source, address), ChromaServerEngine(target, address)
    for _ in moved(*engines):
        pass
    for engine in engines:
        engine.close()
