"""Tables as lines: each row of a sheet or CSV file carries its header words (`序号：1；问题：…；状态：…`)."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.reading.formats.encoding import decode
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded

MOST_ROWS = 100_000


def read_workbook(path: Path, data: bytes) -> Loaded:
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
    document = DocumentText()
    filled = [(name, rows) for name, rows in sheets if any(any(row) for row in rows)]
    for index, (name, rows) in enumerate(filled):
        document.line("\n" * bool(index) + name)
        document.table(rows, name)
    return document.loaded()


def read_separated(path: Path, data: bytes) -> Loaded:
    """A CSV file (comma, semicolon or tab) as lines.

    Raises:
        UnreadableReport: the bytes are no text.
    """
    text = decode(path, data)
    head = text[:4000]
    delimiter = max(",;\t", key=lambda mark: head.count(mark))
    document = DocumentText()
    document.table([[cell.strip() for cell in row] for row in islice(csv.reader(io.StringIO(text), delimiter=delimiter), MOST_ROWS)])
    return document.loaded()


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
