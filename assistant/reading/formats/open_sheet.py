"""OpenDocument spreadsheets (ods): their cells hold the words that were on the screen, so no format has to be worked out."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from assistant.errors import UnreadableReport
from assistant.reading.formats.package import open_package
from assistant.reading.formats.sheets import MOST_MERGES, MOST_SPREAD, Sheet, Tally, document
from assistant.reading.formats.tables import MOST_COLUMNS, Merge
from assistant.reading.loaded import Loaded

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MOST_COPIES = 1000
"""A row with content that says it stands so many times does; more is a fill that nobody means."""


def read_open_sheet(path: Path, data: bytes) -> Loaded:
    """Every visible sheet: its name as a line, then its tables.

    Raises:
        UnreadableReport: no OpenDocument spreadsheet, encrypted, damaged, or with more in it than is read.
    """
    tally = Tally(path)
    try:
        package = open_package(path, data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        with package.open("content.xml") as part:
            root = etree.parse(part, parser).getroot()
        book = next(root.iter(f"{_OFFICE}spreadsheet"))
        unseen = set(_hidden_styles(root))
        tables = list(book.iterchildren(f"{_TABLE}table"))
        hidden = [one.get(f"{_TABLE}name", "") for one in tables if one.get(f"{_TABLE}style-name") in unseen]
        shown = [one for one in tables if one.get(f"{_TABLE}style-name") not in unseen]
        return document(path, (_sheet(one, tally) for one in shown), hidden, tally)
    except (KeyError, ValueError, OSError, EOFError, StopIteration, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError):
        raise UnreadableReport(f"表格“{path.name}”打不开（可能已损坏或加密），请另存为 xlsx 后再上传。") from None


def _hidden_styles(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for style in root.iter(f"{_STYLE}style"):
        if any(one.get(f"{_TABLE}display") == "false" for one in style.iterchildren(f"{_STYLE}table-properties")):
            yield style.get(f"{_STYLE}name")


def _sheet(table: Any, tally: Tally) -> Sheet:  # noqa: ANN401
    sheet = Sheet(table.get(f"{_TABLE}name", ""))
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        copies = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        cells = _cells(row, number, sheet)
        for copy in range(min(copies, _MOST_COPIES) if cells else 0):
            sheet.rows[number + copy] = dict(cells)
            for words in cells.values():
                tally.cell()
                tally.text(words)
        if row.get(f"{_TABLE}visibility", "visible") != "visible" and cells:
            sheet.hidden_rows.append(number)
        number += copies
        if number > MOST_SPREAD and cells:
            raise tally.refusal("行数过多")
    return sheet


def _cells(row: Any, number: int, sheet: Sheet) -> dict[int, str]:  # noqa: ANN401
    """The words of a row by column; its merged areas and comments go to the sheet."""
    found: dict[int, str] = {}
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        copies = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        words = _words(cell)
        sheet.cut = sheet.cut or bool(words) and column >= MOST_COLUMNS
        if words.startswith("#") and cell.get(f"{_TABLE}formula"):
            sheet.errors.append(((number, column), words))
        elif words:
            found |= dict.fromkeys(range(column, min(column + copies, MOST_COLUMNS)), words)
        wide, high = (int(cell.get(f"{_TABLE}number-{kind}-spanned", 1)) for kind in ("columns", "rows"))
        if (wide > 1 or high > 1) and len(sheet.merges) < MOST_MERGES:
            sheet.merges.append(Merge(number, column, number + high - 1, column + wide - 1))
        for note in cell.iterchildren(f"{_OFFICE}annotation"):
            sheet.comments.append(((number, column), _paragraphs(note)))
        column += copies
    return found


def _words(cell: Any) -> str:  # noqa: ANN401
    return _paragraphs(cell) if len(cell) else ""


def _paragraphs(element: Any) -> str:  # noqa: ANN401
    return " ".join(" ".join("".join(one.itertext()).split()) for one in element.iterchildren(f"{_TEXT}p")).strip()
