"""Index units follow sections and sentences and never cut what belongs together."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given as properties
from hypothesis import settings
from hypothesis import strategies as st

from assistant.reading.report import read_reports
from assistant.resources import knowledge_file
from assistant.search.passages import LONGEST, SHORTEST_TAIL, WINDOW, passages
from assistant.types import OffsetMap, Passage, Report, Section


def report(text: str, *headings: tuple[int, str]) -> Report:
    """A clean report whose sections begin at the given headings (level, words)."""
    starts = [text.index(heading) for _, heading in headings] + [len(text)]
    sections = [Section((), 0, 0, starts[0])]
    path: list[tuple[int, str]] = []
    for (level, heading), start, end in zip(headings, starts, starts[1:], strict=False):
        path = [part for part in path if part[0] < level] + [(level, heading)]
        sections.append(Section(tuple(name for _, name in path), level, start, end))
    offsets = OffsetMap((0,), (0,), (len(text),), (True,))
    return Report("0" * 16 + "-1", "a.txt", "报告", "其他", None, None, "无", text, text, offsets, tuple(sections), ())


def test_passages_slice_back_and_keep_the_words() -> None:
    text = "标题\n一、基本情况\n" + "全镇共排查河道12条，清理淤泥3.5万立方米。" * 30 + "\n二、存在问题\n管网老化。"
    given = report(text, (1, "一、基本情况"), (1, "二、存在问题"))
    found = passages(given)
    assert all(given.clean[one.start : one.end] == one.text for one in found)
    assert "".join("".join(one.text for one in found).split()) == "".join(text.split())


def test_passages_stay_within_one_section_and_length() -> None:
    text = "一、甲\n" + "河道整治已经完成并通过了现场核查。" * 40 + "\n二、乙\n" + "固废堆场覆土复绿正在推进之中。" * 40
    found = passages(report(text, (1, "一、甲"), (1, "二、乙")))
    assert {one.section for one in found} == {("一、甲",), ("二、乙",)}
    assert all(60 <= len(one.text) <= LONGEST for one in found)


def test_a_heading_above_deeper_ones_is_no_passage_of_its_own() -> None:
    text = "一、工作进展\n（一）压实责任。成立专班，明确任务。\n（二）强化督办。每月调度一次。"
    found = passages(report(text, (1, "一、工作进展"), (2, "（一）压实责任"), (2, "（二）强化督办")))
    assert [one.section[-1] for one in found] == ["（一）压实责任", "（二）强化督办"]
    assert found[0].section[0] == "一、工作进展"


def test_list_items_are_not_cut() -> None:
    items = [f"{n}.对第{n}处排污口开展溯源排查，建立台账，逐一销号，由属地街道负责落实到位。" for n in range(1, 30)]
    found = passages(report("\n".join(items)))
    starts = [one.text for one in found]
    assert all(re.match(r"\d+\.对第", text) and text.endswith("到位。") for text in starts)


@pytest.mark.parametrize("inside", ["“" + "坚持不懈，久久为功，" * 12 + "”", "（" + "含水务，住建，农业，" * 12 + "）", "1，234，567"])
def test_an_endless_sentence_is_cut_only_at_outer_commas(inside: str) -> None:
    text = "各单位对照清单逐条梳理，" * 20 + inside + "，" + "压茬推进各项任务落地，" * 20 + "确保完成。"
    found = passages(report(text))
    assert len(found) > 1
    assert any(inside in one.text for one in found)
    assert "".join(one.text for one in found) == text


@pytest.mark.parametrize("text", ["", "\n \n", "———\n。。。"])
def test_text_without_words_has_no_passages(text: str) -> None:
    assert passages(report(text)) == []


def test_real_reports_are_cut_without_loss(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        for given in read_reports(path.name, path.read_bytes()):
            found = passages(given)
            assert all(given.clean[one.start : one.end] == one.text for one in found)
            assert sum(len(one.text) for one in found) > 0.9 * len("".join(given.clean.split()))
            assert max(len(one.text) for one in found) <= LONGEST + SHORTEST_TAIL
            between = [given.clean[one.end - 1] + given.clean[two.start] for one, two in pairwise(found)]
            assert not [pair for pair in between if pair.isdigit()]


WORDS = st.sampled_from(["整改工作稳步推进", "排查河道", "责任单位为区住建局", "群众满意", "水质改善", "压实责任", "望棠区"])
NUMBERS = st.sampled_from(["12345.67万元", "2024年6月30日", "18.26%", "三十五件", "1,234,567吨", "PM2.5", "第十三批", "42次", "Ⅱ类"])
QUOTED = st.builds(
    lambda left, inner: left + inner + {"“": "”", "（": "）", "《": "》"}[left],
    st.sampled_from("“（《"),
    st.text("整改，督察。；1", min_size=1, max_size=60),
)
ITEMS = st.builds(lambda n, words: f"\n{n}.{''.join(words)}。\n", st.integers(1, 30), st.lists(WORDS | NUMBERS, min_size=1, max_size=12))
MARKS = st.sampled_from(["，", "。", "；", "、", "\n", "：", " | ", "　"])
ENDLESS = st.builds(lambda word, times: word * times, WORDS, st.integers(1, 120))
PIECES = st.lists(st.one_of(WORDS, NUMBERS, QUOTED, ITEMS, MARKS, ENDLESS), min_size=1, max_size=60)


@settings(max_examples=150, deadline=None)
@properties(PIECES)
def test_whatever_the_text_passages_are_slices_that_cover_it_within_the_window(pieces: list[str]) -> None:
    given_text = "".join(pieces)
    check(report(given_text))
    for number in [one for one in pieces if one[0].isdigit() and len(one) < 12]:
        assert not cut_inside(report(given_text), number), number


def check(given: Report) -> list[Passage]:
    """Slices of the text in order, nothing lost but blanks, rules and headings that the path carries, and none too long."""
    found = passages(given)
    assert all(given.clean[one.start : one.end] == one.text for one in found)
    assert all(len(one.text) + len(" / ".join(one.section)) <= WINDOW for one in found)
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(given.clean)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        left_out = given.clean[start:end]
        for heading in sorted({part for section in given.sections for part in section.path}, key=len, reverse=True):
            left_out = left_out.replace(heading, "")
        assert not re.search(r"[\w*]", left_out), left_out
    return found


def cut_inside(given: Report, words: str) -> list[int]:
    """Where a passage ends inside an occurrence of these words."""
    edges = {one.end for one in passages(given)} | {one.start for one in passages(given)}
    places = (match.start() for match in re.finditer(re.escape(words), given.clean))
    return [place for place in places if any(place < edge < place + len(words) for edge in edges)]


@pytest.mark.parametrize("unit", ["整改措施逐项落实到位并持续巩固提升", "，", "1", "“", "序号：1；", "甲 | 乙 | "])
def test_a_text_of_one_line_without_end_stays_bounded(unit: str) -> None:
    text = "表" + unit * (20_000 // len(unit))
    assert max(len(one.text) for one in check(report(text))) <= WINDOW


def test_a_table_row_of_5000_characters_is_bounded_and_a_short_one_whole() -> None:
    short = "序号：7；问题：雨污管网错接混接；责任单位：区住建局；整改时限：2024年12月；状态：达到序时进度"
    given = report("\n".join([short] * 12) + "\n序号：8；问题：" + "管网错接" * 1250 + "；状态：滞后\n" + short)
    found = check(given)
    assert sum(one.text.count(short) for one in found) == 13


def test_a_long_quotation_is_not_cut_where_there_is_another_place() -> None:
    quotation = "“" + "坚持生态优先，绿色发展，久久为功，" * 10 + "”"
    given = report("区委要求" + "逐条对照" * 40 + quotation + "并" + "压茬推进" * 60)
    assert any(quotation in one.text for one in check(given))


def test_deep_headings_leave_room_for_themselves() -> None:
    headings = [
        (level, mark + "关于进一步压实属地责任推动督察反馈问题整改走深走实的做法")
        for level, mark in ((1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）"))
    ]
    text = "\n".join(heading for _, heading in headings) + "\n" + "河道整治已经完成并通过了现场核查。" * 60
    check(report(text, *headings))


def test_practice_and_sample_documents_are_cut_whole(practice: Path, seeds: Path) -> None:
    samples = knowledge_file("samples/documents")
    paths = [*sorted((practice / "docs").glob("*.txt")), *sorted(seeds.glob("*.txt")), *sorted(samples.iterdir())]
    for path in paths:
        for given in read_reports(path.name, path.read_bytes()):
            found = check(given)
            for quotation in re.findall(r"“[^”“\n]{2,150}”", given.clean):
                assert any(quotation in one.text for one in found), quotation
            for number in re.findall(r"\d[\d.,]*\d(?:万元|件|个|项|%)", given.clean):
                assert any(number in one.text for one in found), number
            for item in re.findall(r"^\d{1,2}[.．][^\n]{10,250}$", given.clean, re.MULTILINE):
                assert any(item.strip() in one.text for one in found), item
