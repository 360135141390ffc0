"""The figures of a text whose meaning is known (反馈问题完成, 信访件办结率) against the lists of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.laws import is_rate
from assistant.facts.groups import compatible
from assistant.facts.tally import RATE_OF, Derived, Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact, Passage, Status
from assistant.words.numerals import show_number

_SAME_UNITS = ({"个", "项", "条", ""}, {"件", "宗", ""}, {"%", "％"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sources make of a figure: the sentence that has it, or the one that has another."""

    holds: bool
    says: str
    passage: Passage
    formula: str = ""
    day: str | None = None
    """The day of the list it was found in."""


class Counted:
    """The lists of the sources, newest first."""

    def __init__(self, facts: Sequence[Fact], in_hand: re.Pattern[str]) -> None:
        self._in_hand = in_hand
        self._lists = sorted(tallies(facts), key=lambda one: one.as_of or "", reverse=True)
        self._facts = facts

    def verdict(self, fact: Fact, dated: bool) -> Verdict | None:
        """What the sources say of a figure of the text; None when they have nothing of its kind.

        `dated` says that the text gives the day of the figure, so that a list of another day says nothing against it.
        """
        known = list(self._known(fact))
        of_day = [row for row in known if fact.as_of and row[0] == fact.as_of]
        # Where the sentence names no day, that of its figure is only the text's own.
        for day, figure in (of_day or known) if dated else (*of_day, *known):
            if _equal(fact, figure):
                return _verdict(figure, day, holds=True)
        rows = of_day or known
        return _verdict(rows[0][1], rows[0][0], holds=False) if rows else None

    def _known(self, fact: Fact) -> Iterator[tuple[str | None, Derived]]:
        """The figures of the kind of one, with their days."""
        for one in self._lists:
            if one.track is fact.track and compatible(one.inspection, fact.inspection) and _of_batch(one.batch, fact.batch):
                yield from _of_list(one, fact, self._in_hand)
        for row in self._facts:
            same = row.track is fact.track and row.metric == fact.metric != "分类" and compatible(row.inspection, fact.inspection)
            if same and row.quantity.value is not None and row.batch == fact.batch:
                yield row.as_of, _stated(row)


def _of_batch(one: str, other: str) -> bool:
    return (one or "累计") == (other or "累计")


def _of_list(one: Tally, fact: Fact, in_hand: re.Pattern[str]) -> Iterator[tuple[str | None, Derived]]:
    """The figures of a list that are of the kind of one."""
    if fact.metric == "分类":
        yield from ((one.as_of, _stated(row)) for row in one.classes if _same_class(row, fact))
        return
    figures = [one.derive(fact.metric)]
    if fact.metric == "未办结":
        # 正在办理 leaves out what is settled in stages; 未办结 may be meant of both.
        figures = [one.in_hand()] if in_hand.search(fact.status_text) else [*figures, one.in_hand()]
    yield from ((one.as_of, figure) for figure in figures if figure is not None and figure.value is not None)


def _stated(fact: Fact) -> Derived:
    return Derived(fact.quantity.value, fact.quantity.unit, fact.formula or None, (fact,), Status.CERTAIN, fact.quantity.approximate)


def _same_class(one: Fact, other: Fact) -> bool:
    return one.dimension == other.dimension and (one.label == other.label or one.label in other.label or other.label in one.label)


def _equal(fact: Fact, figure: Derived) -> bool:
    mine, theirs = fact.quantity, figure.value
    if mine.value is None or theirs is None or mine.approximate != figure.approximate:
        return False
    if mine.unit != figure.unit and not any({mine.unit, figure.unit} <= group for group in _SAME_UNITS):
        return False
    if mine.value == theirs:
        return True
    return bool(figure.formula) and fact.metric in RATE_OF and _rounds_to(mine.value, figure)


def _rounds_to(rate: float, figure: Derived) -> bool:
    """Whether a rate is that of the list to the digits it is printed with."""
    if len(figure.facts) < 2:
        return False
    whole, part = (one.quantity.value for one in figure.facts[:2])
    return bool(whole) and whole is not None and part is not None and is_rate(rate, part, whole)


def _verdict(figure: Derived, day: str | None, *, holds: bool) -> Verdict:
    says = f"{show_number(figure.value or 0)}{figure.unit}"
    return Verdict(holds, says, figure.facts[0].passage, figure.formula or "", day)
