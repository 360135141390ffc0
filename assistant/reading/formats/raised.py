"""Raised figures: the 3 of m³ and the number of a footnote, which must not run together with the figures before them."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")


def raised(text: str) -> str:
    """Figures as raised ones; words that no raised form exists for stay as they are."""
    return text.translate(_RAISED) if text and all(ord(character) in _RAISED for character in text) else text
