"""Characters that Word does not keep as text: symbol fonts, circled numbers and glosses drawn by EQ fields."""

from __future__ import annotations

import re

_PRIVATE = 0xF000
"""Symbol fonts keep their signs at U+F000 and the sign's code."""
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x75: "◆",
    0x76: "◆",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "☒",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + step: chr(ord("①") + step) for step in range(10)},
    **{0x8C + step: chr(ord("❶") + step) for step in range(10)},
}
_WINGDINGS_2 = {
    **{0x4F: "×", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
    **{0x6A + step: chr(ord("①") + step) for step in range(10)},
}
_SYMBOL = {
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **{0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥"},
    **{0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xE5: "∑"},
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_CIRCLED = re.compile(r"^\s*eq\s*\\o\s*\\ac\s*\(\s*[○〇]\s*[,，;；]\s*(\d{1,2}|[^\s)])\s*\)\s*$", re.IGNORECASE)
_GLOSSED = re.compile(r"^\s*eq\b.*\\s\\up\s*[\d.]*\s*\(.*?\)\s*[,，;；]\s*([^()\\]+)\)\s*$", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"\\f\s*\(([^()\\,，;；]*)[,，;；]([^()\\]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+\s*(?:[\d.]+\s*(?=[(\\]))?", re.IGNORECASE)
_CIRCLES = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
"""① to ㊿."""


def symbol(font: str, code: str) -> str | None:
    """The sign at a hexadecimal code of a symbol font; None where the font is not known."""
    signs = _FONTS.get(font.lower())
    try:
        point = int(code, 16)
    except ValueError:
        return None
    if signs is None:
        return chr(point) if 0x20 <= point < _PRIVATE and not 0xD800 <= point < 0xE000 else None
    return signs.get(point & 0xFF)


def drawn_by_field(instruction: str) -> tuple[str, bool]:
    """What an EQ field without a stored result shows, and whether a gloss was left out.

    A circled number, a character below its pinyin, a fraction as 21/27, characters drawn over or above each other one after the other.
    """
    if instruction.upper().split()[:1] != ["EQ"]:
        return "", False
    if circled := _CIRCLED.match(instruction):
        sign = circled[1]
        return (_CIRCLES[int(sign) - 1] if sign.isdecimal() and 1 <= int(sign) <= len(_CIRCLES) else sign), False
    if glossed := _GLOSSED.match(instruction):
        return glossed[1].strip(), True
    words = _SWITCH.sub("", _FRACTION.sub(r"\1/\2", instruction.strip()[2:]))
    return "".join(re.split(r"[(),，;；\s]+", words)), False
