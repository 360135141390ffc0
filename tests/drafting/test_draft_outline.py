"""Headings of a draft: levels by number, words without it, sections by name."""

from __future__ import annotations

import pytest

from assistant.drafting.outline import CLOSING, OPENING, bare, joined, keys, level_of, named
from assistant.types import DraftSection

SECTIONS = (
    DraftSection("", 0, "开头。"),
    DraftSection("一、主要做法", 1, ""),
    DraftSection("（一）加强组织领导", 2, "甲。"),
    DraftSection("（二）压实整改责任", 2, "乙。"),
    DraftSection("二、存在问题", 1, "丙。"),
    DraftSection("", 0, "特此报告。"),
)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、主要做法", 1),
        ("（三）严格验收", 2),
        ("(三)严格验收", 2),
        ("2.矿山修复", 3),
        ("（1）覆土", 4),
        ("十二、下一步打算", 1),
        ("1.立即停产整改；", 0),
        ("一、立即停产整改。", 0),
        ("2.5万吨", 0),
        ("2024年完成", 0),
        ("一是加强领导", 0),
        ("一、", 0),
    ],
)
def test_levels(line: str, level: int) -> None:
    assert level_of(line) == level


def test_words_without_the_number() -> None:
    assert [bare(one) for one in ("一、主要做法", "（二） 压实责任", "3.修复", "总体 情况")] == ["主要做法", "压实责任", "修复", "总体情况"]


def test_keys_hold_the_path() -> None:
    assert keys(SECTIONS) == [OPENING, ("主要做法",), ("主要做法", "加强组织领导"), ("主要做法", "压实整改责任"), ("存在问题",), CLOSING]


def test_keys_are_never_twice_the_same() -> None:
    twice = (DraftSection("一、情况", 1, "甲"), DraftSection("二、情况", 1, "乙"), DraftSection("三、情况", 1, "丙"))
    assert len(set(keys(twice))) == 3


@pytest.mark.parametrize(("name", "found"), [("一、主要做法", [1, 2, 3]), ("压实整改责任", [3]), ("组织领导", [2]), ("没有", []), ("", [])])
def test_sections_by_name(name: str, found: list[int]) -> None:
    assert named(SECTIONS, name) == found


def test_text_without_a_heading_goes_to_the_one_before_but_the_closing_stays() -> None:
    apart = (DraftSection("", 0, "开头。", ("甲",)), DraftSection("", 0, "再说。", ("乙",)), *SECTIONS[1:])
    assert joined(apart) == (DraftSection("", 0, "开头。\n再说。", ("甲", "乙")), *SECTIONS[1:])
