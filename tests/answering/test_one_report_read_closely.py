"""One report with deadlines of several years, rates that rose, other rates and items in brackets: a figure is of its own words."""

from __future__ import annotations

import pytest
from answering_office import Office, office_of

REPORT = """关于澜川市第三轮中央督察反馈问题整改进展情况的报告

2024年4月，中央第五生态环境保护督察组对我省开展督察，其中涉及我市整改任务34项。现将截至2025年6月底的进展报告如下。

一、总体情况
34项整改任务中，明确2024年底前完成的6项、2025年底前完成的15项、2026年底前完成的9项、长期坚持的4项。目前，已完成整改并销号10项，完成整改正在履行销号程序的4项，达到时序进度的18项，滞后于时序进度的2项。

二、主要工作
全市城市污水集中收集率由2023年的61.4%提高到70.2%，提高8.8个百分点。优良天数比例85.1%，同比上升1.8个百分点。2025年上半年，全市检查企业3120家次，发现问题540个，完成整改486个，整改完成率90%。

三、存在问题
滞后的2项任务分别为：岫林县历史遗留矿山修复（任务序号11，应于2025年6月底前完成70公顷，实际完成45公顷）；望棠区老旧管网雨污分流（任务序号20，应完成38公里，实际完成21公里）。

澜川市人民政府
2025年7月8日
"""


@pytest.fixture(scope="module")
def report() -> Office:
    return office_of(REPORT)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("澜川市第三轮中央督察整改任务一共多少项？", "34项"),
        ("2024年底前完成的几项？", "6项"),
        ("2025年底前要完成的有几项？", "15项"),
        ("2026年底前完成的有多少？", "9项"),
        ("整改完成率是多少？", "41.2%"),
        ("污水集中收集率现在是多少？", "70.2%"),
        ("2023年污水集中收集率是多少？", "61.4%"),
        ("优良天数比例去年同期是多少？", "83.3%"),
        ("岫林县完成了多少公顷？", "45公顷"),
        ("望棠区雨污分流完成了多少？", "21公里"),
    ],
)
def test_the_figure_of_its_own_words_answers(report: Office, question: str, figure: str) -> None:
    assert report.ask(question).text.startswith(figure)


def test_a_level_reached_is_no_change_in_percent(report: Office) -> None:
    assert "百分点" not in report.ask("污水集中收集率现在是多少？").text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("第一轮和第二轮反馈问题加起来多少项？", "53项"),
        ("第一轮和第二轮一共完成多少？", "50项"),
        ("第二轮反馈问题多少项？", "21项"),
    ],
)
def test_rounds_named_together_are_added(question: str, figure: str) -> None:
    text = (
        "岫林县督察整改进展情况\n截至2025年6月底，第一轮中央督察反馈问题32项，已完成整改32项；"
        "第二轮中央督察反馈问题21项，已完成整改18项，其余3项正在推进；第三轮中央督察反馈问题9项，已完成整改1项。"
    )
    assert office_of(text).ask(question).text.startswith(figure)
