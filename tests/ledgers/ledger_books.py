"""Workbooks made in the test and read as ledgers."""

from __future__ import annotations

import io
from collections.abc import Sequence

from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.reading.report import read_reports
from assistant.types import Report
from assistant.words.lexicon import load_lexicon

LEXICON = load_lexicon()
TITLE = "岫林县第二轮省级生态环境保护督察反馈问题整改台账（截至2024年6月30日）"
HEADER = ("序号", "督察来源", "问题原文", "领域", "整改目标", "整改措施", "牵头单位", "责任人", "整改时限", "目前进展", "状态")
HEADER += ("验收时间及单位", "公示起止", "销号时间及文号", "备注")

Cells = Sequence[object]


def workbook_bytes(rows: Sequence[Cells], header: Cells = HEADER, title: str = TITLE, sheet: str = "台账") -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    def cell(value: object) -> object:
        if not isinstance(value, str):
            return value
        made_cell = WriteOnlyCell(made, value=value)
        made_cell.data_type = "s"  # text, also where it begins with =
        return made_cell

    book = Workbook(write_only=True)
    made = book.create_sheet(sheet)
    for row in ([title], header, *rows):
        made.append([cell(value) for value in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ledger(rows: Sequence[Cells], header: Cells = HEADER, title: str = TITLE, sheet: str = "台账") -> Report:
    (report,) = read_reports("岫林县整改台账.xlsx", workbook_bytes(rows, header, title, sheet))
    return report


def items_of(rows: Sequence[Cells], header: Cells = HEADER, title: str = TITLE, sheet: str = "台账") -> list[Item]:
    return items(ledger(rows, header, title, sheet), LEXICON)


def row(number: int, problem: str, **cells: object) -> list[object]:
    """A row by column name, blank where nothing is given."""
    given = {"序号": number, "督察来源": "第二轮省级督察", "问题原文": problem, **cells}
    return [given.get(name) for name in HEADER]
