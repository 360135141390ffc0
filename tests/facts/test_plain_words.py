"""A status told around a figure in words of any kind is taken where nothing else is told there."""

import pytest
from factories import facts_of

FRAME = "截至2023年6月30日，第二轮中央督察反馈我县的20项问题，{}。"


@pytest.mark.parametrize("told", ["整改完成的数字是9项", "有9项画上了句号", "2023年6月30日前后完成整改9项"])
def test_the_one_status_told_is_taken(told):
    assert [(fact.metric, fact.quantity.value) for fact in facts_of(FRAME.format(told)) if fact.metric == "完成"] == [("完成", 9)]


@pytest.mark.parametrize("told", ["年底前应完成的数字是9项", "矿山整改完成的数字是9项", "完成的比滞后的数字多9项"])
def test_what_is_planned_or_of_a_part_is_not(told):
    assert not [fact for fact in facts_of(FRAME.format(told)) if fact.metric == "完成"]
