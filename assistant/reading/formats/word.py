"""Word documents as text: paragraphs and tables in body order, automatic numbers rebuilt from numbering.xml."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded

_HAN = "〇一二三四五六七八九"


def read_word(path: Path, data: bytes) -> Loaded:
    """The document's text, a line a paragraph and a line a table row.

    Raises:
        UnreadableReport: no Word document, encrypted or damaged.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return _loaded(Document(io.BytesIO(data)))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, OSError):
        raise UnreadableReport(f"Word 文件“{path.name}”打不开（可能已损坏或加密），请用 Word 另存为 docx 后再上传。") from None


def _loaded(document: Any) -> Loaded:  # noqa: ANN401 - python-docx has no types
    from docx.table import Table

    numbers = _Numbers(document)
    written = DocumentText()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            written.table([_row(row) for row in block.rows])
        else:
            written.line(numbers.of(block) + block.text)
    return written.loaded()


def _row(row: Any) -> list[str]:  # noqa: ANN401
    """The cells of a row; a cell merged across columns is said once."""
    cells, last = [], None
    for cell in row.cells:
        cells.append("" if cell._tc is last else " ".join(cell.text.split()))
        last = cell._tc
    return cells


class _Numbers:
    """Word's automatic numbers, counted along the document: 一、 （一） 1. as numbering.xml defines them."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401
        from docx.opc.constants import RELATIONSHIP_TYPE

        parts = [r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING]
        self._root: Any = parts[0].element if parts else None
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 9)

    def of(self, paragraph: Any) -> str:  # noqa: ANN401
        """The number Word shows before a paragraph, empty when it has none."""
        properties = paragraph._p.pPr if paragraph._p.pPr is not None else None
        numbering = properties.numPr if properties is not None else None
        if numbering is None and paragraph.style is not None and paragraph.style.element.pPr is not None:
            numbering = paragraph.style.element.pPr.numPr
        if self._root is None or numbering is None or numbering.numId is None or not paragraph.text.strip():
            return ""
        level = numbering.ilvl.val if numbering.ilvl is not None else 0
        definition = self._levels(str(numbering.numId.val))
        counts = self._counts[str(numbering.numId.val)]
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        return _shown(definition, counts, level)

    def _levels(self, number: str) -> dict[int, tuple[str, str]]:
        """Level -> (number format, text pattern) of one list."""
        from docx.oxml.ns import qn

        links = [n for n in self._root.iter(qn("w:num")) if n.get(qn("w:numId")) == number]
        if not links:
            return {}
        abstract = links[0].find(qn("w:abstractNumId")).get(qn("w:val"))
        levels: dict[int, tuple[str, str]] = {}
        for root in self._root.iter(qn("w:abstractNum")):
            if root.get(qn("w:abstractNumId")) == abstract:
                for level in root.iter(qn("w:lvl")):
                    form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
                    if form is not None and text is not None:
                        levels[int(level.get(qn("w:ilvl")))] = (form.get(qn("w:val")), text.get(qn("w:val")) or "")
        return levels


def _shown(levels: dict[int, tuple[str, str]], counts: list[int], level: int) -> str:
    if level not in levels or levels[level][0] in ("bullet", "none"):
        return ""
    text = levels[level][1]
    for position in range(level + 1):
        form = levels.get(position, ("decimal", ""))[0]
        text = text.replace(f"%{position + 1}", _number(max(counts[position], 1), form))
    return text


def _number(value: int, form: str) -> str:
    if "hinese" in form or "japanese" in form.lower() or form == "ideographDigital":
        tens, ones = divmod(value, 10)
        return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(value)
