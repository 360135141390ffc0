"""Whose a figure is, where a notice tells of several inspections, teams, areas or years at once."""

from __future__ import annotations

import pytest
from answering_office import Office, office_of

SERIES = """石檐县环保督察整改情况

2016年以来，石檐县先后接受了中央环境保护督察、省委、省政府环境保护督察、中央环境保护督察回头看等一系列督察，督察组累计反馈并列入整改的问题有51项，交办投诉举报件80件。截至2019年10月底，中央第一轮督察反馈的24项问题，完成整改21项；中央环境保护督察回头看反馈9项问题，完成整改7项；省级环保督察反馈18项问题，完成整改12项。
"""

RANKED = """云泽省通报督察整改进展

截至6月底，第一轮省级环保督察发现的7312个生态环境问题，已完成整改7204个，整改完成率98.5%。整改完成率较高的为岫林市100%、望棠市99.6%、桐陂市99.1%；问题整改完成数量较多的为澜川市1012个、岫林市803个、青岑市511个。
"""

TEAMS = """第一批中央环境保护督察“回头看”完成第一阶段督察

第一批中央环境保护督察“回头看”5个督察组于2018年5月30日至6月7日陆续进驻。截至6月15日，5个督察组均完成第一阶段省级层面督察任务。截至6月14日，5个中央环境保护督察组共收到群众举报9817件，累计向被督察地区转办8215件，相关省已办结3102件。查实一批突出问题，曝光典型案例17个。
"""

YEAR = """2016年度岫林市环境状况公报

2016年，全年灰霾天数31天，比上年减少6天；可吸入颗粒物平均浓度为44微克/立方米，比上年下降5微克/立方米。优良天数比率82.6%，同比提高3.1个百分点。
"""


@pytest.fixture(scope="module")
def office() -> Office:
    return office_of(SERIES)


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("石檐县一共反馈了多少问题？", "石檐县历次督察：51项"),
        ("石檐县累计完成整改多少项？", "40项"),
        ("石檐县一共交办多少件举报件？", "石檐县历次督察：80件"),
        ("石檐县回头看反馈多少问题？", "9项"),
        ("石檐县回头看还有几项没完成？", "2项"),
    ],
)
def test_several_inspections_together_and_each_alone(office: Office, question: str, leads: str) -> None:
    assert office.ask(question).text.startswith(leads)


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("第一轮省级督察还有多少问题没完成？", "108个"),
        ("第一轮省级督察整改完成率是多少？", "98.5%"),
        ("青岑市第一轮省级督察完成整改多少个问题？", "511个"),
        ("望棠市整改完成率是多少？", "99.6%"),
    ],
)
def test_areas_put_first_have_figures_of_their_own(question: str, leads: str) -> None:
    assert office_of(RANKED).ask(question).text.startswith(leads)


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("第一批回头看收到群众举报多少件？", "9817件"),
        ("回头看还有多少件没办结？", "5113件"),
        ("第一批回头看曝光典型案例多少个？", "17个"),
    ],
)
def test_teams_are_no_items_and_tell_of_their_inspection(question: str, leads: str) -> None:
    assert office_of(TEAMS).ask(question).text.startswith(leads)


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("岫林市2015年灰霾天数是多少？", "37天"),
        ("岫林市2015年优良天数比率是多少？", "79.5%"),
        ("岫林市去年优良天数比率多少？", "79.5%"),
    ],
)
def test_the_year_before_is_worked_out_from_its_change(question: str, leads: str) -> None:
    answer = office_of(YEAR).ask(question)
    assert answer.text.startswith(leads)
    assert answer.figures[0].formula


def test_two_years_before_nothing_is_known() -> None:
    assert office_of(YEAR).ask("岫林市2014年灰霾天数是多少？").kind == "refused"


DAILY = """省第一生态环境保护督察组向青岑市转办第十批信访件

4月17日，省第一生态环境保护督察组向我市转办信访件9件，其中来电举报5件、来信举报4件（9个信访件，涉及14个问题）。
截至4月17日，省第一生态环境保护督察组共向我市转办信访件104件，已全部交办到位，相关单位正在办理中。
青岑市协调联络组
2024年4月17日
"""


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("青岑市4月17日转办多少件？", "9件"),
        ("青岑市第十批信访件多少件？", "9件"),
        ("青岑市截至4月17日一共转办多少件？", "104件"),
        ("青岑市一共收到多少件信访件？", "104件"),
        ("青岑市4月17日的9个信访件涉及多少个问题？", "14个"),
    ],
)
def test_what_came_in_on_a_day_stands_beside_all_so_far(question: str, leads: str) -> None:
    assert office_of(DAILY).ask(question).text.startswith(leads)


def test_handed_on_is_not_closed() -> None:
    assert office_of(DAILY).ask("青岑市信访件办结了多少件？").kind == "refused"


SUBSET = """第二轮中央生态环境保护督察交办青岑市信访案件进展情况

督察组共向我市交办群众信访举报案件181件，列为重点关注案件共13件。截至2022年4月11日，181件信访案件已办结161件，阶段性办结20件，其中13件重点关注案件已办结8件，阶段性办结5件。
9月24日，督察组向我市交办信访件159件，其中重点交办件16件。
"""


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("青岑市信访案件办结了多少？", "161件"),
        ("青岑市阶段性办结多少件？", "20件"),
        ("青岑市重点关注案件办结几件？", "8件"),
        ("青岑市重点关注案件有几件？", "13件"),
        ("青岑市重点交办件几件？", "16件"),
    ],
)
def test_some_members_have_statuses_of_their_own(question: str, leads: str) -> None:
    assert office_of(SUBSET).ask(question).text.startswith(leads)


def test_the_province_and_the_level_share_a_character() -> None:
    office = office_of("云泽省督察整改情况报告\n\n云泽省第一轮省级督察反馈问题55个，已完成整改50个。\n\n云泽省人民政府\n2024年3月1日\n")
    assert office.ask("云泽省级督察还有多少问题没完成？").text.startswith("5个")
