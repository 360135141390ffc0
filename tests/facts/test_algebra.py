"""The laws of the status algebra over text: what is rendered with any numbers is derived back (domain.md 3)."""

from __future__ import annotations

import pytest
from factories import fact, facts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.types import Status, Track

COUNTS = st.integers(min_value=1, max_value=400)
FEW = settings(max_examples=60, deadline=None)
PROBLEMS = (
    "督察反馈问题{total}个，完成整改{done}个，达到序时进度{on}个，滞后{late}个。",
    "督察反馈的{total}个问题中，{done}个已完成，{on}个按序时进度推进，{late}个进展滞后。",
    "督察整改任务共{total}项：完成整改{done}项；达到序时进度{on}项；未达到序时进度{late}项。",
    "督察反馈问题{total}个,已完成{done}个,其中整改材料齐备;达到序时进度{on}个,滞后{late}个。",
)
COMPLAINTS = (
    "督察组交办信访件{total}件，办结{done}件，阶段性办结{staged}件，未办结{left}件。",
    "督察组交办的{total}件信访件中，{done}件已办结，{staged}件阶段性办结，{left}件正在办理。",
    "督察组累计交办举报件{total}件，已办结{done}件、阶段性办结{staged}件、正在办理{left}件。",
)


def only(text: str, track: Track) -> Tally:
    (tally,) = [tally for tally in tallies(facts_of(text)) if tally.track is track]
    return tally


@FEW
@given(st.sampled_from(PROBLEMS), COUNTS, COUNTS, COUNTS)
def test_unfinished_is_total_less_done(wording: str, done: int, on: int, late: int) -> None:
    tally = only(wording.format(total=done + on + late, done=done, on=on, late=late), Track.PROBLEM)
    derived = tally.derive("未完成")
    assert derived is not None
    assert (derived.value, derived.status) == (on + late, Status.DERIVED)
    assert derived.formula == f"{done + on + late}−{done}={on + late}"
    assert tally.imbalance() is None
    assert sum(part.quantity.value or 0 for _, part in tally.open_parts()) == derived.value


@FEW
@given(st.sampled_from(COMPLAINTS), COUNTS, COUNTS, COUNTS)
def test_unsettled_is_staged_and_pending(wording: str, done: int, staged: int, left: int) -> None:
    tally = only(wording.format(total=done + staged + left, done=done, staged=staged, left=left), Track.COMPLAINT)
    derived = tally.derive("未办结")
    assert derived is not None
    assert derived.value == staged + left
    total = done + staged + left
    tenths = (2000 * done + total) // (2 * total)  # a half is rounded up, as calculators do
    assert tally.derive("办结率").value == pytest.approx(tenths / 10)


@FEW
@given(st.sampled_from(PROBLEMS), COUNTS, COUNTS, COUNTS, st.integers(min_value=1, max_value=50))
def test_parts_beyond_the_total_are_an_imbalance(wording: str, done: int, on: int, late: int, missing: int) -> None:
    total = max(done, on, late, done + on + late - missing)
    tally = only(wording.format(total=total, done=done, on=on, late=late), Track.PROBLEM)
    assert tally.imbalance() is not None


def test_a_masked_part_leaves_the_rest_masked() -> None:
    derived = only("督察反馈问题33个，已完成*个。", Track.PROBLEM).derive("未完成")
    assert derived is not None
    assert (derived.value, derived.status) == (None, Status.MASKED)


def test_closed_beyond_done_is_an_imbalance() -> None:
    (tally,) = tallies(
        [fact("反馈问题", "总数", 30), fact("反馈问题", "完成", 20), fact("反馈问题", "序时", 10), fact("反馈问题", "销号", 25)]
    )
    assert "大于" in (tally.imbalance() or "")


def test_the_two_tracks_never_share_a_list() -> None:
    lists = tallies(facts_of("督察组反馈问题33个，完成19个；交办信访件268件，办结260件。"))
    assert {
        tally.track: (tally.total.quantity.value, tally.derive("完成" if tally.track is Track.PROBLEM else "办结").value) for tally in lists
    } == {
        Track.PROBLEM: (33, 19),
        Track.COMPLAINT: (268, 260),
    }


KINDS = ("水", "大气", "噪声", "土壤", "固废", "生态")


@FEW
@given(st.lists(COUNTS, min_size=2, max_size=len(KINDS)), st.sampled_from(["、", "，", "；"]))
def test_classes_add_up_to_their_list(counts: list[int], mark: str) -> None:
    listed = mark.join(f"{kind}{count}件" for kind, count in zip(KINDS, counts, strict=False))
    tally = only(f"督察组交办信访件{sum(counts)}件。按污染类型统计：{listed}。", Track.COMPLAINT)
    assert {part.label: part.quantity.value for part in tally.classes} == dict(zip(KINDS, counts, strict=False))
    assert {part.dimension for part in tally.classes} == {"污染类型"}
    assert sum(part.quantity.value or 0 for part in tally.classes) == tally.total.quantity.value


@FEW
@given(st.lists(COUNTS, min_size=2, max_size=4))
def test_a_parallel_list_gives_each_name_its_number(counts: list[int]) -> None:
    names = ["青岑县", "桐陂县", "霁川区", "芦岭县"][: len(counts)]
    tally = only(
        f"督察组交办信访件{sum(counts)}件，{'、'.join(names)}分别为{'、'.join(f'{count}件' for count in counts)}。", Track.COMPLAINT
    )
    assert {part.label: part.quantity.value for part in tally.classes} == dict(zip(names, counts, strict=True))


def test_what_is_done_and_awaits_the_last_step_counts_as_done() -> None:
    tally = only("第二轮中央督察反馈的9个问题有3个已经销号，1个完成整改、只待销号，5个达到序时进度。", Track.PROBLEM)
    derived = {metric: tally.derive(metric) for metric in ("完成", "未完成", "完成率", "未销号")}
    shown = {metric: (one.value, one.formula) for metric, one in derived.items() if one}
    assert shown == {"完成": (4, "3+1=4"), "未完成": (5, "9−3−1=5"), "完成率": (44.4, "(3+1)÷9≈44.4%"), "未销号": (6, "9−3=6")}
