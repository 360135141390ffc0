"""Repairs: each case, and what holds for every one of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.repair import repair
from assistant.reading.tracking import TrackedText
from assistant.reading.vocabulary import load_vocabulary
from tests.reading.tables import rows, texts

VOCABULARY = load_vocabulary()


def cleaned(text: str) -> TrackedText:
    return repair(text, VOCABULARY)


@pytest.mark.parametrize(("given_text", "expected"), rows("repair"))
def test_case(given_text, expected):
    assert cleaned(given_text).text == expected


@pytest.mark.parametrize("text", texts("repair"))
def test_repaired_again_nothing_changes(text):
    once = cleaned(text).text
    assert cleaned(once).text == once


def assert_traceable(tracked: TrackedText) -> None:
    offsets = tracked.offsets
    ends = (*offsets.clean_starts[1:], *[len(tracked.text)] * bool(tracked.text))
    for start, end, copied in zip(offsets.clean_starts, ends, offsets.copied, strict=True):
        raw_start, raw_end = offsets.raw_span(start, end)
        assert 0 <= raw_start <= raw_end <= len(tracked.raw)
        if copied:
            assert tracked.raw[raw_start:raw_end] == tracked.text[start:end]
    for change in tracked.repairs:
        assert tracked.raw[change.start : change.end] == change.raw


@pytest.mark.parametrize("text", texts("repair"))
def test_every_character_is_traceable(text):
    assert_traceable(cleaned(text))


PIECES = [
    "整改",
    "(qū)",
    "(zhì)",
    "組",
    "報",
    "，，",
    "\n",
    "1、",
    "2、",
    "一、",
    "（一）",
    "(-)",
    "12件",
    "１８",
    "*",
    "某县",
    "IOoo吨",
    "##paidend##",
    "。",
    "“",
    "”",
    " | ",
    "5月",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_traceable_and_keeps_its_masks(text):
    tracked = cleaned(text)
    assert_traceable(tracked)
    assert tracked.text.count("*") == text.count("*")


@pytest.mark.parametrize("interval", [37, 100, 300, 512])
def test_page_marks_at_any_interval_are_taken_out(interval):
    text = "".join(f"第{n}项任务由责任单位负责，投入资金{n * 37}万元，已于当年完成整改验收。" for n in range(1, 60))
    pieces = [text[i : i + interval] for i in range(0, len(text), interval)]
    tracked = cleaned("\n".join(f"{n}、{piece}" for n, piece in enumerate(pieces, 1)))
    assert tracked.text == text
    assert sum(change.type == "分页标记" for change in tracked.repairs) == len(pieces)


def test_a_number_joined_across_a_page_shows_its_raw_form():
    text = "甲" * 97 + "先后45次开会研究。" + "乙" * 200
    pieces = [text[i : i + 100] for i in range(0, len(text), 100)]
    tracked = cleaned("\n".join(f"{n}、{piece}" for n, piece in enumerate(pieces, 1)))
    at = tracked.text.index("先后45次")
    start, end = tracked.offsets.raw_span(at, at + len("先后45次"))
    assert tracked.raw[start:end] in ("先后\n2、45次", "先后4\n2、5次")


@pytest.mark.parametrize(
    ("text", "raw", "reading"),
    [("处理规模为IOoo吨/日", "IOoo", "1000"), ("我市1213日收到信访件", "1213", "12月13"), ("开展业务培训I,明确责任", "I", "")],
)
def test_likely_readings_are_suggestions(text, raw, reading):
    tracked = cleaned(text)
    assert tracked.text == text
    assert [(change.raw, change.text) for change in tracked.repairs if change.suggestion] == [(raw, reading)]


@pytest.mark.parametrize("text", ["PM10均值51微克", "COD共12吨", "第10批", "10吨", "2019年12月5日", "12月11日", "A0183号邮政信箱"])
def test_sound_numbers_get_no_suggestion(text):
    assert cleaned(text).repairs == []
