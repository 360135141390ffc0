"""The columns of ledgers as staff confirm and correct them; what they say is kept in the home and outlives every reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from assistant.accounts.acting import CORRECTED, Acting
from assistant.errors import UsageError
from assistant.ledgers.columns import Column, alike, columns, head_of, ruled, rulings_of
from assistant.ledgers.roles import LedgerReading, ledger_reading
from assistant.ledgers.version import Series
from assistant.reading.discreet import discreet
from assistant.store.codec import decode
from assistant.store.ledger_columns import ColumnRuling, forget_columns, settle_columns, settled_columns
from assistant.store.scope import referred
from assistant.types import OWNER, ReportHead, Role, Scope
from assistant.words.lexicon import load_lexicon


class ColumnDesk:
    """The columns of the ledgers of one home."""

    def __init__(self, acting: Acting, home: Path, read_again: Callable[[Sequence[str]], None]) -> None:
        self._acting = acting
        self._home = home
        self._read_again = read_again
        """Reads the files of reports again, so that facts, answers and drafts go by what was said."""

    def each(self, reference: str) -> list[tuple[ReportHead, list[Column]]]:
        """What the columns of each report meant by an id or file name are taken to be.

        Raises:
            UsageError: no such report, or it holds no table.
        """
        with self._acting.database.reading() as connection:
            settled, snapshot = settled_columns(connection), self._acting.seen(connection)
            heads = referred(reference, snapshot.heads(Scope()))
            found = [(head, columns(discreet(snapshot.report(head.id)), self._reading, settled)) for head in heads]
        if not any(held for _, held in found):
            raise UsageError(f"“{reference[:60]}”里没有表格，不能核对各列。")
        return found

    def settle(self, reference: str, rulings: Sequence[str]) -> list[tuple[ReportHead, list[Column]]]:
        """Say what columns are, each as `现状=状态`; it holds for every file with the same head.

        Raises:
            UsageError: no such report or column, or nothing is called so.
        """
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        self._acting.require(Role.KEEPER)
        with self._acting.database.writing() as connection:
            snapshot = self._acting.seen(connection)
            reading = self._reading
            for head in referred(reference, snapshot.heads(Scope())):
                report = snapshot.report(head.id)
                names = tuple(head_of(report, reading))
                said = [ruled(text, report, reading) for text in rulings]
                settle_columns(connection, [ColumnRuling(names, column, role, self._acting.name, at) for column, role in said])
        return self._settled(reference)

    def confirm(self, reference: str) -> list[tuple[ReportHead, list[Column]]]:
        """Say that every column is what it is taken to be, whatever later rules guess.

        Raises:
            UsageError: no such report, or it holds no table.
        """
        labels = self._reading.labels
        known = [f"{one.name}={labels[one.role]}" for _, found in self.each(reference) for one in found if one.role and not one.settled]
        return self.settle(reference, known)

    def unsettle(self, reference: str, columns: Sequence[str]) -> list[tuple[ReportHead, list[Column]]]:
        """Take back what was said of columns; the lexicon's guess holds again.

        Raises:
            UsageError: no such report, or nothing was said of one of the columns.
        """
        for _, found in self.each(reference):
            unsaid = set(columns) - {one.name for one in found if one.settled}
            if unsaid:
                raise UsageError(f"“{'、'.join(sorted(unsaid))[:40]}”没有人工核定过，不用撤销。")
        self._acting.require(Role.KEEPER)
        with self._acting.database.writing() as connection:
            snapshot = self._acting.seen(connection)
            for head in referred(reference, snapshot.heads(Scope())):
                forget_columns(connection, rulings_of(snapshot.report(head.id), self._reading, settled_columns(connection)), columns)
        return self._settled(reference)

    def _settled(self, reference: str) -> list[tuple[ReportHead, list[Column]]]:
        """The columns as they are now, once the files are read again that have such a head, whoever may see them."""
        self._read_again(self._meant(reference))
        found = self.each(reference)
        self._acting.note(CORRECTED, [head.id for head, _ in found], "台账的列")
        return found

    def _meant(self, reference: str) -> list[str]:
        """The reports meant, and the ledgers with the same head, whoever may see those."""
        with self._acting.snapshot() as snapshot:
            meant = {head.id: head_of(snapshot.report(head.id), self._reading) for head in referred(reference, snapshot.heads(Scope()))}
        with self._acting.reading_as(OWNER).snapshot() as snapshot:
            there = {head.id for head in snapshot.all_heads()}
            kept = [(one.report, decode(Series, one.series).head) for one in snapshot.ledger_history().versions() if one.report in there]
        same = [report for report, head in kept if any(alike(head, own) for own in meant.values())]
        return list(dict.fromkeys((*meant, *same)))

    @property
    def labels(self) -> dict[str, str]:
        """What a column may be, each with the name that staff read."""
        return self._reading.labels

    @property
    def _reading(self) -> LedgerReading:
        return ledger_reading(load_lexicon(self._home))
