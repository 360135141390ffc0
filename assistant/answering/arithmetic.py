"""What may be computed from stated figures: each result with the formula that staff can redo by hand (14 = 33−19)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistant.types import Number
from assistant.words.numerals import share, show_number, tidy


class Computed(NamedTuple):
    """A computed number and how it came about."""

    value: Number
    formula: str


def total(terms: Iterable[Number]) -> Computed:
    """The sum of some figures."""
    numbers = list(terms)
    value = tidy(round(sum(numbers), 6))
    return Computed(value, f"{'+'.join(map(show_number, numbers))}={show_number(value)}")


def difference(whole: Number, part: Number) -> Computed:
    """What is left of a figure without its part."""
    value = tidy(round(whole - part, 6))
    return Computed(value, f"{show_number(whole)}−{show_number(part)}={show_number(value)}")


def change(one: Number, other: Number) -> Computed:
    """How far two figures lie apart; which of them is larger is said in words."""
    return difference(max(one, other), min(one, other))


def percentage(part: Number, whole: Number) -> Computed:
    """A part in percent of the whole, with ≈ where one decimal place does not hold it."""
    rate = share(part, whole)
    exact = abs(part / whole * 1000 - round(part / whole * 1000)) < 1e-9
    return Computed(rate, f"{show_number(part)}÷{show_number(whole)}{'=' if exact else '≈'}{show_number(rate)}%")


def quotient(whole: Number, parts: Number) -> Computed:
    """What a figure comes to for each of so many parts, to two decimal places, with ≈ where they do not hold it."""
    value = tidy(round(whole / parts, 2))
    exact = abs(whole / parts - value) < 1e-9
    return Computed(value, f"{show_number(whole)}÷{show_number(parts)}{'=' if exact else '≈'}{show_number(value)}")


def points_before(now: Number, points: Number, *, fell: bool) -> Computed:
    """Last year's rate from this year's and its change in percentage points: now ∓ x."""
    value = tidy(round(now + points if fell else now - points, 6))
    return Computed(value, f"{show_number(now)}{'+' if fell else '−'}{show_number(points)}={show_number(value)}")


def year_before(now: Number, percent: Number, *, fell: bool) -> Computed:
    """Last year's figure from this year's and its change in percent: now ÷ (1 ∓ x)."""
    raw = now / (1 - percent / 100 if fell else 1 + percent / 100)
    # A count of things is whole; only a small figure far from a whole number keeps a decimal place.
    whole = abs(raw - round(raw)) < 0.06 or raw > 30
    value = tidy(round(raw)) if whole else tidy(round(raw, 1))
    return Computed(value, f"{show_number(now)}÷(1{'−' if fell else '+'}{show_number(percent)}%)≈{show_number(value)}")
