"""The figures outside the status algebra: gathered once for each report and library."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Fact, Facts, once


def open_figures(facts: Sequence[Fact]) -> Facts:
    """The figures that a text states itself, and of no single item."""
    return once(_open, facts)


def _open(facts: Sequence[Fact]) -> Facts:
    if isinstance(facts, Facts) and facts.parts:
        return Facts.of(once(_open, part) for part in facts.parts)
    return Facts(fact for fact in facts if fact.dimension != "单项" and not fact.formula)


def of_units(facts: Sequence[Fact], allowed: frozenset[str]) -> Facts:
    """The figures of some unit classes."""
    return once(_of_units, facts, allowed)


def _of_units(facts: Sequence[Fact], allowed: frozenset[str]) -> Facts:
    return Facts(fact for fact in facts if fact.unit_class in allowed)
