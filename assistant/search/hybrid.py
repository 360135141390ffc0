"""Passages by keyword and by meaning, fused; both caches are rebuilt from SQL at any time and never hold the only copy of anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from threading import RLock, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from assistant.config import Settings
from assistant.errors import StoreError, UnreachableError
from assistant.search.building import Builder, IndexedPassage, Library
from assistant.search.engine_words import found_by_words
from assistant.search.engines import WordEngine, prepare_engine
from assistant.search.expansion import load_expansion
from assistant.search.fusion import fuse
from assistant.search.generations import Generations
from assistant.search.legs import ALL, KEYWORD, VECTOR, Legs, reading_cache
from assistant.search.seals import DamagedCacheError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.search.embeddings import TextEmbeddings
    from assistant.search.keyword import KeywordHit

DEPTH = 50
"""How far down each ranking is read before fusing."""
WEIGHTS = {KEYWORD: 1.0, VECTOR: 0.15}
"""Fitted on half of the questions of `eval.bench search` and of `eval.prove paraphrases`, judged by the other half."""
ATTEMPTS = 3
"""A generation may be switched, and the old one cleared, while a search reads it: then the new one is asked."""

READ_AGAIN_SECONDS = 600.0
"""So often, while it is searched, every file is read whole: a disk changes bytes without a trace that each search could see."""

REINDEX = "请运行 assistant reindex 重建检索索引。"
DAMAGED = "检索缓存已损坏，程序会自行重建；若一直没有恢复，" + REINDEX
FOREIGN = "检索索引是用另一个向量模型或向量引擎建立的，" + REINDEX


Scored = tuple[tuple[str, int], float]
"""A passage, by report and ordinal, with what a leg gave it."""


class PassageScore(NamedTuple):
    """A passage found; scores compare within one search."""

    report: str
    ordinal: int
    score: float


class Asked(NamedTuple):
    """A query, and other words for the same when all legs are asked; one leg alone takes the query as it stands."""

    query: str
    also: str
    weight: float
    uncounted: frozenset[str]
    """Reports that the asker may not see, which have no part in how words are weighed."""
    alone: bool = False
    """Whether one leg alone is asked."""


class SearchIndex:
    """The caches of one home. One process writes at a time (the store's lock), any number reads and sees each change at once."""

    def __init__(
        self, folder: Path, settings: Settings, damaged: Callable[[], None] = lambda: None, library: Library = lambda _: ()
    ) -> None:
        self._generations = Generations(folder)
        self._settings = settings
        self._damaged = damaged
        """Told when what is published cannot be read."""
        self._library = library
        """What the store holds of some reports, for an engine that is to be told words."""
        self._read_at = monotonic()
        self._lock = RLock()
        self._current: Legs | None = None
        self._users: dict[Legs, int] = {}

    @cached_property
    def _embeddings(self) -> TextEmbeddings:
        from assistant.search.embeddings import load_embeddings

        return load_embeddings(self._settings)

    @cached_property
    def _fingerprint(self) -> str:
        return self._embeddings.fingerprint()

    @cached_property
    def _builder(self) -> Builder:
        settings = self._settings
        return Builder(self._generations, settings.engine_name, self._embeddings, settings.engine_address, self._library)

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

    def prepare(self) -> None:
        """Import and read in what writing needs, so that it need not wait for it; nothing leaves the machine."""
        prepare_engine(self._settings.engine_name)
        if not self._embeddings.sent_away:
            self._embeddings.document_vectors([""])

    def rebuild(self, passages: Iterable[IndexedPassage]) -> None:
        """Build everything anew beside the live caches, then switch."""
        with _damage_as_sentence():
            self._builder.rebuild(passages)

    def move(self, came_from: str) -> Iterator[tuple[int, int]]:
        """Put what another engine holds into the one that is set, nothing embedded anew; after each step how much is done, of how much.

        Args:
            came_from: The engine as `ASSISTANT_ENGINE` named it, needed where it has an address; empty is the one that made the caches.

        Raises:
            StoreError: nothing is there that could be moved, or it was made by another embedder.
        """
        name, _, address = came_from.partition(":")
        with self._pinned() as live, _damage_as_sentence():
            if live is None or live.manifest is None or live.manifest.embedder != self._fingerprint:
                raise StoreError(FOREIGN)
            if name and name != live.manifest.engine:
                raise StoreError(f"检索索引不是由“{name}”引擎建立的，而是“{live.manifest.engine}”。")
            if name or live.manifest.engine != self._settings.engine_name:
                yield from self._builder.move(live, address)

    def usable(self) -> bool:
        """Whether `apply` can add to what is there; if not, `rebuild` with everything."""
        with self._pinned() as live:
            try:
                if live is not None:
                    self._require_own(live)
            except StoreError:
                return False
            return self._whole(live)

    def broken(self) -> bool:
        """Whether there is nothing that can be read whole, be it of another embedder."""
        with self._pinned() as live:
            return not self._whole(live)

    def published(self) -> str:
        """The name of what is published, empty when there is nothing that can be read."""
        path = self._generations.current()
        return path.name if path is not None else ""

    def search(
        self,
        query: str,
        k: int = 10,
        reports: frozenset[str] | None = None,
        *,
        legs: Sequence[str] = ALL,
        uncounted: frozenset[str] = frozenset(),
    ) -> list[PassageScore]:
        """The k best passages of the given reports (None: of all), words weighed without the `uncounted`; a leg that fails gives way.

        Raises:
            DamagedCacheError: nothing is published, or neither leg can be read.
            StoreError: the caches were built with another embedder or engine.
        """
        if not query.strip() or k < 1 or (reports is not None and not reports):
            return []
        expansion = load_expansion(self._settings.home)
        alone = len(legs) == 1
        asked = Asked(query, "" if alone else expansion.of(query), expansion.weight, uncounted, alone)
        rankings = self._rankings(asked, max(DEPTH, 2 * k), reports, legs)
        if not rankings and len(legs) < len(ALL):
            rankings = self._rankings(asked, max(DEPTH, 2 * k), reports, [leg for leg in ALL if leg not in legs])
        if not rankings:
            raise DamagedCacheError("no leg can be read")
        fused = fuse(list(rankings.values()), [WEIGHTS[leg] for leg in rankings])
        return [PassageScore(report, ordinal, score) for (report, ordinal), score in fused[:k]]

    def _rankings(self, asked: Asked, depth: int, reports: frozenset[str] | None, legs: Sequence[str]) -> dict[str, list[Scored]]:
        """What each leg finds, those left out that cannot be read."""
        found: dict[str, list[Scored] | None] = {}
        for _ in range(ATTEMPTS):
            with self._pinned() as live:
                found = {leg: self._ranking(live, leg, asked, depth, reports) for leg in legs} if live is not None else {}
                standing = live.path if live is not None else None
            if found and None not in found.values():
                self._read_again_in_time()
                break
            if self._generations.current() == standing:
                self._damaged()
                break
        return {leg: ranking for leg, ranking in found.items() if ranking is not None}

    def _read_again_in_time(self) -> None:
        """Now and then every file as a whole, while searches go on."""
        if monotonic() - self._read_at >= READ_AGAIN_SECONDS:
            self._read_at = monotonic()
            Thread(target=self.read_again, name="caches read again", daemon=True).start()

    def read_again(self) -> None:
        """Read every file of the caches whole, whatever it looks like; searches know of damage from then on."""
        with self._pinned() as live:
            try:
                if live is None:
                    raise DamagedCacheError("nothing is published")
                live.read_again()
            except DamagedCacheError:
                self._damaged()

    @staticmethod
    def _whole(live: Legs | None) -> bool:
        """Whether both legs can be read."""
        if live is None:
            return False
        try:
            live.keyword()
            live.vectors()
        except DamagedCacheError:
            return False
        return True

    def health(self) -> dict[str, str | int]:
        """Engine, embedder, number of passages, and for each leg 正常 or what to do."""
        with self._pinned() as live:
            manifest = live.manifest if live is not None else None
            states = {leg: self._state(live, leg) for leg in ALL}
        known = {"engine": self._settings.engine_name, "embedder": self._settings.embedder}
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
        except (StoreError, UnreachableError) as error:
            return str(error)
        except DamagedCacheError:
            return DAMAGED
        return "正常"

    def _ranking(self, live: Legs, leg: str, asked: Asked, depth: int, reports: frozenset[str] | None) -> list[Scored] | None:
        """One leg's passages, best first; None when its cache cannot be read."""
        try:
            if leg == KEYWORD:
                return self._by_words(live, asked, depth, reports)
            self._require_own(live)
            vector = self._vector(asked)
            if not vector.any():
                return []
            with reading_cache():
                return [((hit.report, hit.ordinal), hit.score) for hit in live.vectors().query(vector, depth, reports)]
        except DamagedCacheError:
            return None
        except UnreachableError:  # the server comes back by itself: nothing is to be made anew
            return []

    def _by_words(self, live: Legs, asked: Asked, depth: int, reports: frozenset[str] | None) -> list[Scored]:
        """By the engine where it finds by words and is asked anyway; otherwise, and while it is away, by the index of this machine.

        A reader who may not see all is always answered by the latter: the weights of an engine count every report.
        """

        def here(k: int, wanted: frozenset[str] | None) -> list[KeywordHit]:
            with reading_cache():
                return live.keyword().query(asked.query, k, wanted, asked.also, asked.weight, asked.uncounted)

        if not asked.alone and not asked.uncounted:
            self._require_own(live)
            with suppress(UnreachableError, DamagedCacheError), reading_cache():
                vectors = live.vectors()
                if isinstance(vectors.engine, WordEngine):
                    return found_by_words(vectors.engine, vectors.recent, (asked.query, asked.also, asked.weight), depth, reports, here)
        return [((hit.report, hit.ordinal), hit.score) for hit in here(depth, reports)]

    def _vector(self, asked: Asked) -> NDArray[np.float32]:
        """The vector of the query, drawn to that of the other words."""
        vector = self._embeddings.query_vector(asked.query)
        if not asked.also:
            return vector
        drawn = vector + asked.weight * self._embeddings.query_vector(asked.also)
        length = float((drawn * drawn).sum()) ** 0.5
        return drawn / length if length else vector

    def _require_own(self, live: Legs) -> None:
        """Vectors of two models are never compared."""
        manifest = live.manifest
        if manifest is not None and (manifest.engine, manifest.embedder) != (self._settings.engine_name, self._fingerprint):
            raise StoreError(FOREIGN)

    @contextmanager
    def _pinned(self) -> Iterator[Legs | None]:
        """The current generation, kept open until this search has ended, whatever is published meanwhile."""
        with self._lock:
            path = self._generations.current()
            if path != (self._current.path if self._current is not None else None):
                self._switch_to(Legs(path, self._current, self._settings.engine_address) if path is not None else None)
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
