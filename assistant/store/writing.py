"""Writing: whole files in, reports out; every function works inside the caller's one transaction."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from assistant.store.codec import decode, encode, pack
from assistant.store.schema import facts, files, meta, passages, reports
from assistant.types import Fact, IngestResult, Passage, Report


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What the store knows of a file without its content."""

    sha256: str
    name: str
    source: str
    """Where it came from: its full path, or the bare name of an uploaded file. A source holds one file at a time."""
    sample: bool
    fingerprint: str
    """The rules that read it."""
    outcome: IngestResult
    """The result of the reading that is stored."""
    forgotten: tuple[str, ...]
    """Ids of reports removed from it since."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules of today make of a file: its documents with their facts and index passages."""

    reports: tuple[Report, ...]
    facts: tuple[tuple[Fact, ...], ...]
    passages: tuple[tuple[Passage, ...], ...]


def digest(data: bytes) -> str:
    """The identity of a file's content."""
    return hashlib.sha256(data).hexdigest()


def stored_files(connection: Connection, *, sha256: str = "", source: str = "") -> list[StoredFile]:
    """The files with these bytes or from this source; all of them when neither is given."""
    statement = select(*(column for column in files.c if column is not files.c.content)).order_by(files.c.source)
    if sha256 or source:
        statement = statement.where(or_(files.c.sha256 == sha256, files.c.source == source))
    return [_stored(row) for row in connection.execute(statement)]


def content(connection: Connection, sha256: str) -> bytes:
    """The bytes of a stored file."""
    return zlib.decompress(connection.execute(select(files.c.content).where(files.c.sha256 == sha256)).scalar_one())


def put_file(connection: Connection, file: StoredFile, data: bytes, reading: Reading) -> None:
    """Store a file as read; whatever had the same bytes or came from the same source goes."""
    generation = next_generation(connection)
    connection.execute(delete(files).where(or_(files.c.sha256 == file.sha256, files.c.source == file.source)))
    connection.execute(
        insert(files).values(
            sha256=file.sha256,
            name=file.name,
            source=file.source,
            sample=file.sample,
            fingerprint=file.fingerprint,
            outcome=encode(file.outcome),
            forgotten=encode(file.forgotten),
            content=zlib.compress(data),
        )
    )
    for ordinal, (report, found, units) in enumerate(zip(reading.reports, reading.facts, reading.passages, strict=True)):
        if report.id not in file.forgotten:
            connection.execute(insert(reports).values(file=file.sha256, ordinal=ordinal, revision=generation, **_report_row(report)))
            _insert_all(connection, report.id, found, units)


def remove_files(connection: Connection, sha256s: Iterable[str]) -> None:
    """Forget whole files with everything read from them."""
    next_generation(connection)
    connection.execute(delete(files).where(files.c.sha256.in_(list(sha256s))))


def remove_reports(connection: Connection, report_ids: Sequence[str]) -> None:
    """Forget reports; a file of which nothing is left goes too, one that keeps others remembers what not to read again."""
    next_generation(connection)
    touched = connection.execute(select(reports.c.file).distinct().where(reports.c.id.in_(report_ids))).scalars().all()
    parts: dict[str, list[str]] = {sha256: [] for sha256 in touched}
    for sha256, report in connection.execute(select(reports.c.file, reports.c.id).where(reports.c.file.in_(touched))):
        parts[sha256].append(report)
    for sha256, ids in parts.items():
        if set(ids) <= set(report_ids):
            connection.execute(delete(files).where(files.c.sha256 == sha256))
            continue
        known = connection.execute(select(files.c.forgotten).where(files.c.sha256 == sha256)).scalar_one()
        forgotten = {*decode(tuple[str, ...], known), *(report for report in ids if report in report_ids)}
        connection.execute(update(files).where(files.c.sha256 == sha256).values(forgotten=encode(tuple(sorted(forgotten)))))
        connection.execute(delete(reports).where(reports.c.file == sha256, reports.c.id.in_(report_ids)))


def next_generation(connection: Connection) -> int:
    """Begin a change: the number by which readers see that there is something new."""
    connection.execute(update(meta).where(meta.c.name == "generation").values(value=meta.c.value + 1))
    return int(connection.execute(select(meta.c.value).where(meta.c.name == "generation")).scalar_one())


def _stored(row: Row[*tuple[Any, ...]]) -> StoredFile:
    outcome, forgotten = decode(IngestResult, row.outcome), decode(tuple[str, ...], row.forgotten)
    return StoredFile(row.sha256, row.name, row.source, row.sample, row.fingerprint, outcome, forgotten)


def _report_row(report: Report) -> dict[str, object]:
    return {
        "id": report.id,
        "title": report.title,
        "genre": report.genre,
        "place": encode(report.place) if report.place else None,
        "as_of": report.as_of,
        "path": report.path,
        "sample": report.sample,
        "body": pack(report),
    }


def _insert_all(connection: Connection, report: str, found: Sequence[Fact], units: Sequence[Passage]) -> None:
    fact_rows = [
        {"report": report, "ordinal": n, "track": fact.track.value, "metric": fact.metric, "body": encode(fact)}
        for n, fact in enumerate(found)
    ]
    passage_rows = [
        {"report": report, "ordinal": n, "section": encode(unit.section), "start": unit.start, "end": unit.end, "text": unit.text}
        for n, unit in enumerate(units)
    ]
    for table, rows in ((facts, fact_rows), (passages, passage_rows)):
        if rows:
            connection.execute(insert(table), rows)
