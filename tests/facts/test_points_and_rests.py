"""Reports in short points and in long sentences: days behind their figures, rests told behind them, names listed behind them."""

import pytest
from factories import facts_of

LIST = "第二轮中央督察反馈我县的31项问题，"


def told(text: str) -> dict[str, float | None]:
    """The figures of lists in a text by status or class."""
    return {fact.label if fact.metric == "分类" else fact.metric: fact.quantity.value for fact in facts_of(text) if fact.of}


def test_a_day_in_a_sentence_of_its_own_dates_the_points_before_it():
    points = "（1）第二轮中央督察反馈问题，底数31项。（2）完成整改17项。（3）进度滞后3项。"
    facts = [fact for fact in facts_of(points + "统计时点：2023年6月30日。") if fact.metric in {"完成", "滞后"}]
    assert [fact.as_of for fact in facts] == ["2023-06-30", "2023-06-30"]


def test_a_day_that_is_more_than_a_day_dates_nothing_before_it():
    facts = facts_of("第二轮中央督察反馈我县的31项问题，完成17项。下一次统计时点为2023年6月30日，请各单位按时报送。")
    assert {fact.as_of for fact in facts if fact.metric == "完成"} == {None}


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("完成17项；剩余14项，进度全部合乎要求", {"序时": 14}),
        ("完成17项，余下的14项无一落后于序时进度", {"序时": 14}),
        ("完成17项，有3项拖在序时进度后面", {"滞后": 3}),
        ("完成17项，掉在计划后面的有4项，3项一步未动", {"滞后": 4, "未启动": 3}),
        ("到2023年6月30日只有两种状态：整改完成，17项；达到序时进度，14项", {"完成": 17, "序时": 14}),
        ("未改完的由当初的31项降至14项，降下来的17项均已整改完成", {"未完成": 14, "完成": 17}),
        ("完成占比54.8%（17项），其余或达到序时进度（11项），或进度滞后（3项）", {"完成率": 54.8, "完成": 17, "序时": 11, "滞后": 3}),
        ("整改完成者17项，此外皆达到序时进度，计14项", {"完成": 17, "序时": 14}),
    ],
)
def test_how_the_rest_stands_is_told_in_many_ways(said, figures):
    found = told(LIST + said + "。")
    assert {name: found.get(name) for name in figures} == figures


def test_all_the_others_are_no_total():
    found = told("滞后的有3项；第二轮中央督察反馈我县的其他28项问题，到2023年6月30日已整改完成。")
    assert found["完成"] == 28
    assert "总数" not in found


@pytest.mark.parametrize(
    "said",
    [
        "35件、24件、1件，对应的分别是来电、来信、微信",
        "的举报渠道不外乎来电、来信、微信，我县对应收到35件、24件、1件",
        "以来电居首，我县收到35件，其后依次为来信24件、微信1件",
    ],
)
def test_names_may_stand_apart_from_their_figures(said):
    found = told(f"第二轮中央督察交办我县信访件60件。第二轮中央督察信访件{said}。")
    assert {name: found.get(name) for name in ("来电", "来信", "微信")} == {"来电": 35, "来信": 24, "微信": 1}


def test_what_is_left_of_something_else_is_not_left_of_a_list():
    text = "第二轮中央督察反馈我县的31项问题，完成28项。\n6个地表水断面中，达到Ⅱ类的3个，余下3个为Ⅲ类。"
    assert "未完成" not in told(text)


def test_none_unfinished_is_all_finished():
    assert told("第二轮中央督察反馈我县31项问题，31项问题无一未改完。")["完成"] == 31


def test_the_former_and_the_latter_have_the_names_before_them():
    former, latter = (
        fact for fact in facts_of("2023年我县由领导小组会议定调、调度会推进，前者5次，后者24次。") if fact.quantity.unit == "次"
    )
    assert "领导小组会议" in former.label
    assert "调度会" in latter.label


def test_the_inspection_named_last_is_that_of_a_sentence_that_says_so():
    earlier = "第二轮省级督察反馈我县的22条问题，完成9条。"
    facts = facts_of(earlier + "整改完成的3条里面，2条已销号；没完成的7条在序时进度内，第二轮中央督察交给我县的10条问题，便是如此。")
    assert {fact.inspection.level for fact in facts if fact.of and fact.quantity.value in {2, 3, 7, 10}} == {"中央"}


@pytest.mark.parametrize("said", ["算上阶段性办结的，办结51件", "已办结（阶段性办结一并计入）51件"])
def test_a_figure_that_counts_more_than_its_status_is_that_of_both(said):
    found = told(f"截至2023年6月30日，第二轮中央督察交办我县信访件53件，{said}。")
    assert found["办结或阶段性办结"] == 51
    assert "办结" not in found


def test_a_part_told_again_is_no_list():
    text = "16项完成、7项未完成，7项中又有2项滞后、5项达到序时；以上为第二轮中央督察反馈我县的23项问题截至2023年6月30日的进度。"
    assert [fact.quantity.value for fact in facts_of(text) if fact.metric == "总数"] == [23]
