"""Whose and when a question means: officials are no places, an inspection by its year, documents by their kind, days cited as days."""

from __future__ import annotations

import pytest
from answering_office import LEXICON, office_of

from assistant.answering.places import named_places
from assistant.answering.question import QuestionReader

READER = QuestionReader(LEXICON)
FIRST = """泠江省贯彻落实中央环境保护督察反馈意见整改情况
2016年11月24日至12月24日，中央第六环境保护督察组对泠江省开展环境保护督察，2017年4月12日向我省反馈督察意见。
督察组进驻期间共向我省交办群众举报2306件，其中重点关注件127件。到2018年10月底，已办结2298件。方案明确68项整改任务，截至2018年10月底，68项整改任务已完成51项。
针对移交的责任追究问题，省纪委对112名责任人进行问责。
泠江省环境保护督察整改工作领导小组办公室
2018年11月28日
"""
CONGRESS = """关于2022年度全省环境状况和环境保护目标完成情况的报告
——2023年5月24日在泠江省第十四届人民代表大会常务委员会第三次会议上
省生态环境厅厅长  郑启远
主任、各位副主任、秘书长、各位委员：
第二轮中央生态环境保护督察于2021年8月27日至9月27日进驻，同年12月13日反馈，确定整改任务62项，到今年4月底完成29项，滞后3项。
三项滞后任务要倒排工期。第二轮督察交办的群众信访举报3874件，截至4月底办结3741件。
"""
PRESS = """泠江省举行第二轮中央生态环境保护督察整改工作新闻发布会实录
时间：2023年11月14日 10:00    地点：省政府新闻办新闻发布厅
【冯大群】第二轮督察整改方案一共62项任务，截至10月31日，完成38项。督察组转办的3874件群众举报，办结3812件。我省整改取得进展。
"""
SPEECH = """在全县生态环境保护督察反馈问题整改推进会上的讲话（根据录音整理）
岚塬县人民政府县长　卢文栋
2024年10月17日
同志们：
上一轮省级督察给我们反馈的问题一共三十一个。八月份调度的时候完成了十九个，到昨天为止完成了二十二个，走完销号程序的十五个。
有的同志汇报时张口就说“完成二十二个，销了二十二个”，这个话不能再说。还有两个销了号的，我也不放心。
"""
OFFICE = (FIRST, CONGRESS, PRESS, SPEECH)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2016年底中央环保督察头一回来泠江，进驻那个月一共交办了多少件举报？", 2306),
        ("2016年中央环保督察交办泠江多少件信访件？", 2306),
        ("泠江第一轮督察交办群众举报多少件？", 2306),
        ("泠江第一轮68项，截止18年10月底完成几项？", 51),
        ("人大报告里泠江第二轮完成多少项？", 29),
        ("泠江第二轮整改任务到2023年4月底完成了多少项？", 29),
        ("泠江发布会上说第二轮完成多少项？", 38),
        ("岚塬县卢县长讲话里说，上一轮省督反馈的问题完成多少个？", 22),
        ("岚塬县销号了几个？", 15),
    ],
)
def test_figures_of_the_right_list_and_day(question, value):
    answer = office_of(*OFFICE).ask(question)
    assert answer.kind != "refused", answer.text
    assert answer.figures[0].value == value, answer.text


def test_no_figure_of_a_day_before_the_round_began():
    answer = office_of(*OFFICE).ask("第二轮中央督察移交泠江的责任追究问题，最后问责了多少人？")
    assert 112 not in {figure.value for figure in answer.figures}


@pytest.mark.parametrize("said", ["卢县长说办结多少件", "郑某某副县长包案的是哪几个问题", "常务副市长牵头的有几项"])
def test_an_official_is_no_place(said):
    assert named_places(said, ()).unknown == ()


def test_a_city_before_its_river_is_a_place():
    assert named_places("清梧市长溪乡有几个问题", ()).unknown == ("清梧市",)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("岚塬县卢县长讲话里说，上一轮省督反馈的问题完成多少个？", "岚塬县上一轮省级督察反馈的问题完成多少个？"),
        ("岚汀县县委书记在会上提到，信访件办结多少件？", "岚汀县信访件办结多少件？"),
        ("秦大楚局长介绍，青埠区收到多少件举报？", "青埠区收到多少件举报？"),
        ("泠江县县长提了什么要求？", "泠江县县长提了什么要求？"),
    ],
)
def test_who_said_it_is_no_part_of_what_is_asked(said, meant):
    assert READER.normal(said) == meant


def test_a_day_is_cited_as_a_day():
    text = """澄浦区生态环境局2024年工作总结
2024年，省级督察32项，完成27项，销号25项，未完成的5项中，1项时限为2025年6月，其余年底前完成。我区还有8项工作。
澄浦区生态环境局
2025年1月8日
"""
    answer = office_of(text).ask("澄浦区省级督察32项完成了多少？")
    assert any("2025年1月8日" in citation.quote for citation in answer.citations)
