"""A part of a list told in a sentence of its own: how many it has, how many of them are done (列为重点关注的共12件，目前办结10件)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.answering.deriving import Deriving
from assistant.answering.open_facts import OpenFacts
from assistant.answering.places import strip_names
from assistant.answering.printed import last_clause
from assistant.answering.question import Ask
from assistant.answering.stating import state
from assistant.answering.subject import without_statuses
from assistant.facts.status import metrics_named
from assistant.types import Fact
from assistant.words.content import grams, matter
from assistant.words.lexicon import Lexicon

_LISTED = {"件", "项", "起"}
"""Unit classes in which the items of a list are counted."""
_LEVELS = ("中央", "省级", "市级", "县级")
"""Who handed over or found a part of a list."""


def answer_of_subset(ask: Ask, open_facts: OpenFacts, deriving: Deriving) -> bool:
    """State or work out what a question asks of one status of a part that one sentence tells; False where none or several do."""
    lexicon = deriving.composer.lexicon
    done = _done(ask, lexicon)
    if not done:
        return False
    pairs = [(whole, part) for whole in _wholes(ask, open_facts, lexicon) for part in _parts(whole, done, deriving)]
    if len({(whole.quantity.value, part.quantity.value) for whole, part in pairs}) != 1:
        return False
    (whole, part), metric = pairs[0], lexicon.metrics[ask.metrics[0]]
    if metric.rate_of:
        return deriving.share(part, whole)
    if metric.finished:
        state(deriving.composer, part)
        return True
    return deriving.leaves(whole, part)


def whole_of_subset(ask: Ask, fact: Fact, deriving: Deriving) -> bool:
    """State the whole ahead of a figure in its sentence, if that tells a status nobody asked for (376个，已完成整改322个)."""
    lexicon = deriving.composer.lexicon
    if ask.metrics or deriving.question.metrics or not metrics_named(fact.context, lexicon):
        return False
    wanted = _name(ask, deriving.open_facts.words.names, lexicon)
    ahead = [one for one in deriving.of_sentence(fact) if one.start < fact.start and one.quantity.unit == fact.quantity.unit]
    named = [one for one in ahead if wanted and wanted <= _told(one, lexicon)]
    larger = [one for one in named if (one.quantity.value or 0) >= (fact.quantity.value or 0)]
    if not larger or metrics_named(larger[-1].context, lexicon):
        return False
    state(deriving.composer, larger[-1])
    return True


def _done(ask: Ask, lexicon: Lexicon) -> str:
    """The finished status that an ask is about, by itself, by what it leaves or by its rate; empty for another."""
    if len(ask.metrics) != 1:
        return ""
    asked = lexicon.metrics[ask.metrics[0]]
    if asked.rate_of or asked.finished:
        return asked.rate_of or asked.name
    return next((metric.name for metric in lexicon.metrics.values() if metric.finished and metric.negated == asked.name), "")


def _wholes(ask: Ask, open_facts: OpenFacts, lexicon: Lexicon) -> Sequence[Fact]:
    """The figures of no status whose own clause names the part asked about in full."""
    wanted = _name(ask, open_facts.words.names, lexicon)
    counted = (fact for fact in open_facts.facts if fact.unit_class in _LISTED and fact.quantity.value is not None)
    plain = (fact for fact in counted if not metrics_named(fact.context, lexicon))
    return [fact for fact in plain if wanted and wanted <= _told(fact, lexicon)]


def _parts(whole: Fact, done: str, deriving: Deriving) -> list[Fact]:
    """The parts with a status right behind a whole, up to the next figure that tells none."""
    lexicon = deriving.composer.lexicon
    behind = (fact for fact in deriving.of_sentence(whole) if fact.start > whole.start)
    own = {fact.start for fact in takewhile(lambda fact: metrics_named(fact.context, lexicon), behind)}
    return [part for part in deriving.parts_in_sentence(whole, (done,)) if part.start in own]


def _name(ask: Ask, names: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The 2-grams of the name of the part an ask is about, with the level it names; none where it has no name of its own."""
    words = strip_names(ask.words, names)
    name = matter(without_statuses(words, ask.metrics, lexicon), lexicon)
    return name | frozenset(level for level in _LEVELS if level in words) if name else name


def _told(fact: Fact, lexicon: Lexicon) -> frozenset[str]:
    """The words of the clause ahead of a figure."""
    clause = last_clause(fact.passage.text[: fact.start - fact.passage.start])
    return frozenset(grams(clause, lexicon)) | frozenset(level for level in _LEVELS if level in clause)
