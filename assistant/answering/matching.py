"""Which open fact or sentence a question means: rare shared words count, and where they stand (clause, sentence, heading)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.answering.fact_words import FactWords, Sentence
from assistant.types import Fact
from assistant.words.content import function_characters, grams
from assistant.words.lexicon import Lexicon

# 由1000吨提高到2000吨: what it was, and what it became.
_ORIGIN = re.compile(
    r"[由从](?:(?:19|20)\d{2}年(?:\d{1,2}月)?[底末初]?|[去上]年(?:同期|底|末)?|年初|整改前|治理前|此前|之前|同期|约|的)*$|原来?的?$"
)
_TARGET = re.compile(r"[^，。；]{0,8}(?:到|至|为)")
_LAYERS = {"sentence": 0.62, "section": 0.5}
_MEASURES = {"浓度"}
"""Unit classes that name by themselves what is measured: 平均42微克/立方米 is a 浓度."""
_SHARE = 0.78
"""How much the ask's own words count against those that introduce all asks of a question."""


class Match(NamedTuple):
    """A fact with the share of the question's weight it covers, in its own clause and overall."""

    fact: Fact
    score: float
    clause: float
    headed: bool = False
    """Whether the figure counts the very noun the question counts."""
    measured: bool = False
    """Whether it is a figure of the very measure that the question names."""


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
    found = []
    for gram, weight in weights.items():
        for held, factor in layers:
            if gram in held:
                found.append(weight * factor)
                break
    return math.fsum(found) / total


def best_facts(
    wanted: frozenset[str],
    shared: frozenset[str],
    facts: Sequence[Fact],
    words: Mapping[int, FactWords],
    titles: Mapping[str, str],
    lexicon: Lexicon,
) -> list[Match]:
    """The facts ordered by how much of the question they cover, without those that cover nothing.

    `wanted` are the ask's own grams, `shared` those of its introduction, `words` the grams of each fact by identity.
    """
    asked = wanted | shared
    held: dict[Sentence, frozenset[str]] = {}
    for fact in facts:
        sentence = words[id(fact)].sentence
        if sentence not in held:
            held[sentence] = asked & sentence.grams
    weights = Weights(held.values(), function_characters(lexicon))
    own = {gram: weights.of(gram) for gram in wanted}
    introduced = {gram: weights.of(gram) for gram in shared - wanted}
    titled = {report: asked & grams(title, lexicon) for report, title in titles.items()}
    found = []
    for fact in facts:
        one, title = words[id(fact)], titled.get(fact.report, frozenset())
        if not (held[one.sentence] or title) and all(map(asked.isdisjoint, (one.clause, one.around, one.cell, one.section))):
            continue
        measure = grams(fact.unit_class, lexicon) if fact.unit_class in _MEASURES else frozenset()
        beside, above = (held[one.sentence], one.around, measure), (one.section, title)
        layers = (
            (one.cell, 1.0),
            (one.clause, 0.92),
            *((grams_held, _LAYERS["sentence"]) for grams_held in beside),
            *((grams_held, _LAYERS["section"]) for grams_held in above),
        )
        score = _SHARE * covered(own, layers) + (1 - _SHARE) * covered(introduced, layers) if introduced else covered(own, layers)
        found.append(Match(fact, score * (0.8 if _is_origin(fact) else 1.0), covered(own, ((one.clause, 1.0),))))
    return sorted(found, key=lambda match: (-match.score, -match.clause, match.fact.start))


def _is_origin(fact: Fact) -> bool:
    """Whether a figure is what something was before (由1000吨提高到2000吨)."""
    text, at = fact.passage.text, fact.start - fact.passage.start
    return bool(_ORIGIN.search(text[:at]) and _TARGET.match(text[fact.end - fact.passage.start :]))
