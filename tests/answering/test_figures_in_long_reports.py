"""The one figure meant, out of a report where neighbours, parts, comparisons and other batches stand beside it."""

from __future__ import annotations

import pytest
from answering_office import office_of

from assistant.types import Number

_WATER = """澜川市2024年上半年生态环境质量情况报告
1至6月，全市42个地表水断面水质优良（Ⅰ至Ⅲ类）比例为88.1%，好于目标值2.1个百分点，同比上升3.4个百分点；劣Ⅴ类断面比例为1.2%，同比下降0.6个百分点。
6月，全市水质优良比例为71.4%，同比下降1.5个百分点。其中青禾河、望江等5条河流断面水质优良比例达到100%。
与2020年相比，重污染天数减少9天；细颗粒物（PM2.5）平均31微克/立方米，比全省平均浓度低4微克/立方米。
全市平均优良天数为152天，比全省平均优良天数少11天。
"""
_HILLS = """望棠区废弃矿山治理情况
望棠区栽植苗木近12万株，恢复林地约3260亩。专项督察第一至六批责令整改9家；约谈5人；问责3人。
"""
_BATCHES = """澜川市收到第六批信访举报件
7月3日，省生态环境保护督察组交办澜川市第六批信访件36件，涉及大气污染14个、水污染12个、海洋污染2个。
到7月3日，督察组向澜川市交办的信访件累计214件，望棠区96件，涉及大气污染88个、水污染71个、海洋污染9个。
"""
_APPEAL = """望棠区信访工作专班情况
望棠区为一起疑难信访事项成立专班，采集各项证据80余件，最终化解。
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("今年上半年澜川市水质优良比例多少？", 88.1, "%"),
        ("澜川市2024年1—6月优良断面比例是多少？", 88.1, "%"),
        ("澜川市上半年劣Ⅴ类断面比例多少？", 1.2, "%"),
        ("澜川市上半年劣V类占比多少？", 1.2, "%"),
        ("澜川市平均优良天数多少天？", 152, "天"),
        ("澜川市优良天数比全省平均少多少天？", 11, "天"),
        ("澜川市PM2.5平均浓度多少？", 31, "微克/立方米"),
    ],
)
def test_a_neighbour_is_not_taken_for_the_figure_asked_for(question: str, value: Number, unit: str) -> None:
    figure = office_of(_WATER).ask(question).figures[0]
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("澜川市上半年水质优良比例多少，同比升了多少？", [88.1, 3.4]),
        ("澜川市上半年优良断面占比多少，比目标值高多少？", [88.1, 2.1]),
        ("澜川市劣Ⅴ类断面比例多少，下降了多少？", [1.2, 0.6]),
    ],
)
def test_a_second_ask_is_about_the_change_of_the_first_figure(question: str, values: list[Number]) -> None:
    assert [figure.value for figure in office_of(_WATER).ask(question).figures] == values


def test_a_change_that_is_not_stated_is_said_to_be_missing() -> None:
    answer = office_of(_WATER).ask("澜川市上半年水质优良比例多少，环比升了多少？")
    assert [figure.value for figure in answer.figures] == [88.1]
    assert "环比升了多少”材料未载明" in answer.text


def test_a_year_compared_with_is_not_the_year_of_the_figure() -> None:
    answer = office_of(_WATER).ask("澜川市2020年PM2.5平均浓度多少？")
    assert (answer.kind, answer.figures) == ("refused", ())


@pytest.mark.parametrize(("question", "said"), [("望棠区恢复林地多少亩？", "约3260亩。"), ("望棠区栽植苗木多少株？", "近12万株。")])
def test_about_stays_in_the_headline(question: str, said: str) -> None:
    assert office_of(_HILLS).ask(question).text.startswith(said)


def test_the_batches_counted_together_are_no_words_of_the_figure() -> None:
    answer = office_of(_HILLS).ask("望棠区第一至六批约谈了几个人、问责几人？")
    assert [figure.value for figure in answer.figures] == [5, 3]


@pytest.mark.parametrize(
    ("question", "value"), [("到7月3日澜川市累计件里海洋污染问题多少个？", 9), ("澜川市第六批里海洋污染问题多少个？", 2)]
)
def test_a_class_of_all_batches_is_not_that_of_the_last_one(question: str, value: Number) -> None:
    assert office_of(_BATCHES).ask(question).figures[0].value == value


def test_a_list_does_not_count_what_is_no_member_of_it() -> None:
    answer = office_of(_BATCHES, _APPEAL).ask("望棠区那个信访事项采集了多少件证据？")
    assert 96 not in [figure.value for figure in answer.figures]


_AREAS = """云泽省信访件办理情况公开
截至8月2日，省督察组交办云泽省信访件120件，办结80件。其中望棠区43件、岫林县77件。
"""
_AREAS_DONE = _AREAS + "办结的80件中，望棠区35件、岫林县45件。\n"


def test_a_bare_status_behind_a_class_is_never_that_of_the_whole_list() -> None:
    answer = office_of(_AREAS).ask("望棠区收到几件、办结几件？")
    assert [figure.value for figure in answer.figures] == [43]
    assert "材料未载明" in answer.text


def test_a_bare_status_behind_a_class_is_that_of_the_class() -> None:
    assert [figure.value for figure in office_of(_AREAS_DONE).ask("望棠区收到几件、办结几件？").figures] == [43, 35]
