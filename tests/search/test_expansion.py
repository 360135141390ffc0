"""Other words for a query: from the table, from the home's own table, and years and days as reports write them."""

from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file
from assistant.search.expansion import load_expansion


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("这个厂子花了多少钱", "总投资"),
        ("抓了几个人", "行政拘留"),
        ("还没摘牌的有几个", "销号"),
        ("老百姓告状的事办了没有", "信访件"),
        ("进度为什么这么慢", "滞后"),
        ("二四年罚了多少", "2024年"),
        ("23年的情况", "2023年"),
        ("五月二十一号转来几件", "5月21日"),
    ],
)
def test_what_people_say_brings_what_reports_write(query: str, word: str) -> None:
    assert word in load_expansion().of(query).split()


@pytest.mark.parametrize("query", ["污水处理厂", "整改方案", "2024年5月21日", ""])
def test_official_words_stay_nearly_alone(query: str) -> None:
    found = load_expansion().of(query).split()
    assert not {"企业", "信访件", "罚款"} & set(found)
    assert not [word for word in found if word in query]


def test_the_table_of_the_home_stands_in_and_a_broken_one_is_a_sentence(tmp_path: Path) -> None:
    own = tmp_path / "knowledge" / "search.toml"
    own.parent.mkdir()
    own.write_text(knowledge_file("search.toml").read_text("utf-8") + "\n[[group]]\nsaid = '大棚房'\nwritten = '违建 耕地'\n", "utf-8")
    assert load_expansion(tmp_path).of("大棚房") == "违建 耕地"
    own.write_text("[[group]]\nsaid = '('\nwritten = ''\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"search\.toml.*。"):
        load_expansion(tmp_path)
