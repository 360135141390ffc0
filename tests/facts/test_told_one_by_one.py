"""What a text tells one by one, with what announces it; and the single items of tables, numbered lines and headed parts."""

from __future__ import annotations

import pytest

from assistant.facts.enumerations import enumerations
from assistant.facts.records import records
from assistant.reading.report import read_reports
from assistant.types import Report


def _report(text: str) -> Report:
    (report,) = read_reports("材料.txt", f"沙棠区督察整改情况的报告\n{text}\n2024年5月3日\n".encode())
    return report


@pytest.mark.parametrize(
    ("text", "head", "names"),
    [
        ("三项滞后任务，一是甲湖治理，二是乙厂扩建，三是丙库闭库。", "三项滞后任务", ["甲湖治理", "乙厂扩建", "丙库闭库"]),
        ("两个掉队的，点一下。第一个，甲厂扩建，设备没到。第二个，乙库闭库，没评价。", "掉队", ["甲厂扩建", "乙库闭库"]),
        ("2项滞后，分别是甲河截污和乙矿复绿，由区水务局牵头。", "2项滞后", ["甲河截污", "乙矿复绿"]),
        ("未销号的3项为：餐饮油烟治理、码头岸电、农膜回收。", "未销号的3项", ["餐饮油烟治理", "码头岸电", "农膜回收"]),
        ("滞后2项，分别为①甲片区管网②乙片区复绿。", "滞后2项", ["甲片区管网", "乙片区复绿"]),
        ("下设水环境、大气、固废、矿山4个专项小组。", "4个专项小组", ["水环境", "大气", "固废", "矿山"]),
        ("今年亮红牌5次，甲镇2次，乙镇、丙镇、丁乡各1次。", "红牌5次", ["甲镇2次", "乙镇、丙镇、丁乡各1次"]),
        ("有两个滞后。一项是甲厂扩建，缺资金。另一项是乙库闭库，缺评价。", "两个滞后", ["甲厂扩建", "乙库闭库"]),
    ],
)
def test_members_with_their_head(text: str, head: str, names: list[str]) -> None:
    found = [one for one in enumerations(_report(text)) if not one.loose and [member.name for member in one.members] == names]
    assert found and head in found[0].head


def test_shares_that_do_not_make_up_the_whole_are_no_members() -> None:
    assert not [one for one in enumerations(_report("今年亮红牌5次，甲镇2次，乙镇1次。")) if one.shares]


def test_items_of_every_form() -> None:
    text = """序号|问题|责任单位|状态
1|甲河断面超标|区水务局|已销号
2|乙场扬尘|区住建局|达到序时进度
第五批4件办理如下：
（1）甲路噪声扰民。办理情况：已办结。责任单位：区城管局。
（2）乙场臭气。办理情况：阶段性办结。责任单位区农业农村局。
"""
    found = records(_report(text))
    assert [(one.name, one.tabled) for one in found] == [
        ("甲河断面超标", True),
        ("乙场扬尘", True),
        ("甲路噪声扰民", False),
        ("乙场臭气", False),
    ]
    assert found[0].cells["责任单位"] == "区水务局" and found[3].cells["责任单位"] == "区农业农村局"
