"""CSV and TSV files: the separator is judged by what makes the rows equally wide."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from assistant.reading.formats.encoding import decode
from assistant.reading.formats.sheets import Tally
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded

MARKS = ",\t;|，；"
_SAMPLE_ROWS = 50
_SAMPLE_CHARACTERS = 60_000


def read_separated(path: Path, data: bytes) -> Loaded:
    """The rows of a separated file as lines; a field may hold newlines and separators in quotes.

    Raises:
        UnreadableReport: the bytes are no text, or more of it than is read.
    """
    text, notices = decode(path, data)
    told, text = _told_separator(text)
    tally = Tally(path)
    tally.text(text)
    document = DocumentText()
    document.table([_counted(row, tally) for row in _rows(text, told or separator(text))])
    return document.loaded(notices=notices)


def _told_separator(text: str) -> tuple[str, str]:
    """The separator that Excel's first line `sep=;` names, and the text behind that line."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    return (told[4], rest) if told.lower().startswith("sep=") and len(told) == 5 else ("", text)


def separator(text: str) -> str:
    """The mark that cuts most rows of the beginning into the same number of fields, more than one."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(MARKS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, mark: str) -> tuple[float, int]:
    """Share of rows that have the most frequent number of fields, and that number; nothing for a mark that cuts nothing."""
    rows = [row for row in islice(_rows(sample, mark), _SAMPLE_ROWS) if any(row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0.0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (round(count / len(rows), 1), width)


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    # One field may be as long as the text: the limit of the module guards against less.
    csv.field_size_limit(max(len(text) + 1, 131_072))
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def _counted(row: list[str], tally: Tally) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row]
    for cell in cells:
        if cell:
            tally.cell()
    return cells
