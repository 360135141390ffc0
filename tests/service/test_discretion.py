"""Private persons stay unnamed in everything that leaves the program; what a notice prints as its contact may be asked for."""

from __future__ import annotations

import json

import pytest

from assistant import contract
from assistant.drafting.markdown import to_markdown
from assistant.service import Assistant
from assistant.types import Scope

pytestmark = pytest.mark.heavy

NAMES = ("张明远", "褚卫东", "13812345678", "吕桂兰")
REPORT = """青禾县关于第二轮中央生态环境保护督察整改落实情况的报告

一、信访件办理情况
举报人张明远来信反映石檐乡采石场噪声扰民，联系电话13812345678，县生态环境局已责令停产并罚款6万元。
截至2023年6月30日，督察反馈的15个问题，已完成整改9个。渣土车驾驶员褚卫东抛洒渣土，已被罚款2000元。

二、主要做法
（一）加强督导。县委书记林海峰到现场督导采石场整治。村民吕桂兰女士对采石场整治结果表示满意。张明远所在的村已通污水管网3公里。
"""
NOTICE = """青禾县采石场问题整改销号公示

公示期为2023年7月3日至7月9日。
联系人：董建国，联系电话：13700001234。
举报人张明远反映的采石场问题已整改到位。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    (folder / "报告.txt").write_text(REPORT, "utf-8")
    (folder / "公示.txt").write_text(NOTICE, "utf-8")
    with Assistant(home=folder / "home") as one:
        list(one.ingest([folder / "报告.txt", folder / "公示.txt"]))
        yield one


@pytest.mark.parametrize(
    "question",
    [
        "采石场噪声扰民是谁举报的？",
        "举报人电话多少？",
        "谁因抛洒渣土被罚款？",
        "采石场罚款多少？",
        "渣土车驾驶员罚款多少元？",
        "村民对采石场整治满意吗？",
        "青禾县采石场问题怎么整改的？",
        "张明远反映了什么问题？",
        "褚卫东被罚了多少？",
        "公示里举报人是谁？",
        "村里通了多少公里污水管网？",
    ],
)
def test_no_answer_names_a_private_person(assistant, question):
    answer = assistant.ask(question)
    said = json.dumps(contract.answer(answer, 0), ensure_ascii=False)
    assert not [name for name in NAMES if name in said]
    for citation in answer.citations:
        assert citation.quote in assistant.report(citation.report).clean
        if "某" in citation.quote or "****" in citation.quote:
            assert "引文中的个人姓名、电话等已隐去，需要时请查原件。" in answer.caveats


def test_a_masked_answer_still_gives_its_figure(assistant):
    answer = assistant.ask("采石场罚款多少？")
    assert "6万元" in answer.text


def test_search_and_show_name_nobody(assistant):
    hits = assistant.search("采石场 举报人 渣土车 满意", k=20)
    shown = [contract.report(assistant.report(head.id), assistant.identified(head.id)) for head in assistant.reports()]
    said = json.dumps([[contract.hit(hit) for hit in hits], shown], ensure_ascii=False)
    assert hits and not [name for name in NAMES if name in said]
    assert "张某某" in said and "138****5678" in said


def test_a_draft_names_nobody(assistant):
    for genre in ("整改落实情况报告", "工作汇报"):
        written = to_markdown(assistant.draft(genre, Scope(place="青禾县")))
        assert not [name for name in NAMES if name in written]


def test_the_contact_of_a_notice_is_given_when_asked_for(assistant):
    answer = assistant.ask("公示的联系人和联系电话是什么？")
    assert "13700001234" in answer.text and "董建国" in answer.text


def test_an_official_in_office_is_named(assistant):
    assert "林海峰" in assistant.ask("谁到现场督导采石场整治？").text
