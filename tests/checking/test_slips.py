"""Slips that need more than one sentence to see: how a clause holds, what a figure counts, what is told of the one item of a text."""

from __future__ import annotations

import pytest

from assistant.checking.basis import Basis
from assistant.checking.review import review
from assistant.facts.extract import extract
from assistant.reading.report import read_reports
from assistant.words.lexicon import load_lexicon

SOURCE = """青崖县2024年度生态环境保护督察整改落实情况报告

松陵市生态环境保护督察整改工作领导小组办公室：

截至2024年11月30日，第二轮中央督察反馈青崖县的24项问题，已完成整改17项，其中已销号11项，达到序时进度5项，未达到序时进度2项。
督察组交办信访件86件，已办结70件，阶段性办结6件，正在办理10件。
完成36个居民小区雨污分流改造；因设备采购延期，二期厂房拟于2025年3月底前完成；库存渣土尚未实质清运。

一、未达到序时进度的事项
（一）沙棠镇建筑垃圾堆场整治，牵头单位县城市管理局，整改时限2024年12月底前。
（二）云碛河截污管网建设，牵头单位县水利局，整改时限2024年9月底前。

青崖县人民政府
2024年12月10日
"""
LETTER = "关于加快推进沙棠镇建筑垃圾堆场整治问题整改的督办函\n{unit}：\n“沙棠镇建筑垃圾堆场整治”由你单位牵头整改，整改时限为{day}。\n"
NOTICE = "青崖县整改销号公示\n一、反馈问题\n沙棠镇建筑垃圾堆场整治。\n二、责任单位\n{unit}。\n三、整改时限\n{day}。\n"
TABLE = """青崖县信访件情况表
| 督察 | 总数 | {done} | 阶段性办结 | {open} |
|---|---|---|---|---|
| 第二轮中央督察 | 86件 | 70件 | 6件 | — |
"""


def faulted(text: str) -> set[str]:
    """What is faulted in a text of 青崖县."""
    lexicon = load_lexicon()
    (source,) = read_reports("资料.txt", SOURCE.encode())
    basis = Basis({source.id: source}, extract(source, lexicon), frozenset(), ("青崖县",))
    (report,) = read_reports("稿.md", text.encode())
    return {one.kind for one in review(report, extract(report, lexicon), basis).flaws if one.kind != "校对"}


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("经调度，二期厂房拟于2025年3月底前完成。", "经调度，二期厂房已于2025年3月底前完成。", "口径升级"),
        ("目前情况为：库存渣土尚未实质清运。", "目前情况为：库存渣土已实质清运。", "口径升级"),
        ("一是完成36个居民小区雨污分流改造。", "一是完成36个居民小区水产养殖尾水治理。", "名称"),
        ("反馈青崖县的24项问题，已完成整改17项。", "反馈松陵市的24项问题，已完成整改17项。", "地名"),
        ("24项问题，已完成整改17项，其中已销号11项。", "24项问题，达到序时进度17项，其中已销号11项。", "状态"),
        ("已完成整改17项，未达到序时进度2项。", "已完成整改17项，完成整改2项。", "状态"),
        (
            "24项问题，已完成整改17项，其余7项尚未完成整改，其中达到序时进度5项，未达到序时进度2项。",
            "24项问题，已完成整改17项，其余7项尚未完成整改，其中达到序时进度5项，未达到序时进度4项。",
            "合计",
        ),
        ("督察组向青崖县交办信访件86件。", "督察组向松陵市交办信访件86件。", "地名"),
        ("交办信访件86件，已办结70件，正在办理10件。", "交办信访件86件，已办结70件，正在办理16件。", "数字"),
    ],
)
def test_a_sentence_stands_and_its_slip_is_found(right: str, wrong: str, kind: str) -> None:
    assert faulted(f"青崖县工作汇报\n\n{right}\n") == set()
    assert kind in faulted(f"青崖县工作汇报\n\n{wrong}\n")


@pytest.mark.parametrize("form", [LETTER, NOTICE])
def test_unit_and_deadline_of_the_item_that_a_text_is_about(form: str) -> None:
    right = {"unit": "县城市管理局", "day": "2024年12月底前"}
    assert faulted(form.format(**right)) == set()
    assert "名称" in faulted(form.format(**{**right, "unit": "县水利局"}))
    assert "日期" in faulted(form.format(**{**right, "day": "2024年3月底前"}))


def test_columns_of_a_table_of_statuses() -> None:
    right = {"done": "已办结", "open": "正在办理"}
    assert faulted(TABLE.format(**right)) == set()
    assert "状态" in faulted(TABLE.format(**{**right, "done": "已阶段性办结"}))
    assert "状态" in faulted(TABLE.format(**{**right, "open": "已启动"}))


def test_a_report_is_not_sent_to_an_office_of_its_own_place() -> None:
    form = "青崖县整改落实情况的报告\n\n{place}生态环境保护督察整改工作领导小组办公室：\n\n完成36个居民小区雨污分流改造。\n"
    assert "地名" not in faulted(form.format(place="松陵市"))
    assert "地名" in faulted(form.format(place="青崖县"))
