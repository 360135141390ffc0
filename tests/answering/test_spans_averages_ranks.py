"""Figures between two others: batches in a row, averages, the rank a year before."""

from __future__ import annotations

import pytest
from answering_office import office_of

TWELFTH = """澜川市信访件交办情况
2021年6月9日，督察组向我市交办第十二批信访件58件，其中来电32件、来信26件，分布为：岫野县30件、棠坞区28件。
截至6月9日，督察组已向我市累计交办十二批信访件456件，其中来电286件、来信170件，分布为：岫野县260件、棠坞区196件。
"""
THIRTEENTH = """澜川市群众举报办理情况
截至2016年8月2日，我市收到中央环保督察组转办的信访件13批526件，其中岫野县241件。前9批384件，办结246件，其中岫野县188件。
"""
FINES = """棠坞区生态环境执法情况
2022年，区生态环境分局全年下达行政处罚决定60件，合计罚款842.4万元，另移送公安机关9起。
"""
AIR = """澜川市生态环境质量情况
2019年1至10月，我市环境空气质量综合指数3.65，全省排名第5，较去年同期上升3个名次。1至3季度，地表水环境质量排名全国13位，全省第1位。
"""
SIFTED = """澜川市群众举报办理情况
截至2021年6月9日，督察组受理有效举报1105件，剔除合并重复举报后向我市转办978件，已办结902件。
"""
FEWER = """棠坞区生态环境工作总结
2022年，受理各类环境信访件470件，同比下降18.26%。
"""
PLANTS = """澜川市垃圾处理设施情况
全市建成焚烧发电厂2座：青岑项目日处理600吨，投资4.2亿元；岫野项目日处理1500吨，投资7.78亿元。
督察组转办信访件30件，其中水21件、大气9件。
"""


@pytest.mark.parametrize(
    ("text", "question", "value", "formula"),
    [
        (TWELFTH, "澜川市前十一批信访件合计多少件", 398, "456−58=398"),
        (TWELFTH, "澜川市前十一批来信一共多少件", 144, "170−26=144"),
        (TWELFTH, "澜川市前11批岫野县多少件", 230, "260−30=230"),
        (THIRTEENTH, "澜川市第10到13批总共多少件", 142, "526−384=142"),
        (FINES, "棠坞区2022年平均一件处罚决定罚款多少", 14.04, "842.4÷60=14.04"),
        (FINES, "棠坞区2022年生态环境部门平均一件案子罚多少钱（万元）", 14.04, "842.4÷60=14.04"),
        (SIFTED, "澜川市有效举报里剔掉的重复件有多少", 127, "1105−978=127"),
        (FEWER, "棠坞区2022年信访件比上一年少了大概多少件", 105, "470÷(1−18.26%)≈575，575−470=105"),
        (AIR, "澜川市空气排名去年同期是全省第几", 8, "5+3=8"),
    ],
)
def test_worked_out(text: str, question: str, value: float, formula: str) -> None:
    given = office_of(text).ask(question)
    assert (given.figures[0].value, given.figures[0].formula) == (value, formula)


def test_classes_added_up_have_one_share() -> None:
    given = office_of(TWELFTH).ask("澜川市第十二批，岫野县加棠坞区的占本批百分之多少")
    assert (given.figures[0].value, given.figures[0].formula) == (100, "58÷58=100%")
    apart = office_of(TWELFTH).ask("澜川市第十二批来电占百分之多少")
    assert apart.figures[0].label != "合计占比"


def test_each_whole_has_its_rank() -> None:
    given = office_of(AIR).ask("澜川市地表水环境质量在全国、全省排第几？")
    assert [figure.value for figure in given.figures] == [13, 1]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (TWELFTH, "澜川市前五批信访件合计多少件"),
        (TWELFTH, "澜川市前十一批罚款多少"),
        (FINES, "棠坞区2022年平均每起移送公安的案件罚款多少"),
        (AIR, "澜川市地表水环境质量去年同期排全国第几"),
        (PLANTS, "澜川市的焚烧发电厂哪座最大，投资多少"),
    ],
)
def test_not_worked_out(text: str, question: str) -> None:
    assert office_of(text).ask(question).kind == "refused"
