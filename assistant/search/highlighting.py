"""Which characters of a passage a query found it by: its 2-grams, Latin words and numbers, and the other words for the same."""

from __future__ import annotations

import re

from assistant.search.expansion import load_expansion
from assistant.search.keyword import terms


def highlighted(text: str, query: str) -> list[tuple[int, int]]:
    """Spans of the text in its order, none touching another; a single character counts only where the query is no more than that."""
    found = terms(query)
    wanted = {term for term in found if len(term) > 1 or term.isdigit()} or set(found)
    wanted |= set(load_expansion().of(query).split())
    if not wanted:
        return []
    # 2-grams overlap: a look-ahead finds each where it begins.
    pattern = re.compile(f"(?=({'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))}))", re.IGNORECASE)
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        start, end = match.span(1)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
