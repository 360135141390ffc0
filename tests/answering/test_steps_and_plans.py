"""How far something went between two stated ends, and what is planned: neither is the state of today."""

from __future__ import annotations

import pytest
from answering_office import office_of

from assistant.types import Answer

TEXT = """岫林县生态环境保护督察整改情况的报告
截至2024年6月30日，第二轮中央督察反馈我县的25项整改任务已完成18项，7项正在按序时推进。
污水处理厂日处理能力由2万吨提高到3.5万吨，PM2.5浓度从45微克/立方米下降至38微克/立方米，优良率由82.1%提升到88.5%。
下步，我县将确保年底前再完成4项。
"""


def ask(question: str) -> Answer:
    return office_of(TEXT).ask(question)


@pytest.mark.parametrize(
    ("question", "value", "unit", "formula"),
    [
        ("污水处理能力增加了多少？", 1.5, "万吨", "3.5−2=1.5"),
        ("PM2.5浓度下降多少？", 7, "微克/立方米", "45−38=7"),
        ("优良率提升了多少？", 6.4, "个百分点", "88.5−82.1=6.4"),
        ("污水处理能力提高到多少？", 3.5, "万吨", None),
        ("岫林县年底前能完成多少项？", 4, "项", None),
        ("岫林县年底前还要完成几项整改任务？", 4, "项", None),
        ("岫林县完成了多少项整改任务？", 18, "项", None),
    ],
)
def test_the_first_figure(question: str, value: float, unit: str, formula: str | None) -> None:
    first = ask(question).figures[0]
    assert (first.value, first.unit, first.formula or None) == (value, unit, formula)


def test_a_plan_that_is_not_stated_is_no_state() -> None:
    found = ask("岫林县计划销号多少项？")
    assert (found.kind, found.status.value, found.figures) == ("refused", "未载明", ())
