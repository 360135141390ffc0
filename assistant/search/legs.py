"""The two caches of one published generation, each opened when first asked and checked against the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.search.engines import VectorEngine, VectorHit, open_engine
from assistant.search.generations import MANIFEST, Manifest, read_manifest
from assistant.search.keyword import KeywordIndex
from assistant.search.seals import DamagedCacheError, Seals, Watch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.search.recent import Recent

KEYWORD, VECTOR = "keyword", "vector"
ALL = (KEYWORD, VECTOR)
RECENT = "recent.npz"
BASE = "base"
_FURTHER = 4
"""So many times more is asked of the engine when too much of what it found no longer counts."""


@contextmanager
def reading_cache() -> Iterator[None]:
    """Turn whatever a damaged cache raises into one error; a panic of the Rust libraries is no `Exception` and has no importable name."""
    try:
        yield
    except (AssistantError, DamagedCacheError):
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise DamagedCacheError(str(error)) from error
        raise


class Base:
    """A folder of the vector engine, opened when first asked; the generations that stand on it share it."""

    def __init__(self, path: Path, address: str = "") -> None:
        self.path = path
        self._address = address
        self._users = 0
        self._lock = RLock()
        self._engine: VectorEngine | None = None

    def engine(self, name: str, vectors: int) -> VectorEngine:
        """The engine, complete."""
        with self._lock:
            if self._engine is None:
                if not self.path.is_dir():
                    raise DamagedCacheError("the folder is gone")
                opened = open_engine(name, self.path, self._address)
                try:
                    require(opened.count(), vectors)
                except BaseException:
                    opened.close()
                    raise
                self._engine = opened
            return self._engine

    def take(self) -> None:
        """One more generation stands on it."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """One fewer does; nobody left releases the files."""
        with self._lock:
            self._users -= 1
            if not self._users and self._engine is not None:
                self._engine.close()
                self._engine = None


class Vectors:
    """All vectors of one generation: the engine's folder and what has changed since it was built."""

    def __init__(self, engine: VectorEngine, recent: Recent) -> None:
        self.engine = engine
        self.recent = recent

    def query(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None = None) -> list[VectorHit]:
        """The k nearest by cosine, best first; only of the given reports, if given."""
        from assistant.search.recent import nearest

        return nearest([*self._standing(vector, k, reports), *self.recent.query(vector, k, reports)], k)

    def _standing(self, vector: NDArray[np.float32], k: int, reports: frozenset[str] | None) -> list[VectorHit]:
        """What the engine finds among the vectors that still count."""
        if reports is not None:
            reports = reports - self.recent.gone
            return self.engine.query(vector, k, reports) if reports else []
        asked = k
        while True:
            found = self.engine.query(vector, asked)
            standing = [hit for hit in found if hit.report not in self.recent.gone]
            if len(standing) >= k or len(found) < asked:
                return standing[:k]
            asked *= _FURTHER


class Legs:
    """The open caches of one generation folder, standing on a base that it may share with the generation before."""

    def __init__(self, path: Path, before: Legs | None = None, address: str = "") -> None:
        self.path = path
        self.watch: Watch = Watch(before.watch if before is not None else None)
        self.manifest: Manifest | None = read_manifest(path)
        self._told: Seals = {}
        with suppress(OSError):  # cleared away by a writer at this moment: the next search sees another generation
            self._told = {MANIFEST: self.watch.seal(path / MANIFEST)}
        self._lock = RLock()
        self._keyword: KeywordIndex | None = None
        self._vectors: Vectors | None = None
        folder = path.parent / (self.manifest.base if self.manifest is not None else "")
        self.base: Base = before.base if before is not None and before.base.path == folder else Base(folder, address)
        self.base.take()

    def keyword(self) -> KeywordIndex:
        """The keyword index, complete and as it was published, whatever happened to its files since the last time."""
        with self._lock, reading_cache():
            self._require(KEYWORD)
            if self._keyword is None:
                opened = KeywordIndex.open(self.path / KEYWORD)
                require(opened.count(), self.known().passages)
                self._keyword = opened
            return self._keyword

    def vectors(self) -> Vectors:
        """The vectors, likewise."""
        with self._lock, reading_cache():
            self._require(RECENT, BASE)
            if self._vectors is None:
                from assistant.search.recent import Recent

                recent = Recent.load(self.path / RECENT)
                require(len(recent.ids), self.known().recent)
                self._vectors = Vectors(self.base.engine(self.known().engine, self.known().vectors), recent)
            return self._vectors

    def read_again(self) -> None:
        """Read every sealed file whole once more; the caches themselves are not opened for it.

        Raises:
            DamagedCacheError: one is not as it was published.
        """
        for folder, seals in ((self.path, self._told), *self._sealed(*self.known().seals)):
            self.watch.read_again(folder, seals)
        self._require(KEYWORD, RECENT, BASE)

    def _require(self, *caches: str) -> None:
        """Go on only with files that are as they were published."""
        self.watch.require(self.path, self._told)
        for folder, seals in self._sealed(*caches):
            self.watch.require(folder, seals)

    def _sealed(self, *caches: str) -> Iterator[tuple[Path, Seals]]:
        folders = {KEYWORD: self.path / KEYWORD, RECENT: self.path, BASE: self.base.path}
        for cache in caches:
            yield folders[cache], self.known().seals.get(cache, {})

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._keyword = self._vectors = None
            self.base.release()

    def known(self) -> Manifest:
        """What this generation says of itself."""
        if self.manifest is None:
            raise DamagedCacheError("the manifest is gone")
        return self.manifest


def require(found: int, expected: int) -> None:
    """An emptied cache opens without complaint; its count gives it away."""
    if found != expected:
        raise DamagedCacheError(f"{found} of {expected} passages")
