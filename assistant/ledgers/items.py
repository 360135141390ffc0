"""A report becomes the items of its ledgers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.facts.ledger_rows import DONE, Row, led_by, ledger_rows
from assistant.facts.rows import named_cells
from assistant.facts.told_columns import told_columns
from assistant.ledgers.item import Entry, Item
from assistant.ledgers.roles import LedgerReading, ledger_reading
from assistant.ledgers.safe_cells import unguarded
from assistant.types import CellPlace, Report
from assistant.words.lexicon import Lexicon

_UNITS = re.compile(r"[、，；,;\n]+|\s{2,}")
_ONE_OF_A_KIND = frozenset({"number", "item", "inspection", "deadline"})
"""Of these the first filled column counts; several of any other kind are joined."""


def items(report: Report, lexicon: Lexicon) -> list[Item]:
    """The items of a report's ledgers in text order; empty for a report without any."""
    reader = _ItemReader(report, ledger_reading(lexicon), dict((*told_columns(report, lexicon), *report.renamed)))
    return [reader.item(row) for row in ledger_rows(report, lexicon)]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a column is, looked up once for all its cells."""

    name: str
    """The head's own name of it."""
    steps: tuple[str, ...]
    usual: tuple[str, ...]
    """What its cells are that speak of none of the steps."""


@dataclass
class _ItemReader:
    report: Report
    reading: LedgerReading
    renamed: Mapping[str, str]
    _columns: dict[tuple[str, str], int] = field(default_factory=dict)
    """Sheet and standard column name -> the column's number."""
    _kinds: dict[str, _Kind] = field(default_factory=dict)

    @cached_property
    def original(self) -> dict[str, str]:
        """The head's own names of the columns that go by another one: staff said so, or their cells did."""
        return {now: name for name, now in self.renamed.items()}

    def item(self, row: Row) -> Item:
        reading = self.reading
        place = self._place(row)
        entries = self._entries(row, place)
        said_year = row.as_of or self.report.as_of
        deadline = reading.deadlines.read(
            entries["deadline"].text if "deadline" in entries else "", int(said_year[:4]) if said_year else None
        )
        units = led_by(next((entries[role].text for role in ("lead", "responsible") if role in entries), ""))
        return Item(
            report=self.report.id,
            start=row.start,
            end=row.end,
            place=place,
            inspection=row.inspection,
            track=row.track,
            batch=row.batch,
            metrics=row.metrics,
            state=_state(row, reading),
            deadline=deadline,
            lasting=deadline.lasting
            or any(reading.for_good.search(entries[role].text) for role in ("status", "remark") if role in entries),
            said_overdue=_says_overdue(row, entries, reading),
            lead=tuple(dict.fromkeys(unit.strip() for unit in _UNITS.split(units) if unit.strip())),
            entries=entries,
        )

    def _place(self, row: Row) -> CellPlace | None:
        """The sheet and first row, from the first line of the row."""
        end = self.report.clean.find("\n", row.start, row.end)
        place = self.report.cell_place(row.start, row.end if end < 0 else end)
        return CellPlace(place.sheet, place.row) if place else None

    def _entries(self, row: Row, place: CellPlace | None) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for column, written in row.cells.items():
            text = unguarded(written)
            if text.strip() not in self.reading.blank:
                kind = self._kinds.get(column) or self._kind(column)
                entry = Entry(text, kind.name, self._cell(row, place, column))
                for role in self._roles(kind, text) if kind.steps else kind.usual:
                    _put(entries, role, entry)
        return entries

    def _kind(self, column: str) -> _Kind:
        steps = self.reading.steps(column)
        usual = () if steps and not self.reading.of_one_step(column) else (self.reading.role(column),)
        return self._kinds.setdefault(column, _Kind(self.original.get(column, column), steps, usual))

    def _roles(self, kind: _Kind, text: str) -> tuple[str, ...]:
        """What a cell is: the steps that it speaks of under a head of several, else the kind of its column."""
        return tuple(step for step in kind.steps if self.reading.tells(step, text)) or kind.usual

    def _cell(self, row: Row, place: CellPlace | None, column: str) -> CellPlace | None:
        """Where a row's cell under a column is: a head's columns are looked up once."""
        if place is None:
            return None
        if (place.sheet, column) not in self._columns:
            for cell in named_cells(self.report, row.start, row.end):
                found = self.report.cell_at(cell.start, cell.start + len(cell.text))
                name = self.renamed.get(cell.column) or self.reading.words.column(cell.column)
                if found:
                    self._columns.setdefault((found.table, name), found.column)
        return CellPlace(place.sheet, place.row, self._columns.get((place.sheet, column)))


def _put(entries: dict[str, Entry], role: str, entry: Entry) -> None:
    held = entries.get(role)
    if not role or (held and role in _ONE_OF_A_KIND):
        return
    entries[role] = Entry(f"{held.text}；{entry.text}", f"{held.column}、{entry.column}", held.place) if held else entry


def _state(row: Row, reading: LedgerReading) -> str:
    found = next((metric for metric in reading.states[row.track] if metric in row.metrics), "")
    return reading.state_labels.get(found, found) or (reading.denied_states[row.track] if _denied(row, reading) else reading.unknown_state)


def _denied(row: Row, reading: LedgerReading) -> bool:
    """Whether a column of 是, 否 says that the item is not done, or its status says no more than that (未完成)."""
    done = [name for name, metric in reading.words.flags.items() if metric == DONE[row.track]]
    told = (row.cells.get(name, "").strip() for name in (*done, *reading.words.roles["status"]))
    return any(row.cells.get(name, "").strip() in reading.words.no for name in done) or any(text in reading.denials for text in told)


def _says_overdue(row: Row, entries: Mapping[str, Entry], reading: LedgerReading) -> bool:
    said = (reading.words.not_late.sub("", text) for text in _said_of_it(entries))
    return DONE[row.track] not in row.metrics and any(reading.words.late.search(text) for text in said)


def _said_of_it(entries: Mapping[str, Entry]) -> list[str]:
    """Its status and its remark in their own words."""
    return [entries[role].text for role in ("status", "remark") if role in entries]


def each_unit(of: Sequence[Item]) -> Iterator[tuple[str, Item]]:
    """Every unit with each item it leads; an item of several units comes once for each."""
    for item in of:
        for unit in item.lead:
            yield unit, item
