"""What a list's figures give together, from facts made one by one: derived, never guessed."""

from __future__ import annotations

import pytest
from answering_office import office_of
from factories import fact

from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact, Number, Passage, Status


def tally(*facts: Fact) -> Tally:
    (found,) = tallies(facts)
    return found


def problems(**counts: Number | None) -> Tally:
    return tally(*(fact("反馈问题", metric, value) for metric, value in counts.items()))


def complaints(**counts: Number | None) -> Tally:
    return tally(*(fact("信访件", metric, value, "件") for metric, value in counts.items()))


@pytest.mark.parametrize(
    ("metric", "value", "formula"),
    [
        ("总数", 42, None),
        ("完成", 28, None),
        ("未完成", 14, "42−28=14"),
        ("未销号", 21, "42−21=21"),
        ("完成率", 66.7, "28÷42≈66.7%"),
        ("销号率", 50, "21÷42=50%"),
    ],
)
def test_a_list_of_problems(metric: str, value: Number, formula: str | None) -> None:
    derived = problems(总数=42, 完成=28, 销号=21, 序时=11, 滞后=3).derive(metric)
    assert derived is not None
    assert (derived.value, derived.formula) == (value, formula)
    assert derived.status is (Status.DERIVED if formula else Status.CERTAIN)


@pytest.mark.parametrize(
    ("metric", "value", "formula"), [("未办结", 14, "102−88=14"), ("阶段性办结", 9, None), ("办结率", 86.3, "88÷102≈86.3%")]
)
def test_a_list_of_complaints(metric: str, value: Number, formula: str | None) -> None:
    derived = complaints(总数=102, 办结=88, 阶段性办结=9, 未办结=5).derive(metric)
    assert derived is not None
    assert (derived.value, derived.formula) == (value, formula)


def test_without_a_total_what_is_not_settled_is_its_stated_parts() -> None:
    derived = complaints(办结=88, 阶段性办结=9, 未办结=5).derive("未办结")
    assert derived is not None
    assert (derived.value, derived.formula) == (14, "9+5=14")


@pytest.mark.parametrize("metric", ["未完成", "未销号", "完成率", "销号率", "滞后"])
def test_what_the_figures_do_not_give_is_not_given(metric: str) -> None:
    assert problems(总数=42).derive(metric) is None
    assert problems(序时=11).derive(metric) is None


def test_a_hidden_part_hides_what_follows_from_it() -> None:
    for metric in ("未完成", "完成率"):
        derived = problems(总数=42, 完成=None).derive(metric)
        assert derived is not None
        assert (derived.value, derived.status) == (None, Status.MASKED)


def test_no_rate_of_an_empty_list() -> None:
    assert problems(总数=0, 完成=0).derive("完成率") is None


def test_a_status_not_named_is_zero_only_where_the_parts_are_the_whole() -> None:
    full, open_ended = problems(总数=12, 完成=8, 序时=4), problems(总数=12, 完成=8)
    exhausted = full.exhausted("滞后")
    assert exhausted is not None
    assert (exhausted.value, exhausted.formula) == (0, "12−8−4=0")
    assert open_ended.exhausted("滞后") is None


def test_parts_named_apart_in_one_sentence_add_up() -> None:
    one, two = (fact("反馈问题", "滞后", value, status_text=text) for value, text in ((2, "未达到序时进度"), (1, "进展缓慢")))
    derived = tally(fact("反馈问题", "总数", 10), one, two).derive("滞后")
    assert derived is not None
    assert (derived.value, derived.formula) == (3, "2+1=3")


def test_approximate_stays_approximate() -> None:
    from dataclasses import replace

    total = fact("反馈问题", "总数", 190)
    derived = tally(replace(total, quantity=replace(total.quantity, approximate=True)), fact("反馈问题", "完成", 73)).derive("未完成")
    assert derived is not None
    assert derived.approximate


def test_the_two_tracks_and_two_totals_stay_apart() -> None:
    lists = tallies([fact("反馈问题", "总数", 42, of="A"), fact("信访件", "总数", 42, "件", of="B"), fact("反馈问题", "总数", 14, of="C")])
    assert [(one.track.value, one.total and one.total.quantity.value) for one in lists] == [
        ("反馈问题", 42),
        ("信访件", 42),
        ("反馈问题", 14),
    ]


def test_the_same_list_said_twice_is_one_list() -> None:
    again = Passage("r", (), 500, 502, "42")
    (merged,) = tallies(
        [
            fact("反馈问题", "总数", 42, of="A"),
            fact("反馈问题", "总数", 42, of="B", passage=again),
            fact("反馈问题", "完成", 28, of="B", passage=again),
        ]
    )
    assert merged.derive("未完成") is not None


def test_parts_beyond_the_total_are_told() -> None:
    assert "超过总数" in (problems(总数=10, 完成=8, 序时=5).imbalance() or "")
    assert "大于" in (problems(总数=10, 完成=5, 销号=6, 序时=5).imbalance() or "")
    assert problems(总数=10, 完成=5, 销号=4, 序时=5).imbalance() is None


def test_two_years_of_one_list_are_held_against_each_other_never_those_of_two_lists():
    before = """岫林县2023年整改落实情况报告
截至2023年12月15日，第二轮中央督察反馈我县的18个问题，完成整改14个；第二轮省级督察反馈问题11个，完成整改3个。
"""
    after = """岫林县2024年整改落实情况报告
截至2024年11月30日，第二轮中央督察反馈我县的18个问题，已有17个整改完成；第二轮省级督察反馈问题11个，9个完成整改。
"""
    answer = office_of(before, after).ask("岫林县2023年和2024年完成整改的差多少？")
    changes = {figure.formula for figure in answer.figures if figure.formula}
    assert changes <= {"17−14=3", "9−3=6"}
    assert changes or answer.kind == "refused"
