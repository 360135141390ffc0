"""What is wrong in single rows of a ledger, each a Chinese sentence with its sheet and row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.facts.rows import text_lines
from assistant.ledgers.item import Item
from assistant.ledgers.roles import LedgerReading
from assistant.types import CellPlace, Report
from assistant.words.deadline import Due

_NUMBERED = re.compile(r"[（(]?(?:\d+|[一二三四五六七八九十百]+)[）)、.．]?")
_FEWEST = 3
"""A row with fewer filled cells is a total or a remark."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something staff should put right in a row."""

    item: Item | None
    """None for a row that is no item because it names no problem."""
    role: str
    sentence: str


def faults(items: Sequence[Item], reading: LedgerReading, day: date) -> list[Fault]:
    """What is wrong in the rows, in their order: a deadline or status that cannot be read, a number twice, contradictions in a row."""
    first: dict[tuple[str, str, str, str], Item] = {}
    found: list[Fault] = []
    for item in items:
        found += [Fault(item, role, f"{where(item)}：{said}。") for role, said in _of(item, reading, day)]
        if not item.number:
            continue
        other = first.setdefault((item.place.sheet if item.place else "", item.inspection.display, item.batch, item.number), item)
        if other is not item:
            found.append(Fault(item, "number", f"{where(item)}：序号“{item.number}”与{where(other)}重复，请改正其中一个。"))
    return found


def rows_without_problem(report: Report, reading: LedgerReading, items: Sequence[Item]) -> list[Fault]:
    """Numbered rows beside the items of a sheet whose problem is left blank: they are counted nowhere."""
    names, sheets = dict(report.renamed), {item.place.sheet for item in items if item.place}
    found: list[Fault] = []
    for line in text_lines(report) if sheets else ():
        roles = {reading.role(names.get(cell.column, cell.column)): cell.text for cell in line.cells or ()}
        place = report.cell_place(line.start, line.end)
        numbered = _NUMBERED.fullmatch(roles.get("number", "")) and len(roles) >= _FEWEST
        if "item" in roles or not numbered or not place or place.sheet not in sheets:
            continue
        where_it_is = CellPlace(place.sheet, place.row).display
        found.append(Fault(None, "item", f"{where_it_is}：序号{roles['number']}没有写{reading.labels['item']}，没有算作一项，请补上。"))
    return found


def where(item: Item) -> str:
    """工作表“台账”第6行, or 第3项 in a text without tables."""
    return item.place.display if item.place else f"第{item.number}项" if item.number else item.display(12)


def _of(item: Item, reading: LedgerReading, day: date) -> Iterator[tuple[str, str]]:
    label, deadline, status = reading.labels, item.deadline, item.text("status")
    if deadline.kind is Due.UNREADABLE:
        yield "deadline", f"{label['deadline']}“{_short(deadline.text)}”读不出日期，请写成 2024年6月30日、9月底、立行立改 或 长期坚持"
    if item.state == reading.unknown_state:
        told = f"{label['status']}“{_short(status)}”看不懂" if status else f"没有写{label['status']}"
        yield "status", f"{told}，请写成 已销号、完成整改、达到序时进度、未达到序时进度 或 尚未启动"
    if not item.lead:
        yield "lead", f"没有写{label['lead']}或{label['responsible']}，请补上"
    closing = reading.deadlines.read(item.text("closing"), day.year) if item.text("closing") else None
    if closing and closing.kind is Due.DATED and closing.day and not item.closed and closing.day <= day and not closing.assumed:
        yield "closing", f"写了销号时间“{_short(item.text('closing'))}”，状态却是“{item.state}”，请核对"


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
