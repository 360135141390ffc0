"""Cases as an Excel sheet that staff can fill, and back, without loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ledgers.safe_cells import LONGEST, escaped
from eval.sheet_columns import BY_HEADING, COLUMNS, Column
from eval.sheet_items import CellError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from eval.cases import Case

SHEET, GUIDE = "题目", "填写说明"
ROWS_TO_FILL = 300
"""So many empty rows are formatted for staff beyond those that are filled."""
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_NEEDED = ("编号", "问题", "类型")


class SheetError(Exception):
    """The workbook as a whole cannot be read, or a case does not fit into a cell."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any], list[str]]]:
    """Row number, the case as a JSON line would have it, and what is wrong with its cells; empty rows are passed over.

    Raises:
        SheetError: it is no workbook, or its first line is not the one of a case sheet.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, data_only=True)
    except Exception:
        raise SheetError(f"{path.name} 不是可用的 Excel 文件（.xlsx），请另存后再试。") from None
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    rows = sheet.iter_rows()
    columns = _columns(path, [_shown(one) for one in next(rows, ())])
    for number, cells in enumerate(rows, 2):
        texts = [(column, _shown(one)) for column, one in zip(columns, cells, strict=False) if column is not None]
        if any(text.strip() for _, text in texts):
            yield number, *_row(texts)


def write_sheet(cases: Sequence[Case], path: Path) -> None:
    """Write cases, with a guide and empty rows to fill; cells are text, whatever stands in them.

    Raises:
        SheetError: something of a case is longer than a cell may be.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for place, column in enumerate(COLUMNS, 1):
        head = sheet.cell(1, place, column.heading)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F1")
        sheet.column_dimensions[head.column_letter].width = column.width
        _offer(sheet, column, head.column_letter, len(cases))
    top = Alignment(wrap_text=True, vertical="top")
    for number, case in enumerate(cases, 2):
        row = case.model_dump(mode="python", exclude_defaults=True)
        for place, column in enumerate(COLUMNS, 1):
            value = _at(row, column.path)
            target = sheet.cell(number, place)
            target.alignment = top
            if value is not None:
                target.value = _fitting(column.write(value), case.id, column)
                target.data_type = "s"
    for line in sheet.iter_rows(2, len(cases) + 1 + ROWS_TO_FILL, 1, len(COLUMNS)):
        for target in line:
            target.number_format = "@"
    _guide(book.create_sheet(GUIDE))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def row_of(case: Case) -> dict[str, str]:
    """A case as staff write it: heading -> cell, only what is filled."""
    row = case.model_dump(mode="python", exclude_defaults=True)
    return {column.heading: column.write(value) for column in COLUMNS if (value := _at(row, column.path)) is not None}


def read_row(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """A case as a JSON line would have it from its cells by heading, and what is wrong with them."""
    return _row([(BY_HEADING[heading], text) for heading, text in cells.items() if heading in BY_HEADING])


def _columns(path: Path, headings: Sequence[str]) -> list[Column | None]:
    """The column of each heading; a heading that is none would lose what stands below it."""
    missing = [name for name in _NEEDED if name not in map(str.strip, headings)]
    unknown = [name for name in headings if name.strip() and name.strip() not in BY_HEADING]
    if missing or unknown:
        faults = [f"缺少{'、'.join(missing)}"] * bool(missing) + [f"不认识{'、'.join(unknown)}"] * bool(unknown)
        raise SheetError(f"{path.name} 的表头不对：{'；'.join(faults)}。请用导出的表格填写。")
    return [BY_HEADING.get(name.strip()) for name in headings]


def _row(texts: Sequence[tuple[Column, str]]) -> tuple[dict[str, Any], list[str]]:
    row: dict[str, Any] = {"gold": {}}
    faults = []
    for column, text in texts:
        if not text.strip():
            continue
        try:
            _put(row, column.path, column.read(text))
        except CellError as error:
            faults.append(f"「{column.heading}」{error}")
    return row, faults


def _at(row: dict[str, Any], path: str) -> Any:  # noqa: ANN401 - whatever a case holds
    for name in path.split("."):
        row = row.get(name) if isinstance(row, dict) else None  # type: ignore[assignment]
    return row


def _put(row: dict[str, Any], path: str, value: object) -> None:
    *above, last = path.split(".")
    for name in above:
        row = row.setdefault(name, {})
    row[last] = value


def _shown(target: Any) -> str:  # noqa: ANN401 - an openpyxl cell
    """A cell as staff see it: a number without .0, a percentage as one, a date in digits."""
    value = target.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        percent = "%" in str(target.number_format)
        shown = f"{value * 100 if percent else value:.12g}"
        return shown + "%" * percent
    return _ESCAPED.sub("_", str(value))


def _fitting(text: str, name: str, column: Column) -> str:
    if len(text) > LONGEST:
        raise SheetError(f"{name} 的“{column.heading}”有{len(text)}个字，超过 Excel 单元格的上限，请改用 JSONL 文件。")
    return escaped(text)


def _offer(sheet: Worksheet, column: Column, letter: str, filled: int) -> None:
    """A list to choose from, where there are choices."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.choices:
        offered = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True, showErrorMessage=True)
        offered.error, offered.errorTitle = f"只能填{'、'.join(column.choices)}", column.heading
        sheet.add_data_validation(offered)
        offered.add(f"{letter}2:{letter}{filled + 1 + ROWS_TO_FILL}")


def _guide(sheet: Worksheet) -> None:
    """What each column is for."""
    from openpyxl.styles import Alignment

    lines = [
        ("一行一题。只有编号、问题、类型必填；没有填的要求不评。一格里有几条时用 Alt+Enter 分行写。", ""),
        ("内容里本来就有｜、换行，或以 = + - @ 开头的，加英文双引号写。", ""),
        ("", ""),
        *((column.heading, column.help) for column in COLUMNS),
    ]
    for number, line in enumerate(lines, 1):
        for place, text in enumerate(line, 1):
            sheet.cell(number, place, text or None).alignment = Alignment(wrap_text=place > 1, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 90
