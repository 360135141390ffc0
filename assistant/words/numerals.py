"""Numbers as Chinese official texts write them: 33, 1,234, 三十三, 两, 3.5; never a guess.

A scale word before a unit (万元, 亿元, 万份) belongs to the unit, because staff read figures as printed (domain.md 2.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.types import Number

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
HAN_NUMERAL = "零〇○一二两三四五六七八九十百千万亿"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d++(?:\.\d+)?"
_NUMBER = re.compile(rf"{ARABIC}|[零〇一二两三四五六七八九十百千]+(?:[万亿][零〇一二两三四五六七八九十百千]*)*")
_ARABIC, _SCALED = re.compile(ARABIC), re.compile(rf"({ARABIC})([万亿])")
_PLAIN = 15
"""So many digits are exact also as a float."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number found in a text with its value."""

    start: int
    end: int
    value: Number
    text: str


def share(part: Number, whole: Number) -> Number:
    """A part in percent of the whole to one decimal place, halves rounded up as calculators do (33 of 80 is 41.3)."""
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return tidy(float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP)))


def tidy(value: float) -> Number:
    """An int where the value is whole, so that figures print as they were written."""
    return int(value) if float(value).is_integer() else value


def parse_number(text: str) -> Number | None:
    """The value of one Arabic or Chinese number, None when `text` is not a well-formed one."""
    if len(text) <= _PLAIN and text.isascii() and text.isdigit():
        return int(text)
    text = text.translate(_FULL_WIDTH).strip()
    if _ARABIC.fullmatch(text):
        return tidy(float(text.replace(",", "")))
    match = _SCALED.fullmatch(text)
    if match:
        return tidy(round(float(match[1].replace(",", "")) * _LARGE[match[2]], 6))
    return _parse_han(text)


def _parse_han(text: str) -> int | None:
    if not text or any(c not in HAN_NUMERAL for c in text):
        return None
    if not any(c in _SCALES or c in _LARGE for c in text):
        # Positional writing: 二〇二二; two bare digits in a row (三四) are an approximation, not a number.
        if len(text) > 1 and not ("〇" in text or "零" in text or len(text) == 4):
            return None
        return int("".join(str(_DIGITS[c]) for c in text))
    total = part = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SCALES:
            part += (digit or 1) * _SCALES[c]
            digit = 0
        else:
            total = (total + part + digit) * _LARGE[c] if c == "亿" else total + (part + digit) * _LARGE[c]
            part = digit = 0
    return total + part + digit


def find_numbers(text: str) -> list[NumberSpan]:
    """Every number of a text in order, Arabic and Chinese."""
    text = text.translate(_FULL_WIDTH)
    found = []
    for match in _NUMBER.finditer(text):
        value = parse_number(match[0])
        if value is not None:
            found.append(NumberSpan(match.start(), match.end(), value, match[0]))
    return found


def show_number(value: Number) -> str:
    """A number as an answer prints it: no trailing zeros, no thousands marks."""
    return f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
