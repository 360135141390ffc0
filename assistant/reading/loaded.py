"""What a file format yields: the text, where its table cells stand, what was in the margins, and what staff should know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.types import Cell, Margin

MOST_CHARACTERS = 3_000_000
"""Of one file's text, in any format."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The content of one file before any repair; offsets of `cells` and `recognised` are positions in `text`."""

    text: str
    cells: tuple[Cell, ...] = ()
    margins: tuple[Margin, ...] = ()
    notices: tuple[str, ...] = ()
    recognised: tuple[tuple[int, int], ...] = ()
    """What was recognised in pictures (OCR), in text order."""

    @property
    def rows(self) -> tuple[tuple[int, int], ...]:
        """The lines of `text` that are rows of tables: no line break in them is a fault of the file."""
        found: list[tuple[int, int]] = []
        for cell in self.cells:
            if not found or cell.start >= found[-1][1]:
                end = self.text.find("\n", cell.end)
                found.append((self.text.rfind("\n", 0, cell.start) + 1, len(self.text) if end < 0 else end))
        return tuple(found)


def too_long(path: Path) -> UnreadableReport:
    """The sentence for a file with more text than MOST_CHARACTERS."""
    return UnreadableReport(f"文件“{path.name}”的文字超过{MOST_CHARACTERS // 10_000}万字，请拆分后再收入。")
