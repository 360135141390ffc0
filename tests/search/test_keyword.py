"""The keyword leg on a tiny real index."""

import unicodedata
from pathlib import Path

import pytest
import tantivy

from assistant.errors import StoreError
from assistant.search.keyword import KeywordEntry, KeywordIndex, terms

TEXTS = {
    ("r1", 0): ("云溪县整改报告 一、总体情况", "33个问题已完成整改19个，完成率57.6%。"),
    ("r1", 1): ("云溪县整改报告 二、信访办理", "交办信访件36件，已办结35件。"),
    ("r2", 0): ("白河市整改方案 整改（一）", "对COD超标的污水处理厂实施提标改造。"),
    ("r2", 1): ("白河市整改方案 整改（二）", "关停沿河砂场，恢复岸线植被。"),
}


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    made = KeywordIndex.create(tmp_path / "keyword")
    made.write([KeywordEntry(report, ordinal, heading, text) for (report, ordinal), (heading, text) in TEXTS.items()])
    return made


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("还有多少问题没有完成整改？", ("r1", 0)),
        ("信访件办结了几件", ("r1", 1)),
        ("整改（二）植被", ("r2", 1)),
        ("砂", ("r2", 1)),
        ("cod", ("r2", 0)),
        ("ＣＯＤ", ("r2", 0)),
        ("57.6", ("r1", 0)),
        ("云溪县 信访", ("r1", 1)),
        ('污水 AND ("提标" OR -植被) text:* [a TO b] ^~', ("r2", 0)),
    ],
)
def test_the_best_passage_for(index: KeywordIndex, query: str, best: tuple[str, int]) -> None:
    hit = index.query(query, 4)[0]
    assert (hit.report, hit.ordinal) == best


@pytest.mark.parametrize("query", ["", "  ", "？！（）", "*", "鼉"])
def test_queries_that_find_nothing(index: KeywordIndex, query: str) -> None:
    assert index.query(query, 4) == []


@pytest.mark.parametrize("query", ["整改（一）", "“整改”", "整改:（一", "+整改 -(一)"])
def test_official_punctuation_is_no_query_language(index: KeywordIndex, query: str) -> None:
    assert {hit.report for hit in index.query(query, 4)} == {"r1", "r2"}


def test_a_pasted_page_is_searched_by_its_rarest_terms(index: KeywordIndex) -> None:
    page = "".join(chr(0x4E00 + i * 3) for i in range(4980)) + "关停沿河砂场恢复岸线植被"
    assert len(page) > 4990
    assert index.query(page, 1)[0][:2] == ("r2", 1)


def test_reports_filter_without_changing_the_order(index: KeywordIndex) -> None:
    everything = [hit for hit in index.query("整改报告", 4) if hit.report == "r2"]
    only = index.query("整改报告", 4, frozenset({"r2"}))
    assert [hit[:2] for hit in only] == [hit[:2] for hit in everything]
    assert only[0].score == pytest.approx(everything[0].score)


@pytest.mark.parametrize("text", ["共33个，ＰＭ2.5超标", "甲㈱乙", "３．５吨", "㎡与m²", "豈更車", "完成整改。（一）", "Ⅱ类；ABC－1"])
def test_the_short_way_cuts_terms_as_the_normal_form_does(text: str) -> None:
    assert terms(text) == terms(unicodedata.normalize("NFKC", text))


def test_add_and_remove(index: KeywordIndex) -> None:
    index.write([KeywordEntry("r3", 0, "", "砂场复绿验收通过。")], ["r2"])
    assert {hit.report for hit in index.query("砂场", 9)} == {"r3"}
    assert index.count() == 3


def test_a_reader_sees_a_commit_after_reload(index: KeywordIndex, tmp_path: Path) -> None:
    reader = KeywordIndex.open(tmp_path / "keyword")
    index.write([KeywordEntry("r3", 0, "", "餐饮油烟扰民")])
    assert reader.query("油烟", 1) == []
    reader.reload()
    assert [hit.report for hit in reader.query("油烟", 1)] == ["r3"]


def test_a_second_writer_gets_a_sentence(index: KeywordIndex, tmp_path: Path) -> None:
    first = tantivy.Index.open(str(tmp_path / "keyword")).writer(15_000_000, 1)
    with pytest.raises(StoreError, match="另一个程序"):
        index.write(remove=["r1"])
    first.rollback()
    del first
    index.write(remove=["r1"])
    assert index.count() == 2


def test_opening_makes_no_index(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="meta.json"):
        KeywordIndex.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_terms_are_characters_pairs_words_and_numbers() -> None:
    assert list(terms("共33个，ＰＭ2.5超标")) == ["共", "33", "个", "pm", "2.5", "超", "标", "超标"]


def test_words_weigh_as_in_an_index_without_the_reports_that_do_not_count(tmp_path: Path) -> None:
    """管网 is rare among what counts and common in all: without it the ranks would tell of reports that one may not see."""
    shown = [
        KeywordEntry(f"s{n}", 0, "", text)
        for n, text in enumerate(["管网建设完成验收", "矿山复绿完成验收", "矿山台账更新了", "其他事项说明"])
    ]
    hidden = [KeywordEntry(f"h{n}", 0, "", "管网管网管网全线贯通") for n in range(40)]
    whole, without = KeywordIndex.create(tmp_path / "whole"), KeywordIndex.create(tmp_path / "without")
    whole.write(shown + hidden)
    without.write(shown)
    own, unseen = frozenset(one.report for one in shown), frozenset(one.report for one in hidden)
    for query in ("管网 矿山", "管网完成", "矿山台账验收", "全线贯通管网"):
        wanted = [hit.report for hit in without.query(query, 4)]
        assert [hit.report for hit in whole.query(query, 4, own, uncounted=unseen)] == wanted
    scores = [[hit.score for hit in found] for found in (whole.query("管网 矿山", 4, own), without.query("管网 矿山", 4))]
    assert scores[0][0] > scores[1][0] * 2, "they do differ where everything counts"
    near = [hit.score for hit in whole.query("管网 矿山", 4, own, uncounted=unseen)]
    assert near == pytest.approx(scores[1], rel=0.15)
