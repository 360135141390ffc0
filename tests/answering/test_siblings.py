"""A figure of a sibling is no answer; shares, what is left and what all have are computed with their formula."""

from __future__ import annotations

import pytest
from answering_office import office_of

from assistant.types import Status

_TOWN = """望棠区2023年生态环境保护督察整改落实情况报告
截至2023年12月20日，第二轮省级督察交办的51件信访件中，噪声污染18件、大气污染22件、水污染11件。
第二轮中央督察交办的40件信访件，属实25件，部分属实10件，不属实5件。
2023年区领导现场督导42次。2023年环境信访量138件，较上年同期下降10%。
岫溪镇截污干管全长15公里，已铺设12.6公里。
"""
_LATER = """望棠区2024年生态环境保护督察整改落实情况报告
截至2024年12月10日，第二轮中央督察交办的信访件40件，办结率100%。
"""
_HIDDEN = """督察整改经验交流材料
近年来，我区坚持问题导向。第二轮中央督察交办我区信访件**件，到2024年12月10日全部办结。
"""


@pytest.mark.parametrize(
    "question",
    [
        "望棠区第二轮中央督察信访件里噪声污染的有几件？",
        "望棠区2023年领导批示多少次？",
        "望棠区2023年PM2.5浓度同比变化多少？",
        "望棠区第二轮省级督察信访件里来电有多少件？",
    ],
)
def test_a_sibling_is_no_answer(question: str) -> None:
    answer = office_of(_TOWN).ask(question)
    assert (answer.kind, answer.status) == ("refused", Status.UNSTATED)


@pytest.mark.parametrize(
    ("question", "value", "formula"),
    [
        ("望棠区第二轮中央督察信访件中属实的占百分之几？", 62.5, "25÷40=62.5%"),
        ("岫溪镇截污干管还剩多少公里没铺？", 2.4, "15−12.6=2.4"),
    ],
)
def test_shares_and_what_is_left(question: str, value: float, formula: str) -> None:
    figure = office_of(_TOWN).ask(question).figures[0]
    assert (figure.value, figure.formula) == (value, formula)


def test_a_rate_of_a_hundred_percent_is_all_of_them() -> None:
    answer = office_of(_TOWN, _LATER).ask("望棠区第二轮中央督察信访件办结了多少件？")
    assert (answer.figures[0].value, answer.as_of) == (40, "2024-12-10")


def test_a_follow_up_asks_for_the_share() -> None:
    answer = office_of(_TOWN).ask("望棠区第二轮省级督察信访件里大气污染的有几件？", "占比呢？")
    assert answer.figures[0].value == 43.1


def test_a_total_asserted_wrongly_is_corrected() -> None:
    answer = office_of(_TOWN, _LATER).ask("望棠区第二轮中央督察的信访件是28件，对吗？")
    assert answer.text.startswith("不对。40件")
