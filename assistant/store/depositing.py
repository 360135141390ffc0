"""Readings go into the store: many files in one transaction, each compared once more with what is there by then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from assistant.store.database import Database
from assistant.store.kin import relate
from assistant.store.rows import FileRows
from assistant.store.writing import StoredFile, held_at, hold, put_file, put_new_files, stored_files
from assistant.types import IngestResult

REPLACED = "同一位置此前收入的旧版本已由本件取代。"


@dataclass(frozen=True)
class Known:
    """What the store holds that a new file has to do with: the same content, and what its source holds."""

    same: StoredFile | None
    held: str | None
    """The content that the source holds; None when it holds none."""

    def holds(self, fingerprint: str, *, sample: bool) -> bool:
        """Whether the content is there whole, read by these rules, and counts as real work if it is to."""
        same = self.same
        return same is not None and same.fingerprint == fingerprint and not same.forgotten and (sample or not same.sample)

    def reason(self, fingerprint: str) -> str:
        """Why the file is read although its content is stored."""
        if self.same is None:
            return ""
        if self.same.forgotten:
            return "此前移除的报告已重新收入"
        return "阅读规则已更新，已重新读取" if self.same.fingerprint != fingerprint else "示例文件已转为正式资料"


@dataclass(frozen=True)
class Incoming:
    """A file that is to be stored, and what was read from it; None when it was taken to be there already."""

    path: str
    """How its result calls it."""
    name: str
    source: str
    sha256: str
    rows: FileRows | None


def known_of(connection: Connection, files: Iterable[tuple[str, str]]) -> list[Known]:
    """What the store holds for each of these sources and contents."""
    asked = list(files)
    same = {file.sha256: file for file in stored_files(connection, {sha256 for _, sha256 in asked})}
    held = held_at(connection, {source for source, _ in asked})
    return [Known(same.get(sha256), held.get(source)) for source, sha256 in asked]


def deposit(database: Database, incoming: Sequence[Incoming], fingerprint: str, *, sample: bool) -> list[IngestResult | None]:
    """Write the files in one transaction, each whole and in order; their results, None for one that must be read first."""
    with database.writing() as connection:
        return _Deposit(connection, fingerprint, sample).all(incoming)


@dataclass
class _Deposit:
    """One transaction: files that have nothing to do with what is there wait to be written at once."""

    connection: Connection
    fingerprint: str
    sample: bool
    results: list[IngestResult | None] = field(default_factory=list)
    fresh: list[tuple[int, StoredFile, FileRows]] = field(default_factory=list)

    def all(self, incoming: Sequence[Incoming]) -> list[IngestResult | None]:
        known = known_of(self.connection, ((one.source, one.sha256) for one in incoming))
        touched: set[str] = set()
        for one, before in zip(incoming, known, strict=True):
            names = {one.source, one.sha256}
            if one.rows is not None and before == Known(None, None) and touched.isdisjoint(names):
                self.fresh.append((len(self.results), self._file(one, one.rows), one.rows))
                self.results.append(None)
            else:
                self._write_fresh()
                self.results.append(self._beside_what_is_there(one))
            touched |= names
        self._write_fresh()
        return self.results

    def _write_fresh(self) -> None:
        put_new_files(self.connection, [(file, rows) for _, file, rows in self.fresh])
        sentences = relate(self.connection, [report for _, _, rows in self.fresh for report in rows.reports])
        for place, file, rows in self.fresh:
            self.results[place] = replace(file.outcome, notices=_notices(file, rows, sentences), status="added")
        self.fresh.clear()

    def _beside_what_is_there(self, one: Incoming) -> IngestResult | None:
        """One file whose content or source is known, looked up again: a file before it may have changed that."""
        [known] = known_of(self.connection, [(one.source, one.sha256)])
        same = known.same
        if same is not None and known.holds(self.fingerprint, sample=self.sample):
            if known.held != one.sha256:
                hold(self.connection, one.source, one.sha256)
            return _already_there(one.path, same, known)
        if one.rows is None:
            return None
        file = self._file(one, one.rows)
        put_file(self.connection, file, one.rows)
        newer = known.held is not None and known.held != one.sha256
        again = same is not None and not same.forgotten and same.sample == self.sample
        return replace(
            file.outcome,
            notices=_notices(file, one.rows, relate(self.connection, one.rows.reports), newer=newer),
            status="replaced" if newer or again else "added",
            reason=known.reason(self.fingerprint),
        )

    def _file(self, one: Incoming, rows: FileRows) -> StoredFile:
        outcome = replace(rows.outcome, path=one.path)
        return StoredFile(one.sha256, one.name, one.source, self.sample, self.fingerprint, outcome, ())


def deposit_again(database: Database, sha256: str, rows: FileRows, fingerprint: str) -> IngestResult | None:
    """Write a stored file as it was read again, what was removed from it left out; None when it is no longer there."""
    with database.writing() as connection:
        current = next(iter(stored_files(connection, [sha256])), None)
        if current is None:
            return None
        outcome = replace(rows.outcome, path=current.outcome.path)
        put_file(connection, replace(current, fingerprint=fingerprint, outcome=outcome), rows)
        relate(connection, [one for one in rows.reports if one.id not in current.forgotten])
    return replace(outcome, status="replaced")


def _notices(file: StoredFile, rows: FileRows, related: dict[str, tuple[str, ...]], *, newer: bool = False) -> tuple[str, ...]:
    replaced = (REPLACED,) if newer else ()
    return (*file.outcome.notices, *replaced, *dict.fromkeys(sentence for one in rows.reports for sentence in related.get(one.id, ())))


def _already_there(path: str, same: StoredFile, known: Known) -> IngestResult:
    result = replace(same.outcome, path=path, status="unchanged")
    if known.held == same.sha256:
        return result
    return replace(result, status="replaced" if known.held else "unchanged", reason=f"与已入库的“{same.name}”内容相同")
