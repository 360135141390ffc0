"""What a deadline in words comes to."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.ledgers.roles import ledger_reading
from assistant.words.deadline import Deadline, Due
from assistant.words.lexicon import load_lexicon

WORDS = ledger_reading(load_lexicon()).deadlines


def read(text: str, year: int | None = 2024) -> Deadline:
    return WORDS.read(text, year)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年6月30日", "2024-06-30"),
        ("2024年6月30日前", "2024-06-30"),
        ("2024.6.30", "2024-06-30"),
        ("2024-06-30", "2024-06-30"),
        ("2024/6/3前", "2024-06-03"),
        ("20240630", "2024-06-30"),
        ("2024.06", "2024-06-30"),
        ("2022年底前", "2022-12-31"),
        ("2022年年底", "2022-12-31"),
        ("2022年末", "2022-12-31"),
        ("2025年", "2025-12-31"),
        ("2025", "2025-12-31"),
        ("2025年度", "2025-12-31"),
        ("2024年12月底前完成", "2024-12-31"),
        ("2024年2月", "2024-02-29"),
        ("2024年6月上旬", "2024-06-10"),
        ("2024年6月中旬前", "2024-06-20"),
        ("2024年6月下旬", "2024-06-30"),
        ("2024年6月初", "2024-06-10"),
        ("2024年第三季度末", "2024-09-30"),
        ("2024年三季度", "2024-09-30"),
        ("2024年前三季度", "2024-09-30"),
        ("2024年上半年", "2024-06-30"),
        ("2024年下半年", "2024-12-31"),
        ("2024年1-6月", "2024-06-30"),
        ("2024年1月至6月", "2024-06-30"),
        ("2024年1月1日至6月15日", "2024-06-15"),
        ("2024年6月1日至15日", "2024-06-15"),
        ("2023年12月至2024年3月", "2024-03-31"),
        ("2023年12月—2024年3月底", "2024-03-31"),
        ("2023年底前完成方案编制，2025年6月底前完成整改", "2025-06-30"),
        ("2022年底前，经批准延期至2023年6月底", "2023-06-30"),
        ("二〇二四年六月三十日", "2024-06-30"),
        ("二〇二四年底前", "2024-12-31"),
        ("24年6月底", "2024-06-30"),
        ("2024 年 6 月 30 日", "2024-06-30"),
        ("２０２４年６月", "2024-06-30"),
        ("2024年第一至三季度", "2024-09-30"),
        ("2024年年中", "2024-06-30"),
    ],
)
def test_a_date_with_its_year(text: str, day: str) -> None:
    found = read(text, None)
    assert (found.kind, found.day, found.assumed) == (Due.DATED, date.fromisoformat(day), False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9月底", "2024-09-30"),
        ("9月30日前", "2024-09-30"),
        ("九月底前", "2024-09-30"),
        ("第三季度末", "2024-09-30"),
        ("三季度", "2024-09-30"),
        ("年底前", "2024-12-31"),
        ("今年底", "2024-12-31"),
        ("今年年底前", "2024-12-31"),
        ("年内", "2024-12-31"),
        ("本年度", "2024-12-31"),
        ("明年6月底前", "2025-06-30"),
        ("上半年", "2024-06-30"),
        ("6月底前完成主体工程，12月底前投入运行", "2024-12-31"),
    ],
)
def test_a_date_without_a_year_takes_the_ledgers(text: str, day: str) -> None:
    found = read(text)
    assert (found.kind, found.day, found.assumed) == (Due.DATED, date.fromisoformat(day), True)
    assert read(text, None).kind is Due.UNREADABLE


@pytest.mark.parametrize(
    ("text", "kind", "lasting"),
    [
        ("立行立改", Due.AT_ONCE, False),
        ("即知即改", Due.AT_ONCE, False),
        ("立即整改", Due.AT_ONCE, False),
        ("长期坚持", Due.LASTING, True),
        ("立行立改，长期坚持", Due.LASTING, True),
        ("持续推进", Due.LASTING, True),
        ("已完成", Due.DONE, False),
        ("", Due.NONE, False),
        ("/", Due.NONE, False),
        ("—", Due.NONE, False),
        ("无", Due.NONE, False),
        ("2024年6月31日", Due.UNREADABLE, False),
        ("2023年2月29日前", Due.UNREADABLE, False),
        ("汛期前", Due.UNREADABLE, False),
        ("15个工作日内", Due.UNREADABLE, False),
        ("3个月内", Due.UNREADABLE, False),
        ("按方案要求", Due.UNREADABLE, False),
    ],
)
def test_what_is_no_date(text: str, kind: Due, lasting: bool) -> None:
    found = read(text)
    assert (found.kind, found.day, found.lasting) == (kind, None, lasting)


def test_a_date_that_is_also_to_be_kept_up() -> None:
    found = read("2024年6月底前完成并长期坚持")
    assert (found.kind, found.day, found.lasting) == (Due.DATED, date(2024, 6, 30), True)
    assert read("立行立改，2024年3月底前完成").day == date(2024, 3, 31)
