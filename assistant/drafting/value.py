"""What stands in the place of a slot."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import DraftFigure

MASKED, CONFLICT, ABSENT = "原文隐去", "材料矛盾", ""


@dataclass(frozen=True, slots=True)
class Value:
    """A slot's text with its figures; `problem` says why a value is missing or cannot be trusted."""

    text: str = ""
    figures: tuple[DraftFigure, ...] = ()
    problem: str | None = None
    zero: bool = False
    """A nought: true, but not worth an optional clause (正在办理0件)."""


MISSING = Value(problem=ABSENT)
