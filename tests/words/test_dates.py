"""Dates as official texts write them; what the text does not state stays None."""

from __future__ import annotations

import pytest

from assistant.words.dates import find_dates, not_later, show_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021年4月6日", "2021-04-06"),
        ("2021年10月", "2021-10"),
        ("2021年", "2021"),
        ("4月6日", "04-06"),
        ("2023- 01- 10", "2023-01-10"),
        ("2023/1/9", "2023-01-09"),
        ("二〇二二年三月十五日", "2022-03-15"),
        ("二〇一九年十二月三十一日", "2019-12-31"),
        ("十月二十日", "10-20"),
        ("2024 年 5 月 7 日", "2024-05-07"),
    ],
)
def test_reads(text: str, iso: str) -> None:
    assert find_dates(text)[0].iso == iso


def test_finds_all_in_order() -> None:
    text = "2020年9月1日至10月1日进驻，2021年2月4日反馈"
    assert [date.iso for date in find_dates(text)] == ["2020-09-01", "10-01", "2021-02-04"]


@pytest.mark.parametrize(
    ("iso", "shown"), [("2019-12-05", "2019年12月5日"), ("2019-12", "2019年12月"), ("2019", "2019年"), ("12-05", "12月5日")]
)
def test_shows(iso: str, shown: str) -> None:
    assert show_date(iso) == shown


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2019-12-05", "2019-12-05", True),
        ("2019-12-05", "2019-12", True),
        ("2020-01-01", "2019-12", False),
        ("2019-11", "2019", True),
        ("2021", "2020-05-01", False),
    ],
)
def test_not_later(one: str, other: str, expected: bool) -> None:
    assert not_later(one, other) is expected
