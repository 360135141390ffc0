"""PDF files as text: the text layer page by page, paragraphs put together again, ruled tables in their place."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.pdf_glyphs import LOST, Glyph, Layer, read_layer, turned
from assistant.reading.formats.pdf_guard import check_streams
from assistant.reading.formats.pdf_lines import Line, lines_of
from assistant.reading.formats.pdf_margins import footnotes, without_edges
from assistant.reading.formats.pdf_paragraphs import frames, paragraphs, text_size
from assistant.reading.formats.pdf_tables import PageTable, continues, joined_tables, tables_of
from assistant.reading.formats.tables import DocumentText
from assistant.reading.loaded import Loaded
from assistant.types import Margin

MOST_PAGES = 1000
MOST_RULES = 200
"""So many drawn lines of a page are looked at for the rule above footnotes."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: lines and tables in reading order, and the short rules that may part footnotes."""

    number: int
    width: float
    height: float
    layer: Layer
    blocks: tuple[Line | PageTable, ...] = ()
    rules: tuple[dict[str, float], ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [block for block in self.blocks if isinstance(block, Line)]


def read_pdf(path: Path, data: bytes) -> Loaded:
    """The text of every page that has a text layer.

    Raises:
        UnreadableReport: no PDF, damaged, encrypted, too long, or without any text layer.
    """
    check_streams(path, data)
    pages = _pages(path, data)
    if all(page.layer.state != "text" for page in pages):
        raise UnreadableReport(_nothing(path, pages))
    removed, margins = _margins(pages)
    document = DocumentText()
    width = max(page.width for page in pages)
    _write(document, [block for page in pages for block in page.blocks if block not in removed], width)
    return document.loaded(margins, _notices(pages))


def _pages(path: Path, data: bytes) -> list[Page]:
    """Every page read on its own, so that memory holds the drawing of one page at a time.

    Raises:
        UnreadableReport: no PDF, damaged, encrypted or too long.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.pdfpage import PDFPage

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        found = list(islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1))
    except damages() as error:
        if any(isinstance(part, PDFEncryptionError) for part in (error, *error.args)):
            raise UnreadableReport(f"PDF 文件“{path.name}”已加密，需要密码才能打开，请解除密码后再上传。") from None
        found = []
    if not found:
        raise UnreadableReport(f"PDF 文件“{path.name}”打不开（可能已损坏或不完整），请用能打开它的程序重新导出 PDF 后再上传。")
    if len(found) > MOST_PAGES:
        raise UnreadableReport(f"PDF 文件“{path.name}”超过{MOST_PAGES}页，请拆分成几个文件后再上传。")
    return [_page(pdf, page, number) for number, page in enumerate(found, 1)]


def damages() -> tuple[type[Exception], ...]:
    """What the PDF library raises at damaged files; it lets plain errors of Python through."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (
        MalformedPDFException,
        PdfminerException,
        PSException,
        RecursionError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        AssertionError,
        OSError,
    )


def _page(pdf: Any, found: Any, number: int) -> Page:  # noqa: ANN401 - pdfplumber and pdfminer objects
    from assistant.reading.formats.pdf_drawing import Drawing, TooMuch

    try:
        drawing = Drawing(pdf, found, page_number=number)
        if turn := turned(drawing):
            found.rotate = (found.rotate + turn) % 360
            found.attrs = {**found.attrs, "Rotate": found.rotate}
            drawing = Drawing(pdf, found, page_number=number)
        layer = read_layer(drawing)
        tables, glyphs = tables_of(drawing, layer.glyphs, number)
        rules = tuple({key: edge[key] for key in ("x0", "x1", "top", "bottom")} for edge in drawing.edges[:MOST_RULES])
        blocks = tuple(_in_order(tables, glyphs, number))
        size = float(drawing.width), float(drawing.height)
        drawing.close()
    except TooMuch:
        return Page(number, 0.0, 0.0, Layer((), "overloaded"))
    except damages():
        return Page(number, 0.0, 0.0, Layer((), "damaged"))
    return Page(number, *size, layer, blocks, rules)


def _in_order(tables: Sequence[PageTable], glyphs: Sequence[Glyph], number: int) -> Iterator[Line | PageTable]:
    """Lines and tables from top to bottom; beside a table stands nothing."""
    rest = list(glyphs)
    region = 0
    for table in (*tables, None):
        above = [glyph for glyph in rest if table is None or glyph.middle < table.top]
        lines = lines_of(above, number, region)
        region = max((line.region for line in lines), default=region) + 1
        yield from lines
        if table is not None:
            yield table
            rest = [glyph for glyph in rest if glyph.middle >= table.top]


def _margins(pages: Sequence[Page]) -> tuple[set[Line], list[Margin]]:
    """The lines that are no part of the text, and what is kept of them."""
    removed, margins = without_edges([page.lines for page in pages], [page.height for page in pages])
    size, _ = text_size(line for page in pages for line in page.lines)
    for page in pages:
        notes = footnotes([line for line in page.lines if line not in removed], page.rules, page.width, page.height, size)
        removed.update(notes)
        margins += [Margin("脚注", note) for note in paragraphs(notes, frames(notes, page.width))]
    marks = dict.fromkeys(mark for page in pages for mark in page.layer.watermarks)
    return removed, [*margins, *(Margin("水印", mark) for mark in marks)]


def _write(document: DocumentText, blocks: Sequence[Line | PageTable], width: float) -> None:
    """Paragraphs and tables in order; a table at the top of a page may go on from the page before."""
    columns = frames([block for block in blocks if isinstance(block, Line)], width)
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, PageTable)):
        if not is_table:
            for paragraph in paragraphs([block for block in group if isinstance(block, Line)], columns):
                document.line(paragraph)
            continue
        for table in _joined([block for block in group if isinstance(block, PageTable)]):
            document.table(table.rows, merges=table.merges)


def _joined(tables: Sequence[PageTable]) -> list[PageTable]:
    whole: list[PageTable] = []
    for table in tables:
        if whole and continues(whole[-1], table):
            whole[-1] = joined_tables(whole[-1], table)
        else:
            whole.append(table)
    return whole


def _nothing(path: Path, pages: Sequence[Page]) -> str:
    states = {page.layer.state for page in pages}
    if "garbled" in states:
        return f"PDF 文件“{path.name}”的文字层是乱码，读不出文字，请用原文件重新导出 PDF，或先做文字识别（OCR）后再上传。"
    if "overloaded" in states:
        return f"PDF 文件“{path.name}”的页面内容过多过密，读不出文字，请用原文件重新导出 PDF 后再上传。"
    if states <= {"blank", "damaged"}:
        return f"PDF 文件“{path.name}”里没有可读的文字，请检查后重新上传。"
    return f"PDF 文件“{path.name}”没有文字层，可能是扫描件，请先做文字识别（OCR）后再上传。"


def _notices(pages: Sequence[Page]) -> list[str]:
    """A sentence for each kind of page that staff should look at."""
    concerned: tuple[tuple[str, Callable[[Layer], bool]], ...] = (
        ("没有文字层，可能是扫描件", lambda layer: layer.state == "scan"),
        ("的文字层是乱码，没有收入", lambda layer: layer.state == "garbled"),
        ("内容过多过密，没有读出", lambda layer: layer.state == "overloaded"),
        ("已损坏，没有读出", lambda layer: layer.state == "damaged"),
        ("是扫描图像上的识别文字，请核对原件", lambda layer: layer.state == "text" and layer.pictured),
        (f"有字符不能识别，以{LOST}代替", lambda layer: layer.state == "text" and layer.lost > 0),
        ("有看不见的文字，没有收入", lambda layer: layer.hidden > 0),
    )
    found = ((words, [page.number for page in pages if applies(page.layer)]) for words, applies in concerned)
    return [f"第{_ranges(numbers)}页{words}" for words, numbers in found if numbers]


def _ranges(numbers: Sequence[int]) -> str:
    """3、5—9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
