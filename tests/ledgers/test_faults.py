"""What is wrong in single rows is told with sheet and row."""

from __future__ import annotations

from datetime import date

from ledger_books import LEXICON, ledger, row

from assistant.ledgers.faults import faults, rows_without_problem
from assistant.ledgers.items import items
from assistant.ledgers.roles import ledger_reading

READING = ledger_reading(LEXICON)
GOOD = {"牵头单位": "县水利局", "整改时限": "2024年9月底", "状态": "达到序时进度"}


def told(*rows: list[object]) -> list[str]:
    report = ledger(rows)
    found = items(report, LEXICON)
    return [one.sentence for one in (*faults(found, READING, date(2024, 6, 30)), *rows_without_problem(report, READING, found))]


def test_a_ledger_in_order_has_none() -> None:
    assert told(row(1, "南坪河排口溢流", **GOOD), row(2, "石料厂扬尘扰民", **GOOD), ["合计", None, "2项"]) == []


def test_each_fault_names_its_row_and_what_to_do() -> None:
    found = told(
        row(1, "南坪河排口溢流", **GOOD),
        row(2, "石料厂扬尘扰民", **(GOOD | {"整改时限": "2024年6月31日"})),
        row(2, "油烟扰民问题突出", **(GOOD | {"状态": "差不多"})),
        row(4, "垃圾堆积无人清理", **(GOOD | {"牵头单位": ""})),
        row(5, "噪声扰民问题突出", **(GOOD | {"状态": "已销号", "备注": "曾经逾期"})),
        row(6, "异味扰民问题突出", **(GOOD | {"销号时间及文号": "2024年4月2日岫整改销〔2024〕1号"})),
        row(7, "", **GOOD),
    )
    assert [one.partition("：")[0] for one in found] == [f"工作表“台账”第{n}行" for n in (4, 5, 5, 6, 8, 9)]
    for one, words in zip(found, ("读不出日期", "看不懂", "第4行重复", "没有写牵头单位", "写了销号时间", "没有写问题"), strict=True):
        assert words in one
        assert one.endswith("。")
        assert one.count("。") == 1
