"""What a file format yields: the text, where its table cells stand, what was in the margins, and what staff should know."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Cell, Margin


@dataclass(frozen=True, slots=True)
class Loaded:
    """The content of one file before any repair; offsets of `cells` are positions in `text`."""

    text: str
    cells: tuple[Cell, ...] = ()
    margins: tuple[Margin, ...] = ()
    notices: tuple[str, ...] = ()
