"""What an item lacks for 销号: which of 问题、目标、措施、完成情况、验收、公示 its row holds, and in which cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.ledgers.item import Entry, Item
from assistant.ledgers.roles import LedgerReading
from assistant.words.deadline import Due


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things an item needs."""

    role: str
    name: str
    """问题 | 目标 | 措施 | 完成情况 | 验收 | 公示."""
    present: bool
    entry: Entry | None
    """The cell that says it, also one that says it is not there yet (未验收)."""
    remark: str = ""
    """Why a filled cell is not enough."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """An item with what it has and lacks."""

    item: Item
    parts: tuple[Part, ...]
    publicity_ends: date | None
    """The last day of the publicity period, where its cell can be read."""

    @property
    def missing(self) -> tuple[Part, ...]:
        """What it lacks."""
        return tuple(part for part in self.parts if not part.present)

    @property
    def ready(self) -> bool:
        """Whether nothing keeps it from 销号, and it is not struck off already."""
        return not self.missing and not self.item.closed

    @property
    def closed_without(self) -> bool:
        """Whether it is 销号 although something is missing."""
        return self.item.closed and bool(self.missing)


def readiness(item: Item, reading: LedgerReading, day: date) -> Readiness:
    """What an item has and lacks on a day."""
    ends = _publicity_end(item, reading, day)
    return Readiness(item, tuple(_part(item, role, name, reading, day, ends) for role, name in reading.parts.items()), ends)


def _part(item: Item, role: str, name: str, reading: LedgerReading, day: date, ends: date | None) -> Part:
    entry = item.entries.get(role)
    if role == "progress" and not item.finished:
        return Part(role, name, False, item.entries.get("status", entry), f"状态为“{item.state}”，还没有完成")
    if role == "progress" and entry is None:
        entry = item.entries.get("status")
    if entry is None:
        return Part(role, name, False, None, "没有填写")
    if role in {"acceptance", "publicity"}:
        return _step(role, name, entry, reading, day, ends)
    return Part(role, name, True, entry)


def _step(role: str, name: str, entry: Entry, reading: LedgerReading, day: date, ends: date | None) -> Part:
    """A step of the procedure: a date in the past, or words that do not say it is still to come."""
    said = entry.text.strip()
    refused = reading.words.no | {"否"}
    if said in refused or reading.not_yet.match(said) or (reading.not_yet.search(said) and not re.search(r"\d", said)):
        return Part(role, name, False, entry, f"写的是“{said[:20]}”")
    if role == "publicity" and ends and ends >= day:
        return Part(role, name, False, entry, f"公示到{_shown(ends)}，还没有期满")
    begun = reading.deadlines.read(said, day.year)
    if role == "acceptance" and begun.kind is Due.DATED and not begun.assumed and begun.day and begun.day > day and "月" in said:
        return Part(role, name, False, entry, f"验收日期{_shown(begun.day)}晚于{_shown(day)}")
    return Part(role, name, True, entry)


def _publicity_end(item: Item, reading: LedgerReading, day: date) -> date | None:
    said = item.text("publicity")
    if not re.search(r"\d\s*[日号]|\d[-./]\d", said):
        return None
    found = reading.deadlines.read(said, day.year)
    return found.day if found.kind is Due.DATED else None


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
