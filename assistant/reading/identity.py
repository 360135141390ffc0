"""Numbers that belong to one person: the 18-digit identity number with its check digit, and bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.reading.vocabulary import Vocabulary
from assistant.types import PrivateSpan

IDENTITY, CARD = "身份证号", "银行卡号"
_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_IDENTITY = re.compile(r"(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{15})(?![\dA-Za-z])")
_CARD = re.compile(r"(?<![\dA-Za-z.])(?:\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\dA-Za-z])")
_LOOK_BACK = 16
_OWN_PREFIX = "62"
"""Cards of Chinese banks begin so; others count only behind a label."""


def find_numbers(text: str, places: list[tuple[int, int]], vocabulary: Vocabulary) -> Iterator[PrivateSpan]:
    """Identity numbers that check out or stand behind their label, and bank cards, at the places where long numbers stand."""
    labels, cards = vocabulary.pattern("private.id_label"), vocabulary.pattern("private.card_label")
    for start, end in places:
        for match in _IDENTITY.finditer(text, start, end):
            if labels.search(_before(text, match.start())) or is_identity(match[0]):
                yield PrivateSpan(match.start(), match.end(), IDENTITY)
        for match in _CARD.finditer(text, start, end):
            digits = re.sub(r"\D", "", match[0])
            labelled = bool(cards.search(_before(text, match.start())))
            if _luhn(digits) and (labelled or digits.startswith(_OWN_PREFIX)) and not is_identity(digits):
                yield PrivateSpan(match.start(), match.end(), CARD)


def _before(text: str, position: int) -> str:
    return text[max(0, position - _LOOK_BACK) : position]


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a date of birth inside and the right check digit."""
    if len(number) != 18:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    check = _CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]
    return born.year >= 1900 and number[17].upper() == check


def _luhn(digits: str) -> bool:
    """The check of a bank card: every second digit from the right doubled, the sum a multiple of ten."""
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
