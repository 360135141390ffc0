"""A ledger and a report of one list: the later one leads, the other is said beside it with its date and sentence."""

from __future__ import annotations

import pytest
from answering_office import Office, ledger_of

LEDGER_DAY = "截至2023年9月30日"
REPORT = (
    "芦湾区第二轮省级生态环境保护督察整改情况的报告\n截至2023年{month}月30日，第二轮省级督察反馈我区{total}项问题，"
    "已完成整改{done}项，其中销号{closed}项，达到序时进度{rest}项。\n芦湾区人民政府\n"
)


def library(month: int, total: int = 8, done: int = 4, closed: int = 1) -> Office:
    """A ledger of September with 8 rows, 5 done and 2 of them closed, beside a report of the same year."""
    states = ("已销号", "已销号", "已完成整改", "已完成整改", "已完成整改", "达到序时进度", "达到序时进度", "达到序时进度")
    items = ("鱼塘尾水直排", "露天堆场扬尘", "垃圾积存外流", "餐饮油烟扰民", "雨污管网混流", "酸洗作坊反弹", "砂场未复绿", "河道围栏占用")
    rows = [(n, item, "区城管局", "2023年12月31日", "", state) for n, (item, state) in enumerate(zip(items, states, strict=True), 1)]
    return ledger_of(rows, REPORT.format(month=month, total=total, done=done, closed=closed, rest=total - done))


@pytest.mark.parametrize(
    ("asked", "leads", "other"),
    [
        ("芦湾区完成整改多少项？", "5项", "完成4项"),
        ("芦湾区还有几项没完成？", "3项", "未完成4项（8−4=4）"),
        ("芦湾区销号了几项？", "2项", "销号1项"),
        ("芦湾区整改完成率是多少？", "62.5%", "完成率50%（4÷8=50%）"),
        ("芦湾区反馈问题都完成了吗？", "没有全部完成整改", "完成4项"),
    ],
)
def test_the_later_ledger_leads_and_the_report_stands_beside_it(asked: str, leads: str, other: str) -> None:
    answer = library(6).ask(asked)
    assert answer.text.startswith(leads)
    line = answer.text.splitlines()[1]
    assert line.startswith("另一来源不同：截至2023年6月30日，《芦湾区") and line.endswith(f"》{other}。")
    assert any("已完成整改4项" in citation.quote for citation in answer.citations)
    assert answer.as_of == "2023-09-30"


def test_the_later_report_leads_and_the_ledger_stands_beside_it() -> None:
    answer = library(11, done=7).ask("芦湾区完成整改多少项？")
    assert answer.text.startswith("7项")
    assert "另一来源不同：截至2023年9月30日" in answer.text and "完成5项（台账逐行计数=5）" in answer.text


def test_totals_that_differ_are_both_shown() -> None:
    answer = library(6, total=9).ask("芦湾区第二轮省级督察反馈问题一共多少项？")
    assert answer.text.startswith("8项") and "》总数9项。" in answer.text


def test_where_the_list_stands_is_said_of_both() -> None:
    answer = library(6).ask("芦湾区整改总体情况怎么样？")
    assert answer.text.index(LEDGER_DAY) < answer.text.index("另有：截至2023年6月30日")


def test_figures_that_agree_are_said_once() -> None:
    assert "另一来源" not in library(6, done=5, closed=2).ask("芦湾区完成整改多少项？").text


def test_a_day_asked_for_is_answered_by_its_own_source() -> None:
    answer = library(6).ask("截至2023年6月30日芦湾区完成整改多少项？")
    assert answer.text.startswith("4项") and "另一来源" not in answer.text


def test_one_day_is_a_contradiction_not_a_later_source() -> None:
    assert library(9).ask("芦湾区完成整改多少项？").status.value == "材料矛盾"
