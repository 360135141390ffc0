"""Files become stored reports: read in workers, compared with what is there, written in one transaction each, in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from assistant.archives import Member, list_members
from assistant.arrivals import MEMBER_MARK, Arrival, Handed, arrivals
from assistant.config import Settings
from assistant.errors import ReportError, UnreadableReport
from assistant.store.database import Database
from assistant.store.kin import relate
from assistant.store.rows import FileRows
from assistant.store.schema import SCHEMA_VERSION
from assistant.store.writing import (
    StoredFile,
    content,
    digest,
    held_at,
    hold,
    put_file,
    read_by_other_rules,
    release,
    sources_within,
    stored_files,
)
from assistant.types import IngestResult
from assistant.workers.order import Begun, ahead
from assistant.workers.pool import WorkerFailure, Workers

log = logging.getLogger(__name__)

T = TypeVar("T")
W = TypeVar("W", bound=Begun)
Taken = Callable[[int], None]
"""Called after each result with the place of its file among those handed in."""

_LOOKED_UP_AT_ONCE = 256
_BYTES_AT_ONCE = 16_000_000
_BEGUN_AHEAD = 8
"""Files for each worker that are begun before the one whose turn it is has been written."""
_BYTES_AHEAD = 64_000_000


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
class _Work:
    """A file on its way: what the store says of it, and its reading if it has to be read."""

    arrival: Arrival
    sha256: str
    known: Known
    future: Future[FileRows] | None

    @property
    def size(self) -> int:
        return len(self.arrival.data)


@dataclass(frozen=True)
class _Again:
    """A stored file that is read again."""

    file: StoredFile
    size: int
    future: Future[FileRows] | None


class Intake:
    """Takes files into one home's store."""

    def __init__(self, database: Database, home: Path, settings: Settings) -> None:
        self._database = database
        self._home = home
        self._settings = settings
        self._workers = Workers(settings.workers, settings.read_seconds, settings.read_megabytes, "assistant.readings")

    def close(self) -> None:
        """End the workers."""
        self._workers.close()

    def take(self, handed: Iterable[Handed], *, sample: bool = False, taken: Taken | None = None) -> Iterator[IngestResult]:
        """Store each file unless it is there already; a file that cannot be read gives a refused result and changes nothing."""
        fingerprint = self._fingerprint()
        found = arrivals(handed, self._settings.maximum_megabytes, self._list_members)
        for work in self._ahead(self._begun(found, fingerprint, sample)):
            result = self._finished(work, fingerprint, sample)
            if result is not None:
                yield result
            if taken is not None:
                taken(work.arrival.place)

    def read_again(self) -> Iterator[IngestResult]:
        """Read the stored files that other rules have read; what was removed from them stays removed."""
        fingerprint = self._fingerprint()
        with self._database.reading() as connection:
            outdated = read_by_other_rules(connection, fingerprint)
        for work in self._ahead(self._begun_again(outdated)):
            yield self._finished_again(work, fingerprint)

    def outdated(self) -> int:
        """How many stored files other rules than today's have read."""
        with self._database.reading() as connection:
            return len(read_by_other_rules(connection, self._fingerprint()))

    def _fingerprint(self) -> str:
        from assistant.readings import rules

        return f"{rules(self._home)}, schema {SCHEMA_VERSION}"

    # --- beginning ------------------------------------------------------------------------------------------------------------

    def _begun(self, found: Iterable[Arrival], fingerprint: str, sample: bool) -> Iterator[_Work]:
        """The files with what the store says of them, looked up for many at once, and their reading begun where one is due."""
        for portion in _portions(found):
            hashes = [digest(one.data) if not one.refusal else "" for one in portion]
            with self._database.reading() as connection:
                stored = {file.sha256: file for file in stored_files(connection, set(hashes))}
                held = held_at(connection, {one.source for one in portion})
            reading: set[str] = set()
            for arrival, sha256 in zip(portion, hashes, strict=True):
                known = Known(stored.get(sha256), held.get(arrival.source))
                due = not (arrival.refusal or arrival.members is not None or sha256 in reading or known.holds(fingerprint, sample=sample))
                if due:
                    reading.add(sha256)
                yield _Work(arrival, sha256, known, self._read(arrival.name, arrival.data, sample) if due else None)

    def _begun_again(self, sha256s: Sequence[str]) -> Iterator[_Again]:
        for sha256 in sha256s:
            with self._database.reading() as connection:
                data = content(connection, sha256)
                file = next(iter(stored_files(connection, [sha256])), None)
            if data is not None and file is not None:
                yield _Again(file, len(data), self._read(file.name, data, file.sample))

    def _read(self, name: str, data: bytes, sample: bool) -> Future[FileRows]:
        from assistant.readings import read_file

        allowed = self._settings.classified == "allow"
        return self._workers.submit(name, read_file, name, data, self._home, sample, allowed)

    def _list_members(self, name: str, data: bytes, most_bytes: int) -> tuple[Member, ...]:
        return _result(name, self._workers.submit(name, list_members, name, data, most_bytes))

    def _ahead(self, begun: Iterator[W]) -> Iterator[W]:
        return ahead(begun, _BEGUN_AHEAD * self._settings.workers, _BYTES_AHEAD)

    # --- finishing ------------------------------------------------------------------------------------------------------------

    def _finished(self, work: _Work, fingerprint: str, sample: bool) -> IngestResult | None:
        arrival = work.arrival
        if arrival.members is not None:
            self._forget_gone_members(arrival)
            return None
        if arrival.refusal:
            return IngestResult(arrival.path, (), "refused", arrival.refusal)
        same = work.known.same
        if same is not None and work.known.held == work.sha256 and work.known.holds(fingerprint, sample=sample):
            return replace(same.outcome, path=arrival.path, status="unchanged")
        try:
            rows = _result(arrival.name, work.future) if work.future is not None else None
            result = self._stored(work, rows, fingerprint, sample)
            if result is None:
                # It stood in the store when looked up, or with a file before it, and is gone or was refused there.
                rows = _result(arrival.name, self._read(arrival.name, arrival.data, sample))
                result = self._stored(work, rows, fingerprint, sample)
            return result
        except ReportError as error:
            return IngestResult(arrival.path, (), "refused", str(error))

    def _stored(self, work: _Work, rows: FileRows | None, fingerprint: str, sample: bool) -> IngestResult | None:
        """Write one file in a transaction, looking again at what is there now; None when it must be read first."""
        arrival, sha256 = work.arrival, work.sha256
        with self._database.writing() as connection:
            same = next(iter(stored_files(connection, [sha256])), None)
            known = Known(same, held_at(connection, [arrival.source]).get(arrival.source))
            if same is not None and known.holds(fingerprint, sample=sample):
                if known.held != sha256:
                    hold(connection, arrival.source, sha256)
                return _already_there(arrival, same, known)
            if rows is None:
                return None
            file = StoredFile(sha256, arrival.name, arrival.source, sample, fingerprint, replace(rows.outcome, path=arrival.path), ())
            put_file(connection, file, rows)
            notices = relate(connection, rows.reports)
        again = same is not None and not same.forgotten and same.sample == sample
        newer = known.held is not None and known.held != sha256
        if newer:
            notices = ("同一位置此前收入的旧版本已由本件取代。", *notices)
        outcome = replace(file.outcome, notices=(*file.outcome.notices, *notices))
        return replace(outcome, status="replaced" if newer or again else "added", reason=known.reason(fingerprint))

    def _finished_again(self, work: _Again, fingerprint: str) -> IngestResult:
        file = work.file
        try:
            rows = _result(file.name, work.future)
        except ReportError as error:
            return replace(file.outcome, status="refused", reason=str(error))
        outcome = replace(rows.outcome, path=file.outcome.path)
        with self._database.writing() as connection:
            # Looked up again: the file, or a report of it, may have been removed while it was being read.
            current = next(iter(stored_files(connection, [file.sha256])), None)
            if current is None:
                return replace(file.outcome, status="refused", reason="读取期间该文件已被移除")
            put_file(connection, replace(current, fingerprint=fingerprint, outcome=outcome), rows)
            relate(connection, [one for one in rows.reports if one.id not in current.forgotten])
        return replace(outcome, status="replaced")

    def _forget_gone_members(self, archive: Arrival) -> None:
        with self._database.reading() as connection:
            before = sources_within(connection, archive.source + MEMBER_MARK)
        gone = [source for source in before if source not in (archive.members or ())]
        if gone:
            with self._database.writing() as connection:
                release(connection, gone)


def _already_there(arrival: Arrival, same: StoredFile, known: Known) -> IngestResult:
    result = replace(same.outcome, path=arrival.path, status="unchanged")
    if known.held == same.sha256:
        return result
    return replace(result, status="replaced" if known.held else "unchanged", reason=f"与已入库的“{same.name}”内容相同")


def _result(name: str, future: Future[T] | None) -> T:
    """What a worker made of a file.

    Raises:
        ReportError: it cannot become a report, or its reading ran over a limit or failed.
    """
    assert future is not None
    try:
        return future.result()
    except (WorkerFailure, CancelledError) as failure:
        log.error("reading %s failed\n%s", name, failure)
        raise UnreadableReport(f"读取“{name}”时出现意外错误，详情已记入日志，请把该文件和日志交给维护人员。") from failure


def _portions(found: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """Files in portions that are small in number and bytes."""
    portion: list[Arrival] = []
    held = 0
    for one in found:
        portion.append(one)
        held += len(one.data)
        if len(portion) >= _LOOKED_UP_AT_ONCE or held > _BYTES_AT_ONCE:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion
