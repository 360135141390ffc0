"""Areas listed with figures of their own, columns of several inspections, and figures of another month, part or place."""

from __future__ import annotations

import pytest
from answering_office import office_of

NOTICE = """澜川市督察整改工作领导小组办公室关于2024年10月整改进展的通报
截至10月31日，第二轮中央督察反馈我市35项整改任务，已完成29项。第三轮省级督察反馈62项，完成41项、销号28项，超期未完成4项。
分地区看：岫林县17项完成14项，石檐县11项完成8项，望棠区24项完成12项，云屏经济技术开发区7项完成4项，市直部门3项完成3项。
信访件共交办428件，办结402件，未办结26件，主要集中在望棠区（11件）、石檐县（8件）。
抽查的35家养殖场中，19家粪污设施不正常运行。棠浦县应修复矿山26座，仅修复3座。
农村污水治理率比2023年的38%提高17个百分点。
9月以来，全市新完成整改任务5项。
澜川市督察整改工作领导小组办公室
2024年11月5日
"""
TABLE = """澜川市2024年9月整改调度情况
截至2024年9月30日，各县区进展如下。
| 县区 | 中央任务数 | 中央完成 | 省任务数 | 省完成 |
|---|---|---|---|---|
| 岫林县 | 8 | 7 | 14 | 12 |
| 高新区 | 3 | 2 | 5 | 5 |
| 合计 | 11 | 9 | 19 | 17 |
"""
BATCH = """望棠区关于省督察组交办第十一批信访件办理情况的公告
2024年7月18日，省督察组交办第十一批群众信访举报件6件。截至7月25日，本批6件中办结4件、阶段性办结1件，另有1件正在办理。
督察进驻以来，共交办我区信访举报件83件，已办结61件，阶段性办结15件，未办结7件。
"""


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        (NOTICE, "石檐县省督察任务完成几项？", 8),
        (NOTICE, "石檐县还有几项没完成？", 3),
        (NOTICE, "设施正常运行的养殖场有几家？", 16),
        (NOTICE, "云屏经开区完成多少项？", 4),
        (NOTICE, "市直部门几项任务？", 3),
        (NOTICE, "望棠区比石檐县多完成几项？", 4),
        (NOTICE, "省督察还有几项没完成？", 21),
        (NOTICE, "中央和省两级一共完成多少？", 70),
        (TABLE, "岫林县中央任务几项？", 8),
        (TABLE, "岫林县省任务完成几项？", 12),
        (TABLE, "高新区中央任务还有几项没完成？", 1),
        (TABLE, "中央和省任务一共多少项？", 30),
        (BATCH, "第十一批办结几件？", 4),
        (BATCH, "累计办结多少件？", 61),
    ],
)
def test_a_figure_is_that_of_its_area_column_or_batch(text: str, question: str, value: float) -> None:
    assert office_of(text).ask(question).figures[0].value == value


@pytest.mark.parametrize(
    "question",
    [
        "9月份完成多少？",
        "石檐县销号多少项？",
        "除望棠区和石檐县外还有几件未办结？",
        "BOD要提高到多少？",
        "松溪县完成几项？",
    ],
)
def test_a_figure_of_something_else_is_no_answer(question: str) -> None:
    given = office_of(NOTICE).ask(question)
    assert given.kind == "refused" and not given.figures


@pytest.mark.parametrize(("question", "name"), [("完成率最低的是哪个地方？", "望棠区"), ("未办结信访件最多的是哪个区？", "望棠区")])
def test_the_extreme_area_is_named(question: str, name: str) -> None:
    assert name in office_of(NOTICE).ask(question).text.partition("\n")[0]
