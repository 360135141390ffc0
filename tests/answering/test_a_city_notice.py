"""A short notice without title or signature: complaints called 问题, deadlines in turn, what is left of a list without a total."""

from __future__ import annotations

import pytest
from answering_office import Office, office_of

NOTICE = """中央第六环保督察组对四川开展环保督察期间，先后向乐山交办28批次304件环境信访投诉问题，交办数量在21个市州排名第8位。
针对这些问题，我市逐件核查。
督察组于2017年8月7日至9月7日进驻，为期32天。第二轮督察分两批开展。
压实部门责任，守住整改底线。市督察整改办每周调度一次，对进展慢的单位发函提醒。
截至目前，我市已完成问题整改250件。正在整改54件，其中计划于2018年5月31日前完成整改的12件，2018年12月31日前完成整改的27件，另有15件需长期整改。
省级环保督察反馈问题，已完成整改23个（8个需长期坚持），剩余14个正在抓紧落实。
"""


@pytest.fixture(scope="module")
def notice() -> Office:
    return office_of(NOTICE)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("乐山还有多少件没整改完？", "54件"),
        ("信访件整改完成了多少件？", "250件"),
        ("2018年年底前要完成整改的有多少件？", "27件"),
        ("2018年5月底前要完成的有几件？", "12件"),
        ("交办数量在全省排第几？", "第8位"),
        ("省级环保督察还剩多少个没完成？", "14个"),
        ("督察进驻了多少天？", "32天"),
    ],
)
def test_each_figure_is_that_of_its_words(notice: Office, question: str, lead: str) -> None:
    assert notice.ask(question).text.startswith(lead)


def test_no_deadline_is_a_day_of_how_things_stood(notice: Office) -> None:
    assert notice.ask("2018年年底前要完成整改的有多少件？").as_of is None


def test_complaints_called_problems_are_not_all_done(notice: Office) -> None:
    answer = notice.ask("乐山信访件是不是都整改完了？")
    assert "没有全部" in answer.text
    assert "304−250=54" in answer.text


def test_how_is_answered_by_more_than_the_topic_of_a_paragraph(notice: Office) -> None:
    assert "每周调度一次" in notice.ask("乐山是怎么压实部门责任、守住整改底线的？").text


def test_no_number_of_a_class_nobody_told(notice: Office) -> None:
    assert notice.ask("304件里有多少属于大气？").kind == "refused"
