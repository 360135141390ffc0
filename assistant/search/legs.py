"""The two caches of one published generation, each opened when first asked and checked against the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from assistant.errors import AssistantError
from assistant.search.engines import VectorEngine, open_engine
from assistant.search.generations import Manifest, read_manifest
from assistant.search.keyword import KeywordIndex

KEYWORD, VECTOR = "keyword", "vector"
ALL = (KEYWORD, VECTOR)


class DamagedCacheError(Exception):
    """A cache cannot be read, or does not hold what its manifest says; search goes on without it."""


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


class Legs:
    """The open caches of one generation folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Manifest | None = read_manifest(path)
        self._lock = RLock()
        self._keyword: KeywordIndex | None = None
        self._vectors: VectorEngine | None = None

    def keyword(self) -> KeywordIndex:
        """The keyword index, complete."""
        with self._lock, reading_cache():
            if self._keyword is None:
                opened = KeywordIndex.open(self.path / KEYWORD)
                self._require(opened.count(), self._known().passages)
                self._keyword = opened
            return self._keyword

    def vectors(self) -> VectorEngine:
        """The vector engine, complete."""
        with self._lock, reading_cache():
            if self._vectors is None:
                if not (self.path / VECTOR).is_dir():
                    raise DamagedCacheError("the folder is gone")
                opened = open_engine(self._known().engine, self.path / VECTOR)
                try:
                    self._require(opened.count(), self._known().vectors)
                except BaseException:
                    opened.close()
                    raise
                self._vectors = opened
            return self._vectors

    def require_counts(self, passages: int, vectors: int) -> None:
        """Refuse a copy of these caches that holds other numbers than they should."""
        self._require(passages, self._known().passages)
        self._require(vectors, self._known().vectors)

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
            self._keyword = self._vectors = None

    def _known(self) -> Manifest:
        if self.manifest is None:
            raise DamagedCacheError("the manifest is gone")
        return self.manifest

    def _require(self, found: int, expected: int) -> None:
        """An emptied cache opens without complaint; its count gives it away."""
        if found != expected:
            raise DamagedCacheError(f"{found} of {expected} passages")
