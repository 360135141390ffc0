"""Old Excel and WPS workbooks (xls, et), read by xlrd with their formats and merged areas."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from assistant.errors import ReportError, UnreadableReport
from assistant.reading.formats.cell_format import BUILT_IN, GENERAL, shown
from assistant.reading.formats.package import encrypted
from assistant.reading.formats.sheets import Sheet, Tally, document
from assistant.reading.formats.tables import MOST_COLUMNS, Merge
from assistant.reading.loaded import Loaded

_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5
"""Kinds of cell as xlrd counts them."""


def read_legacy_workbook(path: Path, data: bytes) -> Loaded:
    """Every visible sheet: its name as a line, then its tables with the values that were saved.

    Raises:
        UnreadableReport: no old workbook, encrypted, damaged, or with more in it than is read.
    """
    import xlrd

    tally = Tally(path)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO())
        shown_sheets = [index for index in range(book.nsheets) if not book.sheet_by_index(index).visibility]
        hidden = [book.sheet_names()[index] for index in range(book.nsheets) if index not in shown_sheets]
        sheets = (_sheet(book, book.sheet_by_index(index), tally) for index in shown_sheets)
        return document(path, sheets, hidden, tally)
    except ReportError:
        raise
    except Exception as problem:
        # xlrd trusts the records of a file: a damaged one ends it with whatever error comes first.
        if "encrypted" in str(problem).lower():
            raise encrypted(path) from None
        raise _damaged(path) from None


def _damaged(path: Path) -> UnreadableReport:
    return UnreadableReport(f"表格“{path.name}”打不开（可能已损坏），请用 Excel 或 WPS 另存为 xlsx 后再上传。")


def _sheet(book: Any, source: Any, tally: Tally) -> Sheet:  # noqa: ANN401 - xlrd has no types
    sheet = Sheet(source.name)
    sheet.merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows = sorted(number for number, row in source.rowinfo_map.items() if row.hidden)
    sheet.hidden_columns = sorted(number for number, column in source.colinfo_map.items() if column.hidden)
    sheet.comments = [(place, " ".join(note.text.split())) for place, note in sorted(source.cell_note_map.items()) if note.text.strip()]
    for number in range(source.nrows):
        cells: dict[int, str] = {}
        for column, kind in enumerate(source.row_types(number)):
            words = _words(book, source, number, column, kind, sheet) if _TEXT <= kind <= _ERROR else ""
            if not words:
                continue
            tally.cell()
            tally.text(words)
            sheet.cut = sheet.cut or column >= MOST_COLUMNS
            cells[column] = words
        if cells:
            sheet.rows[number] = cells
    return sheet


def _words(book: Any, source: Any, row: int, column: int, kind: int, sheet: Sheet) -> str:  # noqa: ANN401
    value = source.cell_value(row, column)
    if kind == _TEXT:
        return " ".join(value.split())
    if kind == _TRUTH:
        return "TRUE" if value else "FALSE"
    if kind == _ERROR:
        import xlrd

        sheet.errors.append(((row, column), xlrd.error_text_from_code.get(value, "#ERR")))
        return ""
    return shown(float(value), _format(book, source.cell_xf_index(row, column)), book.datemode == 1)


def _format(book: Any, style: int) -> str:  # noqa: ANN401
    """The number format of a style: the file's own words, or what the number stands for."""
    key = book.xf_list[style].format_key
    written = book.format_map[key].format_str if key in book.format_map else ""
    return BUILT_IN.get(key, GENERAL) if key in BUILT_IN and key < 59 else written or GENERAL
