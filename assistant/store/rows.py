"""A reading as it goes into the tables, made where the file was read so that the writer only writes."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.store.codec import encode, pack
from assistant.store.ledger_versions import LedgerRow
from assistant.store.likeness import Looks
from assistant.types import Fact, Health, IngestResult, Passage, Report

Row = dict[str, object]
KeptText = tuple[str, bytes]
"""What a ledger is known by, and its items, encoded by whoever reads them again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules of today make of a file: its documents with their facts and index passages."""

    reports: tuple[Report, ...]
    facts: tuple[tuple[Fact, ...], ...]
    passages: tuple[tuple[Passage, ...], ...]
    ledgers: tuple[KeptText | None, ...] = ()
    """For each document what the history keeps of its ledgers; nothing where it holds none."""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of one document."""

    report: Row
    facts: list[Row]
    passages: list[Row]
    bands: tuple[int, ...]
    text: str
    """The clean text, to be compared with others."""
    ledger: LedgerRow | None = None

    @property
    def id(self) -> str:
        """The report's id."""
        return str(self.report["id"])


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows of a file and the counts of its reading."""

    content: bytes
    """The file's bytes, compressed."""
    reports: tuple[ReportRows, ...]
    outcome: IngestResult


def file_rows(name: str, data: bytes, reading: Reading) -> FileRows:
    """The rows of a reading."""
    healths = [_health(*of) for of in zip(reading.reports, reading.facts, reading.passages, strict=True)]
    outcome = IngestResult(
        path=name,
        reports=tuple(report.id for report in reading.reports),
        status="added",
        characters=sum(health.characters for health in healths),
        sections=sum(health.sections for health in healths),
        facts=sum(health.facts for health in healths),
        passages=sum(health.passages for health in healths),
        repairs=sum(health.repairs for health in healths),
        notices=tuple(dict.fromkeys(notice for health in healths for notice in health.notices)),
    )
    ledgers = reading.ledgers or (None,) * len(reading.reports)
    parts = zip(reading.reports, reading.facts, reading.passages, healths, ledgers, strict=True)
    return FileRows(zlib.compress(data), tuple(_report_rows(*part) for part in parts), outcome)


def _health(report: Report, facts: Sequence[Fact], passages: Sequence[Passage]) -> Health:
    marked = (f"本件标有“{report.secrecy}”，不会送给语言模型。",) if report.secrecy else ()
    notices = tuple(dict.fromkeys((*marked, *report.notices)))
    return Health(len(report.clean), len(report.sections), len(facts), len(passages), len(report.repairs), notices)


def _report_rows(report: Report, facts: Sequence[Fact], passages: Sequence[Passage], health: Health, kept: KeptText | None) -> ReportRows:
    bands = Looks(report.clean).bands()
    row: Row = {
        "id": report.id,
        "title": report.title,
        "genre": report.genre,
        "place": encode(report.place) if report.place else None,
        "as_of": report.as_of,
        "path": report.path,
        "sample": report.sample,
        "body": pack(report),
        "secrecy": report.secrecy,
        "health": encode(replace(health, notices=())),
        "notices": encode(health.notices),
        "likeness": encode(bands),
    }
    fact_rows: list[Row] = [
        {"report": report.id, "ordinal": n, "track": fact.track.value, "metric": fact.metric, "body": encode(fact)}
        for n, fact in enumerate(facts)
    ]
    passage_rows: list[Row] = [
        {"report": report.id, "ordinal": n, "section": encode(unit.section), "start": unit.start, "end": unit.end, "text": unit.text}
        for n, unit in enumerate(passages)
    ]
    place = encode(report.place) if report.place else None
    ledger = LedgerRow(report.id, report.title, report.path, place, report.as_of, *kept) if kept else None
    return ReportRows(row, fact_rows, passage_rows, bands, report.clean, ledger)
