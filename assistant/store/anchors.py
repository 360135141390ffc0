"""Which facts of a report a correction speaks of, whatever rules have read the report since it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from assistant.types import Fact, FactAnchor

_NEEDED = 8
"""So many characters around the number must agree where two readings cut the sentence differently."""


def anchor_of(fact: Fact) -> FactAnchor:
    """What a fact, as it was read, is known by."""
    offset = fact.start - fact.passage.start
    return FactAnchor(fact.passage.text, offset, fact.quantity.text, fact.quantity.value, fact.metric, fact.label)


def fact_ids(facts: Sequence[Fact]) -> list[str]:
    """An id for each fact of a report as it was read, the same as long as sentence, number and meaning are read the same."""
    found: dict[str, int] = {}
    ids = []
    for fact in facts:
        known = anchor_of(fact)
        said = "\x1f".join((known.quote, str(known.offset), known.text, fact.track.value, known.metric, known.label, fact.dimension))
        digest = hashlib.sha256(said.encode()).hexdigest()[:8]
        again = found[digest] = found.get(digest, 0) + 1
        ids.append(f"{fact.report}.{digest}" + (f"-{again}" if again > 1 else ""))
    return ids


def anchored(anchor: FactAnchor, facts: Sequence[Fact]) -> list[int]:
    """Where in `facts` the anchored one stands, with what says the same of the same number; empty when it is not there any more."""
    spots = [n for n, fact in enumerate(facts) if _same_number(fact, anchor) and _same_spot(fact, anchor)]
    exact = [n for n in spots if (facts[n].metric, facts[n].label) == (anchor.metric, anchor.label)]
    return exact or (spots if len(spots) == 1 else [])


def restated(first: Fact, facts: Sequence[Fact]) -> list[int]:
    """Where the same report states the same figure of the same list again, in other sentences."""
    if not first.metric:
        return []
    return [n for n, fact in enumerate(facts) if fact is not first and _says_the_same(fact, first)]


def _says_the_same(fact: Fact, first: Fact) -> bool:
    return all(getattr(fact, name) == getattr(first, name) for name in _IDENTITY) and (
        (fact.quantity.value, fact.quantity.unit) == (first.quantity.value, first.quantity.unit)
    )


_IDENTITY = ("place", "track", "metric", "label", "inspection", "dimension", "batch", "period", "parent", "as_of", "members")


def _same_number(fact: Fact, anchor: FactAnchor) -> bool:
    """As printed, blanks aside: a rule may take the unit in or leave it out, so one may begin with the other."""
    one, other = _bare(fact.quantity.text), _bare(anchor.text)
    return fact.quantity.value == anchor.value and bool(one and other) and (one.startswith(other) or other.startswith(one))


def _same_spot(fact: Fact, anchor: FactAnchor) -> bool:
    """Whether the texts around the two numbers are the same as far as both sentences go."""
    one, at = fact.passage.text, fact.start - fact.passage.start
    other, there = anchor.quote, anchor.offset
    before = min(at, there)
    behind = min(len(one) - at, len(other) - there)
    if one[at - before : at + behind] != other[there - before : there + behind]:
        return False
    return before + behind >= min(len(one), len(other)) or before + behind >= len(anchor.text) + _NEEDED


def _bare(text: str) -> str:
    return "".join(text.split())
