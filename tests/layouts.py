"""The table layouts of tests/reading/cases/layouts.toml as data and as workbooks."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Layout = dict[str, Any]

LAYOUTS: list[Layout] = tomllib.loads((Path(__file__).parent / "reading" / "cases" / "layouts.toml").read_text("utf-8"))["layout"]


def rows_of(layout: Layout) -> list[list[str]]:
    """The cells of a layout."""
    return [[cell.strip() for cell in line.split("|")] for line in layout["rows"].strip("\n").split("\n")]


def workbook_of(layout: Layout) -> bytes:
    """The layout as an Excel file: numbers as numbers, percentages as formatted fractions, areas merged."""
    book = Workbook()
    sheet = book.active
    sheet.title = layout.get("sheet", "Sheet1")
    for number, row in enumerate(rows_of(layout), 1):
        for column, words in enumerate(row, 1):
            _write(sheet.cell(number, column), words)
    for area in layout.get("merges", []):
        sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cell: Any, words: str) -> None:
    if re.fullmatch(r"\d+(\.\d+)?%", words):
        places = len(words.partition(".")[2].rstrip("%"))
        cell.value, cell.number_format = float(words[:-1]) / 100, "0" + ("." + "0" * places if places else "") + "%"
    elif re.fullmatch(r"\d{1,9}(\.\d+)?", words):
        cell.value = float(words) if "." in words else int(words)
    elif words:
        cell.value = words
