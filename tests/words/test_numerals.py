"""Numbers as texts write them; anything else is no number rather than a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.words.numerals import find_numbers, parse_number, show_number

DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """The Chinese numeral of 1 … 9999, written by the rules of the language and not by the parser's."""
    text, pending = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + word
            pending = False
        else:
            pending = bool(text)
    return text.removeprefix("一") if 10 <= number < 20 else text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33", 33),
        ("2,164", 2164),
        ("842.5735", 842.5735),
        ("３７", 37),
        ("两", 2),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("三十七", 37),
        ("一百零六", 106),
        ("二百一十三", 213),
        ("一千零五", 1005),
        ("一万两千", 12000),
        ("三万零四十", 30040),
        ("一亿三千万", 130_000_000),
        ("3.5万", 35000),
        ("二〇二二", 2022),
        ("二○一九", 2019),
        ("一九九八", 1998),
    ],
)
def test_reads(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "若干", "三四", "IOoo", "12a", "1,23", "*", "某"])
def test_refuses(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_read_back(number: int) -> None:
    assert parse_number(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**9))
def test_arabic_numerals_read_back(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number


@given(st.decimals(min_value=0, max_value=99999, places=3))
def test_shown_numbers_read_back(number: object) -> None:
    value = float(str(number))
    assert parse_number(show_number(value)) == value


def test_finds_each_number_once_in_order() -> None:
    found = find_numbers("共33个，其中二十一项，占63.6%")
    assert [(span.text, span.value) for span in found] == [("33", 33), ("二十一", 21), ("63.6", 63.6)]
    assert all("共33个，其中二十一项，占63.6%"[span.start : span.end] == span.text for span in found)
