"""A draft that staff edited in Word or as Markdown, as lines: what follows the draft itself (附件 pages, 核对表) is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ReportError, UsageError
from assistant.reading.formats.encoding import decode
from assistant.reading.formats.word_body import Body
from assistant.reading.formats.word_parts import child, open_parts
from assistant.reading.formats.word_tables import Table
from assistant.reading.formats.word_text import Findings

_END = re.compile(r"(?:#+\s*)?附：核对表|附件\d{0,2}")
_ESCAPED = re.compile(r"\\([\\*_`<>#|])")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a table row; `marked` when the file itself says it is a heading."""

    text: str
    marked: bool = False


def edited_lines(path: Path) -> list[Line]:
    """The lines of the draft in a file.

    Raises:
        UsageError: the file is not there, of another kind, or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise UsageError(f"找不到或打不开“{path.name}”，请检查路径，或先在 Word 里关闭它。") from None
    try:
        if path.suffix.lower() == ".docx":
            lines = _word(path, data)
        elif path.suffix.lower() in {".md", ".txt"}:
            lines = _markdown(path, data)
        else:
            raise UsageError(f"修改后的稿子只能是 .docx 或 .md 文件，不能是“{path.name}”。")
    except ReportError as error:
        raise UsageError(str(error)) from None
    end = next((n for n, line in enumerate(lines) if _END.fullmatch(line.text)), len(lines))
    while end and lines[end - 1].text == "---":
        end -= 1
    return lines[:end]


def _markdown(path: Path, data: bytes) -> list[Line]:
    text, _ = decode(path, data)
    found = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        heading = _HEADING.match(line)
        found.append(Line(_ESCAPED.sub(r"\1", heading[2] if heading else line), heading is not None))
    return found


def _word(path: Path, data: bytes) -> list[Line]:
    """Body lines with changes accepted and automatic numbers spelled out; a table as `| cell | cell |`."""
    parts = open_parts(path, data)
    found: list[Line] = []
    for block in Body(parts, Findings()).blocks(child(parts.document, "body")):
        if isinstance(block, Table):
            rows = [f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in block.rows]
            separator = f"|{' --- |' * len(block.rows[0])}"
            found += [Line(row) for row in (rows[0], separator, *rows[1:])]
        else:
            found += [Line(line.strip()) for line in block.split("\n") if line.strip()]
    return found
