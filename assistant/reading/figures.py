"""Steps for damaged numbers, dates and names: blanks inside them go; letters for digits and eaten months are only suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.tracking import Edit
from assistant.reading.vocabulary import HAN, Vocabulary

DIGITS, BLANK = "数字识别", "多余空格"
_STRAY = re.compile(rf"[IlL|](?<=[{HAN}][IlL|])(?=[,，。；;])")
_MIXED = re.compile(r"[0-9IlLoO|][0-9IlLoO|.]+(?![A-Za-z0-9])")
_LETTERS = re.compile("[IlLoO|]")
_ROMAN = re.compile("I{2,3}")
"""II类 and III类 are grades of water, no damaged 11 and 111."""
_DIGIT_OF = str.maketrans("IlL|oO", "111100")
_DAY = re.compile(r"\d{3,4}日")
_EATEN = re.compile(r"(1[0-2]|[1-9])(3[01]|[12]\d|0?[1-9])日")
_TIME = r"[ \t]{1,2}\d{1,2}[ \t]?:[ \t]?\d{2}(?:[ \t]?:[ \t]?\d{2})?"
_DATE = re.compile(rf"(?:19|20)\d\d[ \t]?([-/.])[ \t]?\d{{1,2}}[ \t]?\1[ \t]?\d{{1,2}}(?!\d)(?:{_TIME})?")
_BLANK_BESIDE_MARK = re.compile(r"(?<=[-/.:])[ \t]+|[ \t]+(?=[-/.:])")
_SPLIT_NAME = re.compile(rf"[ \t](?<=[{HAN}][ \t])(?=[{HAN}])")
LONGEST_NAME = 8


def mixed_digits(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Letters in a number with a unit (IOoo吨): the likely reading as a suggestion; the text stays."""
    if not _LETTERS.search(text):
        return
    unit = vocabulary.any_of("ocr.units")
    for match in _MIXED.finditer(text):
        reading = match[0].translate(_DIGIT_OF)
        if (
            reading != match[0]
            and not (_ROMAN.fullmatch(match[0]) and text.startswith(("类", "级"), match.end()))
            and not re.match(r"[A-Za-z0-9.]", text[max(match.start() - 1, 0) : match.start()])
            and unit.match(text, match.end())
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
    for day in _DAY.finditer(text):
        match = _EATEN.fullmatch(day[0])
        if match and not re.match(r"[\d年月.\-]", text[max(day.start() - 1, 0) : day.start()]):
            yield Edit(day.start(), day.end() - 1, f"{match[1]}月{int(match[2])}", "日期识别", 0.7, suggestion=True)


def spaced_dates(text: str, _: Vocabulary) -> Iterator[Edit]:
    """Blanks beside the marks of a written-out date and time: 2023- 01- 10 17: 00."""
    for date in _DATE.finditer(text):
        for blank in _BLANK_BESIDE_MARK.finditer(text, date.start(), date.end()):
            yield Edit(blank.start(), blank.end(), "", BLANK, 0.95)


def split_names(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """A blank inside the full name of a province or prefecture: 毕 节市."""
    names, pairs = vocabulary.full_names, vocabulary.name_pairs
    for blank in _SPLIT_NAME.finditer(text):
        if text[blank.start() - 1] + text[blank.end()] not in pairs:
            continue
        before, after = text[max(0, blank.start() - LONGEST_NAME) : blank.start()], text[blank.end() : blank.end() + LONGEST_NAME]
        if any(before[-i:] + after[:j] in names for i in range(1, len(before) + 1) for j in range(1, len(after) + 1)):
            yield Edit(blank.start(), blank.end(), "", BLANK, 0.9)
