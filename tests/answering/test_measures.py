"""What an office counts beside the lists: the figure nearest to the measure's own words, whatever verb and order the text uses."""

from __future__ import annotations

import pytest
from answering_office import office_of

from assistant.types import Status

_YEAR = """望棠区2023年生态环境保护督察整改落实情况报告
2023年，全区主动找差距，自查出问题46个，改到位31个，尚有15个正在整改。
17件立案、4起移送公安机关、3人行政拘留，合计罚款88.5万元，这就是2023年全区的执法成绩。
查封扣押、约谈分别为6起和12人次。
上级资金到位240万元，年度计划投资1300万元，实际完成910万元。
2023年优良天数比例比上年上升1.4个百分点，达91.2%。
对举报人兑现奖励9笔、5.4万元，单笔最高1万元。
"""
_LATER = """望棠区2024年生态环境保护督察整改落实情况报告
2024年，立案21件，开出罚单120万元。
第二轮省级督察反馈问题30个，截至2024年12月10日完成整改25个。
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("望棠区2023年自查发现的问题还有几个没整改？", 15, "个"),
        ("望棠区2023年自查问题里已经整改了多少个？", 31, "个"),
        ("望棠区2023年自查发现问题多少个？", 46, "个"),
        ("望棠区2023年立案多少件？", 17, "件"),
        ("望棠区2023年移送公安机关几起？", 4, "起"),
        ("望棠区2023年查封扣押多少起？", 6, "起"),
        ("望棠区2023年约谈了多少人次？", 12, "人次"),
        ("望棠区2023年整改完成投资多少万元？", 910, "万元"),
        ("望棠区2023年计划投资多少万元？", 1300, "万元"),
        ("望棠区2023年空气优良天数比例是多少？", 91.2, "%"),
        ("望棠区2023年优良天数比例同比上升多少个百分点？", 1.4, "个百分点"),
        ("望棠区2023年举报奖励发了多少万元？", 5.4, "万元"),
        ("望棠区2023年举报奖励最高一笔多少万元？", 1, "万元"),
        ("领导讲话要用，望棠区2024年环境执法罚款一共多少万元，烦请告知。", 120, "万元"),
        ("望棠区环境违法立案了多少件？我要的是2024年的数。", 21, "件"),
    ],
)
def test_a_figure_goes_with_the_nearest_measure(question: str, value: float, unit: str) -> None:
    answer = office_of(_YEAR, _LATER).ask(question)
    assert [(float(figure.value or 0), figure.unit) for figure in answer.figures] == [(value, unit)]


@pytest.mark.parametrize(
    "question",
    ["望棠区2024年约谈了多少人次？", "望棠区2024年自查问题已整改多少个？", "望棠区2024年上级资金多少万元？"],
)
def test_a_measure_no_text_tells_is_not_answered_by_another(question: str) -> None:
    answer = office_of(_YEAR, _LATER).ask(question)
    assert (answer.kind, answer.status) == ("refused", Status.UNSTATED)
