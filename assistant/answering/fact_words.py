"""The grams of everything said of a fact, worked out once for each report: questions only compare with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Fact, Facts, once
from assistant.words.content import grams
from assistant.words.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of one report: facts of the same sentence share it, equal sentences of two reports are two."""

    grams: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class FactWords:
    """The grams of a fact's label and status, of its clause, sentence, headings, and of what else is known of it."""

    cell: frozenset[str]
    clause: frozenset[str]
    sentence: Sentence
    around: frozenset[str]
    """Its period, batch, inspection, place and members."""
    section: frozenset[str]


def fact_words(facts: Sequence[Fact], lexicon: Lexicon) -> Mapping[int, FactWords]:
    """The words of each fact by its identity (`id`), which holds as long as the facts do."""
    return once(_of_library, facts, lexicon)


def _of_library(facts: Sequence[Fact], lexicon: Lexicon) -> dict[int, FactWords]:
    parts = facts.parts if isinstance(facts, Facts) and facts.parts else (facts,)
    return {id(fact): words for part in parts for fact, words in zip(part, once(_of_report, part, lexicon), strict=True)}


def _of_report(facts: Sequence[Fact], lexicon: Lexicon) -> tuple[FactWords, ...]:
    sentences: dict[tuple[str, int], Sentence] = {}
    found = []
    for fact in facts:
        key = (fact.report, fact.passage.start)
        if key not in sentences:
            sentences[key] = Sentence(grams(fact.passage.text, lexicon))
        found.append(_words(fact, sentences[key], lexicon))
    return tuple(found)


def _words(fact: Fact, sentence: Sentence, lexicon: Lexicon) -> FactWords:
    members = " ".join(fact.members)
    place = fact.place.display if fact.place else ""
    return FactWords(
        grams(f"{fact.label} {fact.status_text} {members}", lexicon),
        grams(f"{fact.context} {fact.label} {fact.status_text}", lexicon),
        sentence,
        grams(f"{fact.period} {fact.batch} {fact.inspection.display} {place} {members}", lexicon),
        grams(" ".join(fact.passage.section), lexicon),
    )
