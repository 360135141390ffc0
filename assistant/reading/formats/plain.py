"""Plain text and Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.reading.formats.encoding import decode
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded

_MARKUP = re.compile(r"^(\s*)(?:#{1,6}\s+|[-+]\s+(?=\S)|>\s?)")
_BOLD_LINE = re.compile(r"^\*\*(?![省市县区州个份%])([^*\n]{1,80})\*\*(?=[:：\s]|$)")

_BOLD_FIGURE = re.compile(r"(?<!\*)\*\*(?=\d)([^*\n]{1,40})\*\*(?![*\w%％])")
"""A figure in bold (**46项**，): two stars right before a digit mask nothing, and neither do two that no unit follows."""


def read_text(path: Path, data: bytes) -> Loaded:
    """A text file as it is.

    Raises:
        UnreadableReport: the bytes are no text.
    """
    text, notices = decode(path, data)
    return Loaded(text, notices=notices)


def read_markdown(path: Path, data: bytes) -> Loaded:
    """Markdown without its marks of emphasis and headings; tables become lines that carry their header words.

    Raises:
        UnreadableReport: the bytes are no text.
    """
    document = DocumentText()
    table: list[list[str]] = []
    text, notices = decode(path, data)
    for line in [*text.rstrip("\n").split("\n"), ""]:
        stripped = line.strip()
        if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
            cells = [cell.strip() for cell in stripped.strip("|").split("|")]
            if not all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
                table.append(cells)
            continue
        document.table(table)
        table = []
        document.line(_MARKUP.sub(r"\1", _BOLD_FIGURE.sub(r"\1", _BOLD_LINE.sub(r"\1", line))))
    return document.loaded(notices=notices)
