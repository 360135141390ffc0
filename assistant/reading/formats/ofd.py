"""OFD files (GB/T 33190, the national page format) as text: ofdkit says which words stand where, the rest is done as for PDF pages.

ofdkit is used because it is Apache-2.0 without dependencies; easyofd needs PyMuPDF (AGPL), ofdreader's wheel holds no code.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.package import encrypted, open_package
from assistant.reading.formats.pdf_glyphs import Glyph
from assistant.reading.formats.pdf_lines import Line, lines_of
from assistant.reading.formats.pdf_margins import without_edges
from assistant.reading.formats.pdf_paragraphs import frames, paragraphs
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded

MOST_PAGES = 1000
POINTS = 72 / 25.4
"""OFD measures in millimetres, pages are read in points."""
BLEED = 2.0
"""Millimetres that a text may stand outside the page and still be seen."""
ASCENT = 0.88
"""Share of a character's height above its baseline."""


def read_ofd(path: Path, data: bytes) -> Loaded:
    """The text of every page, its lines put together to paragraphs, running heads and page numbers apart.

    Raises:
        UnreadableReport: no OFD file, damaged, encrypted, too long, beyond the limits, or without any text.
    """
    with open_package(path, data) as package:
        if any(name.lower().endswith("encryptions.xml") for name in package.NameToInfo):
            raise encrypted(path)
    pages, sizes, notices = _pages(path, data)
    if not any(pages):
        raise UnreadableReport(f"OFD 文件“{path.name}”里没有文字，可能是扫描件，请先做文字识别（OCR）后再上传。")
    removed, margins = without_edges(pages, [height for _, height in sizes])
    kept = [line for lines in pages for line in lines if line not in removed]
    document = DocumentText()
    for paragraph in paragraphs(kept, frames(kept, max(width for width, _ in sizes))):
        document.line(paragraph.text)
    return document.loaded(margins, notices)


def _pages(path: Path, data: bytes) -> tuple[list[list[Line]], list[tuple[float, float]], list[str]]:
    """Lines, width and height of each page, and a notice for each page that gave none.

    Raises:
        UnreadableReport: no OFD file, damaged or too long.
    """
    import ofdkit

    try:
        document = ofdkit.open(data)
    except ofdkit.OFDError:
        raise UnreadableReport(f"OFD 文件“{path.name}”打不开（可能已损坏），请用 OFD 阅读器另存或导出 PDF 后再上传。") from None
    with document:
        if len(document.pages) > MOST_PAGES:
            raise UnreadableReport(f"OFD 文件“{path.name}”超过{MOST_PAGES}页，请拆分成几个文件后再上传。")
        pages: list[list[Line]] = []
        sizes: list[tuple[float, float]] = []
        notices: list[str] = []
        for number, page in enumerate(document.pages, 1):
            try:
                glyphs = list(_glyphs(page.runs, page.box))
                sizes.append((page.width * POINTS, page.height * POINTS))
            except ofdkit.OFDError:
                glyphs = []
                sizes.append((0.0, 0.0))
                notices.append(f"第{number}页已损坏，没有读出。")
            else:
                notices += [] if glyphs else [f"第{number}页没有文字，可能是扫描件。"]
            pages.append(lines_of(glyphs, number) if glyphs else [])
    return pages, sizes, notices


def _glyphs(runs: Sequence[Any], box: tuple[float, float, float, float]) -> Iterator[Glyph]:
    """The characters on a page; a run knows its width as a whole, which its characters share by their kind."""
    left, top, width, height = box
    for run in runs:
        if not (-BLEED <= run.x - left <= width + BLEED and -BLEED <= run.y - top <= height + BLEED):
            continue
        shares = [1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in run.text]
        size, start = run.size * POINTS, run.x * POINTS
        unit = run.width * POINTS / (sum(shares) or 1.0)
        upper, lower = run.y * POINTS - ASCENT * size, run.y * POINTS + (1 - ASCENT) * size
        for character, share in zip(run.text, shares, strict=True):
            if not character.isspace():
                yield Glyph(character, start, start + share * unit, upper, lower, size, "", False)
            start += share * unit
