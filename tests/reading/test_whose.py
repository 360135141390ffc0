"""Whose a document is, as of when and what it is called: speeches, minutes, news, reports of every body (cases/whose.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.reading.gazetteer import find_mentions
from assistant.reading.places import own_level
from assistant.reading.report import read_reports
from assistant.reading.titles import find_title
from assistant.reading.vocabulary import load_vocabulary

CASES = tomllib.loads((Path(__file__).parent / "cases" / "whose.toml").read_text("utf-8"))["doc"]
VOCABULARY = load_vocabulary()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_place_day_and_title(case):
    (report,) = read_reports("文件.txt", case["text"].strip("\n").encode())
    assert (report.place.name if report.place else "") == case["place"]
    assert (report.as_of, report.title) == (case["as_of"], case["title"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者从省督察整改办获悉，任务已完成36项。", []),
        ("记者从泽浦市生态环境局获悉，任务已完成36项。", ["泽浦市"]),
        ("在泠江省第十四届人民代表大会上，泠江省内各市作了报告。", ["泠江省", "泠江省"]),
        ("苍遥州人民政府报告：我州任务37项。", ["苍遥州"]),
        ("苍遥州人民政府来访，我市任务37项。", []),
        ("县工业园区管委会、化工园区管委会", []),
    ],
)
def test_names_that_no_list_knows(text, names):
    assert [mention.name for mention in find_mentions(text, VOCABULARY)] == names


def test_what_a_place_is_compared_with_is_not_its_own():
    assert own_level("全县整改推进会。我们的浓度全市倒数第二，全市排名靠后。", VOCABULARY) == (3, "县")


@pytest.mark.parametrize(
    "text",
    [
        "反馈问题共18个，完成16个，余下两个均为水库水质方面；信访件共25个，完成\n24个，余下一个涉及污水处理；意见共49条。",
        "泽浦市人民政府\n2024年5月6日\n各项任务均明确了责任单位和时限，整改工作有序推进，群众满意度提高。",
        "近年来，溪桥县深入整改督察反馈问题，成效明显。\n下一步，溪桥县将继续抓好整改，确保按期完成各项整改任务，不留尾巴。",
    ],
)
def test_a_line_of_the_text_or_a_body_is_no_title(text):
    assert find_title(text, VOCABULARY) == ""
