"""Steps for marks and letters: doubled punctuation, letters read for numbering marks, letters read for digits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from assistant.reading.numbering import Mark, find_marks
from assistant.reading.outline import find_headings
from assistant.reading.titles import title_end
from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

NUMBERING, DIGITS = "序号识别", "数字识别"
_DOUBLED = re.compile(rf"(?<=[{HAN}”》）)%％\d])[,，]+(?=[,，、；;。：！？])|([、；：])(?=\1)|(?<![。.])。(?=。(?!。))")
_BRACKETED = re.compile(r"[(（]([A-Za-z]|[-—–－_])[)）]")
_LETTER_ONE = re.compile(rf"(?<![A-Za-z])[lLI|](?=[{HAN}])")
_LOOSE = re.compile(rf"(?:(?<=[。；;\n”])|(?<=[{HAN}][：:])|^)\s?([1-9]\d?)(\s[.．、]|\s?[,，]|\s[.．]\s)\s?(?=[{HAN}])")
_STRAY = re.compile(rf"(?<=[{HAN}])[IlL|](?=[,，。；;])")
_MIXED = re.compile(r"(?<![A-Za-z0-9.])(?=[0-9.]*[IlLoO|])[0-9IlLoO|][0-9IlLoO|.]+(?![A-Za-z0-9])")
_DIGIT_OF = str.maketrans("IlL|oO", "111100")
_HAN_NUMBERS = "零一二三四五六七八九十"


def doubled_marks(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Two marks in a row where one was meant: the last one stays."""
    for match in _DOUBLED.finditer(text):
        yield Edit(match.start(), match.end(), "", "重复标点", 0.95)


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
    arabic |= {match.start(1): int(match[1]) for match in _LOOSE.finditer(text)}
    starts = sorted(arabic)
    for match in letters:
        index = bisect_right(starts, match.start())
        if index < len(starts) and arabic[starts[index]] == 2:
            yield Edit(match.start(), match.end(), "1.", NUMBERING, 0.9)


def loose_numbers(text: str, _: Vocabulary) -> Iterator[Edit]:
    """`3,规范` and `2 .如期` in a numbered list: the usual `3.` and `2.`."""
    loose = list(_LOOSE.finditer(text))
    numbers = {mark.number for mark in find_marks(text) if mark.level == 3} if loose else set()
    numbers |= {int(match[1]) for match in loose}
    for match in loose:
        number = int(match[1])
        if (number - 1 in numbers and number > 1) or (number == 1 and 2 in numbers):
            yield Edit(match.start(1), match.end(2), f"{number}.", NUMBERING, 0.9)


def mixed_digits(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Letters in a number with a unit (IOoo吨): the likely reading as a suggestion; the text stays."""
    unit = vocabulary.any_of("ocr.units")
    for match in _MIXED.finditer(text):
        reading = match[0].translate(_DIGIT_OF)
        if (
            unit.match(text, match.end())
            and re.fullmatch(r"\d+(?:\.\d+)?", reading)
            and len(reading) >= 3 - any(c.isdigit() for c in match[0])
        ):
            yield Edit(match.start(), match.end(), reading, DIGITS, 0.7, suggestion=True)


def stray_letters(text: str, _: Vocabulary) -> Iterator[Edit]:
    """A single upright stroke read as a letter at the end of a clause: suggested for removal."""
    for match in _STRAY.finditer(text):
        yield Edit(match.start(), match.end(), "", "多余字符", 0.6, suggestion=True)


def eaten_months(text: str, _: Vocabulary) -> Iterator[Edit]:
    """`1213日` can only be 12月13日: suggested, the text stays."""
    for match in re.finditer(r"(?<![\d年月.\-])(1[0-2]|[1-9])(3[01]|[12]\d|0?[1-9])日", text):
        if len(match[1] + match[2]) >= 4 or (len(match[1] + match[2]) == 3 and int(match[1] + match[2]) > 99):
            yield Edit(match.start(), match.end() - 1, f"{match[1]}月{int(match[2])}", "日期识别", 0.7, suggestion=True)


def heading_breaks(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A line break behind a title, and before a heading, that runs into the paragraph."""
    if end := title_end(text, vocabulary):
        yield Edit(end, end, "\n", "标题换行", 0.8)
    for heading in find_headings(text, vocabulary):
        if heading.start and text[heading.start - 1] != "\n" and text[text.rfind("\n", 0, heading.start) + 1 : heading.start].strip():
            yield Edit(heading.start, heading.start, "\n", "标题换行", 0.9)
