"""A list number in the forms that Word knows: 一 十一 ① Ⅰ a 01 甲 and so on."""

from __future__ import annotations

from collections.abc import Callable

_HAN = "零一二三四五六七八九"
_ROUND = "○一二三四五六七八九"
_LEGAL = {
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬"),
}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN_SIGNS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN_SIGNS, strict=True))
MOST = 32_767
"""Word counts no further."""


def shown_number(count: int, form: str, pattern: str = "") -> str:
    """A number in one of Word's formats (`w:numFmt`); one that is not known, and one that a format has no sign for, is decimal.

    `pattern` is the example a custom format is given by (`001, 002, 003, ...`).
    """
    if not 0 <= count <= MOST:
        return str(count)
    if form == "custom":
        first = pattern.partition(",")[0].strip()
        return str(count).zfill(len(first)) if first.isascii() and first.isdigit() else str(count)
    return _FORMS[form](count) if form in _FORMS else str(count)


def _listed(signs: str) -> Callable[[int], str]:
    """One sign a number, from 1."""
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else str(count)


def _run_of(first: str, length: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(length))


def _letters(first: str) -> Callable[[int], str]:
    """Letters from `first`, doubled after the 26th: a … z, aa, bb."""
    return lambda count: chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else "0"


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text or "0"


def _digits(signs: str) -> Callable[[int], str]:
    """Digit by digit: 二○."""
    return lambda count: "".join(signs[int(digit)] for digit in str(count))


def spelled(count: int, digits: str = _HAN, scales: str = "十百千", myriad: str = "万") -> str:
    """一百零一: zeros in a row are said once, those at the end not at all."""
    if count >= 10_000:
        high, low = divmod(count, 10_000)
        rest = (digits[0] if 0 < low < 1000 else "") + (spelled(low, digits, scales, myriad) if low else "")
        return spelled(high, digits, scales, myriad) + myriad + rest
    text = ""
    for position, digit in enumerate(reversed(str(count))):
        if digit != "0":
            text = digits[int(digit)] + ("", *scales)[position] + text
        elif text and not text.startswith(digits[0]):
            text = digits[0] + text
    return text or digits[0]


def _counted(count: int) -> str:
    """十, 十一, 二十 … as one counts."""
    text = spelled(count)
    return text[1:] if 10 <= count < 20 else text


def _counted_to_99(count: int) -> str:
    """十一, 九十九, from a hundred on digit by digit: 一○○."""
    return _counted(count) if 0 < count < 100 else _digits(_ROUND)(count)


def _japanese(count: int) -> str:
    """百一: without 零, and without 一 before 十, 百 and 千."""
    text = spelled(count) if count < 10_000 else str(count)
    for scale in "十百千":
        text = text.replace("一" + scale, scale)
    return text.replace("零", "") or "〇"


def _legal(form: str) -> Callable[[int], str]:
    return lambda count: spelled(count, *_LEGAL[form])


def _sixty(count: int) -> str:
    return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12] if 1 <= count <= 60 else str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _listed(_run_of("①", 20)),
    "decimalEnclosedCircleChinese": _listed(_run_of("①", 20)),
    "decimalEnclosedFullstop": _listed(_run_of("⒈", 20)),
    "decimalEnclosedParen": _listed(_run_of("⑴", 20)),
    "ideographEnclosedCircle": _listed(_run_of("㊀", 10)),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _counted_to_99,
    "taiwaneseCounting": _counted_to_99,
    "chineseCountingThousand": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _japanese,
    "ideographDigital": _digits("〇" + _HAN[1:]),
    "japaneseDigitalTenThousand": _digits("〇" + _HAN[1:]),
    "taiwaneseDigital": _digits(_ROUND),
    "chineseLegalSimplified": _legal("chineseLegalSimplified"),
    "ideographLegalTraditional": _legal("ideographLegalTraditional"),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _sixty,
}
