"""Vector engines, one file each behind one protocol; a setting names the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable
from uuid import uuid4

from assistant.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Ids = Sequence[tuple[str, int]]
"""Passages by report and ordinal."""
Words = Callable[[Ids], Sequence[str]]
"""What tells the words of passages, those of one joined by blanks."""

FAMILY = "vectors.id"
_FURTHER = 4


class VectorHit(NamedTuple):
    """A passage near the query vector, `score` is the cosine; or one found by words, with its score by BM25."""

    report: str
    ordinal: int
    score: float


class VectorEngine(Protocol):
    """A store of unit vectors under (report, ordinal); text stays in SQL."""

    def add(self, ids: Sequence[tuple[str, int]], vectors: NDArray[np.float32]) -> None:
        """Store or replace one vector for each (report, ordinal)."""
        ...

    def remove(self, reports: Sequence[str]) -> None:
        """Forget all vectors of these reports."""
        ...

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest, best first; only of the given reports, if given."""
        ...

    def count(self) -> int:
        """How many vectors are stored."""
        ...

    def keys(self) -> set[tuple[str, int]]:
        """Every (report, ordinal) that has a vector."""
        ...

    def vectors(self, ids: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """What is stored under these, one row each in their order."""
        ...

    def close(self) -> None:
        """Release files and memory; the engine is not used afterwards."""
        ...


@runtime_checkable
class WordEngine(VectorEngine, Protocol):
    """An engine that keeps the words of passages too and finds by them: a search then needs no index of one machine."""

    def add(self, ids: Ids, vectors: NDArray[np.float32], words: Sequence[str] = ()) -> None:
        """Store or replace vectors, and beside each the words of its passage."""
        ...

    def query_words(self, words: str, k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k passages that share the rarest of the words, best first; only of the given reports, if given."""
        ...

    def words(self, ids: Ids) -> list[str]:
        """What is kept beside these vectors, in their order."""
        ...


def put(engine: VectorEngine, ids: Ids, vectors: NDArray[np.float32], words: Words) -> None:
    """Store vectors, with the words of their passages in an engine that finds by them."""
    if isinstance(engine, WordEngine):
        engine.add(ids, vectors, words(ids))
    else:
        engine.add(ids, vectors)


def open_engine(name: str, folder: Path, address: str = "") -> VectorEngine:
    """The engine of this name over a folder, made empty where there is none; a server's engine keeps there no more than its name.

    Args:
        name: A file of this folder.
        folder: Where the vectors are, or what a server knows them by.
        address: Where a server's engine finds it.

    Raises:
        SettingsError: no engine has this name.
    """
    module = f"{__name__}.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        known = "、".join(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))
        raise SettingsError(f"没有名为“{name}”的向量引擎，ASSISTANT_ENGINE 可以填：{known}。")
    engine: VectorEngine = import_module(module).open_folder(folder, address)
    return engine


def prepare_engine(name: str) -> None:
    """Import what an engine says takes long to import; an unknown one is said when it is opened."""
    module = f"{__name__}.{name}"
    if name.isidentifier() and find_spec(module) is not None:
        getattr(import_module(module), "prepare", lambda: None)()


def lasting_files(name: str, folder: Path) -> list[str]:
    """The files of an engine's folder that hold something and that reading leaves as they are, by their paths under it."""
    found: list[str] = import_module(f"{__name__}.{name}").lasting_files(folder)
    return found


def copy_engine(name: str, source: Path, target: Path, address: str = "") -> None:
    """A consistent copy of an engine's folder while others read the source."""
    import_module(f"{__name__}.{name}").copy_folder(source, target, address)


def server_name(folder: Path) -> str:
    """What a server calls the vectors that a folder stands for."""
    return f"{_family(folder)}{hashlib.sha256(folder.name.encode()).hexdigest()[:16]}"


def abandoned(folder: Path, names: Iterable[str]) -> list[str]:
    """Those of a server's names whose folder stood beside this one and is gone."""
    family, there = _family(folder), {server_name(path) for path in folder.parent.iterdir() if path.is_dir()}
    return [name for name in names if name.startswith(family) and name not in there]


def _family(folder: Path) -> str:
    """How the names of one place begin: by chance, since homes of several machines have the same path; anew where a home was copied to."""
    known, place = folder.parent / FAMILY, str(folder.parent.resolve())
    family, _, stood = known.read_text("utf-8").partition("\n") if known.is_file() else ("", "", "")
    if stood != place:
        family = f"vectors_{uuid4().hex[:12]}_"
        known.write_text(f"{family}\n{place}", "utf-8")
    return family


def among(nearest: Callable[[int], list[VectorHit]], k: int, reports: frozenset[str], most: int | None = None) -> list[VectorHit]:
    """The k nearest of very many reports: as far down the list of all as it takes, or as the engine tells (`most`)."""
    asked = _FURTHER * k
    while True:
        asked = min(asked, most or asked)
        found = nearest(asked)
        standing = [hit for hit in found if hit.report in reports]
        if len(standing) >= k or len(found) < asked or asked == most:
            return standing[:k]
        asked *= _FURTHER
