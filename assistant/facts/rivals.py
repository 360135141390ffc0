"""Two lists that tell of the same: whether they can contradict one another, and whether two of their figures do."""

from __future__ import annotations

from assistant.facts.tally import Derived, Tally


def told_apart(one: Tally, other: Tally) -> bool:
    """Whether two lists can contradict one another: of two reports, or in one report the same total told twice (prose and table)."""
    if one.report != other.report:
        return True
    return one is not other and one.batch == other.batch and _total(one) is not None and _total(one) == _total(other)


def contradict(one: Derived, other: Derived) -> bool:
    """Whether two figures are known and differ."""
    return one.value is not None and other.value is not None and one.value != other.value


def _total(tally: Tally) -> float | None:
    return tally.total.quantity.value if tally.total else None
