"""Quantities: every unit the lexicon lists is found with its class; dates, phones, document numbers and times are none."""

from __future__ import annotations

import pytest

from assistant.words.lexicon import load_lexicon

UNITS = load_lexicon().units
LISTED = sorted((unit, name) for unit, name in UNITS.classes.items())
WORDED = {"类": "共五类"}  # a class word that needs its sentence


def only(text: str):
    (span,) = UNITS.find(text)
    return span


@pytest.mark.parametrize(("unit", "name"), LISTED, ids=[unit for unit, _ in LISTED])
def test_every_listed_unit(unit: str, name: str) -> None:
    span = only(f"共计37{unit}，")
    assert (span.quantity.value, span.quantity.unit, span.unit_class) == (37, unit, name)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("投资842.5735万元", 842.5735, "万元"),
        ("投资2.36亿元", 2.36, "亿元"),
        ("日处理18万吨", 18, "万吨"),
        ("规模1200吨/日", 1200, "吨/日"),
        ("上升6.7个百分点", 6.7, "个百分点"),
        ("浓度31微克/立方米", 31, "微克/立方米"),
        ("浓度31μg/m³", 31, "μg/m³"),
        ("问责12人次", 12, "人次"),
        ("问责十二人", 12, "人"),
        ("第二季度召开会议18次", 18, "次"),
    ],
)
def test_value_with_scale_and_unit(text: str, value: float, unit: str) -> None:
    span = only(text)
    assert (span.quantity.value, span.quantity.unit) == (value, unit)


@pytest.mark.parametrize("text", ["1700余件", "近300件", "约40家", "500件以上", "超过90%", "二十余次", "不少于1次"])
def test_approximate(text: str) -> None:
    assert only(text).quantity.approximate


@pytest.mark.parametrize(("text", "each"), [("各5件", True), ("均为9件", True), ("均仍有5项", True), ("共5件", False), ("计5项", False)])
def test_each(text: str, each: bool) -> None:
    assert only(text).quantity.each is each


@pytest.mark.parametrize("text", ["*个问题", "**个问题", "××个问题", "XX件信访件", "X批信访件"])
def test_masked(text: str) -> None:
    quantity = only(text).quantity
    assert quantity.masked
    assert quantity.value is None


def test_damaged_digits_are_read_and_marked() -> None:
    span = only("设计规模IOoo吨/日")
    assert (span.quantity.value, span.quantity.unit, span.damaged) == (1000, "吨/日", True)
    assert span.quantity.text == "IOoo吨/日"


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月6日至5月6日",
        "2022-03-05发布",
        "1—10月",
        "10月底前",
        "电话0900-1234567",
        "手机13900000000",
        "拨打12369",
        "每天8:00—20:00",
        "岚政办〔2022〕36号",
        "厅字(2022)*号",
        "PM2.5和PM10",
        "“十四五”期间",
        "一个办法管到底",
        "强化一批措施",
        "3方面",
        "三类水质断面达标",
        "https://www.example.cn/2022/3个",
    ],
)
def test_no_quantity(text: str) -> None:
    assert [span.quantity.text for span in UNITS.find(text) if text != "3方面" or span.quantity.unit == "方"] == []


def test_ordinals_are_marked() -> None:
    spans = UNITS.find("第三轮第二批第5位")
    assert [span.ordinal for span in spans] == [True] * len(spans)
    assert spans


def test_a_dropped_unit_is_taken_from_both_neighbours() -> None:
    spans = UNITS.find("甲市157件、乙州101、丙市71件")
    assert [(span.quantity.value, span.quantity.unit) for span in spans] == [(157, "件"), (101, "件"), (71, "件")]
    assert [span.quantity.text for span in spans] == ["157件", "101", "71件"]


@pytest.mark.parametrize("text", ["甲市157件、乙州101、丙企业7家", "乙州101、丙市71件", "甲市157件、乙州101"])
def test_a_bare_number_without_two_like_neighbours_stays_out(text: str) -> None:
    assert 101 not in [span.quantity.value for span in UNITS.find(text)]


def test_spans_point_at_the_text() -> None:
    text = "交办信访件212件，办结率 88.2 %，罚款842.6万元。"
    for span in UNITS.find(text):
        assert text[span.start : span.end] == span.quantity.text
