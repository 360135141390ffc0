"""What questions ask for and which words narrow them, as learned from examples."""

import json
from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.words.asked import _learned, learned, outline, stretches, way
from assistant.words.lexicon import load_lexicon
from assistant.words.marks import cut
from assistant.words.resemblance import Resemblance

PLACE = ("棠溪县",)


def pieces(text: str):
    return cut(text, load_lexicon(), PLACE)


def test_a_text_is_of_the_kind_it_resembles_most() -> None:
    kinds = Resemblance({"时间": ["什么时候完成", "何时完工"], "人": ["谁牵头", "哪个局负责"]})
    likely = kinds.likelihoods("什么时候完工")
    assert likely["时间"] > 0.8
    assert sum(likely.values()) == pytest.approx(1)


def test_what_no_example_holds_tells_the_kinds_apart_in_no_way() -> None:
    assert Resemblance({"甲": ["一二"], "乙": ["三四"]}).likelihoods("五六") == {"甲": 0.5, "乙": 0.5}


def test_an_outline_has_signs_for_names_days_and_figures() -> None:
    said = outline(pieces("棠溪县第二轮省级督察反馈问题，2023年6月30日是不是改完12个了"))
    assert said == "①②反馈问题，④是不是改完④个了"


def test_stretches_lie_between_the_marks_of_a_list_and_pauses() -> None:
    found = stretches(pieces("棠溪县中央督察反馈问题里，水务局牵头的完成了多少个"))
    assert [words for words, _ in found][-2:] == ["水务局牵头的", "个"]
    assert "⑧«水务局牵头的»⑦" in [beside for _, beside in found]


@pytest.mark.parametrize(
    "question",
    [
        "棠溪县中央督察反馈问题，卫健局负责的还有几个没完成",
        "涉及造纸厂的，棠溪县中央督察问题改完几个了",
        "棠溪县中央督察信访件办结多少件（只要跨省的）",
        "棠溪县中央督察问题销号几个？县委书记包抓的那些",
    ],
)
def test_words_that_narrow_a_list_are_told(question: str) -> None:
    assert max(likely for _, likely in learned().narrowing(pieces(question))) > 0.5


@pytest.mark.parametrize(
    "question",
    [
        "麻烦帮忙看一眼，棠溪县中央督察反馈问题到底完成了多少个呀，马上要开会",
        "棠溪县这边中央督察的信访件现在办结多少件啦",
        "年终总结里空着一格，棠溪县中央督察反馈问题还剩几个没完成",
    ],
)
def test_idle_words_narrow_nothing(question: str) -> None:
    assert max(likely for _, likely in learned().narrowing(pieces(question))) < 0.5


def test_a_count_is_asked_for_in_one_way_for_each_status() -> None:
    assert (way("count", "完成"), way("rate", "完成")) == ("count 完成", "rate")
    likely = learned().ways.likelihoods(outline(pieces("棠溪县中央督察反馈问题改完了几个")))
    assert likely["count 完成"] > 0.5
    assert likely["count 销号"] < 0.1


def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "asked.json"
    damaged.write_text(json.dumps({"ways": {}}), "utf-8")
    with pytest.raises(KnowledgeError, match=r"问法样例文件 asked\.json 缺失或读不懂"):
        _learned(damaged)
