"""Names of a text: projects, teams and places are called as the sources call them; what is named rightly raises nothing."""

from __future__ import annotations

import pytest

from assistant.checking.basis import Basis
from assistant.checking.review import review
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.types import Flaw
from assistant.words.lexicon import load_lexicon

SOURCE = """青崖县2024年度生态环境保护督察整改落实情况报告

中央第四生态环境保护督察组进驻期间向青崖县交办信访件86件，截至2024年11月30日已办结80件。
第二轮省级督察反馈的24项问题，已完成整改17项，其中已销号11项。
云碛河老城段截污管网建设由县水利局牵头，整改时限为2025年9月底前；灵泉镇历史遗留矿山生态修复由县自然资源局牵头，整改时限为2024年10月底前。
省第五生态环境保护督察组另行进驻。各项整改任务报请松陵市审定。
"""


def flaws(text: str) -> list[Flaw]:
    lexicon = load_lexicon()
    (source,) = read_reports("资料.txt", SOURCE.encode())
    basis = Basis({source.id: source}, extract(source, lexicon), frozenset({"白苇县"}), ("青崖县",), frozenset({"松陵市"}))
    (report,) = read_reports("稿.md", text.encode())
    return list(review(report, extract(report, lexicon), basis).flaws)


def faulted(text: str, words: str) -> bool:
    """Whether a flaw is put to these words, or to a part of them."""
    return any(one.written and (one.written in words or words in one.written) for one in flaws(text))


LETTER = "关于加快推进“{item}”整改的督办函\n{unit}：\n“{item}”由你单位牵头整改，整改时限为{day}。\n"
TABLE = "青崖县整改情况\n| 事项 | 牵头单位 | 整改时限 |\n|---|---|---|\n| {item} | {unit} | {day} |\n"
RIGHT = {
    LETTER: {"item": "云碛河老城段截污管网建设", "unit": "县水利局", "day": "2025年9月底前"},
    TABLE: {"item": "灵泉镇历史遗留矿山生态修复", "unit": "县自然资源局", "day": "2024年10月底前"},
}


@pytest.mark.parametrize("form", [LETTER, TABLE])
def test_an_item_with_its_own_unit_and_deadline_raises_nothing(form: str) -> None:
    assert not [one for one in flaws(form.format(**RIGHT[form])) if one.kind in {"名称", "地名", "日期", "待核"}]


@pytest.mark.parametrize(
    ("form", "field", "wrong"),
    [
        (LETTER, "item", "云碛河老城段矿山生态修复"),
        (LETTER, "unit", "县农业农村局"),
        (LETTER, "day", "2024年9月底前"),
        (TABLE, "item", "灵泉镇历史遗留截污管网建设"),
        (TABLE, "unit", "县农业农村局"),
        (TABLE, "day", "2023年10月底前"),
    ],
)
def test_another_project_unit_or_year_is_found(form: str, field: str, wrong: str) -> None:
    assert faulted(form.format(**RIGHT[form] | {field: wrong}), wrong)


def test_a_team_has_the_number_of_its_level() -> None:
    sentence = "截至2024年11月30日，中央第{}生态环境保护督察组累计向我县交办信访件86件。\n"
    assert faulted(sentence.format("五"), "第五")
    assert not faulted(sentence.format("四"), "中央第四生态环境保护督察组")


@pytest.mark.parametrize(
    "text", ["截至2024年11月30日，累计交办{}信访件86件，已办结80件。", "第二轮省级督察反馈{}的24项问题，已完成整改17项。"]
)
def test_the_place_above_is_not_the_one_whose_list_it_is(text: str) -> None:
    wrong = flaws(text.format("松陵市"))
    assert any("松陵市" in one.written and one.kind == "地名" for one in wrong)
    assert not any(one.kind == "地名" for one in flaws(text.format("青崖县")))


def test_the_place_above_may_stand_as_whom_it_is_reported_to() -> None:
    assert not any(one.kind == "地名" and "松陵市" in one.written for one in flaws("整改情况报请松陵市审定，由市级组织复核。\n"))


def test_a_part_is_not_called_what_its_whole_is() -> None:
    assert faulted("第二轮省级督察反馈的24项问题，完成整改17项，其中完成整改11项。\n", "其中完成整改11项")
    assert not faulted("第二轮省级督察反馈的24项问题，已完成整改17项，其中已销号11项。\n", "其中已销号11项")
