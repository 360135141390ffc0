"""Several rankings become one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

Ranking = Sequence[tuple[Key, float]]
"""Items with what a search gave them, best first."""


def fuse(rankings: Sequence[Ranking[Key]], weights: Sequence[float] | None = None) -> list[tuple[Key, float]]:
    """Every item scores, in each ranking that holds it, how far it stands above the last one there, the first counting `weight`.

    Scores of different searches cannot be compared, distances within one can; they also say how sure a search is of its first item,
    which ranks do not. Best first, ties by first appearance.
    """
    scores: dict[Key, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        if not ranking:
            continue
        last = ranking[-1][1]
        span = ranking[0][1] - last
        for key, score in ranking:
            scores[key] = scores.get(key, 0.0) + weight * ((score - last) / span if span > 0 else 1.0)
    return sorted(scores.items(), key=lambda item: -item[1])
