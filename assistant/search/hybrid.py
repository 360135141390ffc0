"""Passages by keyword and by meaning, fused; both caches are rebuilt from SQL at any time and never hold the only copy of anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from assistant.config import Settings
from assistant.errors import StoreError
from assistant.search.building import Builder, IndexedPassage
from assistant.search.fusion import reciprocal_rank_fusion
from assistant.search.generations import Generations
from assistant.search.legs import ALL, KEYWORD, VECTOR, DamagedCacheError, Legs, reading_cache

if TYPE_CHECKING:
    from assistant.search.embeddings import LocalEmbeddings

DEPTH = 50
"""How far down each ranking is read before fusing."""
WEIGHTS = {KEYWORD: 1.0, VECTOR: 0.3}
RANK_CONSTANT = 10
ATTEMPTS = 3
"""A generation may be switched, and the old one cleared, while a search reads it: then the new one is asked."""

REINDEX = "请运行 assistant reindex 重建检索索引。"
DAMAGED = "检索缓存已损坏，" + REINDEX
FOREIGN = "检索索引是用另一个向量模型或向量引擎建立的，" + REINDEX


class PassageScore(NamedTuple):
    """A passage found; scores compare within one search."""

    report: str
    ordinal: int
    score: float


class SearchIndex:
    """The caches of one home. One process writes at a time (the store's lock), any number reads and sees each change at once."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._generations = Generations(folder)
        self._settings = settings
        self._lock = RLock()
        self._current: Legs | None = None
        self._users: dict[Legs, int] = {}

    @cached_property
    def _embeddings(self) -> LocalEmbeddings:
        from assistant.search.embeddings import load_embeddings

        return load_embeddings(self._settings.embedder)

    @cached_property
    def _fingerprint(self) -> str:
        return self._embeddings.fingerprint()

    @cached_property
    def _builder(self) -> Builder:
        return Builder(self._generations, self._settings.engine, self._embeddings)

    def apply(self, add: Sequence[IndexedPassage], remove: Sequence[str] = ()) -> None:
        """Take reports out and put passages in (replacing reports that are already there), in one switch.

        Raises:
            StoreError: the caches are damaged, or were built with another embedder or engine, or are being written.
        """
        if not add and not remove:
            return
        with self._pinned() as live, _damage_as_sentence():
            if live is None:
                self._builder.rebuild(add)
                return
            self._require_own(live)
            self._builder.change(live, add, sorted({*remove, *(one.report for one in add)}))

    def rebuild(self, passages: Iterable[IndexedPassage]) -> None:
        """Build everything anew beside the live caches, then switch."""
        with _damage_as_sentence():
            self._builder.rebuild(passages)

    def usable(self) -> bool:
        """Whether `apply` can add to what is there; if not, `rebuild` with everything."""
        with self._pinned() as live:
            try:
                if live is None:
                    return False
                self._require_own(live)
                live.keyword()
                live.vectors()
            except (StoreError, DamagedCacheError):
                return False
            return True

    def search(self, query: str, k: int = 10, reports: frozenset[str] | None = None, *, legs: Sequence[str] = ALL) -> list[PassageScore]:
        """The k best passages of the given reports (None: of all); a leg that cannot be read is left out.

        Raises:
            StoreError: the caches were built with another embedder or engine.
        """
        if not query.strip() or k < 1 or (reports is not None and not reports):
            return []
        for _ in range(ATTEMPTS):
            with self._pinned() as live:
                if live is None:
                    return []
                rankings = {leg: self._ranking(live, leg, query, max(DEPTH, 2 * k), reports) for leg in legs}
            if None not in rankings.values() or self._generations.current() == live.path:
                break
        found = {leg: ranking for leg, ranking in rankings.items() if ranking is not None}
        fused = reciprocal_rank_fusion(list(found.values()), [WEIGHTS[leg] for leg in found], RANK_CONSTANT)
        return [PassageScore(report, ordinal, score) for (report, ordinal), score in fused[:k]]

    def health(self) -> dict[str, str | int]:
        """Engine, embedder, number of passages, and for each leg 正常 or what to do."""
        with self._pinned() as live:
            manifest = live.manifest if live is not None else None
            states = {leg: self._state(live, leg) for leg in ALL}
        known = {"engine": self._settings.engine, "embedder": self._settings.embedder}
        return {**known, "passages": manifest.passages if manifest is not None else 0, **states}

    def close(self) -> None:
        """Release the open caches; searches under way finish first."""
        with self._lock:
            self._switch_to(None)

    def _state(self, live: Legs | None, leg: str) -> str:
        if live is None:
            return "尚未建立"
        try:
            if leg == VECTOR:
                self._require_own(live)
                live.vectors()
            else:
                live.keyword()
        except StoreError as error:
            return str(error)
        except DamagedCacheError:
            return DAMAGED
        return "正常"

    def _ranking(self, live: Legs, leg: str, query: str, depth: int, reports: frozenset[str] | None) -> list[tuple[str, int]] | None:
        """One leg's passages, best first; None when its cache cannot be read."""
        try:
            if leg == KEYWORD:
                with reading_cache():
                    return [(hit.report, hit.ordinal) for hit in live.keyword().query(query, depth, reports)]
            self._require_own(live)
            vector = self._embeddings.query_vector(query)
            if not vector.any():
                return []
            with reading_cache():
                return [(hit.report, hit.ordinal) for hit in live.vectors().query(vector, depth, reports)]
        except DamagedCacheError:
            return None

    def _require_own(self, live: Legs) -> None:
        """Vectors of two models are never compared."""
        manifest = live.manifest
        if manifest is not None and (manifest.engine, manifest.embedder) != (self._settings.engine, self._fingerprint):
            raise StoreError(FOREIGN)

    @contextmanager
    def _pinned(self) -> Iterator[Legs | None]:
        """The current generation, kept open until this search has ended, whatever is published meanwhile."""
        with self._lock:
            path = self._generations.current()
            if path != (self._current.path if self._current is not None else None):
                self._switch_to(Legs(path, self._current) if path is not None else None)
            live = self._current
            if live is not None:
                self._users[live] = self._users.get(live, 0) + 1
        try:
            yield live
        finally:
            if live is not None:
                self._release(live)

    def _release(self, live: Legs) -> None:
        with self._lock:
            self._users[live] -= 1
            if not self._users[live]:
                del self._users[live]
                if live is not self._current:
                    live.close()

    def _switch_to(self, legs: Legs | None) -> None:
        before, self._current = self._current, legs
        if before is not None and before not in self._users:
            before.close()


@contextmanager
def _damage_as_sentence() -> Iterator[None]:
    """What staff are told when a cache cannot be changed."""
    try:
        with reading_cache():
            yield
    except DamagedCacheError as error:
        raise StoreError(DAMAGED) from error
