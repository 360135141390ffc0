"""One problem or complaint of a ledger, its columns known by what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.facts.ledger_rows import DONE
from assistant.types import CellPlace, Inspection, Track
from assistant.words.deadline import Deadline

CLOSED = "销号"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says under one column, or under several of the same kind."""

    text: str
    column: str
    """The head's own name of it."""
    place: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a ledger; an item that takes several lines (merged cells) is one."""

    report: str
    start: int
    end: int
    """Its line or lines in the clean text of the report."""
    place: CellPlace | None
    """Its sheet and first row; None in a text without tables."""
    inspection: Inspection
    track: Track
    batch: str
    metrics: tuple[str, ...]
    """The statuses it counts for: 已销号 counts for 销号 and 完成."""
    state: str
    """The one of them that it is counted under, as staff read it: 已销号, 已完成未销号, 达到序时进度 …"""
    deadline: Deadline
    said_overdue: bool
    """Whether the row itself says 逾期."""
    lasting: bool
    """Whether it is to be kept up for good, by its deadline, its status or its remark."""
    lead: tuple[str, ...]
    """牵头单位, else the units responsible."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By role of knowledge/lexicon/ledger.toml [labels]; blank cells are left out."""

    def text(self, role: str) -> str:
        """What it says under a role, empty when nothing."""
        entry = self.entries.get(role)
        return entry.text if entry else ""

    @property
    def number(self) -> str:
        """序号 as written."""
        return self.text("number")

    @property
    def problem(self) -> str:
        """The problem, or what was complained of."""
        return self.text("item")

    @property
    def finished(self) -> bool:
        """Whether it is done (反馈问题) or 办结 (信访件)."""
        return DONE[self.track] in self.metrics

    @property
    def closed(self) -> bool:
        """Whether it is 销号."""
        return CLOSED in self.metrics

    def display(self, longest: int = 30) -> str:
        """第7项“棠浦河老城段雨污分流改造滞后”."""
        name = self.problem if len(self.problem) <= longest else f"{self.problem[:longest]}…"
        return f"第{self.number}项“{name}”" if self.number.isdigit() else f"{self.number}“{name}”"
