"""Files become stored reports: read in workers, compared with what is there, written in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from assistant.archives import Member, list_members
from assistant.arrivals import MEMBER_MARK, Arrival, Handed, arrivals
from assistant.config import Settings
from assistant.errors import ReportError, UnreadableReport
from assistant.reading.recognition import Recognition
from assistant.store.database import Database
from assistant.store.depositing import Incoming, Known, deposit, deposit_again, known_of
from assistant.store.ledger_columns import ColumnRuling, settled_columns
from assistant.store.migrations import SCHEMA_VERSION
from assistant.store.rows import FileRows
from assistant.store.writing import (
    StoredFile,
    content,
    digest,
    files_of,
    read_by_other_rules,
    release,
    sources_within,
    stored_files,
)
from assistant.types import IngestResult
from assistant.workers.order import Begun, ahead, together
from assistant.workers.pool import WorkerFailure, Workers

log = logging.getLogger(__name__)

T = TypeVar("T")
W = TypeVar("W", bound=Begun)
Taken = Callable[[int], None]
"""Called after each result with the place of its file among those handed in."""

_LOOKED_UP_AT_ONCE = 256
_BYTES_AT_ONCE = 16_000_000
_BEGUN_AHEAD = 40
"""Files for each worker that are begun before the one whose turn it is has been written."""
_GATHERED_SECONDS = 0.25
"""So long a file that has been read waits for others, to be written with them: a transaction costs far more than a small file."""
_GATHERED_FILES = 128
_BYTES_AHEAD = 64_000_000


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

    def __init__(self, database: Database, home: Path, settings: Settings, reading: Callable[[], None] = lambda: None) -> None:
        self._reading = reading
        """Told once when the first file begins to be read."""
        self._began = False
        self._database = database
        self._home = home
        self._settings = settings
        self._rulings: tuple[ColumnRuling, ...] = ()
        """What staff said of the columns of ledgers, as it was when reading began."""
        self._recognition = Recognition(settings.read_seconds) if settings.ocr == "on" else None
        self._workers = Workers(settings.workers, settings.read_seconds, settings.read_megabytes, "assistant.readings")

    def close(self) -> None:
        """End the workers."""
        self._workers.close()

    def take(self, handed: Iterable[Handed], *, sample: bool = False, taken: Taken | None = None) -> Iterator[IngestResult]:
        """Store each file unless it is there already; a file that cannot be read gives a refused result and changes nothing."""
        fingerprint = self._fingerprint()
        self._look_up_rulings()
        found = arrivals(handed, self._settings.maximum_megabytes, self._list_members)
        begun = self._ahead(self._begun(found, fingerprint, sample))
        for group in together(begun, _GATHERED_SECONDS, _GATHERED_FILES):
            for work, result in self._finished(group, fingerprint, sample):
                if result is not None:
                    yield result
                if taken is not None:
                    taken(work.arrival.place)

    def read_again(self, reports: Collection[str] = ()) -> Iterator[IngestResult]:
        """Read the stored files of these reports, or those that other rules have read; what was removed from them stays removed."""
        fingerprint = self._fingerprint()
        self._look_up_rulings()
        with self._database.reading() as connection:
            outdated = files_of(connection, reports) if reports else read_by_other_rules(connection, fingerprint)
        for work in self._ahead(self._begun_again(outdated)):
            yield self._finished_again(work, fingerprint)

    def read_these(self, reports: Collection[str]) -> None:
        """Read the stored files of these reports again.

        Raises:
            UnreadableReport: one of them is refused today; the others are read all the same.
        """
        refused = [one for one in list(self.read_again(reports)) if one.status == "refused"]
        if refused:
            raise UnreadableReport(f"“{refused[0].path}”没有能重新读取：{refused[0].reason}")

    def outdated(self) -> int:
        """How many stored files other rules than today's have read."""
        with self._database.reading() as connection:
            return len(read_by_other_rules(connection, self._fingerprint()))

    def _look_up_rulings(self) -> None:
        with self._database.reading() as connection:
            self._rulings = settled_columns(connection)

    def _fingerprint(self) -> str:
        from assistant.readings import rules

        return f"{rules(self._home, self._recognition)}, schema {SCHEMA_VERSION}"

    # --- beginning ------------------------------------------------------------------------------------------------------------

    def _begun(self, found: Iterable[Arrival], fingerprint: str, sample: bool) -> Iterator[_Work]:
        """The files with what the store says of them, looked up for many at once, and their reading begun where one is due."""
        for portion in _portions(found):
            hashes = [digest(one.data) if not one.refusal else "" for one in portion]
            with self._database.reading() as connection:
                found_there = known_of(connection, zip((one.source for one in portion), hashes, strict=True))
            reading: set[str] = set()
            for arrival, sha256, known in zip(portion, hashes, found_there, strict=True):
                due = not (arrival.refusal or arrival.members is not None or sha256 in reading or known.holds(fingerprint, sample=sample))
                if due:
                    reading.add(sha256)
                    self._begin()
                yield _Work(arrival, sha256, known, self._read(arrival.name, arrival.data, sample) if due else None)

    def _begin(self) -> None:
        if not self._began:
            self._began = True
            self._reading()

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
        return self._workers.submit(name, read_file, name, data, self._home, sample, allowed, self._recognition, self._rulings)

    def _list_members(self, name: str, data: bytes, most_bytes: int) -> tuple[Member, ...]:
        return _result(name, self._workers.submit(name, list_members, name, data, most_bytes))

    def _ahead(self, begun: Iterator[W]) -> Iterator[W]:
        return ahead(begun, _BEGUN_AHEAD * self._settings.workers, _BYTES_AHEAD)

    # --- finishing ------------------------------------------------------------------------------------------------------------

    def _finished(self, group: Sequence[_Work], fingerprint: str, sample: bool) -> Iterator[tuple[_Work, IngestResult | None]]:
        """The results of a group, in order; the end of an archive has none."""
        read = [self._read_or_result(work, fingerprint, sample) for work in group]
        incoming = [one for one in read if isinstance(one, Incoming)]
        stored = iter(deposit(self._database, incoming, fingerprint, sample=sample) if incoming else ())
        for work, one in zip(group, read, strict=True):
            if work.arrival.members is not None:
                self._forget_gone_members(work.arrival)
            if isinstance(one, Incoming):
                yield work, next(stored) or self._read_after_all(one, work.arrival.data, fingerprint, sample)
            else:
                yield work, one

    def _read_or_result(self, work: _Work, fingerprint: str, sample: bool) -> Incoming | IngestResult | None:
        """What there is to store of a file, else its result."""
        arrival, same = work.arrival, work.known.same
        if arrival.members is not None:
            return None
        if arrival.refusal:
            return IngestResult(arrival.path, (), "refused", arrival.refusal)
        if same is not None and work.known.held == work.sha256 and work.known.holds(fingerprint, sample=sample):
            return replace(same.outcome, path=arrival.path, status="unchanged")
        try:
            rows = _result(arrival.name, work.future) if work.future is not None else None
        except ReportError as error:
            return IngestResult(arrival.path, (), "refused", str(error))
        return Incoming(arrival.path, arrival.name, arrival.source, work.sha256, rows)

    def _read_after_all(self, one: Incoming, data: bytes, fingerprint: str, sample: bool) -> IngestResult:
        """It stood in the store when looked up, or with a file before it, and is gone or was refused there."""
        try:
            rows = _result(one.name, self._read(one.name, data, sample))
        except ReportError as error:
            return IngestResult(one.path, (), "refused", str(error))
        [result] = deposit(self._database, [replace(one, rows=rows)], fingerprint, sample=sample)
        assert result is not None, "what was read is stored"
        return result

    def _finished_again(self, work: _Again, fingerprint: str) -> IngestResult:
        file = work.file
        try:
            rows = _result(file.name, work.future)
        except ReportError as error:
            return replace(file.outcome, status="refused", reason=str(error))
        result = deposit_again(self._database, file.sha256, rows, fingerprint)
        return result or replace(file.outcome, status="refused", reason="读取期间该文件已被移除")

    def _forget_gone_members(self, archive: Arrival) -> None:
        with self._database.reading() as connection:
            before = sources_within(connection, archive.source + MEMBER_MARK)
        gone = [source for source in before if source not in (archive.members or ())]
        if gone:
            with self._database.writing() as connection:
                release(connection, gone)


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
