"""Texts of many figures are read in time that grows with their length, not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from factories import facts_of

from assistant.types import Track


def figures(count: int) -> str:
    """One sentence without an end: a table whose line ends were lost."""
    return "".join(f"{'污水垃圾矿山'[i % 6]}{i % 900 + 1}{'个件吨'[i % 3]}、" for i in range(count))


def cutoffs(count: int) -> str:
    return "。".join(f"截至{i % 12 + 1}月{i % 28 + 1}日，反馈问题{i + 30}个，完成整改{i}个" for i in range(count)) + "。"


def classes(count: int) -> str:
    return "\n".join(f"第二轮督察反馈问题{i + 30}个，完成整改{i}个。其中水类{i // 2}个、大气类{i // 3}个。" for i in range(count))


def seconds(text: str) -> float:
    began = time.process_time()
    facts_of(text)
    return time.process_time() - began


@pytest.mark.parametrize("made", [figures, cutoffs, classes])
def test_four_times_the_text_takes_no_sixteen_times_as_long(made: Callable[[int], str]) -> None:
    facts_of(made(10))
    assert seconds(made(1200)) < 10 * max(seconds(made(300)), 0.05)


def test_what_a_long_list_says_is_still_found() -> None:
    last = facts_of(cutoffs(300))[-1]
    assert (last.track, last.metric, last.quantity.value) == (Track.PROBLEM, "完成", 299)
