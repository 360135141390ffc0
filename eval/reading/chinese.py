"""The value of a Chinese numeral: 三十三, 二〇一九, 两千三百, 一亿二千万."""

from __future__ import annotations

import re

_SAME = ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {character: value for value, characters in enumerate(_SAME) for character in characters}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10_000, "亿": 100_000_000}
NEIGHBOURS = "[" + "".join(character for character, value in DIGITS.items() if value) + "][" + "".join(DIGITS) + "]"
NUMERAL = "[" + "".join(DIGITS) + "十拾][" + "".join([*DIGITS, *TENS, *GROUPS]) + "]*"


def chinese_value(numeral: str) -> int | None:
    """The number a numeral writes; None for a run of digits that is none or neighbours (三四天, 十四五, 一一)."""
    if all(character in DIGITS for character in numeral):
        positional = len(numeral) > 2 or any(character in "零〇○" for character in numeral)
        return int("".join(str(DIGITS[character]) for character in numeral)) if len(numeral) == 1 or positional else None
    if re.search(NEIGHBOURS, numeral):
        return None
    total = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TENS:
            section, digit = section + (digit or 1) * TENS[character], 0
        elif character == "亿":
            total, section, digit = (total + section + digit) * GROUPS["亿"], 0, 0
        else:
            total, section, digit = total + (section + digit) * GROUPS["万"], 0, 0
    return total + section + digit
