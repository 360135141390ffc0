"""Which open fact or sentence a question means: rare shared words count, and where they stand (clause, sentence, heading)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.types import Fact
from assistant.words.content import function_characters, grams
from assistant.words.lexicon import Lexicon

# 由1000吨提高到2000吨: what it was, and what it became.
_ORIGIN = re.compile(r"[由从]$|原来?的?$")
_TARGET = re.compile(r"[^，。；]{0,8}(?:到|至|为)")
_LAYERS = {"sentence": 0.62, "section": 0.5}
_MEASURES = {"浓度"}
"""Unit classes that name by themselves what is measured: 平均42微克/立方米 is a 浓度."""
_SHARE = 0.78
"""How much the ask's own words count against those that introduce all asks of a question."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with the share of the question's weight it covers, in its own clause and overall."""

    fact: Fact
    score: float
    clause: float
    headed: bool = False
    """Whether the figure counts the very noun the question counts."""


class Weights:
    """How telling each gram is within the sentences in scope: one that stands everywhere says little."""

    def __init__(self, texts: Iterable[frozenset[str]], joining: frozenset[str] = frozenset()) -> None:
        self._joining = joining
        self._frequency: Counter[str] = Counter()
        self._size = 0
        for text in texts:
            self._frequency.update(text)
            self._size += 1

    def of(self, gram: str) -> float:
        """The weight of one gram, higher for rarer ones; one the scope never uses counts in full."""
        count = self._frequency[gram]
        if not count and any(character in self._joining for character in gram):
            return 0.0
        return math.log(1 + (self._size + 1) / (count + 0.5)) * (1.0 if count else 0.4)


def covered(weights: Mapping[str, float], layers: Sequence[tuple[frozenset[str], float]]) -> float:
    """The share of the weight found, each gram counted in the first layer that holds it."""
    total = math.fsum(weights.values())  # exact, so that the order of a set does not show
    if not total:
        return 0.0
    found = (weight * next((factor for held, factor in layers if gram in held), 0.0) for gram, weight in weights.items())
    return math.fsum(found) / total


def _touches(asked: frozenset[str], fact: Fact, titles: Mapping[str, str], lexicon: Lexicon) -> bool:
    """Whether anything said of a fact shares a gram with the question: most facts of a large library do not."""
    place = fact.place.display if fact.place else ""
    beside = (fact.context, fact.label, fact.status_text, fact.period, fact.batch, fact.inspection.display, place)
    texts = chain((fact.passage.text,), beside, fact.passage.section, (titles.get(fact.report, ""),), fact.members)
    return not all(asked.isdisjoint(grams(text, lexicon)) for text in texts)


def best_facts(
    wanted: frozenset[str], shared: frozenset[str], facts: Sequence[Fact], titles: Mapping[str, str], lexicon: Lexicon
) -> list[Match]:
    """The facts ordered by how much of the question they cover, without those that cover nothing.

    `wanted` are the ask's own grams, `shared` those of its introduction.
    """
    if not facts:
        return []
    sentences = {(fact.report, fact.passage.start): grams(fact.passage.text, lexicon) for fact in facts}
    weights = Weights(sentences.values(), function_characters(lexicon))
    own = {gram: weights.of(gram) for gram in wanted}
    introduced = {gram: weights.of(gram) for gram in shared - wanted}
    found = []
    for fact in facts:
        if not _touches(wanted | shared, fact, titles, lexicon):
            continue
        clause = grams(f"{fact.context} {fact.label} {fact.status_text}", lexicon)
        sentence = sentences[fact.report, fact.passage.start]
        section = grams(" ".join(fact.passage.section) + " " + titles.get(fact.report, ""), lexicon)
        measure = fact.unit_class if fact.unit_class in _MEASURES else ""
        place = fact.place.display if fact.place else ""
        around = grams(f"{fact.period} {fact.batch} {measure} {fact.inspection.display} {place} {' '.join(fact.members)}", lexicon)
        cell = grams(f"{fact.label} {fact.status_text} {' '.join(fact.members)}", lexicon)
        layers = ((cell, 1.0), (clause, 0.92), (sentence | around, _LAYERS["sentence"]), (section, _LAYERS["section"]))
        score = _SHARE * covered(own, layers) + (1 - _SHARE) * covered(introduced, layers) if introduced else covered(own, layers)
        origin = _ORIGIN.search(fact.passage.text[: fact.start - fact.passage.start]) and _TARGET.match(
            fact.passage.text[fact.end - fact.passage.start :]
        )
        found.append(Match(fact, score * (0.8 if origin else 1.0), covered(own, ((clause, 1.0),))))
    return sorted(found, key=lambda match: (-match.score, -match.clause, match.fact.start))
