"""What the columns of a ledger are: guessed by the lexicon, confirmed or corrected by staff, kept for later files with the same head."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.errors import UsageError
from assistant.facts.rows import text_lines
from assistant.facts.table_rows import piped
from assistant.facts.told_columns import told_columns
from assistant.ledgers.roles import LedgerReading
from assistant.store.ledger_columns import ColumnRuling
from assistant.types import Report

_ALIKE = 0.8
"""Two heads that share so many of all their columns are one: a column that nobody has filled in yet is not seen."""
UNUSED = ""
"""The role of a column that staff say is to be left aside."""
_NOTHING = "不用"
_SAMPLES = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ledger."""

    name: str
    role: str
    settled: bool
    """Whether staff said so; else it is guessed by its name, or by its cells where the name says nothing."""
    samples: tuple[str, ...]
    """A few of its cells."""


def head_of(report: Report, reading: LedgerReading) -> dict[str, tuple[str, ...]]:
    """The columns of a report's tables, in order, each with a few of its cells."""
    found: dict[str, list[str]] = {}
    head: list[str] = []
    for line in text_lines(report):
        if line.cells is not None:
            for cell in line.cells:
                _add(found, cell.column, cell.text)
        elif "|" in line.text:
            texts = [text for _, text in piped(line.text, line.start)]
            if sum(bool(reading.role(text)) for text in texts) > 1:
                head = texts
            elif len(head) == len(texts):
                for name, text in zip(head, texts, strict=True):
                    _add(found, name, text)
    return {name: tuple(samples) for name, samples in found.items() if name}


def _add(found: dict[str, list[str]], name: str, text: str) -> None:
    held = found.setdefault(name, [])
    if text and text not in held and len(held) < _SAMPLES:
        held.append(text)


def columns(report: Report, reading: LedgerReading, rulings: Sequence[ColumnRuling]) -> list[Column]:
    """The columns of a report's ledgers with what each is taken to be."""
    head = head_of(report, reading)
    said, told = _said(head, rulings), dict(told_columns(report, reading.lexicon))
    return [Column(name, said.get(name, reading.role(told.get(name, name))), name in said, samples) for name, samples in head.items()]


def with_settled_columns(report: Report, reading: LedgerReading, rulings: Sequence[ColumnRuling]) -> Report:
    """The report with what staff said of the columns of its head, as names that the lexicon reads so."""
    head = head_of(report, reading) if rulings else {}
    names = tuple((name, reading.named(role, name, head)) for name, role in _said(head, rulings).items())
    return replace(report, renamed=names) if names else report


def rulings_of(report: Report, reading: LedgerReading, rulings: Sequence[ColumnRuling]) -> list[tuple[str, ...]]:
    """The heads that were ruled upon and count for a report."""
    names = set(head_of(report, reading))
    return list(dict.fromkeys(one.head for one in rulings if _alike(names, set(one.head))))


def _said(head: Iterable[str], rulings: Sequence[ColumnRuling]) -> dict[str, str]:
    """The latest word on each column of a head."""
    names = set(head)
    return {one.column: one.role for one in rulings if one.column in names and _alike(names, set(one.head))}


def alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two heads are one but for a few columns."""
    return _alike(set(one), set(other))


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def ruled(text: str, report: Report, reading: LedgerReading) -> tuple[str, str]:
    """The column and role of `现状=状态`.

    Raises:
        UsageError: it is not written so, the ledger has no such column, or nothing is called so.
    """
    name, mark, label = (part.strip() for part in text.partition("="))
    if not mark or not name or not label:
        raise UsageError(f"“{text[:40]}”看不懂，请写成 列名=含义，如 现状=状态。")
    head = head_of(report, reading)
    if name not in head:
        raise UsageError(f"这份台账没有“{name[:20]}”这一列，有：{'、'.join(list(head)[:20])}。")
    if label == _NOTHING:
        return name, UNUSED
    roles: Mapping[str, str] = {shown: role for role, shown in reading.labels.items()}
    if label not in roles:
        raise UsageError(f"没有“{label[:20]}”这种列，可选：{'、'.join(roles)}，不要这一列写 {_NOTHING}。")
    return name, roles[label]
