"""Writing the caches: everything anew, or a change beside what stands; each ends in a new published generation."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.search.engine_words import kept_words
from assistant.search.engines import VectorEngine, copy_engine, lasting_files, open_engine, put
from assistant.search.feeding import feed
from assistant.search.generations import Generations, Manifest, link_folder
from assistant.search.keyword import KeywordEntry, KeywordIndex
from assistant.search.legs import BASE, KEYWORD, RECENT, Legs, reading_cache, require
from assistant.search.moving import moved
from assistant.search.seals import DamagedCacheError, Watch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.search.embeddings import TextEmbeddings
    from assistant.search.engines import Ids
    from assistant.search.recent import Recent

BATCH = 5_000
"""Passages in memory at a time: what Chroma takes at once, nearly."""


class IndexedPassage(NamedTuple):
    """A passage with what the index needs to know of its report."""

    report: str
    ordinal: int
    """The place of the passage among those of its report, from 0."""
    title: str
    path: str
    place: str
    section: tuple[str, ...]
    text: str
    told: str | None = None
    """What may be told to an embedder outside this machine: the text with private persons masked, or nothing; None is the text."""

    @property
    def heading(self) -> str:
        """What stands above the text, in words that are searched too."""
        return " ".join((self.title, self.place, *self.section))


Library = Callable[[Sequence[str]], Iterable[IndexedPassage]]
"""The passages of some reports, as the store holds them."""
Embedded = tuple[list[IndexedPassage], "NDArray[np.float32]"]
"""Passages with their vectors."""


class Builder:
    """Makes the generations of one folder; one process at a time (the store's lock)."""

    def __init__(
        self, generations: Generations, engine: str, embeddings: TextEmbeddings, address: str = "", library: Library = lambda _: ()
    ) -> None:
        self._generations = generations
        self._engine = engine
        self._address = address
        self._embeddings = embeddings
        self._library = library
        self._fingerprint = embeddings.fingerprint()

    def rebuild(self, passages: Iterable[IndexedPassage]) -> None:
        """Everything anew: keywords, embedding and the engine each in a thread, a few batches in memory."""
        from assistant.search.recent import Recent

        target = self._generations.begin()
        keyword, base = KeywordIndex.create(target / KEYWORD), self._generations.new_base()
        engine = open_engine(self._engine, base, self._address)
        try:
            feed(
                _batches(passages),
                lambda batches: keyword.write(entry for batch in batches for entry in _entries(batch)),
                lambda batches: feed(map(self._embedded, batches), _adder(engine)),
            )
            held = engine.count()
        finally:
            engine.close()
        self._publish(target, keyword, base, held, Recent.none(), Watch())

    def change(self, live: Legs, add: Sequence[IndexedPassage], remove: Sequence[str]) -> None:
        """Take reports out of a copy of the live caches and put passages in; a copy that shares all that is large."""
        standing = live.vectors()
        live.keyword()
        target = self._generations.begin()
        try:
            link_folder(live.path / KEYWORD, target / KEYWORD)
        except OSError as error:
            raise DamagedCacheError(str(error)) from error
        keyword = KeywordIndex.open(target / KEYWORD)
        require(keyword.count(), live.known().passages)
        with ThreadPoolExecutor(1) as beside:
            embedded = beside.submit(self._embedded, add)
            keyword.write(_entries(add), remove)
            kept, rows = embedded.result()
            recent = standing.recent.changed(_ids(kept), rows, remove)
        base, held = live.base.path, live.known().vectors
        if recent.many:
            base, held, recent = *self._folded(base, recent), recent.none()
        self._publish(target, keyword, base, held, recent, live.watch)

    def move(self, live: Legs, address: str) -> Iterator[tuple[int, int]]:
        """Put the published vectors into this engine as they are, and publish; after each step how many are there, of how many.

        What an attempt before has put there is not copied again, unless the kill that ended it damaged it.
        """
        known, target = live.known(), self._generations.beside(live.base.path.name, self._engine)
        source = open_engine(known.engine, live.base.path, address)
        try:
            engine = self._left_by_an_attempt(target)
            try:
                yield from moved(source, engine, self._words)
                held = engine.count()
            finally:
                engine.close()
        finally:
            source.close()
        require(held, known.vectors)
        from assistant.search.recent import Recent

        live.keyword()
        folder = self._generations.begin()
        link_folder(live.path / KEYWORD, folder / KEYWORD)
        self._publish(folder, KeywordIndex.open(folder / KEYWORD), target, held, Recent.load(live.path / RECENT), live.watch)

    def _left_by_an_attempt(self, target: Path) -> VectorEngine:
        """The engine over a folder, begun anew where it cannot be read."""
        try:
            with reading_cache():
                engine = open_engine(self._engine, target, self._address)
                engine.count()
                return engine
        except DamagedCacheError:
            shutil.rmtree(target)
            return open_engine(self._engine, target, self._address)

    def _folded(self, base: Path, recent: Recent) -> tuple[Path, int]:
        """A new folder of the engine with all that has changed, and how many vectors it holds."""
        target = self._generations.new_base()
        copy_engine(self._engine, base, target, self._address)
        engine = open_engine(self._engine, target, self._address)
        try:
            engine.remove(sorted(recent.gone))
            put(engine, recent.ids, recent.rows, self._words)
            return target, engine.count()
        finally:
            engine.close()

    def _words(self, ids: Ids) -> list[str]:
        """The words of passages that were indexed before; none of one that is in no report any more."""
        reports = list(dict.fromkeys(report for report, _ in ids))
        known = {(one.report, one.ordinal): kept_words(one.heading, one.text) for one in self._library(reports)}
        return [known.get(one, "") for one in ids]

    def _embedded(self, passages: Sequence[IndexedPassage]) -> Embedded:
        """The vectors of the passages that have a known word."""
        told = [one.text if one.told is None or not self._embeddings.sent_away else one.told for one in passages]
        rows = self._embeddings.document_vectors(told)
        kept = (rows != 0).any(axis=1)
        return [one for one, keep in zip(passages, kept, strict=True) if keep], rows[kept]

    def _publish(self, target: Path, keyword: KeywordIndex, base: Path, held: int, recent: Recent, watch: Watch) -> None:
        recent.save(target / RECENT)
        seals = {
            KEYWORD: watch.sealed(target / KEYWORD, KeywordIndex.files(target / KEYWORD)),
            RECENT: watch.sealed(target, [RECENT]),
            BASE: watch.sealed(base, lasting_files(self._engine, base)),
        }
        manifest = Manifest(self._engine, self._fingerprint, keyword.count(), base.name, held, len(recent.ids), seals)
        self._generations.publish(target, manifest)


def _batches(passages: Iterable[IndexedPassage]) -> Iterator[list[IndexedPassage]]:
    waiting = iter(passages)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _entries(passages: Iterable[IndexedPassage]) -> Iterator[KeywordEntry]:
    for one in passages:
        yield KeywordEntry(one.report, one.ordinal, one.heading, one.text)


def _ids(passages: Iterable[IndexedPassage]) -> list[tuple[str, int]]:
    return [(one.report, one.ordinal) for one in passages]


def _adder(engine: VectorEngine) -> Callable[[Iterator[Embedded]], None]:
    """What stores the vectors of every batch."""

    def add(batches: Iterator[Embedded]) -> None:
        for kept, rows in batches:
            _put(engine, kept, rows)

    return add


def _put(engine: VectorEngine, kept: Sequence[IndexedPassage], rows: NDArray[np.float32]) -> None:
    put(engine, _ids(kept), rows, lambda _: [kept_words(one.heading, one.text) for one in kept])
