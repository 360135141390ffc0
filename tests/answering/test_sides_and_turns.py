"""Figures told in turn (A、B分别为…) belong to one name each; two figures set against each other by name; places told of by others."""

from __future__ import annotations

import pytest
from answering_office import office_of

AIR = """岫林县2024年环境质量公报
2024年，全县PM10、PM2.5平均浓度较上年分别降低8.5%、14%。可吸入颗粒物（PM10）、二氧化硫（SO2）和二氧化氮（NO2）年均浓度分别为61微克/立方米、9微克/立方米和27微克/立方米。
各类功能区昼间点次达标率为98.4%，夜间点次达标率为90.1%。石檐乡和松溪镇分别获得生态补偿资金320万元和205万元。
专项行动共约谈113人、问责47人。
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("岫林县2024年PM2.5平均浓度下降了百分之几？", 14, "%"),
        ("岫林县2024年PM10平均浓度降了多少？", 8.5, "%"),
        ("岫林县二氧化氮年均浓度是多少？", 27, "微克/立方米"),
        ("松溪镇获得生态补偿资金多少？", 205, "万元"),
        ("岫林县功能区夜间点次达标率比昼间低多少？", 8.3, "个百分点"),
        ("专项行动约谈的比问责的多多少人？", 66, "人"),
    ],
)
def test_the_first_figure(question: str, value: float, unit: str) -> None:
    first = office_of(AIR).ask(question).figures[0]
    assert (first.value, first.unit) == (value, unit)


@pytest.mark.parametrize("question", ["岫林县夜间点次达标率比城区高多少？", "岫林县PM2.5平均浓度比望棠区低多少？"])
def test_one_side_alone_is_no_difference(question: str) -> None:
    given = office_of(AIR).ask(question)
    assert given.kind == "refused" and not given.figures


PROVINCE = """云泽省关于第二轮中央生态环境保护督察整改落实情况的报告
云泽省生态环境厅10月8日通报整改进展。分地区看，澜川市全年查处环境违法案件318件，罚款金额2140万元。望棠市不断加强湿地保护，修复湿地640亩。
"""
CITY = """澜川市关于第二轮中央生态环境保护督察整改落实情况的报告
2024年，我市召开推进会12次。
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [("澜川市查处环境违法案件多少件？", 318, "件"), ("澜川市开了几次推进会？", 12, "次"), ("望棠市修复湿地多少亩？", 640, "亩")],
)
def test_a_place_is_told_of_in_reports_of_others(question: str, value: float, unit: str) -> None:
    first = office_of(PROVINCE, CITY).ask(question).figures[0]
    assert (first.value, first.unit) == (value, unit)


def test_what_is_told_of_another_place_there_answers_nothing() -> None:
    given = office_of(PROVINCE, CITY).ask("澜川市修复湿地多少亩？")
    assert given.kind == "refused" and not given.figures


VISIT = """澜川市信访件办理情况公开
督察组向澜川市转办第十四批信访件18件（云屏垦区不在内），涉及环境问题26个。
专项督查盯住望棠河尚未整改完成的16个问题。全市沙尘过程明显增多，上半年达到37次，其中15次为大范围沙尘过程。
2021年，反馈问题23项，完成20项，3项需长期持续整改；2022年，反馈问题18项，完成11项，另外7项需长期持续整改。
运输车装载32吨柴油，侧翻后造成约10吨柴油泄漏。另有7处点位仍在办理：岫林县4处，望棠区3处。
上半年优良断面比例为86.6%，好于目标值4.6个百分点。
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("澜川市上半年沙尘过程几次？", 37, "次"),
        ("澜川市需要长期持续整改的问题总共几项？", 10, "项"),
        ("澜川市运输车侧翻漏了多少吨柴油？", 10, "吨"),
    ],
)
def test_the_whole_and_what_happened_lead(question: str, value: float, unit: str) -> None:
    first = office_of(VISIT).ask(question).figures[0]
    assert (first.value, first.unit) == (value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "督察组转办云屏垦区的信访件有几件？",
        "澜川市到第十四批累计转办多少件？",
        "澜川市专项督查的问题已经整改了几个？",
        "澜川市上半年优良断面比例比6月高多少？",
    ],
)
def test_a_figure_that_says_otherwise_is_no_answer(question: str) -> None:
    given = office_of(VISIT).ask(question)
    assert not given.figures


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [("岫林县受理的环评资质申请还有几项没审完？", 11, "项"), ("岫林县群众来电反映的事还剩多少起没解决？", 6, "起")],
)
def test_what_was_not_yet_dealt_with_is_what_its_done_part_leaves(question: str, value: float, unit: str) -> None:
    text = "岫林县工作总结\n岫林县共受理环评资质申请226项，完成审查215项。群众来电反映320起，已解决314起。\n"
    first = office_of(text).ask(question).figures[0]
    assert (first.value, first.unit) == (value, unit)
