"""Numbers, dates and literals as the guard reads them: two wordings of one claim are equal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.checking.claims import read_claims
from assistant.checking.guardwords import load_guard_words
from assistant.checking.standing import read_mentions

WORDS = load_guard_words()


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("33个", "33", "个", ""),
        ("三十三项", "33", "个", ""),
        ("33.0个", "33", "个", ""),
        ("１２件", "12", "件", ""),
        ("1.2亿元", "120000000", "元", ""),
        ("12000万元", "120000000", "元", ""),
        ("3,650万元", "36500000", "元", ""),
        ("1700余万元", "17000000", "元", "above"),
        ("50多次", "50", "次", "above"),
        ("超过90%", "90", "%", "above"),
        ("90％以上", "90", "%", "above"),
        ("约1000吨", "1000", "吨", "near"),
        ("不足三成五个", "5", "个", ""),
        ("百分之十八点二六", "18.26", "%", ""),
        ("三分之一", "100/3", "%", ""),
        ("0.7个百分点", "0.7", "个百分点", ""),
        ("38微克/立方米", "38", "μg/m³", ""),
        ("节约30万元", "300000", "元", ""),
        ("还有一个", "1", "个", ""),
    ],
)
def test_a_number(text: str, value: str, unit: str, hedge: str) -> None:
    claim = read_claims(text, WORDS).numbers[-1]
    assert (claim.value, claim.unit, claim.hedge) == (Fraction(value), unit, hedge)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2019年12月5日", [(2019, 12, 5)]),
        ("2019-12-05", [(2019, 12, 5)]),
        ("2019.12.5", [(2019, 12, 5)]),
        ("二〇一九年十二月五日", [(2019, 12, 5)]),
        ("2018年7月25日至8月15日", [(2018, 7, 25), (2018, 8, 15)]),
        ("10月12—17日", [(None, 10, 12), (None, 10, 17)]),
        ("1—10月", [(None, 1, None), (None, 10, None)]),
        ("2019-12", [(2019, 12, None)]),
        ("2022年度", [(2022, None, None)]),
        ("3个月", []),
    ],
)
def test_dates(text: str, dates: list[tuple[int | None, int | None, int | None]]) -> None:
    assert [(date.year, date.month, date.day) for date in read_claims(text, WORDS).dates] == dates


@pytest.mark.parametrize(
    "text",
    ["进一步压实责任", "一岗双责", "一是加强领导；二是压实责任", "第一时间到场", "一批突出问题", "1. 加强领导\n2. 压实责任", "十分重视"],
)
def test_what_counts_nothing(text: str) -> None:
    assert read_claims(text, WORDS).numbers == ()


def test_a_number_at_a_lines_start_that_is_no_list_is_a_claim() -> None:
    assert [claim.value for claim in read_claims("14、另有15个", WORDS).numbers] == [14, 15]


@pytest.mark.parametrize(
    ("text", "family", "future", "extent"),
    [
        ("已完成整改", "完成", False, ""),
        ("尚未完成整改", "未完成", False, ""),
        ("没有全部办结", "未办结", False, "all"),
        ("拟于2020年年底前建成投产", "投运", True, ""),
        ("均已办结", "办结", False, "all"),
        ("部分完成", "完成", False, "part"),
        ("基本完成", "基本完成", False, ""),
        ("阶段性办结", "阶段性办结", False, ""),
        ("没有写明已销号", "未载明销号", False, ""),
    ],
)
def test_how_things_stand(text: str, family: str, future: bool, extent: str) -> None:
    mention = read_mentions(text, WORDS)[-1]
    assert (mention.family, mention.future, mention.extent) == (family, future, extent)


@pytest.mark.parametrize("text", ["完成情况", "整改完成时限", "达到序时进度不等于完成", "是否办结"])
def test_names_and_definitions_say_no_status(text: str) -> None:
    assert all(mention.family not in {"完成", "办结"} for mention in read_mentions(text, WORDS))
