"""A ledger back to Excel: its items and how they stand on a day, every cell text that no program runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import UsageError
from assistant.ledgers.item import Item
from assistant.ledgers.roles import LedgerReading
from assistant.ledgers.safe_cells import escaped, safe
from assistant.ledgers.standing import Standing, days_over

_ADDED = ("时限核算", "逾期天数", "核算状态")
_WIDTHS = {"item": 40, "goal": 30, "measures": 40, "progress": 40}
_WIDTH = 16
_LARGEST = 1_000_000


def export(standing: Standing, reading: LedgerReading, title: str, path: Path) -> None:
    """Write items to an .xlsx that can be taken in again.

    Raises:
        UsageError: it is no .xlsx, cannot be written, or there are more items than a sheet has rows.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"台账只能写成 .xlsx 文件，不能写成“{path.name}”。")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"要写入的文件夹不存在：{path.absolute().parent}。")
    if len(standing.items) > _LARGEST:
        raise UsageError(f"台账有{len(standing.items)}项，一张工作表放不下，请分开导出。")
    held = [role for role in reading.labels if any(role in item.entries for item in standing.items)]
    head = [*(reading.labels[role] for role in held), *_ADDED]
    rows = ([*(item.text(role) for role in held), *_added(item, standing)] for item in standing.items)
    try:
        write_workbook([("台账", [[title], head], rows)], path, [_WIDTHS.get(role, _WIDTH) for role in (*held, *_ADDED)])
    except OSError:
        raise UsageError(f"“{path.name}”写不进去，请检查权限，或先在 Excel 里关闭它。") from None


def write_workbook(
    sheets: Sequence[tuple[str, Sequence[Sequence[str]], Iterable[Sequence[str]]]], path: Path, widths: Sequence[int] = ()
) -> None:
    """Write sheets of text: name, lines of the head, rows."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, head, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = f"A{len(head) + 1}"
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for part in (head, rows):
            for row in part:
                sheet.append([_cell(sheet, text) for text in row])
    book.save(path)


def _cell(sheet: Any, text: str) -> Any:  # noqa: ANN401 - openpyxl's own sheet and cell
    """A cell that is text whatever stands in it: openpyxl would make a formula of =1 and an error of #N/A."""
    from openpyxl.cell import WriteOnlyCell

    if not text:
        return None
    cell = WriteOnlyCell(sheet, value="")
    cell.value = escaped(safe(text))
    cell.data_type, cell.number_format = "s", "@"
    return cell


def _added(item: Item, standing: Standing) -> tuple[str, str, str]:
    late = None if item.finished else days_over(item, standing.day)
    return item.deadline.display, str(late) if late and late > 0 else "", item.state
