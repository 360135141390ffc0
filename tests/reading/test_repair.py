"""Repairs: each case, and what holds for every one of them."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.repair import STEPS, repair
from assistant.reading.tracking import TrackedText
from assistant.reading.vocabulary import load_vocabulary
from eval.mess import KINDS, damage
from tests.reading.tables import rows, table, texts

VOCABULARY = load_vocabulary()


def cleaned(text: str) -> TrackedText:
    return repair(text, VOCABULARY)


@pytest.mark.parametrize(("given_text", "expected"), rows("repair"))
def test_case(given_text, expected):
    assert cleaned(given_text).text == expected


def edits_of(name: str, text: str) -> int:
    """How many edits one step makes or suggests while all steps are done."""
    tracked, count = TrackedText(text), 0
    for step in STEPS:
        before = len(tracked.repairs)
        tracked.apply(step(tracked.text, VOCABULARY))
        count += len(tracked.repairs) - before if step.__name__ == name else 0
    return count


@pytest.mark.parametrize("name", [step.__name__ for step in STEPS])
def test_every_step_has_cases_that_it_repairs_and_cases_that_it_leaves(name):
    own = [row["given"] for row in table("repair") if row["step"] == name]
    assert any(edits_of(name, text) for text in own)
    assert any(not cleaned(text).repairs for text in own)


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


DOCUMENT = (
    "岫林县关于2023年督察整改落实情况的报告\n\n澜川市整改办：\n\n一、整改进展\n（一）反馈问题。截至2023年12月15日，18个问题（含重点3个）已完成整改14个，"
    "其中销号10个；达到序时进度3个，1个滞后。\n（二）信访件。62件信访件中，60件已办结，2件阶段性办结。\n二、主要做法\n县委、县政府召开会议12次，投入资金1.27亿元。\n\n"
    "中共岫林县委\n岫林县人民政府\n2023年12月20日\n"
) * 2


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", [*KINDS, "traditional+pinyin", "lost_newlines+half_width+page_marks", "wrapped+pinyin_doubled"])
def test_damaged_texts_are_traceable_and_repaired_once(kind, seed):
    tracked = cleaned(damage(DOCUMENT, kind, seed))
    assert_traceable(tracked)
    starts = [tracked.raw_span(place, place + 1) for place in range(len(tracked.text))]
    assert starts == sorted(starts)
    assert cleaned(tracked.text).text == tracked.text


HOSTILE = [
    *(
        "整",
        "a",
        " ",
        "\t",
        "\n",
        "(",
        "（",
        "<",
        "&",
        "|",
        "“",
        "，",
        "1",
        "I",
        "一、",
        "1、",
        "（一）",
        "（一）\n",
        "第1页\n",
        "- 1 -\n",
        "1/2\n",
    ),
    *(
        "整(zhěng)",
        "整(",
        "環護",
        "整 ",
        "整,",
        "http://",
        "www.a",
        "<a ",
        "{a:b;",
        "##",
        "来源 ",
        "首页\n",
        "相关阅读\n",
        "（公众号",
        "序号：",
        "甲\n1\n",
    ),
    *(
        "一、整改。",
        "督察整改情况报告\n",
        "。中共",
        "人民政府2023年1月1日",
        "2023- 1- ",
        "1213日",
        "\ufffd",
        "[1] ",
        "*",
        "区域：甲；本：1；",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_run_of_anything_is_done_in_time(piece):
    """The time of 200 kB stays in proportion to that of 20 kB: no step is quadratic. (1 MB takes under 2 s on a quiet machine.)"""
    short, long = (_seconds(piece, size) for size in (20_000, 200_000))
    assert long < 0.3 + 25 * short


def _seconds(piece: str, size: int) -> float:
    begin = process_time()
    cleaned(piece * (size // len(piece.encode())))
    return process_time() - begin
