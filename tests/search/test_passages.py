"""Index units follow sections and sentences and never cut what belongs together."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.reading.report import read_reports
from assistant.search.passages import LONGEST, SHORTEST_TAIL, passages
from assistant.types import OffsetMap, Report, Section


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
