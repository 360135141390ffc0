"""Words found by an engine that keeps them: the keyword index of this machine adds what has changed since the engine was filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.search.engines import VectorHit, WordEngine
from assistant.search.keyword import MOST_OTHERS, MOST_TERMS, KeywordHit, terms

if TYPE_CHECKING:
    from assistant.search.recent import Recent

Here = Callable[[int, frozenset[str]], list[KeywordHit]]
"""The k best of some reports by the keyword index of this machine."""
_FURTHER = 4
"""So many times more is asked of the engine when too much of what it found no longer counts."""


def kept_words(heading: str, text: str) -> str:
    """What an engine is told of a passage: the same terms that the keyword index cuts."""
    return " ".join((*terms(heading), *terms(text)))


def found_by_words(
    engine: WordEngine, recent: Recent, asked: tuple[str, str, float], k: int, reports: frozenset[str] | None, here: Here
) -> list[tuple[tuple[str, int], float]]:
    """The k best passages by words, best first.

    Args:
        engine: What keeps the words of all passages of its folder.
        recent: What has changed since: reports that no longer count there, and passages that only this machine knows.
        asked: The query, other words for the same, and how much such a word counts beside one of the query.
        k: How many.
        reports: Only these, if given.
        here: The keyword index of this machine.
    """
    standing = reports - recent.gone if reports is not None else None
    found = _standing(engine, asked, k, standing, recent.gone)
    changed = frozenset(report for report, _ in recent.ids)
    changed = changed if reports is None else changed & reports
    if changed:
        found += _on_one_scale(here(k, changed), found, here)
    return sorted((((hit.report, hit.ordinal), hit.score) for hit in found), key=lambda one: (-one[1], one[0]))[:k]


def _standing(
    engine: WordEngine, asked: tuple[str, str, float], k: int, reports: frozenset[str] | None, gone: frozenset[str]
) -> list[VectorHit]:
    """What the engine finds among the passages that still count."""
    wanted = k
    while True:
        found = _weighed(engine, asked, wanted, reports)
        standing = [hit for hit in found if hit.report not in gone]
        if len(standing) >= k or len(found) < wanted:
            return standing[:k]
        wanted *= _FURTHER


def _weighed(engine: WordEngine, asked: tuple[str, str, float], k: int, reports: frozenset[str] | None) -> list[VectorHit]:
    """The terms of the query, and the 2-grams of other words for the same with less weight."""
    query, also, weight = asked
    wanted = list(dict.fromkeys(terms(query)))[:MOST_TERMS]
    others = [term for term in dict.fromkeys(terms(also)) if len(term) > 1 and term not in wanted][:MOST_OTHERS]
    scores: dict[tuple[str, int], float] = {}
    for words, counts in ((wanted, 1.0), (others, weight)):
        for hit in engine.query_words(" ".join(words), k, reports) if words else ():
            scores[hit.report, hit.ordinal] = scores.get((hit.report, hit.ordinal), 0.0) + counts * hit.score
    return sorted((VectorHit(*key, score) for key, score in scores.items()), key=lambda hit: -hit.score)


def _on_one_scale(hits: list[KeywordHit], there: list[VectorHit], here: Here) -> list[VectorHit]:
    """Hits of this machine with the scores the engine would give them: both weigh the best report that the engine found."""
    both = here(1, frozenset({there[0].report})) if there else []
    scale = there[0].score / both[0].score if both else 1.0
    return [VectorHit(hit.report, hit.ordinal, hit.score * scale) for hit in hits]
