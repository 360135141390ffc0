"""Tables as lines: each row of a sheet or CSV file carries its header words (`序号：1；问题：…；状态：…`)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from assistant.errors import UnreadableReport

MOST_ROWS = 100_000
MOST_COLUMNS = 200


def workbook_text(path: Path, data: bytes) -> str:
    """Every sheet: its name as a line, then a line a row.

    Raises:
        UnreadableReport: no workbook, encrypted or damaged.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [
            (sheet.title, [[cell_text(value) for value in row] for row in islice(sheet.iter_rows(values_only=True), MOST_ROWS)])
            for sheet in book.worksheets
        ]
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, AttributeError):
        raise UnreadableReport(f"表格“{path.name}”打不开（可能已损坏或加密），请用 Excel 另存为 xlsx 后再上传。") from None
    return "\n\n".join("\n".join([name, *table_lines(rows)]) for name, rows in sheets if any(any(row) for row in rows))


def separated_text(text: str) -> str:
    """A CSV file (comma, semicolon or tab) as lines."""
    head = text[:4000]
    delimiter = max(",;\t", key=lambda mark: head.count(mark))
    rows = [[cell.strip() for cell in row] for row in islice(csv.reader(io.StringIO(text), delimiter=delimiter), MOST_ROWS)]
    return "\n".join(table_lines(rows))


def cell_text(value: object) -> str:
    """A cell as staff see it: whole numbers without `.0`, dates as 2024-05-31, no line breaks."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if not (value.hour or value.minute) else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Title rows as they stand, then each row with the words of the header row in front of its cells."""
    header = _header_index(rows)
    names: list[str] = []
    for index, row in enumerate(rows):
        cells = list(row[:MOST_COLUMNS])
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if index < header or len(filled) == 1:
            yield " ".join(dict.fromkeys(filled))
        elif index == header:
            names = cells
        else:
            pairs = zip(cells, [*names, *[""] * len(cells)], strict=False)
            yield "；".join(f"{name}：{cell}" if name else cell for cell, name in pairs if cell)


def _header_index(rows: Sequence[Sequence[str]]) -> int:
    """The first row that fills at least two columns with words: title rows above it fill one."""
    widest = max((sum(map(bool, row)) for row in rows[:50]), default=0)
    for index, row in enumerate(rows[:20]):
        filled = [cell for cell in row if cell]
        if len(filled) >= max(2, widest * 0.6) and len(set(filled)) > 1 and not any(cell.replace(".", "").isdigit() for cell in filled):
            return index
    return -1
