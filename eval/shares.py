"""Where the time of taking texts in goes: processor seconds of each step over a few of the files, in this one process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.search.embeddings import BuiltinEmbeddings
from assistant.search.engines import open_engine
from assistant.search.keyword import KeywordEntry, KeywordIndex
from assistant.search.passages import passages
from assistant.store.rows import Reading, file_rows
from assistant.types import Passage
from assistant.words.lexicon import load_lexicon

T = TypeVar("T")
R = TypeVar("R")


def shares(files: Sequence[Path]) -> dict[str, float]:
    """Processor seconds by step for these files."""
    seconds: dict[str, float] = {}
    lexicon = load_lexicon()
    given = [(path.name, path.read_bytes()) for path in files]
    read_reports(*given[0])  # patterns are compiled once in the life of a process
    with _timed("reading", seconds):
        read = [tuple(read_reports(name, data)) for name, data in given]
    facts = _each("facts", seconds, lambda reports: tuple(tuple(extract(one, lexicon)) for one in reports), read)
    cut = _each("passages", seconds, lambda reports: tuple(tuple(passages(one)) for one in reports), read)
    with _timed("rows", seconds):
        for (name, data), reports, found, parts in zip(given, read, facts, cut, strict=True):
            file_rows(name, data, Reading(reports, found, parts))
    _index([(str(n), i, passage) for n, parts in enumerate(cut) for i, passage in enumerate(chain(*parts))], seconds)
    return seconds


def _index(units: list[tuple[str, int, Passage]], seconds: dict[str, float]) -> None:
    embeddings = BuiltinEmbeddings()
    embeddings.query_vector("水")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with _timed("keyword index", seconds):
            KeywordIndex.create(Path(folder) / "k").write(KeywordEntry(report, i, "", passage.text) for report, i, passage in units)
        with _timed("embedding", seconds):
            rows = embeddings.document_vectors([passage.text for *_, passage in units])
        engine = open_engine("chroma", Path(folder) / "v")
        with _timed("vector index", seconds):
            engine.add([(report, i) for report, i, _ in units], rows)
        engine.close()


def _each(step: str, seconds: dict[str, float], work: Callable[[T], R], given: Sequence[T]) -> list[R]:
    with _timed(step, seconds):
        return [work(one) for one in given]


@contextmanager
def _timed(step: str, seconds: dict[str, float]) -> Iterator[None]:
    began = time.process_time()
    yield
    seconds[step] = time.process_time() - began
