"""Steps for numbering marks that a scanner misread: (S) for （三）, L for 1., 3, for 3. — only where the sequence proves them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from assistant.reading.numbering import Mark, find_marks
from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

NUMBERING = "序号识别"
_BRACKETED = re.compile(r"[(（]([A-Za-z]|[-—–－_])[)）]")
_LETTER_ONE = re.compile(rf"[lLI|](?<![\w/ |·].)(?=[{HAN}])|[lLI|](?<=[{HAN}：:].)(?=[{HAN}])")
_LOOSE = re.compile(rf"([1-9]\d?)(\s[.．、]|\s?[,，]|\s[.．]\s)\s?(?=[{HAN}])")
_OPENS = re.compile(rf"(?:[。；;\n”]|[{HAN}][：:]|^)\s?$")
_HAN_NUMBERS = "零一二三四五六七八九十"


def bracketed_numbers(text: str, _: Vocabulary) -> Iterator[Edit]:
    """(S) between （二） and （四） is （三）, (-) before （二） is （一）: only the sequence proves it."""
    letters = list(_BRACKETED.finditer(text))
    marks = [mark for mark in find_marks(text) if mark.level in (1, 2)] if letters else []
    starts = [mark.start for mark in marks]
    for match in letters:
        index = bisect_left(starts, match.start())
        number = _missing(marks[index - 1] if index else None, marks[index] if index < len(marks) else None)
        if number:
            yield Edit(match.start(1), match.end(1), _HAN_NUMBERS[number], NUMBERING, 0.95)


def _missing(before: Mark | None, after: Mark | None) -> int:
    """The number between two marks of level 2, 0 when they do not prove one."""
    last = before.number if before and before.level == 2 else 0
    if after and after.level == 2 and after.number == last + 2 and after.number <= len(_HAN_NUMBERS):
        return last + 1
    return 0


def letter_ones(text: str, _: Vocabulary) -> Iterator[Edit]:
    """A letter read for `1.` in front of words, where a `2.` of the same list follows."""
    letters = list(_LETTER_ONE.finditer(text))
    if not letters:
        return
    arabic = {mark.start: mark.number if mark.level == 3 else 0 for mark in find_marks(text) if mark.level <= 3}
    arabic |= {match.start(): int(match[1]) for match in _loose(text)}
    starts = sorted(arabic)
    for match in letters:
        index = bisect_right(starts, match.start())
        if index < len(starts) and arabic[starts[index]] == 2:
            yield Edit(match.start(), match.end(), "1.", NUMBERING, 0.9)


def loose_numbers(text: str, _: Vocabulary) -> Iterator[Edit]:
    """`3,规范` and `2 .如期` in a numbered list: the usual `3.` and `2.`."""
    loose = _loose(text)
    numbers = {mark.number for mark in find_marks(text) if mark.level == 3} if loose else set()
    numbers |= {int(match[1]) for match in loose}
    for match in loose:
        number = int(match[1])
        if (number - 1 in numbers and number > 1) or (number == 1 and 2 in numbers):
            yield Edit(match.start(1), match.end(2), f"{number}.", NUMBERING, 0.9)


def _loose(text: str) -> list[re.Match[str]]:
    """Numbers with a blank or a comma for their point, where an item may begin: behind a sentence, or the colon of their list."""
    return [match for match in _LOOSE.finditer(text) if _OPENS.search(text[max(0, match.start() - 3) : match.start()])]
