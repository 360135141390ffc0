"""One office asked in the words of many: each family of wordings gives the figure, a reason why not, and never a sibling's figure."""

from __future__ import annotations

from functools import cache

import pytest
from answering_office import LEXICON, Office, office_of

from assistant.answering.followup import rewritten
from assistant.answering.question import QuestionReader
from assistant.types import Status

READER = QuestionReader(LEXICON)
OLD = (
    "岫林县2022年整改落实情况报告\n截至2022年12月20日，第二轮省级督察反馈我县问题20项，已完成整改8项，达到序时进度12项。"
    "第二轮省级督察交办信访件50件，办结40件，阶段性办结10件。2022年，约谈12人次。\n"
)
NEW = (
    "岫林县2023年整改落实情况报告\n截至2023年12月10日，第二轮省级督察反馈问题已完成整改15项，达到序时进度4项，滞后1项，销号9项。"
    "截至2023年12月10日，第二轮省级督察交办信访件已办结47件，阶段性办结3件。2023年，领导小组开了8次会，约谈30人次，环境违法罚款120万元。\n"
)
NOTICE = (
    "岫林县第六批信访件办理情况\n2023年3月8日，督察组向我县交办第六批信访件，来电、来信分别为13件、9件。"
    "累计交办我县信访件133件，其中办结66件，阶段性办结19件，在办48件（截至2023年3月8日）。\n"
)
MASKED = "**县经验材料\n截至2023年12月10日，**县第二轮省级督察交办信访件**件，办结率100%，群众满意率98%。\n"


@cache
def county() -> Office:
    return office_of(OLD, NEW, NOTICE)


@pytest.mark.parametrize(
    ("asked", "value", "unit"),
    [
        ("岫林县第二轮省级督察反馈问题，完成整改的数目，请告知", 15, "项"),
        ("第二轮省级督察提的问题，岫林县落实完了多少项", 15, "项"),
        ("第二轮省级督察那份清单，岫林县迄今已经拿下几项了", 15, "项"),
        ("岫林县第二轮省级督察反馈问题中履行完销号手续的是多少个", 9, "项"),
        ("岫林县第二轮省级督察反馈问题进展慢于计划的有几项", 1, "项"),
        ("站在2022年12月20日这个时点，岫林县第二轮省级督察反馈问题达时序进度的是几个", 12, "项"),
        ("岫林县第二轮省级督察反馈问题总数减去已完成的，还有多少", 5, "项"),
        ("除了已经完成的，岫林县第二轮省级督察反馈问题还剩下多少个", 5, "项"),
        ("岫林县第二轮省级督察反馈问题完成的比重有多大？", 75, "%"),
        ("岫林县第二轮省级督察信访件办结数占总数的百分之几", 94, "%"),
        ("岫林县第二轮省级督察反馈问题从2022年12月20日算到2023年12月10日，又整改完成多少项", 7, "项"),
        ("岫林县约谈人次从2022年到2023年变化了多少", 18, "人次"),
        ("截至第六批，岫林县合计收到多少件信访件", 133, "件"),
    ],
)
def test_other_words_for_the_same_figure(asked: str, value: float, unit: str) -> None:
    answer = county().ask(asked)
    assert (value, unit) in {(figure.value, figure.unit) for figure in answer.figures}, answer.text
    assert answer.text.startswith((f"{value}{unit}", f"增加{value}{unit}")), answer.text


@pytest.mark.parametrize(
    "claim",
    [
        "我印象中岫林县第二轮省级督察反馈问题完成了{}项，准确吗",
        "岫林县第二轮省级督察反馈问题不是完成了{}项吗",
        "报告说岫林县第二轮省级督察反馈问题已完成{}项，对不对",
        "岫林县第二轮省级督察反馈问题已整改完成{}项，确认一下",
        "岫林县第二轮省级督察反馈问题完成{}项，这个数靠得住吗",
        "听说2023年岫林县环境违法罚款{}0万元，属实吗",
    ],
)
def test_a_claim_in_any_form_is_held_against_the_source(claim: str) -> None:
    right = "12" if "罚款" in claim else "15"
    assert county().ask(claim.format("18")).text.startswith("不对"), claim
    assert county().ask(claim.format(right)).text.startswith("对"), claim


@pytest.mark.parametrize(
    "asked",
    [
        "岫林县第二轮省级督察反馈问题没有还没改完的了吧",
        "岫林县第二轮省级督察反馈问题不是都完成了吗",
        "岫林县第二轮省级督察反馈问题还有没完成的吗",
    ],
)
def test_nothing_left_is_denied_where_something_is(asked: str) -> None:
    answer = county().ask(asked)
    assert answer.text.startswith(("没有", "否", "尚未", "还没有", "不是")) or "没有全部" in answer.text, answer.text


def test_a_batch_is_not_answered_by_the_running_total_nor_by_one_of_its_ways_in() -> None:
    answer = county().ask("岫林县接的第六批信访件有几件")
    assert not {figure.value for figure in answer.figures} & {133, 13, 9}, answer.text


def test_another_measure_of_the_same_people_answers_nothing() -> None:
    answer = county().ask("2023年岫林县县领导到现场督导了几回？")
    assert answer.kind == "refused", answer.text


@pytest.mark.parametrize(
    "asked", ["**县接到第二轮省级督察信访件，总量几何", "**县第二轮省级督察信访件一共多少件？", "**县第二轮省级督察信访件底数是多少"]
)
def test_a_masked_number_is_not_answered_by_what_stands_beside_it(asked: str) -> None:
    answer = office_of(MASKED).ask(asked)
    assert (answer.kind, answer.status) == ("refused", Status.MASKED), answer.text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("岫林县反馈问题完成整改究竟几项，以哪个为准", "岫林县反馈问题完成整改究竟几项？"),
        ("把岫林县和砚屿县合在一起算，反馈问题还有几项没完成", "岫林县和砚屿县合计，反馈问题还有几项没完成"),
        ("岫林县罚款总额两年比下来（2022年、2023年）差多少", "岫林县2023年的罚款总额比2022年多多少"),
        ("岫林县信访件水污染数加上噪声数等于多少", "岫林县信访件水污染和噪声一共多少件"),
        ("岫林县反馈问题各时点完成数", "岫林县反馈问题历次完成数怎么变的？"),
        ("岫林县反馈问题完成率比砚屿县高还是低", "岫林县和砚屿县反馈问题哪个完成率高？"),
    ],
)
def test_whole_shapes_are_read_as_the_plain_ones(said: str, meant: str) -> None:
    assert READER.normal(said) == meant


@pytest.mark.parametrize(
    ("fragment", "whole"),
    [("砚屿县是多少", "砚屿县反馈问题完成整改多少项？"), ("已办结的有几件", None), ("罚款是多少", None)],
)
def test_another_place_in_full_words_goes_on_with_the_question(fragment: str, whole: str | None) -> None:
    assert rewritten(fragment, "岫林县反馈问题完成整改多少项？", ["岫林县"], ["岫林县", "砚屿县"], LEXICON) == whole
