"""The scorers' own reader of numbers, dates and formulas, as tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from eval.reading.chinese import chinese_value
from eval.reading.dates import date_of, read_dates
from eval.reading.formula import formulas_in, operands, results, wrong_equation
from eval.reading.numbers import claims, damaged_numbers, plain, read_numbers


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("三十三", 33),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("三万五千", 35000),
        ("一亿二千万", 120_000_000),
        ("三万亿", 3_000_000_000_000),
        ("二〇一九", 2019),
        ("三四", None),
        ("十四五", None),
        ("一一", None),
    ],
)
def test_numeral_value(numeral, value):
    assert chinese_value(numeral) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24批次54件", [(24, "批"), (54, "件")]),
        ("842.5735万元", [(8425735, "元")]),
        ("1,700余件", [(1700, "件")]),
        ("10多万元", [(100000, "元")]),
        ("5千米", [(5000, "米")]),
        ("3千个", [(3000, "个")]),
        ("百分之三点五", [("3.5", "%")]),
        ("八点三十分", [(30, "")]),
        ("百分之七十五", [(75, "%")]),
        ("0.7个百分点", [(Decimal("0.7"), "百分点")]),
        ("PM2.5浓度35μg/m3", [(35, "微克/立方米")]),
        ("编号D3SX202505280018", []),
        ("第三轮第5名", [(3, "轮"), (5, "名")]),
        ("3个月", [(3, "个月")]),
        ("两个", [(2, "个")]),
        ("同一个、统一、一律、进一步、十分、一次性、万一、一案一档、三四天", []),
        ("百日攻坚、千方百计、数十个", [(10, "个")]),
        ("４２次", [(42, "次")]),
    ],
)
def test_claims(text, expected):
    found = [(number.value, number.unit) for number in claims(plain(text))]
    assert found == [(Decimal(value), unit) for value, unit in expected]


def test_marks_heads_and_bold_are_not_numbers():
    text = "14个[1][2]。\n1.甲\n（二）乙\n三、丙：1.丁；2.戊\n**33**个"
    assert [number.value for number in claims(plain(text))] == [14, 33]


def test_spans_point_at_the_text():
    text = "共三十三个，投入1.2亿元。"
    assert [text[number.start : number.end] for number in read_numbers(text)] == ["三十三个", "1.2亿元"]


def test_damaged_figures():
    assert [(damaged, number.printed) for damaged, number in damaged_numbers("IOoo吨/日，L加快，1O0个，PM2.5，I期")] == [
        ("IOoo", 1000),
        ("1O0", 100),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年12月5日", [(2019, 12, 5)]),
        ("2018年7月25日至8月15日", [(2018, 7, 25), (2018, 8, 15)]),
        ("10月12日至17日", [(None, 10, 12), (None, 10, 17)]),
        ("8月26日-9月28日", [(None, 8, 26), (None, 9, 28)]),
        ("2019-12-05、2025.6.9、2021/4/6", [(2019, 12, 5), (2025, 6, 9), (2021, 4, 6)]),
        ("二〇二三年十月底", [(2023, 10, None)]),
        ("2018-2020年", [(2020, None, None)]),
        ("2018-2020、12.5%、第15日", []),
        ("13月40日", []),
    ],
)
def test_dates(text, expected):
    assert [date[:3] for date in read_dates(text)] == expected


def test_dates_of_cases():
    assert [date_of(text)[:3] for text in ("2021-04-06", "2021-04", "2021", "10-26")] == [
        (2021, 4, 6),
        (2021, 4, None),
        (2021, None, None),
        (None, 10, 26),
    ]
    with pytest.raises(ValueError, match="不是日期"):
        date_of("四月")


def test_formula_parts():
    formula = "33−19=14；12+2=14"
    assert [number.value for number in operands(formula)] == [33, 19, 12, 2]
    assert [number.value for number in results(formula)] == [14, 14]
    assert wrong_equation(formula) == ""
    assert wrong_equation("33−19=15") == "33−19=15"
    # The unit of the result is that of the terms as well, whatever scale it has.
    assert wrong_equation("11.5−3=8.5公里") == ""
    assert wrong_equation("11.5−3=7.5公里") == "11.5−3=7.5公里"


def test_formulas_inside_a_sentence():
    assert [
        [number.value for number in operands(one)] for one in formulas_in("共14个（33−19=14），占比：14÷33=42.4%。另有8月1日—9月2日")
    ] == [[33, 19], [14, 33]]
