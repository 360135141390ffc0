"""Excel workbooks (xlsx, xlsm), a sheet at a time as a stream of its XML.

openpyxl shows number formats but takes 28 µs a cell and, when it streams, loses merged areas, hidden rows and comments;
calamine is fast and knows no number formats. The XML itself has all of it in one pass of 5 µs a cell.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from posixpath import join, normpath
from typing import IO, Any

from lxml import etree

from assistant.errors import UnreadableReport
from assistant.reading.formats.cell_format import BUILT_IN, GENERAL, shown
from assistant.reading.formats.package import open_package
from assistant.reading.formats.sheets import MOST_MERGES, Sheet, Tally, document
from assistant.reading.formats.tables import MOST_COLUMNS, Merge
from assistant.reading.loaded import Loaded

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MOST_WHOLE = 30_000_000
"""Bytes of a part that is read at once: the list of sheets, styles, comments."""
MOST_APART = 16_000_000
"""Bytes from one row, or one shared text, to the next: what is between them is held in memory."""
_HELD_ROWS = 500
"""So many rows that have been read, and are empty by then, are given back at once."""
_EMPTY = re.compile(rb'<(?:row|c) [^<>]*\br="[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row [^<>]*\br="[^<>]*></row>')
_BROKEN = (KeyError, ValueError, TypeError, OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, etree.XMLSyntaxError)


def read_workbook(path: Path, data: bytes) -> Loaded:
    """Every visible sheet: its name as a line, then its tables with the values that were saved; formulas are never computed.

    Raises:
        UnreadableReport: no workbook, encrypted, damaged, or with more in it than is read.
    """
    tally = Tally(path)
    try:
        book = _Book(path, open_package(path, data), tally)
        visible = [entry for entry in book.entries if not entry.hidden]
        return document(path, map(book.sheet, visible), [entry.name for entry in book.entries if entry.hidden], tally)
    except _BROKEN:
        raise UnreadableReport(f"表格“{path.name}”打不开（可能已损坏或加密），请用 Excel 另存为 xlsx 后再上传。") from None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sheet named by the workbook, and the part that holds it."""

    name: str
    part: str
    hidden: bool


class _Book:
    """The parts of a workbook that hold for all sheets: their list, number formats, shared texts."""

    def __init__(self, path: Path, package: zipfile.ZipFile, tally: Tally) -> None:
        self.path = path
        self.package = package
        self.tally = tally
        links = self.links("")
        main = next(part for kind, part in links.values() if kind == "officeDocument")
        root = self._parsed(main)
        self.since_1904 = any(one.get("date1904") in ("1", "true") for one in root.iter("{*}workbookPr"))
        links = self.links(main)
        self.entries = list(self._entries(root, links))
        parts = {kind: part for kind, part in links.values()}
        self.formats = self._formats(parts.get("styles", ""))
        self.texts = list(self._texts(parts.get("sharedStrings", "")))

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (kind, part) of a part; links out of the file are left out."""
        folder, _, name = part.rpartition("/")
        try:
            root = self._parsed(join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return {}
        inside = [one for one in root.iter("{*}Relationship") if one.get("TargetMode") != "External"]
        return {one.get("Id", ""): (one.get("Type", "").rpartition("/")[2], _part(folder, one.get("Target", ""))) for one in inside}

    def _parsed(self, part: str) -> Any:  # noqa: ANN401 - lxml has no types
        if self.package.getinfo(part).file_size > MOST_WHOLE:
            raise ValueError(part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self.package.read(part), parser)

    @staticmethod
    def _entries(root: Any, links: dict[str, tuple[str, str]]) -> Iterator[_Entry]:  # noqa: ANN401
        for one in root.iter("{*}sheet"):
            kind, part = links.get(one.get(_RELATION) or one.get(_STRICT_RELATION) or "", ("", ""))
            if kind == "worksheet":
                yield _Entry(one.get("name", ""), part, one.get("state", "visible") != "visible")

    def _formats(self, part: str) -> list[str]:
        """The number format of every cell style."""
        if not part:
            return []
        root = self._parsed(part)
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter("{*}numFmt")}
        styles = next(root.iter("{*}cellXfs"), ())
        numbers = [one.get("numFmtId", "0") for one in styles]
        return [own.get(number) or BUILT_IN.get(int(number), GENERAL) for number in numbers]

    def _texts(self, part: str) -> Iterator[str]:
        """The texts that cells share."""
        shared = Tally(self.path)
        if part:
            with self.package.open(part) as stream:
                for _, item in etree.iterparse(_Watched(stream, b"si"), tag="{*}si", resolve_entities=False, no_network=True):
                    words = _words(item)
                    shared.text(words)
                    yield words
                    _forget(item)

    def sheet(self, entry: _Entry) -> Sheet:
        """One sheet read."""
        sheet = Sheet(entry.name)
        with self.package.open(entry.part) as stream:
            # Counting tags takes a twentieth of the time of reading the cells: what is too much is told at once.
            self.tally.expect(sum(piece.count(b"<v>") for piece in iter(lambda: stream.read(_COUNTED_AT_ONCE), b"")))
        with self.package.open(entry.part) as stream:
            _Cells(self, sheet).read(_Watched(stream, b"row"))
        for kind, part in self.links(entry.part).values():
            if kind == "comments":
                sheet.comments += _comments(self._parsed(part))
        return sheet

    def format(self, style: str | None) -> str:
        """The number format of a style."""
        number = int(style or 0)
        return self.formats[number] if number < len(self.formats) else GENERAL


_COUNTED_AT_ONCE = 1 << 20


class _Watched:
    """A part that must name its rows or texts often enough: a million cells in one row would fill the memory."""

    def __init__(self, stream: IO[bytes], mark: bytes) -> None:
        self._stream = stream
        self._mark = mark
        self._apart = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, without the rows and cells that hold only a format: a sheet may have a million of them.

        Raises:
            ValueError: the mark has been missing for too long.
        """
        while piece := self._stream.read(size):
            found = piece.rfind(self._mark)
            self._apart = self._apart + len(piece) if found < 0 else len(piece) - found
            if self._apart > MOST_APART:
                raise ValueError("no row")
            if kept := _EMPTY_ROW.sub(b"", _EMPTY.sub(b"", piece)):
                return kept
        return b""


@dataclass(slots=True)
class _Cells:
    """Goes through the XML of one sheet; only cells that hold something are looked at."""

    book: _Book
    into: Sheet
    row: int = -1
    cells: dict[int, str] = field(default_factory=dict)
    formulas: set[int] = field(default_factory=set)
    """The columns of the row whose formula has no result."""
    held: int = 0

    def read(self, stream: Any) -> None:  # noqa: ANN401
        """Fill the sheet."""
        steps = {"row": self._row, "mergeCell": self._merge, "col": self._column}
        tags = [f"{{*}}{name}" for name in steps]
        for _, element in etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True):
            steps[element.tag.rpartition("}")[2]](element)

    def _row(self, row: Any) -> None:  # noqa: ANN401
        """One row; a cell that names no column stands where it is among the cells of its row."""
        self.row = int(row.get("r")) - 1 if row.get("r") else self.row + 1
        self.cells, self.formulas = {}, set()
        for place, cell in enumerate(row.iterchildren(etree.Element)):
            reference = cell.get("r")
            self._cell(cell, _column(reference.rstrip("0123456789")) if reference else place)
        if self.cells:
            self.into.rows[self.row] = self.cells
        self.into.uncounted += [(self.row, column) for column in sorted(self.formulas)]
        if row.get("hidden") in ("1", "true"):
            self.into.hidden_rows.append(self.row)
        self._release(row)

    def _cell(self, cell: Any, column: int) -> None:  # noqa: ANN401
        """What one cell holds: its value, as saved or in place, and whether that of a formula is missing."""
        kind = cell.get("t", "n")
        for part in cell.iterchildren(etree.Element):
            name = part.tag.rpartition("}")[2]
            if name == "f":
                self.formulas.add(column)
            elif name in ("v", "is"):
                if part.text or kind == "str":
                    self.formulas.discard(column)
                words = _words(part) if kind == "inlineStr" else self._shown(cell, kind, part.text or "", column)
                if words and self._counted(words, column):
                    self.cells[column] = words

    def _counted(self, words: str, column: int) -> bool:
        """Count a cell with content; whether its column is one of those that are read."""
        self.book.tally.cell()
        self.book.tally.text(words)
        self.into.cut = self.into.cut or column >= MOST_COLUMNS
        return column < MOST_COLUMNS

    def _shown(self, cell: Any, kind: str, text: str, column: int) -> str:  # noqa: ANN401
        if kind == "s":
            return self.book.texts[int(text)]
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if kind == "e":
            self.into.errors.append(((self.row, column), text))
            return ""
        if kind in ("str", "d") or not text:
            return _tidy(text)
        code = self.book.format(cell.get("s"))
        return text if code == GENERAL and text.isdigit() else shown(float(text), code, self.book.since_1904)

    def _release(self, row: Any) -> None:  # noqa: ANN401
        """Give back the memory of a row that has been read."""
        if len(row):
            row.clear()
        self.held += 1
        if self.held == _HELD_ROWS:
            above = row.getparent()
            del above[: above.index(row)]
            self.held = 0

    def _merge(self, element: Any) -> None:  # noqa: ANN401
        first, _, last = element.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if start and end and len(self.into.merges) < MOST_MERGES:
            self.into.merges.append(Merge(start[0], start[1], end[0], end[1]))
        _forget(element)

    def _column(self, element: Any) -> None:  # noqa: ANN401
        if element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max", 0)), MOST_COLUMNS)
            self.into.hidden_columns += range(int(element.get("min", 1)) - 1, last)


def _comments(root: Any) -> list[tuple[tuple[int, int], str]]:  # noqa: ANN401
    found = [(_place(one.get("ref", "")), _words(one)) for one in root.iter("{*}comment")]
    return [(place, words) for place, words in found if place and words]


def _words(item: Any) -> str:  # noqa: ANN401
    """The text of a cell without the pronunciation that may stand beside it."""
    if len(item) == 1 and len(item[0]) == 0 and item[0].tag.endswith("}t"):
        return _tidy(item[0].text or "")
    parts = [one.text or "" for one in item.iter("{*}t") if not one.getparent().tag.endswith("}rPh")]
    return _tidy("".join(parts))


def _tidy(words: str) -> str:
    if "_x" in words:
        words = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)
    return " ".join(words.split())


def _part(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of `D6`, counted from 0."""
    match = _PLACE.fullmatch(reference)
    return (int(match[2]) - 1, _column(match[1])) if match else None


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _forget(element: Any) -> None:  # noqa: ANN401
    """Give back the memory of what has been read."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
