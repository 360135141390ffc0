"""Vectors from one engine into another, in steps; what the other holds already is not copied again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.search.engines import VectorEngine

AT_ONCE = 2_000


def moved(source: VectorEngine, target: VectorEngine) -> Iterator[tuple[int, int]]:
    """Copy what the target lacks; after each step how many it holds, and how many the source does."""
    wanted = source.keys()
    lacking = sorted(wanted - target.keys())
    for start in range(0, len(lacking), AT_ONCE):
        yield len(wanted) - len(lacking) + start, len(wanted)
        ids = lacking[start : start + AT_ONCE]
        target.add(ids, source.vectors(ids))
    yield len(wanted), len(wanted)
