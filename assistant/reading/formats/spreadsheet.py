"""Spreadsheets by what their bytes are, whatever the name says: an .xls is often a newer workbook, a web page or plain text."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.reading.formats.legacy_workbook import read_legacy_workbook
from assistant.reading.formats.office import converted
from assistant.reading.formats.package import encrypted, open_package
from assistant.reading.formats.separated import read_separated
from assistant.reading.formats.signature import is_encrypted_office, kind_of, streams_of
from assistant.reading.formats.web_archive import read_archive
from assistant.reading.formats.webpage import read_page
from assistant.reading.loaded import Loaded

_RECORDS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""How a workbook begins that is no compound file (Excel 2 to 5)."""
_XML_WORKBOOK = (b'progid="Excel.Sheet"', b"urn:schemas-microsoft-com:office:spreadsheet")
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
"""How a page saved into one file begins, which Excel writes too."""
_TEXT_ENDINGS = frozenset({".xls", ".et", ".csv", ".tsv"})
"""Under these names programs also write plain rows of text."""


def read_spreadsheet(path: Path, data: bytes) -> Loaded:
    """The sheets of a workbook of any make, or the rows of a separated file.

    Raises:
        UnreadableReport: no spreadsheet, encrypted, damaged, or too large; for ods and xlsb also when LibreOffice is missing.
    """
    kind = kind_of(data)
    if kind == "zip":
        return _packed(path, data)
    if kind == "ole" and is_encrypted_office(data):
        raise encrypted(path)
    if streams_of(data) & {"Book", "Workbook"} or data.startswith(_RECORDS):
        return read_legacy_workbook(path, data)
    if any(mark in data[:2048] for mark in _XML_WORKBOOK) and kind != "html":
        return _converted(path, data)
    if _ARCHIVE.match(data[:4096]):
        return read_archive(path, data)
    if kind == "html":
        return read_page(path, data)
    if kind == "other" and path.suffix.lower() in _TEXT_ENDINGS:
        return read_separated(path, data)
    raise UnreadableReport(f"“{path.name}”不是表格文件（可能已损坏或改过扩展名），请用 Excel 打开后另存为 xlsx 再上传。")


def _packed(path: Path, data: bytes) -> Loaded:
    from assistant.reading.formats.open_sheet import read_open_sheet
    from assistant.reading.formats.workbook import read_workbook

    names = set(open_package(path, data).namelist())
    if "content.xml" in names:
        return read_open_sheet(path, data)
    return _converted(path, data) if "xl/workbook.bin" in names else read_workbook(path, data)


def _converted(path: Path, data: bytes) -> Loaded:
    from assistant.reading.formats.workbook import read_workbook

    return read_workbook(path, converted(path, data, "xlsx"))
