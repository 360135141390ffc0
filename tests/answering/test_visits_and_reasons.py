"""When an inspection came and fed back, which team it was, why items lag: of the very inspection and status asked about."""

from __future__ import annotations

import pytest
from answering_office import office_of

REPORT = """澜川市关于生态环境保护督察反馈问题整改落实情况的报告
2021年9月3日至10月3日，中央第六生态环境保护督察组进驻我省开展督察，同年12月16日反馈督察意见，涉及我市的问题29个。2023年11月6日至12月5日，省第三生态环境保护督察组对我市开展第二轮督察，2024年2月28日反馈问题47个。
中央督察29个问题整改到位28个，还有1个（松溪总磷超标问题）因管网改造工期延误未按时完成。省级督察47个问题整改到位45个，2个滞后。
一是2个省级督察反馈问题整改滞后：锦桥污水处理厂提标改造（原定2024年9月完成）；鹿角垭垃圾填埋场封场（原定2024年10月完成）。主要原因是征地拆迁受阻。
2025年1月15日
"""


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("省督察组什么时候进驻的？", "2023年11月6日", "2021年9月3日"),
        ("中央督察组什么时候来的？", "2021年9月3日", "2023年11月6日"),
        ("省督察什么时候反馈的意见？", "2024年2月28日", "12月16日"),
        ("中央第几督察组来的？", "中央第六", "省第三"),
        ("为什么滞后？", "征地拆迁", "2021年"),
        ("松溪总磷超标问题为什么没完成？", "管网改造", "征地拆迁"),
        ("哪些问题滞后？", "鹿角垭", "松溪"),
    ],
)
def test_the_sentence_of_that_very_one(question: str, told: str, untold: str) -> None:
    text = office_of(REPORT).ask(question).text
    assert told in text and untold not in text


def test_every_inspection_is_told_where_none_is_named() -> None:
    text = office_of(REPORT).ask("督察组什么时候进驻的？").text
    assert "2021年9月3日" in text and "2023年11月6日" in text


def test_an_inspection_that_nobody_tells_of_has_no_day() -> None:
    given = office_of("澜川市整改情况的报告\n省督察反馈问题47个，完成45个。\n2025年1月15日\n").ask("中央督察组什么时候进驻的？")
    assert given.kind == "refused"


def test_the_reason_of_a_namesake_elsewhere_is_not_given() -> None:
    told = "石檐镇毁林开垦复绿没达到序时进度，是因为征地拆迁受阻。\n因施工力量不足，棠浦镇毁林开垦复绿滞后。"
    text = office_of(f"澜川市整改情况的报告\n{told}\n2025年1月15日\n").ask("棠浦镇毁林开垦复绿为啥滞后？").text
    assert "施工力量" in text and "征地" not in text
