"""Moments that words name by their month, read on the day of a document."""

from __future__ import annotations

import pytest

from assistant.words.moments import moments


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("3月底完成", 3, 2025),
        ("较2024年底的", 12, 2024),
        ("去年底", 12, 2024),
        ("年初", 12, 2024),
        ("2023年初", 12, 2022),
        ("上月", 4, 2025),
        ("上季度末", 3, 2025),
        ("11月底", 11, 2024),
        ("去年3月", 3, 2024),
        ("截至11月20日", 11, 2024),
        ("2023年8月", 8, 2023),
    ],
)
def test_month_and_year(text, month, year):
    (found,) = moments(text, "2025-05-31")
    assert (found.month, found.year) == (month, year)


@pytest.mark.parametrize("text", ["6月底前完成", "1至9月", "3月以来", "2024年完成", "今年"])
def test_no_moment(text):
    assert moments(text, "2025-05-31") == []


def test_a_day_without_year_read_on_no_day_leaves_the_year_open():
    (found,) = moments("截至11月20日", None)
    assert (found.month, found.year) == (11, None)
