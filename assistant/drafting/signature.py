"""Where signature and date stand without a seal, by GB/T 9704—2012, 7.3.5."""

from __future__ import annotations

from assistant.drafting.tables import characters

_FREE = 2
"""Characters left free at the right of the longer of the two, and between their beginnings."""


def date_and_units(signature: str, date: str) -> tuple[list[str], str, float, float]:
    """The units, the date, and how many characters each leaves free at the right.

    The date begins two characters further in than the units; where it is the longer one it keeps the two free characters and the
    units move to the left.
    """
    units = signature.split("\n")
    longer = max(map(characters, units)) - characters(date)
    if longer >= _FREE:
        return units, date, _FREE, longer
    return units, date, 2 * _FREE - longer, _FREE
