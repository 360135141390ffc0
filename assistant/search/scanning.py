"""Finding passages without any cache, one by one: slow, and always there while the caches are being made anew."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable

from assistant.search.keyword import MOST_TERMS, terms

HEADING_SHARE = 0.5
"""What a word of the query counts in the headings of a passage, beside 1 in its text."""

Found = tuple[tuple[str, int], float]
"""A passage, by report and ordinal, and how well it fits."""


def scan(query: str, passages: Iterable[tuple[str, int, str, str]], k: int) -> list[Found]:
    """The k passages (report, ordinal, headings, text) that hold the rarest 2-grams and words of the query, best first."""
    wanted = [term for term in dict.fromkeys(terms(query)) if len(term) > 1][:MOST_TERMS] or list(dict.fromkeys(terms(query)))
    held: list[tuple[tuple[str, int], list[str], list[str]]] = []
    frequency: Counter[str] = Counter()
    count = 0
    for report, ordinal, headings, text in passages:
        count += 1
        lowered = text.lower()
        inside, above = [term for term in wanted if term in lowered], [term for term in wanted if term in headings]
        if inside or above:
            frequency.update({*inside, *above})
            held.append(((report, ordinal), inside, above))
    telling = {term: math.log(1 + count / number) for term, number in frequency.items()}

    def score(inside: list[str], above: list[str]) -> float:
        return sum(telling[term] for term in inside) + HEADING_SHARE * sum(telling[term] for term in above)

    scored = ((key, score(inside, above)) for key, inside, above in held)
    return heapq.nsmallest(k, scored, key=lambda one: (-one[1], one[0]))
