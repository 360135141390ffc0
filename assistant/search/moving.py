"""Vectors from one engine into another, in steps; what the other holds already is not copied again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.search.engines import put

if TYPE_CHECKING:
    from assistant.search.engines import Ids, VectorEngine, Words

AT_ONCE = 2_000


def wordless(_: Ids) -> Sequence[str]:
    """No words."""
    return ()


def moved(source: VectorEngine, target: VectorEngine, words: Words = wordless) -> Iterator[tuple[int, int]]:
    """Copy what the target lacks; after each step how many it holds, and how many the source does.

    `words` are told to a target that finds by them.
    """
    wanted = source.keys()
    lacking = sorted(wanted - target.keys())
    for start in range(0, len(lacking), AT_ONCE):
        yield len(wanted) - len(lacking) + start, len(wanted)
        ids = lacking[start : start + AT_ONCE]
        put(target, ids, source.vectors(ids), words)
    yield len(wanted), len(wanted)
