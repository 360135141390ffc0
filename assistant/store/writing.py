"""Writing: whole files in, reports out; every function works inside the caller's one transaction."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, or_, select, update
from sqlalchemy import Row as Found

from assistant.store.codec import decode, encode
from assistant.store.ledger_versions import forget_versions, keep_versions
from assistant.store.limits import groups_at, inherit
from assistant.store.rows import FileRows, Row
from assistant.store.schema import bands, facts, files, meta, passages, reports, sources
from assistant.types import IngestResult


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


# Built once: to make a statement takes longer than to run it.
_INTO = {table: insert(table) for table in (files, sources, reports, facts, passages, bands)}
_TOUCHED = select(sources.c.source, sources.c.file).where(or_(sources.c.source == bindparam("source"), sources.c.file == bindparam("file")))
_NEXT_GENERATION = update(meta).where(meta.c.name == "generation").values(value=meta.c.value + 1).returning(meta.c.value)
_STORED = select(*(column for column in files.c if column is not files.c.content)).order_by(files.c.source)
_STORED_AS = _STORED.where(files.c.sha256.in_(bindparam("sha256s", expanding=True)))
_HELD_AT = select(sources.c.source, sources.c.file).where(sources.c.source.in_(bindparam("sources", expanding=True)))


def digest(data: bytes) -> str:
    """The identity of a file's content."""
    return hashlib.sha256(data).hexdigest()


def stored_files(connection: Connection, sha256s: Iterable[str] | None = None) -> list[StoredFile]:
    """The files with these contents; all of them when none are given."""
    if sha256s is None:
        return [_stored(row) for row in connection.execute(_STORED)]
    return [_stored(row) for row in connection.execute(_STORED_AS, {"sha256s": list(sha256s)})]


def held_at(connection: Connection, places: Iterable[str]) -> dict[str, str]:
    """Which content each of these sources holds, those that hold none left out."""
    return {source: sha256 for source, sha256 in connection.execute(_HELD_AT, {"sources": list(places)})}


def sources_within(connection: Connection, prefix: str) -> list[str]:
    """The sources that begin so (the members of an archive)."""
    found = select(sources.c.source).where(sources.c.source >= prefix, sources.c.source < prefix + "\U0010ffff")
    return [source for source in connection.execute(found).scalars() if source.startswith(prefix)]


def read_by_other_rules(connection: Connection, fingerprint: str) -> list[str]:
    """The contents that other rules than these have read, in order of their source."""
    return list(connection.execute(select(files.c.sha256).where(files.c.fingerprint != fingerprint).order_by(files.c.source)).scalars())


def reports_of(connection: Connection, sha256s: Collection[str]) -> list[str]:
    """The ids of the reports that these contents hold."""
    return list(connection.execute(select(reports.c.id).where(reports.c.file.in_(sha256s))).scalars())


def files_of(connection: Connection, report_ids: Collection[str]) -> list[str]:
    """The contents that hold these reports."""
    return list(connection.execute(select(reports.c.file).where(reports.c.id.in_(report_ids)).distinct()).scalars())


def sample_files(connection: Connection) -> list[str]:
    """The contents that are demonstration documents."""
    return list(connection.execute(select(files.c.sha256).where(files.c.sample)).scalars())


def content(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a stored file; None when it is gone."""
    packed = connection.execute(select(files.c.content).where(files.c.sha256 == sha256)).scalar()
    return None if packed is None else zlib.decompress(packed)


def put_file(connection: Connection, file: StoredFile, rows: FileRows) -> None:
    """Store a file as read: in place of an earlier reading of it, and of what its source held before, limited to the same groups."""
    groups = groups_at(connection, file.source)
    _put(connection, [(file, rows)], _cleared(connection, file))
    inherit(connection, [one.id for one in rows.reports], groups)


def put_new_files(connection: Connection, new: Sequence[tuple[StoredFile, FileRows]]) -> None:
    """Store files, none of whose contents and sources the store holds: many cost little more than one."""
    if new:
        _put(connection, new, ())


def _put(connection: Connection, new: Sequence[tuple[StoredFile, FileRows]], also_at: Collection[str]) -> None:
    """Insert files and what was read from them; `also_at` are further sources that hold the first one's content."""
    generation = next_generation(connection)
    held: list[Row] = [{"source": file.source, "file": file.sha256} for file, _ in new]
    held += [{"source": source, "file": new[0][0].sha256} for source in also_at if source != new[0][0].source]
    found: dict[Table, list[Row]] = {files: [_file_row(*one) for one in new], sources: held}
    for file, rows in new:
        for ordinal, one in enumerate(rows.reports):
            if one.id not in file.forgotten:
                row = {"file": file.sha256, "ordinal": ordinal, "revision": generation, **one.report}
                keys: list[Row] = [{"key": key, "report": one.id} for key in dict.fromkeys(one.bands)]
                for table, its in ((reports, [row]), (facts, one.facts), (passages, one.passages), (bands, keys)):
                    found.setdefault(table, []).extend(its)
    for table, inserted in found.items():
        if inserted:
            connection.execute(_INTO[table], inserted)
    for file, rows in new:
        keep_versions(connection, file.source, [one.ledger for one in rows.reports if one.ledger and one.id not in file.forgotten])


def _file_row(file: StoredFile, rows: FileRows) -> Row:
    return {
        "sha256": file.sha256,
        "name": file.name,
        "source": file.source,
        "sample": file.sample,
        "fingerprint": file.fingerprint,
        "outcome": encode(file.outcome),
        "forgotten": encode(file.forgotten),
        "content": rows.content,
    }


def _cleared(connection: Connection, file: StoredFile) -> set[str]:
    """Take away what a file replaces; the sources that hold its content."""
    touched = connection.execute(_TOUCHED, {"source": file.source, "file": file.sha256}).all()
    if touched:
        _delete_files(connection, {*_orphans(connection, [file.source]), file.sha256})
    return {file.source, *(source for source, sha256 in touched if sha256 == file.sha256)}


def hold(connection: Connection, source: str, sha256: str) -> None:
    """Note that a source holds a stored content now; what it held before goes unless another source holds it."""
    release(connection, [source])
    connection.execute(insert(sources).values(source=source, file=sha256))


def release(connection: Connection, gone: Sequence[str]) -> None:
    """Forget what these sources hold, but for contents that stand somewhere else too."""
    remove_files(connection, _orphans(connection, gone))


def remove_files(connection: Connection, sha256s: Collection[str]) -> None:
    """Forget whole files with everything read from them."""
    if sha256s:
        next_generation(connection)
        _delete_files(connection, sha256s)


def remove_reports(connection: Connection, report_ids: Sequence[str]) -> None:
    """Forget reports; a file of which nothing is left goes too, one that keeps others remembers what not to read again."""
    next_generation(connection)
    forget_versions(connection, report_ids)
    touched = connection.execute(select(reports.c.file).distinct().where(reports.c.id.in_(report_ids))).scalars().all()
    parts: dict[str, list[str]] = {sha256: [] for sha256 in touched}
    for sha256, report in connection.execute(select(reports.c.file, reports.c.id).where(reports.c.file.in_(touched))):
        parts[sha256].append(report)
    for sha256, ids in parts.items():
        if set(ids) <= set(report_ids):
            _delete_files(connection, [sha256])
            continue
        known = connection.execute(select(files.c.forgotten).where(files.c.sha256 == sha256)).scalar_one()
        forgotten = {*decode(tuple[str, ...], known), *(report for report in ids if report in report_ids)}
        connection.execute(update(files).where(files.c.sha256 == sha256).values(forgotten=encode(tuple(sorted(forgotten)))))
        gone = [report for report in ids if report in report_ids]
        _delete_bands(connection, gone)
        connection.execute(delete(reports).where(reports.c.id.in_(gone)))


def next_generation(connection: Connection) -> int:
    """Begin a change: the number by which readers see that there is something new."""
    return int(connection.execute(_NEXT_GENERATION).scalar_one())


def _orphans(connection: Connection, gone: Sequence[str]) -> set[str]:
    """Take these sources away; the contents that no other source holds."""
    touched = set(connection.execute(select(sources.c.file).where(sources.c.source.in_(gone))).scalars())
    if not touched:
        return touched
    connection.execute(delete(sources).where(sources.c.source.in_(gone)))
    left: dict[str, str] = {}
    for sha256, source in connection.execute(select(sources.c.file, sources.c.source).where(sources.c.file.in_(touched))):
        left[sha256] = min(source, left.get(sha256, source))
    for sha256, source in left.items():
        connection.execute(update(files).where(files.c.sha256 == sha256, files.c.source.in_(gone)).values(source=source))
    return touched - left.keys()


def _delete_files(connection: Connection, sha256s: Collection[str]) -> None:
    inside = list(connection.execute(select(reports.c.id).where(reports.c.file.in_(sha256s))).scalars())
    _delete_bands(connection, inside)
    connection.execute(delete(files).where(files.c.sha256.in_(sha256s)))


def _delete_bands(connection: Connection, report_ids: Sequence[str]) -> None:
    """By their keys, which the reports remember: the table has no other way in."""
    kept = connection.execute(select(reports.c.likeness).where(reports.c.id.in_(report_ids))).scalars() if report_ids else ()
    keys = {key for likeness in kept for key in decode(tuple[int, ...], likeness)}
    if keys:
        connection.execute(delete(bands).where(bands.c.key.in_(keys), bands.c.report.in_(report_ids)))


def _stored(row: Found[*tuple[Any, ...]]) -> StoredFile:
    outcome, forgotten = decode(IngestResult, row.outcome), decode(tuple[str, ...], row.forgotten)
    return StoredFile(row.sha256, row.name, row.source, row.sample, row.fingerprint, outcome, forgotten)
