"""A list whose own text leaves out its total, with the total that every other report of the very list tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answering.lists import kind_of
from assistant.facts.tally import Derived, Tally
from assistant.types import Fact, Status


def with_known_total(tally: Tally, metric: str, lists: Iterable[Tally]) -> Derived | None:
    """What a list holds of a metric once its total is known from its other reports; None where they do not agree on one.

    What an inspection handed over does not change, so a newer count of what is done is held against it and no older count stands in.
    """
    if tally.total is not None or tally.batch or metric == "总数":
        return None
    kind = kind_of(tally)
    own = (one for one in lists if one.owner == tally.owner and one is not tally and kind_of(one) == kind)
    known = [one.total for one in own if one.total is not None and not one.counted]
    values = {fact.quantity.value for fact in known}
    whole = next(iter(values), None)
    if len(values) != 1 or whole is None or _most(tally) > whole or not _alike(known, tally):
        return None
    nearest = max(known, key=lambda fact: fact.as_of or "")
    derived = replace(tally, total=nearest).derive(metric)
    if derived is None or derived.value is None or derived.formula is None or derived.value < 0:
        return None
    return replace(derived, status=Status.DERIVED)


def _most(tally: Tally) -> float:
    """The largest part that a list tells, in its own unit."""
    facts = (fact for name, group in tally.parts.items() if not name.endswith("率") for fact in group)
    return max((float(fact.quantity.value) for fact in facts if fact.quantity.value is not None), default=0.0)


def _alike(totals: Sequence[Fact], tally: Tally) -> bool:
    """Whether totals count what the parts of a list count: 件, or any of 个, 项 and 条."""
    parts = [fact for name, group in tally.parts.items() if not name.endswith("率") for fact in group]
    return bool(parts) and {fact.unit_class for fact in totals} == {fact.unit_class for fact in parts}
