"""A ledger written to Excel: text that no program runs, and the same items when it is taken in again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ledger_books import LEXICON, TITLE, items_of, row

from assistant.errors import UsageError
from assistant.ledgers.export import export
from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.ledgers.roles import ledger_reading
from assistant.ledgers.safe_cells import LONGEST, safe, unguarded
from assistant.ledgers.standing import Standing, standing
from assistant.reading.report import read_reports

DAY = date(2024, 6, 30)
ROWS = [
    row(1, "南坪河排口溢流", 牵头单位="县水利局、县住建局", 整改时限="2024年3月底前", 状态="达到序时进度", 目前进展="=HYPERLINK(1)"),
    row(2, "-3分贝降噪没有做到", 牵头单位="@县城管局", 整改时限="立行立改", 状态="已销号", 目前进展="+5%，已完成"),
    row(3, "石料厂扬尘扰民", 整改时限="9月底", 状态="完成整改", 验收时间及单位="'=1", 备注="=cmd|'/C calc'!A0"),
]


def standing_of(rows: list[list[object]]) -> Standing:
    return standing(items_of(rows), DAY)


def again(path: Path) -> list[Item]:
    (report,) = read_reports(path.name, path.read_bytes())
    return items(report, LEXICON)


def test_the_same_items_come_back(tmp_path: Path) -> None:
    made = standing_of(ROWS)
    export(made, ledger_reading(LEXICON), TITLE, tmp_path / "导出.xlsx")
    found = again(tmp_path / "导出.xlsx")
    roles = {role for item in made.items for role in item.entries}
    assert {"item", "lead", "deadline", "progress", "status", "acceptance", "remark"} <= roles
    for before, after in zip(made.items, found, strict=True):
        assert {role: before.text(role) for role in roles} == {role: after.text(role) for role in roles}
        assert (before.deadline, before.state, before.lead, before.inspection) == (
            after.deadline,
            after.state,
            after.lead,
            after.inspection,
        )


def test_no_cell_is_a_formula_and_what_was_worked_out_stands_beside(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "导出.xlsx"
    export(standing_of(ROWS), ledger_reading(LEXICON), TITLE, path)
    sheet = load_workbook(path).active
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value[0] in "=+-@\t\r"]
    head = [cell.value for cell in sheet[2]]
    first = dict(zip(head, (cell.value for cell in sheet[3]), strict=True))
    assert (first["时限核算"], first["逾期天数"], first["核算状态"], first["进展情况"]) == (
        "2024-03-31",
        "91",
        "达到序时进度",
        "'=HYPERLINK(1)",
    )


@pytest.mark.parametrize("name", ["台账.xls", "台账.csv", "没有/台账.xlsx"])
def test_a_path_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="^[^。]+。$"):
        export(standing_of(ROWS), ledger_reading(LEXICON), TITLE, tmp_path / name)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r\n=1", " =1", "＝1", "'=1", "''", "\u200b=1"])
def test_a_text_that_could_be_run_is_guarded_and_comes_back(text: str) -> None:
    assert safe(text).startswith("'")
    assert unguarded(safe(text)) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", ["2024年6月30日", "完成=46%", "'八项规定'精神", "1-6月", ""])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert unguarded(safe(text)) == text
    assert text.startswith("'") or safe(text) == text


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cut = safe("岫" * 40_000)
    assert len(cut) == LONGEST
    assert cut.endswith("…（原文过长，此处截断）")
