"""Several inspections put together: counts are added, rates are never; a total of all of them is the list of none."""

from __future__ import annotations

import pytest
from answering_office import office_of

FOUR = """棠坞区生态环境局2024年工作总结
累计梳理各级督察反馈问题形成总台账。分轮次看，首轮中央环保督察14项，已全部完成并销号；“回头看”及大气专项督察9项，全部完成，销号8项；第二轮中央督察21项，完成18项，销号16项，其余3项均达到序时进度；省级督察32项，完成27项，销号25项。
棠坞区生态环境局
2025年1月8日
"""
TWO = """澜川市关于督察整改“回头看”督查情况的通报
全市承担的第三轮中央督察整改任务48项，目前完成39项，其余9项达到序时进度；第二轮省级督察整改任务124项，完成97项，达到序时进度22项，滞后5项。两项合计172项任务，完成136项，其中报省销号111项（第三轮中央督察28项、第二轮省级督察83项）。
2025年3月28日
"""
THREE = """青岑市委书记在推进会上的讲话
第一本，中央第一轮督察，24个问题，完成22个。第二本，中央督察“回头看”，9个问题，完成6个。第三本，省委督察，14个问题，完成才6个。三本账加起来47个问题。三次督察一共交办信访件318件，办结296件。
2022年6月17日
"""


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        (FOUR, "棠坞区四类督察问题合计完成多少项、还剩多少项没完成？", [68, 8]),
        (FOUR, "棠坞区历轮督察（首轮、回头看、二轮、省督）反馈问题加起来总共多少项？", [76]),
        (FOUR, "棠坞区中央三次督察一共销号多少项？", [38]),
        (FOUR, "棠坞区第二轮中央督察和省级督察的任务加起来，完成率是多少？", [84.9]),
        (TWO, "澜川市两轮督察合起来，完成了百分之几？", [79.1]),
        (TWO, "澜川市第三轮中央督察和第二轮省级督察加起来多少任务，完成率多少？", [172, 79.1]),
        (THREE, "青岑市三本账合起来算，现在的整改完成率是多少？", [72.3]),
        (THREE, "青岑市三次督察交办的信访件一共多少件？", [318]),
    ],
)
def test_put_together(text: str, question: str, values: list[float]) -> None:
    given = office_of(text).ask(question)
    leads = [line.split("。")[0] for line in given.text.splitlines()]
    assert given.kind == "computed"
    assert [any(f"{value}" in lead for lead in leads) for value in values] == [True] * len(values)


@pytest.mark.parametrize("question", ["棠坞区五轮督察合计完成多少项？", "棠坞区第一轮和第三轮中央督察合计多少项？"])
def test_one_that_is_missing_is_not_left_out(question: str) -> None:
    given = office_of(FOUR).ask(question)
    assert not any(figure.formula and "+" in figure.formula for figure in given.figures)


def test_what_all_come_to_is_no_list_of_the_last() -> None:
    given = office_of(THREE).ask("青岑市省级督察交办信访件多少件？")
    assert not given.figures
