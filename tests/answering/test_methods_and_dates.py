"""How something was done is a short list; when it happened is the sentence that dates that very event; whole questions stay whole."""

from __future__ import annotations

import pytest
from answering_office import office_of

_NUMBERED = """望棠区关于省级督察反馈问题（序号七）整改完成情况的公示
省督察整改办此前向我区移交了该问题。
一是问题表述：部分单位监管缺位。
二是整改目标：监管到边到底。
三是整改措施：
1、建立半月会商制度，部门联动，遇到难题随时提级研究解决。
2、每季度公开晒账，接受群众评议。
3、对虚报进度的，由纪检机关核查处理。
公示期5天，自2023年11月6日起至2023年11月10日止。有异议的，可向望棠区水务服务中心反映，电话：0599-5550000。
"""
_LEADS = """岫林县采石场修复情况
采石场怎么修？岫林县的办法是分类施治，已修复采石场41个。
规划先行、挂图作战。县里编制了修复规划，把68个采石场全部纳入。
一手抓治理。种树12万棵，边坡全部复绿。
一手抓管护。移交村集体经营，群众从中受益。
"""
_DATES = """澜川市迎接督察工作情况报告
2024-03-05 09:12 本报3月5日讯 省第二生态环境保护督察组在澜川市督察结束后，市里召开了会议。
省第二生态环境保护督察组于2023年8月14日进驻澜川市，9月14日结束现场督察。
同年12月7日，向我市反馈督察意见。
按照安排，督察组于6月2日至6月20日对望江流域开展了专项督察。
"""


@pytest.mark.parametrize("question", ["望棠区序号七问题是怎么整改的？", "望棠区对序号七问题采取了哪些整改措施？"])
def test_numbered_measures_are_given_as_points(question: str) -> None:
    answer = office_of(_NUMBERED).ask(question)
    assert all(words in answer.text for words in ("半月会商", "公开晒账", "纪检机关"))
    assert "监管缺位" not in answer.text


def test_lead_sentences_are_the_points_of_a_report_without_headings() -> None:
    answer = office_of(_LEADS).ask("岫林县采石场修复是怎么做的？")
    assert answer.text.splitlines() == ["· 规划先行、挂图作战。", "· 一手抓治理。", "· 一手抓管护。"]
    assert len(answer.citations) == 3


def test_a_long_point_is_cut_at_a_pause_and_cited_whole() -> None:
    long = "县里建立清单管理机制，" + "明确每个堆场的责任人、整改标准和时间表，" * 4 + "逐一对账。"
    answer = office_of(f"岫林县堆场整改情况报告\n一、主要措施\n{long}\n每周由专班到现场复核一次，发现反弹立即重办。\n").ask(
        "岫林县堆场整改采取了哪些措施？"
    )
    line = answer.text.splitlines()[0]
    assert line.startswith("· 县里建立清单管理机制") and line.endswith("……") and len(line) <= 84
    assert any(citation.quote == long for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("省督察组哪天向澜川市反馈的督察意见？", "12月7日", "8月14日"),
        ("省督察组什么时候进驻澜川市？", "2023年8月14日", "3月5日"),
        ("澜川市望江流域专项督察是什么时候开展的？", "6月2日至6月20日", "3月5日"),
    ],
)
def test_the_date_is_that_of_the_event_asked_for(question: str, said: str, unsaid: str) -> None:
    answer = office_of(_DATES).ask(question)
    assert said in answer.text
    assert unsaid not in answer.text


def test_when_and_to_whom_are_two_questions_and_no_definition() -> None:
    answer = office_of(_NUMBERED).ask("望棠区公示的“回头看”反馈问题序号七，公示期是什么时候，有异议向谁反映？")
    assert all(words in answer.text for words in ("11月6日", "11月10日", "水务服务中心"))


_NOTICE = """5省（区）公布督察整改情况
近日，云川、雾岭、岚海、澜川等5省（区）公布督察整改落实情况。整改方案中，5省（区）共列出任务320项，到2019年3月底，完成和基本完成的合计240项。
第四批督察组2017年8月进驻。从问责人数看，澜川市120人、雾岭市86人。
"""
_OWN = """澜川市2019年工作汇报
澜川市收到反馈问题20个，整改完成12个。
"""


def test_a_notice_of_many_places_answers_what_only_it_can_know() -> None:
    answer = office_of(_NOTICE, _OWN).ask("澜川市等5省（区）320项整改任务的完成（含基本完成）比例是百分之几？")
    assert (answer.figures[0].value, answer.figures[0].formula) == (75, "240÷320=75%")


def test_a_place_with_reports_of_its_own_stays_with_them() -> None:
    answer = office_of(_NOTICE, _OWN).ask("澜川市反馈问题整改完成了多少个？")
    assert answer.figures[0].value == 12


_COINED = """牢记“三字经” 守好一湾水——望棠区整改经验
近年来，望棠区在整改中摸索出“三字经”。
“三字经”即早、严、恒。早，就是早发现早处置。
"""


@pytest.mark.parametrize("question", ["望棠区的“三字经”是哪三个字？", "“三字经”是哪几个字？", "“三字经”指什么？"])
def test_a_coinage_is_told_by_the_sentence_that_explains_it_without_the_title_above(question: str) -> None:
    assert office_of(_COINED).ask(question).text == "“三字经”即早、严、恒。"
