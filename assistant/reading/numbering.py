"""Official numbering 一、（一）1. （1）: where its marks stand, at line starts or run into the paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.vocabulary import HAN
from assistant.words.numerals import parse_number

_MARK = re.compile(
    r"(?<![一二三四五六七八九十百第\d.])"
    r"(?:(?P<one>[一二三四五六七八九十]{1,3})\s?[、.．]"
    r"|[(（]\s?(?P<two>[一二三四五六七八九十]{1,3})\s?[)）]、?"
    r"|(?P<three>\d{1,2})\s?[.．、](?![\d.])"
    r"|[(（](?P<four>\d{1,2})[)）])"
)
_BEFORE = re.compile(r"[。；;！？：:”’）)》*…|]")
_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4}


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


def find_marks(text: str) -> list[Mark]:
    """Every place that looks like a numbering mark, in order; which of them are headings the outline decides."""
    found = []
    for match in _MARK.finditer(text):
        kind = match.lastgroup or ""
        number = parse_number(match[kind])
        if number is None:
            continue
        opens = opens_line(text, match.start())
        follows = opens or bool(_BEFORE.match(text, match.start() - 1))
        found.append(Mark(match.start(), match.end(), _LEVELS[kind], int(number), opens, follows))
    return found


def opens_line(text: str, position: int) -> bool:
    """Whether only blanks stand between the line start and `position`."""
    line = text.rfind("\n", max(0, position - 40), position)
    if line < 0 and position > 40:
        return False
    return not text[line + 1 : position].strip()


def speaks(text: str, position: int) -> bool:
    """Whether words (or a quotation, title or mask) follow at `position`, as they do behind a numbering mark."""
    return bool(re.match(rf"\s?[{HAN}“《*＊×【]", text[position : position + 2]))
