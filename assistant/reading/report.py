"""A file becomes its reports: decoded, repaired, split, and each document's title, genre, place, date and sections found."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePath

from assistant.errors import EmptyReport
from assistant.reading.dates import find_as_of
from assistant.reading.letterhead import find_addressee, find_issuer, find_number
from assistant.reading.load import load
from assistant.reading.loaded import Loaded
from assistant.reading.outline import find_sections
from assistant.reading.places import find_place
from assistant.reading.private import find_private
from assistant.reading.recognition import Recognition
from assistant.reading.repair import repair
from assistant.reading.secrecy import find_secrecy
from assistant.reading.site import SITE_LINE
from assistant.reading.split import Part, split_documents
from assistant.reading.titles import OTHER, UNTITLED, find_genre, find_title, shell_title
from assistant.reading.vocabulary import MASK, Vocabulary, load_vocabulary
from assistant.types import Cell, Place, Report

_SERIAL = re.compile(r"^\d{1,3}(?!\d)[-_.、\s]*(?![年月日号个件项第起至批季度])")
"""The number that puts a file in its place in a folder: 03青枫县整改清单."""
READER_VERSION = 12
"""Raised whenever the same bytes may be read differently than before."""


def read_reports(
    name: str, data: bytes, *, sample: bool = False, home: Path | None = None, recognition: Recognition | None = None
) -> list[Report]:
    """The documents of one file in order; ids are the first 16 hex digits of its SHA-256, with -1, -2 … when there are several.

    Raises:
        UnreadableReport: a type that is not read, or damaged bytes.
        EmptyReport: no text in it.
        KnowledgeError: the vocabulary files cannot be used.
    """
    vocabulary = load_vocabulary(home)
    loaded = load(Path(name), data, recognition)
    parts = [part for part in split_documents(repair(loaded.text, vocabulary, loaded.rows), vocabulary) if part.clean.strip()]
    if not parts:
        raise EmptyReport(f"文件“{PurePath(name).name}”里没有可读的正文，请检查后重新上传。")
    digest = hashlib.sha256(data).hexdigest()[:16]
    ids = [digest] if len(parts) == 1 else [f"{digest}-{n}" for n in range(1, len(parts) + 1)]
    return [_report(identity, name, part, loaded, sample, vocabulary) for identity, part in zip(ids, parts, strict=True)]


def _report(identity: str, name: str, part: Part, loaded: Loaded, sample: bool, vocabulary: Vocabulary) -> Report:
    removed = [repair.raw.strip() for repair in part.repairs if repair.type == SITE_LINE]
    found, shell = _title(part.clean, loaded, vocabulary), shell_title(removed, vocabulary)
    title = found if found and not shell.endswith(found) else shell
    genre = find_genre(title, part.clean, vocabulary)
    issuer = find_issuer(part.clean, vocabulary)
    stem = _SERIAL.sub("", PurePath(name).stem)
    named = found or (stem if _is_telling(stem) and not re.search(MASK, stem) else "")
    place = find_place(part.clean, named, issuer, _host(removed, vocabulary), vocabulary)
    as_of = find_as_of(part.clean, found, vocabulary)
    return Report(
        id=identity,
        path=PurePath(name).name,
        title=title or _made_title(place, genre, name),
        genre=genre,
        place=place,
        as_of=as_of.date,
        as_of_source=as_of.source,
        raw=part.raw,
        clean=part.clean,
        offsets=part.offsets,
        sections=find_sections(part.clean, vocabulary),
        repairs=part.repairs,
        issuer=issuer,
        as_of_span=as_of.span,
        sample=sample,
        addressee=find_addressee(part.clean, vocabulary),
        number=find_number(part.clean, vocabulary),
        secrecy=find_secrecy(part.clean, tuple(margin.text for margin in loaded.margins), vocabulary),
        private=find_private(part.clean, title, vocabulary),
        cells=_cells_of(loaded, part),
        margins=loaded.margins,
        notices=loaded.notices,
        recognised=_recognised_of(loaded, part),
    )


def _title(text: str, loaded: Loaded, vocabulary: Vocabulary) -> str:
    """The title in the text; the name of a sheet (整改台账) is one only when the row below it holds none."""
    found = find_title(text, vocabulary)
    if found and found in {cell.table for cell in loaded.cells}:
        below = text.partition(found)[2].lstrip().partition("\n")[0]
        return find_title(below, vocabulary) or found
    return found


def _cells_of(loaded: Loaded, part: Part) -> tuple[Cell, ...]:
    """The table cells inside one document of the file, at offsets of its own raw text."""
    first, last = part.raw_start, part.raw_start + len(part.raw)
    inside = (cell for cell in loaded.cells if first <= cell.start and cell.end <= last)
    if not first:
        return tuple(inside)
    return tuple(Cell(cell.start - first, cell.end - first, cell.table, cell.row, cell.column) for cell in inside)


def _recognised_of(loaded: Loaded, part: Part) -> tuple[tuple[int, int], ...]:
    """What was recognised of one document of the file, at offsets of its own raw text."""
    first, last = part.raw_start, part.raw_start + len(part.raw)
    inside = ((max(start, first), min(end, last)) for start, end in loaded.recognised)
    return tuple((start - first, end - first) for start, end in inside if start < end)


def _made_title(place: Place | None, genre: str, name: str) -> str:
    """What staff see when the title is lost: a telling file name, else the place and genre, said to be no title of the source."""
    stem = _SERIAL.sub("", PurePath(name).stem) or PurePath(name).stem
    if genre == OTHER or _is_telling(stem):
        return stem
    return (place.display if place else "") + genre + UNTITLED


def _is_telling(stem: str) -> bool:
    """Whether a file name says something to a reader."""
    return len(re.findall("[\u4e00-\u9fff]", stem)) >= len("整改报告")


def _host(removed: list[str], vocabulary: Vocabulary) -> str:
    """The body that runs the page, from the lines taken out of it."""
    for line in removed:
        if match := vocabulary.pattern("page.publisher").search(line):
            return next(group for group in match.groups() if group)
    return ""
