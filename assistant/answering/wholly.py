"""A status that a text gives to a whole list without a number of its own: 22个问题全部销号, 64件，办结率100%."""

from __future__ import annotations

import re

from assistant.facts.tally import Derived, Tally
from assistant.types import Fact, Status
from assistant.words.lexicon import Lexicon, alternatives
from assistant.words.numerals import show_number

_RATES = {"办结": "办结率", "完成": "完成率", "销号": "销号率"}
_DONE = {"未办结": "办结", "未完成": "完成", "未销号": "销号"}
_IMPLIED_BY = {"完成": "销号"}
"""What is closed is finished."""
_NOT_ALL = re.compile(r"除|仅|未")
"""Words with which a sentence says that all is not so."""


def wholly(tally: Tally, metric: str, lexicon: Lexicon) -> Derived | None:
    """A list's total as the figure of a status all of it has, zero for what that leaves; None where the text does not say so."""
    total = tally.total
    if total is None or total.quantity.value is None:
        return None
    if metric in _DONE:
        return _nothing_left(total, wholly(tally, _DONE[metric], lexicon))
    rate = tally.stated(_RATES.get(metric, ""))
    if rate is not None and rate.value == 100:
        shown = show_number(total.quantity.value)
        return Derived(total.quantity.value, tally.unit, f"{shown}×100%={shown}", (total, *rate.facts), Status.CERTAIN)
    if _said_of_all(tally, total, metric, lexicon):
        return Derived(total.quantity.value, tally.unit, None, (total,), Status.CERTAIN, total.quantity.approximate)
    return wholly(tally, _IMPLIED_BY[metric], lexicon) if metric in _IMPLIED_BY else None


def _nothing_left(total: Fact, done: Derived | None) -> Derived | None:
    if done is None or done.value is None:
        return None
    shown = show_number(done.value)
    return Derived(0, total.quantity.unit, f"{shown}−{shown}=0", done.facts, Status.DERIVED)


def _said_of_all(tally: Tally, total: Fact, metric: str, lexicon: Lexicon) -> bool:
    """Whether the sentence of the total says of all its members that they have the status, and of no part."""
    if metric not in _RATES or any(fact.passage.start == total.passage.start for group in tally.parts.values() for fact in group):
        return False
    sentence = total.passage.text
    counted = [span for span in lexicon.units.find(sentence) if span.unit_class in {"件", "项", "起", "比例", total.unit_class}]
    status = alternatives(lexicon.metrics[metric].words).pattern
    said = re.search(rf"(?:全部|均已|都已|全数|均)(?:(?:通过|完成|验收|予以|已经|整改)){{0,2}}(?:{status})", sentence)
    return said is not None and len(counted) == 1 and not (_NOT_ALL.search(sentence) or lexicon.intention.doubtful(sentence))
