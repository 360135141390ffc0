"""Two made-up ledgers: a workbook with merged cells and a head of two rows, and a csv with other names of its columns."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

from answering_office import Office
from openpyxl import Workbook

from assistant.reading.report import read_reports

_FOLDER = Path(__file__).parent / "ledgers"
_MERGED = ("A1:O1", "A2:A3", "B2:B3", "C2:C3", "O2:O3", "D2:F2", "G2:I2", "J2:K2", "L2:N2", "B4:B8", "B9:B12")


def workbook() -> bytes:
    """芷溪县整改台账.xlsx: a title over all columns, group heads over columns, the source of several rows in one merged cell."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "整改台账"
    for row in csv.reader(io.StringIO((_FOLDER / "芷溪县整改台账.csv").read_text("utf-8"))):
        sheet.append([cell or None for cell in row])
    for area in _MERGED:
        sheet.merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def table() -> bytes:
    """桐陂区整改任务清单.csv, as Excel saves it in China."""
    return (_FOLDER / "桐陂区整改任务清单.csv").read_text("utf-8").encode("gb18030")


@cache
def office() -> Office:
    """Both of them, read."""
    return Office([*read_reports("芷溪县整改台账.xlsx", workbook()), *read_reports("桐陂区整改任务清单.csv", table())])


@cache
def awkward() -> Office:
    """梧山县台账.xlsx: complaints with blank rows, sums and a note below them, and a second sheet with an item of two lines."""
    book = Workbook()
    for name, merged in (("梧山县信访件", ()), ("梧山县反馈问题", ("A3:A4", "B3:B4"))):
        sheet = book.create_sheet(name[3:])
        for row in csv.reader(io.StringIO((_FOLDER / f"{name}.csv").read_text("utf-8"))):
            sheet.append([cell or None for cell in row])
        for area in merged:
            sheet.merge_cells(area)
    book.remove(book.worksheets[0])
    held = io.BytesIO()
    book.save(held)
    return Office(read_reports("梧山县台账.xlsx", held.getvalue()))
