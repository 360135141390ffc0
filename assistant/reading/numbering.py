"""Official numbering 一、（一）1. （1） ①, also mis-punctuated: where its marks stand, at line starts or run into the paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.vocabulary import HAN
from assistant.words.numerals import parse_number
from assistant.words.scanning import scan

_MARK = scan(
    r"(?<![一二三四五六七八九十百第\d.])"
    r"(?:(?P<one>[一二三四五六七八九十]{1,3})\s?[、.．]"
    r"|[(（]\s?(?P<two>[一二三四五六七八九十]{1,3})\s?[)）][、.．]?"
    r"|(?P<three>\d{1,2})\s?[.．、](?![\d.])"
    r"|第(?P<ordinal>[一二三四五六七八九十]{1,3})、(?![第一二三四五六七八九十])"
    r"|[(（]\s?(?P<four>\d{1,2})\s?[)）][、.．]?"
    r"|(?P<circle>[①-⑳])"
    r"|(?P<one_loose>[一二三四五六七八九十]{1,3})[，,]"
    r"|(?P<two_loose>[一二三四五六七八九十]{1,3})\s?[)）][、.．]?"
    r"|(?P<five>\d{1,2})\s?[)）][、.．]?)",
    r"\d一二三四五六七八九十第(（①-⑳",
)
_BEFORE = re.compile(r"[。；;！？：:”’）)》*…|]")
_PERIOD = re.compile(r"\s?\d{1,4}(?:[—–~～至-]\d{1,2})?[年月][^，,。；;：:\n]{1,40}(?:\n|$)")
"""A heading that begins with a time and has its line to itself; what goes on in the line is an item told at length."""
_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4, "ordinal": 3, "circle": 5, "one_loose": 1, "two_loose": 2, "five": 5}
DEEPEST = 5
_ONLY_AT_LINE_START = frozenset({"one_loose", "two_loose", "five"})
"""Marks that mean something else in the middle of a line: 一，… or the end of a bracket."""
_BEFORE_CIRCLES = ord("①") - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark at [start, end) of a text; `opens` says that it starts a line."""

    start: int
    end: int
    level: int
    number: int
    opens: bool
    follows: bool
    """It comes right behind the end of a sentence, a bracket or a quotation."""
    loose: bool = False
    """Written as one would not by rule (一，… or 一）…): only the next number of its list proves it."""


@lru_cache(maxsize=2)
def find_marks(text: str) -> Sequence[Mark]:
    """Every place that looks like a numbering mark, in order; which of them are headings the outline decides.

    The outline and the passages ask of the same text.
    """
    found = []
    for match in _MARK.matches(text):
        kind = match.lastgroup or ""
        number = ord(match[kind]) - _BEFORE_CIRCLES if kind == "circle" else parse_number(match[kind])
        opens = opens_line(text, match.start())
        if number is None or (kind in _ONLY_AT_LINE_START and not opens):
            continue
        follows = opens or bool(_BEFORE.match(text, match.start() - 1))
        found.append(Mark(match.start(), match.end(), _LEVELS[kind], int(number), opens, follows, kind in _ONLY_AT_LINE_START))
    return tuple(found)


def opens_line(text: str, position: int) -> bool:
    """Whether only blanks stand between the line start and `position`."""
    line = text.rfind("\n", max(0, position - 40), position)
    if line < 0 and position > 40:
        return False
    return not text[line + 1 : position].strip()


def speaks(text: str, mark: Mark) -> bool:
    """Whether words (or a quotation, title or mask) follow a numbering mark; also a heading of a time (一、1—11月全区…)."""
    if mark.opens and mark.level <= 2 and _PERIOD.match(text, mark.end):
        return True
    return bool(re.match(rf"\s?[{HAN}“《*＊×【]", text[mark.end : mark.end + 2]))
