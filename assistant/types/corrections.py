"""What staff settled over the extraction: each correction as logged, and what it came to in one report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.types.documents import Place
from assistant.types.facts import Inspection, Number


class Field(StrEnum):
    """What a correction is about; the value is the word staff read."""

    PLACE = "地方"
    AS_OF = "截至日期"
    GENRE = "文种"
    INSPECTION = "督察"
    SAME_PLACE = "同一地方"
    VALUE = "数据"
    COUNTS = "所指"


class Action(StrEnum):
    """What a correction does with its subject."""

    SET = "更正"
    CONFIRM = "确认"
    WITHDRAW = "不用"


@dataclass(frozen=True, slots=True)
class FactAnchor:
    """What a fact is known by in its report whatever rules read it: its sentence and its number, never a row."""

    quote: str
    offset: int
    """Where in the quote the number begins."""
    text: str
    """The number as the source prints it."""
    value: Number | None
    metric: str
    label: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What a correction sets, as the program applies it."""

    anchor: FactAnchor | None = None
    place: Place | None = None
    inspection: Inspection | None = None
    value: Number | None = None
    unit: str = ""
    unit_class: str = ""
    approximate: bool = False
    metric: str = ""
    """For 所指: the metric of the lexicon that the figure counts; empty for one that counts something else."""


NOTHING_SET = Detail()


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log. What holds for a subject is its latest entry that is not undone."""

    number: int
    field: Field
    action: Action
    report: str
    """The report's id; empty for a place that is the same wherever it is named."""
    title: str
    before: str
    """What the reading said, as staff read it."""
    after: str
    by: str
    at: str
    """When it was made, ISO 8601 with the zone."""
    reason: str = ""
    detail: Detail = NOTHING_SET
    undone_by: str = ""
    undone_at: str = ""

    @property
    def change(self) -> str:
        """What it says, as staff read it."""
        if self.field is Field.SAME_PLACE:
            return f"“{self.before}”就是“{self.after}”"
        if self.action is Action.SET:
            return f"{self.field.value}由“{self.before}”改为“{self.after}”"
        return f"“{self.before}”{'核对无误' if self.action is Action.CONFIRM else '不用'}"


@dataclass(frozen=True, slots=True)
class LoggedCorrection:
    """A correction with what it comes to now: 有效 | 未找到对应 | 已被取代 | 已撤销."""

    correction: Correction
    state: str
    places: int = 0
    """For a figure: how many statements of its report it holds for."""
