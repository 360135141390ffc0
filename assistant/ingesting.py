"""A file becomes stored reports: found, read by the rules of today, compared with what is there, written in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.config import Settings
from assistant.errors import AssistantError, ReportError, UnreadableReport
from assistant.store.database import Database
from assistant.store.schema import SCHEMA_VERSION
from assistant.store.writing import Reading, StoredFile, content, digest, put_file, remove_files, stored_files
from assistant.types import IngestResult
from assistant.words.lexicon import load_lexicon

log = logging.getLogger(__name__)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given and those in folders, in order of name; hidden files and the lock files of Office are passed over."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and not _hidden(one.relative_to(path)))
        yield from inside or [path]


def _hidden(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts)


def fingerprint(home: Path) -> str:
    """The rules that decide what a file becomes, staff's own edits among them; a file stored under another is read again."""
    from assistant.facts.extract import EXTRACTOR_VERSION
    from assistant.reading.report import READER_VERSION
    from assistant.reading.vocabulary import load_vocabulary

    words = f"{load_lexicon(home).fingerprint} {load_vocabulary(home).fingerprint}"
    return f"reader {READER_VERSION}, extractor {EXTRACTOR_VERSION}, lexicon {words}, schema {SCHEMA_VERSION}"


def read(name: str, data: bytes, home: Path, *, sample: bool) -> Reading:
    """What the rules of today make of a file; touches nothing.

    Raises:
        ReportError: it cannot become a report.
    """
    from assistant.facts.extract import extract
    from assistant.reading.report import read_reports
    from assistant.search.passages import passages

    try:
        lexicon = load_lexicon(home)
        reports = tuple(read_reports(name, data, sample=sample, home=home))
        return Reading(reports, tuple(tuple(extract(one, lexicon)) for one in reports), tuple(tuple(passages(one)) for one in reports))
    except AssistantError:
        raise
    except Exception as error:
        # One file that trips a rule must not stop the other files of a folder.
        log.exception("reading %s failed", name)
        raise UnreadableReport(f"读取“{name}”时出现意外错误，详情已记入日志，请把该文件和日志交给维护人员。") from error


def _counts(path: str, reading: Reading) -> IngestResult:
    return IngestResult(
        path=path,
        reports=tuple(report.id for report in reading.reports),
        status="added",
        characters=sum(len(report.clean) for report in reading.reports),
        sections=sum(len(report.sections) for report in reading.reports),
        facts=sum(map(len, reading.facts)),
        passages=sum(map(len, reading.passages)),
        repairs=sum(len(report.repairs) for report in reading.reports),
    )


@dataclass(frozen=True)
class Known:
    """What the store holds that a new file has to do with: the same content, and what its source held before."""

    same: StoredFile | None
    former: StoredFile | None

    @classmethod
    def of(cls, found: Iterable[StoredFile], sha256: str, source: str) -> Known:
        """Tell the files of one look-up apart."""
        files = list(found)
        return cls(
            next((file for file in files if file.sha256 == sha256), None),
            next((file for file in files if file.source == source and file.sha256 != sha256), None),
        )

    def holds(self, rules: str, *, sample: bool) -> bool:
        """Whether the content is there whole, read by these rules, and counts as real work if it is to."""
        same = self.same
        return same is not None and same.fingerprint == rules and not same.forgotten and (sample or not same.sample)

    def reason(self, rules: str) -> str:
        """Why the file is read although its content is stored."""
        if self.same is None:
            return ""
        if self.same.forgotten:
            return "此前移除的报告已重新收入"
        return "阅读规则已更新，已重新读取" if self.same.fingerprint != rules else "示例文件已转为正式资料"


class Intake:
    """Takes files into one home's store, one transaction each."""

    def __init__(self, database: Database, home: Path, settings: Settings) -> None:
        self._database = database
        self._home = home
        self._most_bytes = settings.maximum_megabytes * 1_000_000

    def take(self, path: Path, source: str, *, sample: bool = False) -> IngestResult:
        """Store one file unless it is there already; a file that cannot be read gives a refused result and changes nothing."""
        try:
            data = self._bytes(path)
            return self._take(path, source, data, sample=sample)
        except ReportError as error:
            return IngestResult(str(path), (), "refused", str(error))

    def _take(self, path: Path, source: str, data: bytes, *, sample: bool) -> IngestResult:
        sha256, rules = digest(data), fingerprint(self._home)
        with self._database.reading() as connection:
            known = Known.of(stored_files(connection, sha256=sha256, source=source), sha256, source)
        if known.same is not None and known.holds(rules, sample=sample):
            return self._already_there(path, source, known.same, known.former)
        reading = read(path.name, data, self._home, sample=sample)
        outcome = _counts(str(path), reading)
        with self._database.writing() as connection:
            put_file(connection, StoredFile(sha256, path.name, source, sample, rules, outcome, ()), data, reading)
        again = known.same is not None and not known.same.forgotten and known.same.sample == sample
        return replace(outcome, status="replaced" if known.former or again else "added", reason=known.reason(rules))

    def _already_there(self, path: Path, source: str, same: StoredFile, former: StoredFile | None) -> IngestResult:
        reason = "" if same.source == source else f"与已入库的“{same.name}”内容相同"
        result = replace(same.outcome, path=str(path), status="unchanged", reason=reason)
        if former is None:
            return result
        with self._database.writing() as connection:
            remove_files(connection, [former.sha256])
        return replace(result, status="replaced")

    def outdated(self) -> list[StoredFile]:
        """The stored files that other rules than today's have read."""
        rules = fingerprint(self._home)
        with self._database.reading() as connection:
            return [file for file in stored_files(connection) if file.fingerprint != rules]

    def read_again(self, file: StoredFile) -> IngestResult:
        """Read a stored file by the rules of today; what was removed from it stays removed."""
        with self._database.reading() as connection:
            data = content(connection, file.sha256)
        try:
            reading = read(file.name, data, self._home, sample=file.sample)
        except ReportError as error:
            return replace(file.outcome, status="refused", reason=str(error))
        outcome = _counts(file.outcome.path, reading)
        with self._database.writing() as connection:
            # Looked up again: the file, or a report of it, may have been removed while it was being read.
            current = Known.of(stored_files(connection, sha256=file.sha256), file.sha256, file.source).same
            if current is None:
                return replace(file.outcome, status="refused", reason="读取期间该文件已被移除")
            put_file(connection, replace(current, fingerprint=fingerprint(self._home), outcome=outcome), data, reading)
        return replace(outcome, status="replaced")

    def _bytes(self, path: Path) -> bytes:
        if path.is_dir():
            raise UnreadableReport(f"文件夹“{path.name}”里没有可读的文件。")
        with suppress(OSError):
            if path.stat().st_size > self._most_bytes:
                most = self._most_bytes // 1_000_000
                raise UnreadableReport(f"“{path.name}”超过{most}MB的上限，请拆分后再收入，或调大 ASSISTANT_MAXIMUM_MEGABYTES。")
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise UnreadableReport(f"找不到“{path}”，请检查文件名和路径。") from None
        except OSError:
            raise UnreadableReport(f"“{path.name}”打不开，请检查读取权限或是否正被其他程序占用。") from None
