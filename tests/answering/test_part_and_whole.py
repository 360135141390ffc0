"""Rates, rests, sums and checks of what one sentence tells: part by whole, whole less part, members added, members against a total."""

from __future__ import annotations

import pytest
from answering_office import office_of

VISITS = """棠坞区边督边改进展
棠坞区开展满意度回访，已回访126件，表示满意或基本满意的119件。随机抽查上报已完成的18个图斑，发现11个不符合要求，涉及面积371亩。
一共收到203件，其中有21件是重复件。到2024年3月20日，办结171件，阶段性办结27件，还有5件在办。
老城片区计划改造管网16.5公里，已改造9.8公里。九里滩自然保护区违规开垦茶园核定面积213亩，已退茶还林148亩。
应修复的126座历史遗留矿山完成98座。散煤治理，计划改造六千四百户，改了四千九百户。
矿山项目批复总投资2630万元，其中省级补助1200万元，县级配套1430万元。截至督察时，县级配套实际到位312万元。
1到5月发了蓝单57张、黄单19张、红单4张。上半年共发出蓝色预警14次、黄色预警5次、红色预警3次，联合督办8次。
针对责任追究问题，共问责84人，其中厅级11人，处级36人，科级及以下35人。共清理码头12处，其中散货6处、杂货6处。
"""


@pytest.mark.parametrize(
    ("question", "value", "formula"),
    [
        ("棠坞区回访的满意率是多少？", 94.4, "119÷126≈94.4%"),
        ("棠坞区抽查的图斑不合格率多少？", 61.1, "11÷18≈61.1%"),
        ("棠坞区203件的办结率多少？阶段性的不算", 84.2, "171÷203≈84.2%"),
        ("棠坞区老城片区管网改造进度到了百分之多少？", 59.4, "9.8÷16.5≈59.4%"),
        ("棠坞区九里滩保护区里还有多少亩茶园没退？", 65, "213−148=65"),
        ("棠坞区历史遗留矿山还有多少座没修复完？", 28, "126−98=28"),
        ("棠坞区散煤改造离计划还差多少户？", 1500, "6400−4900=1500"),
        ("棠坞区矿山项目县级配套还差多少钱没到位？", 1118, "1430−312=1118"),
        ("棠坞区1到5月蓝单黄单红单总共发了多少张？", 80, "57+19+4=80"),
        ("棠坞区蓝单和红单一共多少张？", 61, "57+4=61"),
        ("棠坞区上半年蓝黄红三种预警总共发了几次？", 22, "14+5+3=22"),
        ("棠坞区还没有彻底办结的，阶段性的和在办的加一块多少件？", 32, "27+5=32"),
        ("棠坞区问责84人，厅级处级科级加起来对得上84吗？", 82, "11+36+35=82"),
        ("棠坞区清理的12处码头，散货、杂货加起来对得上吗？", 12, "6+6=12"),
    ],
)
def test_worked_out_of_one_sentence(question: str, value: float, formula: str) -> None:
    given = office_of(VISITS).ask(question)
    assert given.figures and (given.figures[0].value, given.figures[0].formula) == (value, formula)


def test_a_check_says_so_first() -> None:
    office = office_of(VISITS)
    assert office.ask("棠坞区问责84人，厅级处级科级加起来对得上84吗？").text.startswith("对不上：总数84人，分项相加82人，相差2人")
    assert office.ask("棠坞区清理的12处码头，散货、杂货加起来对得上吗？").text.startswith("对得上")


@pytest.mark.parametrize(
    "question",
    [
        "棠坞区餐饮油烟的满意率是多少？",
        "棠坞区加油站改造进度到了百分之多少？",
        "棠坞区2021年回访的满意率是多少？",
        "望坪镇历史遗留矿山还有多少座没修复完？",
        "棠坞区整改完成率是多少？",
        "棠坞区蓝单、绿单和红单一共多少张？",
    ],
)
def test_nothing_is_worked_out_for_another_matter(question: str) -> None:
    given = office_of(VISITS).ask(question)
    assert not any(figure.formula for figure in given.figures)
