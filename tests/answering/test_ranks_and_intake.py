"""Ranks are those of what is asked, levels of intake are not one another, and an inspection stands beside its 回头看."""

from __future__ import annotations

import pytest
from answering_office import Office, office_of

RANKS = """岫林县2024年生态环境质量通报

2024年，全县PM2.5平均浓度为28微克/立方米，同比下降6.7%，降幅居全市第2位；优良天数比率91.5%，同比提高2.3个百分点，升幅位于全省第11位、全市第三位。
地表水考核断面水质指数在全市8个县（区）中排名第4，较上年前进2位。土壤安全利用率达到98%，排全市首位。
公众满意度得分88.6分，排全省第二十三名。信访件办结率96%，在全市倒数第二。

岫林县生态环境局
2025年1月20日
"""

INTAKE = """第三轮第二批中央生态环境保护督察进驻情况

截至2024年6月18日，各督察组共收到群众来电、来信举报21450件，受理有效举报16320件，经梳理合并重复举报，累计向被督察对象转办12875件。被督察对象已办结或阶段性办结8240件。
"""

BESIDE = """澜川省突出生态环境问题整改进展情况

截至2021年3月底，第一轮中央环境保护督察反馈的126个问题完成整改121个；2018年中央环境保护督察“回头看”反馈的57个问题已完成整改46个。
"""


@pytest.fixture(scope="module")
def ranks() -> Office:
    return office_of(RANKS)


@pytest.fixture(scope="module")
def intake() -> Office:
    return office_of(INTAKE)


@pytest.fixture(scope="module")
def beside() -> Office:
    return office_of(BESIDE)


@pytest.mark.parametrize(
    ("question", "rank"),
    [
        ("PM2.5降幅排全市第几？", "第2位"),
        ("优良天数比率升幅全省第几？", "第11位"),
        ("水质指数排名第几？", "第4"),
        ("公众满意度在省里排第几？", "第二十三名"),
        ("土壤安全利用率全市排名？", "土壤安全利用率达到98%，排全市首位"),
    ],
)
def test_a_rank_is_that_of_what_is_asked(ranks: Office, question: str, rank: str) -> None:
    assert ranks.ask(question).text.startswith(rank)


@pytest.mark.parametrize("question", ["优良天数比率全省第几？", "PM2.5浓度排全市第几？", "噪声达标率全市排第几？", "PM2.5降幅全省第几？"])
def test_the_rank_of_a_change_is_none_of_its_level_nor_among_others(ranks: Office, question: str) -> None:
    assert ranks.ask(question).kind == "refused"


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("督察组一共收到多少件举报？", "21450件"),
        ("受理了多少件有效举报？", "16320件"),
        ("转办了多少件？", "12875件"),
        ("还有多少件没有办结？", "4635件"),
        ("办结率是多少？", "64%"),
    ],
)
def test_each_level_of_intake_has_its_figure(intake: Office, question: str, lead: str) -> None:
    answer = intake.ask(question)
    assert answer.text.startswith(lead)
    assert "交办信访件共21450" not in answer.text


def test_what_two_statuses_leave_open_is_said_to_be_just_that(intake: Office) -> None:
    answer = intake.ask("还有多少件没有办结？")
    assert answer.status.value == "口径不明"
    assert "12875−8240=4635" in answer.text
    assert any("合并计数" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("第一轮和回头看一共反馈了多少个问题？", ["183个", "126+57=183"]),
        ("中央督察及“回头看”反馈问题还有多少没完成？", ["5个", "11个"]),
        ("第一轮中央督察和回头看分别反馈多少问题？", ["126个", "57个"]),
        ("回头看还有几个问题没完成？", ["11个"]),
    ],
)
def test_an_inspection_and_its_second_look_named_together(beside: Office, question: str, held: list[str]) -> None:
    text = beside.ask(question).text
    assert all(words in text for words in held)
