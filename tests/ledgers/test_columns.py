"""What columns are: guessed, corrected by staff, kept over reindex and for later files with the same head."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_books import LEXICON, items_of, ledger, workbook_bytes

from assistant.errors import UsageError
from assistant.ledgers.columns import columns
from assistant.ledgers.roles import ledger_reading
from assistant.service import Assistant

READING = ledger_reading(LEXICON)
HEAD = ("序号", "督察反馈情况", "要求", "谁来办", "时间要求", "核定结论", "验收公示情况")
ROWS = (
    (1, "南坪河排口溢流", "排口达标", "县水利局", "2024年3月底", "已销号", "3月2日县级验收，3月5日至3月11日公示"),
    (2, "石料厂扬尘扰民", "喷淋到位", "县住建局", "2024年3月底", "正在推进", ""),
)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("序号", "number"),
        ("问题原文", "item"),
        ("整改要求目标", "goal"),
        ("整改要求措施", "measures"),
        ("整改目标及措施", "measures"),
        ("责任分工牵头单位", "lead"),
        ("牵头（责任）单位", "lead"),
        ("配合单位", "support"),
        ("主体责任单位", "responsible"),
        ("包案领导", "person"),
        ("责任人（电话）", "person"),
        ("责任人被处理情况", "accountability"),
        ("整改时限（年月日）", "deadline"),
        ("目前进展及存在问题", "progress"),
        ("是否销号", "status"),
        ("验收时间及单位", "acceptance"),
        ("验收标准", "goal"),
        ("公示起止", "publicity"),
        ("销号时间/文号", "closing"),
        ("佐证材料", "evidence"),
        ("污染类型", "class"),
        ("天气", ""),
    ],
)
def test_a_column_is_known_by_its_name(name: str, role: str) -> None:
    assert READING.role(name) == role


def test_one_column_of_several_steps_tells_each_that_it_speaks_of() -> None:
    first, second = items_of(ROWS, header=HEAD)
    assert first.text("acceptance") == first.text("publicity") == "3月2日县级验收，3月5日至3月11日公示"
    assert "closing" not in first.entries
    assert "acceptance" not in second.entries


def test_what_is_not_known_is_shown_with_examples() -> None:
    found = {one.name: one for one in columns(ledger(ROWS, header=HEAD), READING, ())}
    assert [name for name, one in found.items() if not one.role] == ["要求", "谁来办", "核定结论"]
    assert found["核定结论"].samples == ("已销号", "正在推进")


@pytest.mark.heavy
def test_what_staff_say_holds_over_reindex_and_for_later_files(tmp_path: Path) -> None:
    (tmp_path / "一月.xlsx").write_bytes(workbook_bytes(ROWS, header=HEAD))
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([tmp_path / "一月.xlsx"]))
        before = next(assistant.ledgers.views("一月.xlsx"))
        assert (before.standing.states, before.items[0].lead) == ({"状态不明": 2}, ())
        assistant.ledger_columns.settle("一月.xlsx", ["核定结论=状态", "谁来办=责任单位", "要求=不用"])
        after = next(assistant.ledgers.views("一月.xlsx"))
        assert after.standing.states == {"已销号": 1, "正在推进": 1}
        assert [item.lead for item in after.items] == [("县水利局",), ("县住建局",)]
        assert after.items[0].entries["status"].column == "核定结论"
        told = assistant.ask("岫林县台账里已销号的有几项？")
        assert [figure.value for figure in told.figures][:1] == [1], told.text
        assert "县水利局" in assistant.ask(f"岫林县{ROWS[0][1]}由谁负责？").text

    (tmp_path / "二月.xlsx").write_bytes(workbook_bytes([(*row, "报县整改办") for row in ROWS], header=(*HEAD, "备注")))
    (tmp_path / "别的.xlsx").write_bytes(workbook_bytes(ROWS, header=("序号", "问题", "a", "b", "c", "核定结论", "d")))
    with Assistant(tmp_path / "home") as assistant:
        list(assistant.ingest([tmp_path / "二月.xlsx", tmp_path / "别的.xlsx"]))
        assistant.reindex()
        assert next(assistant.ledgers.views("一月.xlsx")).standing.closed == 1
        assert next(assistant.ledgers.views("二月.xlsx")).standing.closed == 1
        assert next(assistant.ledgers.views("别的.xlsx")).standing.closed == 0
        settled = {one.name: one.role for _, found in assistant.ledger_columns.each("二月.xlsx") for one in found if one.settled}
        assert settled == {"核定结论": "status", "谁来办": "responsible", "要求": ""}
        assistant.ledger_columns.unsettle("二月.xlsx", ["核定结论"])
        assert next(assistant.ledgers.views("一月.xlsx")).standing.closed == 0
        ((_, found),) = assistant.ledger_columns.confirm("一月.xlsx")
        assert all(one.settled for one in found if one.role)
        for wrong in (["核定结论"], ["没有=状态"], ["核定结论=胡说"], ["=状态"]):
            with pytest.raises(UsageError, match="。$"):
                assistant.ledger_columns.settle("一月.xlsx", wrong)
        with pytest.raises(UsageError, match="没有人工核定过"):
            assistant.ledger_columns.unsettle("一月.xlsx", ["天气"])
