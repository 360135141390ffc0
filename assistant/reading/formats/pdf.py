"""PDF files as text: the text layer page by page, ruled tables in their place, scanned pages recognised where that is wished."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.pdf_glyphs import Layer, read_layer, turned
from assistant.reading.formats.pdf_guard import check_streams
from assistant.reading.formats.pdf_pages import Page, in_order, of_pages, scanned
from assistant.reading.formats.pdf_tables import tables_of
from assistant.reading.formats.scans import pdf_scans
from assistant.reading.loaded import Loaded
from assistant.reading.recognition import Recognition

MOST_PAGES = 1000
MOST_RULES = 200
"""So many drawn lines of a page are looked at for the rule above footnotes."""
WITHOUT_TEXT = frozenset({"scan", "garbled"})
"""Pages that are worth recognising: pictures, and those whose text layer is not what is seen."""


def read_pdf(path: Path, data: bytes, recognition: Recognition | None = None) -> Loaded:
    """The text of every page that has a text layer, and of scanned pages where recognition is on.

    Raises:
        UnreadableReport: no PDF, damaged, encrypted, too long, or without any text that can be had.
    """
    began = monotonic()
    check_streams(path, data)
    pages = _pages(path, data)
    if recognition is not None:
        pages = _with_scans(path, data, pages, recognition, began)
    if all(page.layer.state != "text" for page in pages):
        raise UnreadableReport(_nothing(path, pages, recognition))
    return of_pages(pages)


def _with_scans(path: Path, data: bytes, pages: Sequence[Page], recognition: Recognition, began: float) -> list[Page]:
    numbers = [page.number for page in pages if page.layer.state in WITHOUT_TEXT]
    found = pdf_scans(path, data, numbers, recognition, began) if numbers else {}
    return [scanned(page, found[page.number]) if page.number in found else page for page in pages]


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
        blocks = tuple(in_order(tables, glyphs, number))
        size = float(drawing.width), float(drawing.height)
        drawing.close()
    except TooMuch:
        return Page(number, 0.0, 0.0, Layer((), "overloaded"))
    except damages():
        return Page(number, 0.0, 0.0, Layer((), "damaged"))
    return Page(number, *size, layer, blocks, rules)


def _nothing(path: Path, pages: Sequence[Page], recognition: Recognition | None) -> str:
    states = {page.layer.state for page in pages}
    if "garbled" in states:
        return f"PDF 文件“{path.name}”的文字层是乱码，读不出文字，请用原文件重新导出 PDF，或先做文字识别（OCR）后再上传。"
    if "overloaded" in states:
        return f"PDF 文件“{path.name}”的页面内容过多过密，读不出文字，请用原文件重新导出 PDF 后再上传。"
    if states <= {"blank", "damaged"}:
        return f"PDF 文件“{path.name}”里没有可读的文字，请检查后重新上传。"
    if recognition is not None:
        return f"PDF 文件“{path.name}”是扫描件，没有认出文字，请检查是否清晰，重新扫描后再上传。"
    return f"PDF 文件“{path.name}”没有文字层，可能是扫描件，请先做文字识别（OCR）后再上传，或设置 ASSISTANT_OCR=on 由本程序识别。"
