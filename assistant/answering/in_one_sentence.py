"""Figures asked for together that one sentence tells in the order asked (抽查了几个点位，发现几个问题), where no figure was found alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.answering.inquiry import Inquiry
from assistant.answering.objects import statement_span
from assistant.answering.places import strip_names
from assistant.answering.question import Ask
from assistant.answering.sentences import Found
from assistant.answering.stating import state
from assistant.facts.status import metrics_named
from assistant.types import Answer, Fact
from assistant.words.content import grams
from assistant.words.numerals import show_number

_NEAR = 0.33
"""From this share of a question on the nearest sentence may tell the figures that fit its asks in turn."""
_SURE = 0.5
"""From here on one of several asks may be put in words that the sentence does not have."""
_FEW = 8
"""A sentence of more figures of the kinds asked for is a table in words."""


def in_one_sentence(near: Found | None, inquiry: Inquiry) -> Answer | None:
    """The figures of the nearest sentence that the asks of a question mean, one each and in turn; None where that is not plain."""
    asks = _asks(inquiry)
    if near is None or len(asks) < 2 or near.score < _NEAR:
        return None
    meant = _meant(asks, near, inquiry)
    return _stated(meant, inquiry) if meant else None


def told_beside(given: Answer, inquiry: Inquiry) -> Answer | None:
    """All figures asked for where an answer found some of them, and the sentence of those tells the others; None where it does not."""
    asks, found = _asks(inquiry), [figure for figure in given.figures if figure.value is not None]
    if len(asks) < 2 or not found or len(found) >= len(asks) or any(figure.formula for figure in found):
        return None
    for one in given.citations:
        start, end = statement_span(inquiry.composer.report(one.report), one.start, one.start + len(one.quote))
        meant = _meant(asks, Found(inquiry.composer.report(one.report), start, end, 1.0), inquiry)
        known = {figure.value for figure in found}
        # A status of the whole list beside a part of it would be told as that part's.
        if (
            meant
            and known <= {fact.quantity.value for fact in meant}
            and not any(fact.of and fact.quantity.value not in known for fact in meant)
        ):
            return _stated(meant, inquiry)
    return None


def _asks(inquiry: Inquiry) -> list[Ask]:
    """What a question asks the numbers of, a bare 多少 of the kind named before it; none where it asks for more than numbers."""
    asks: list[Ask] = []
    for ask in inquiry.question.asks:
        if not ask.quantity:
            return []
        bare = asks and not ask.unit_class and re.search(r"(?:多少|几何)[？?]?$", ask.words)
        asks.append(replace(ask, unit=asks[-1].unit, unit_class=asks[-1].unit_class) if bare else ask)
    return asks


def _stated(meant: Sequence[Fact], inquiry: Inquiry) -> Answer:
    composer = inquiry.blank()
    for fact in meant:
        state(composer, fact)
    return composer.build("quoted")


def _meant(asks: Sequence[Ask], near: Found, inquiry: Inquiry) -> tuple[Fact, ...] | None:
    told = _told(near, inquiry)
    return _in_turn(asks, told, inquiry, sure=near.score >= _SURE) if len(told) <= _FEW else None


def _told(near: Found, inquiry: Inquiry) -> list[Fact]:
    """The figures of a sentence, each once, without those that the question says itself."""
    found: dict[int, Fact] = {}
    for fact in inquiry.facts:
        inside = fact.report == near.report.id and near.start <= fact.start < near.end
        if inside and fact.quantity.text and show_number(fact.quantity.value or 0) not in inquiry.question.numbers:
            found.setdefault(fact.start, fact)
    return [found[start] for start in sorted(found)]


def _in_turn(asks: Sequence[Ask], told: Sequence[Fact], inquiry: Inquiry, *, sure: bool) -> tuple[Fact, ...] | None:
    """One figure for each ask, in the order of both: the only way, or the one whose words fit best.

    They have to fit every ask; in a sentence that is surely meant (`sure`) one of several asks may be put in other words.
    """
    ways = [way for way in combinations(told, len(asks)) if all(map(_of_kind, asks, way))]
    if not ways or any(fact.quantity.masked for way in ways for fact in way):
        return None
    scores = [tuple(_shared(ask, fact, inquiry) for ask, fact in zip(asks, way, strict=True)) for way in ways]
    best = max(map(sum, scores))
    if best == 0 or sum(sum(score) == best for score in scores) > 1:
        return None
    at = next(index for index, score in enumerate(scores) if sum(score) == best)
    silent = sum(score == 0 for score in scores[at])
    return ways[at] if silent <= sure else None


def _of_kind(ask: Ask, fact: Fact) -> bool:
    return not ask.unit_class or ask.unit_class == fact.unit_class or ask.unit == fact.quantity.unit


def _shared(ask: Ask, fact: Fact, inquiry: Inquiry) -> int:
    """How many pieces of an ask's own words, its status counted as two, stand in the clause of a figure."""
    words = grams(strip_names(ask.words, inquiry.names), inquiry.lexicon)
    said = f"{fact.context} {fact.label}"
    status = 2 * bool(set(ask.metrics) & metrics_named(said, inquiry.lexicon))
    return status + len({gram for gram in words if len(gram) > 1} & grams(said, inquiry.lexicon))
