"""A page as pdfplumber draws it, within bounds: so many bytes of drawing, so many characters, so many lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, list_value, stream_value
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

MOST_BYTES = 2**20
"""Drawing instructions of one page, those of repeated parts counted each time; a page of text has 20 to 200 KB."""
MOST_CHARACTERS = 30_000
"""Of one page; the densest tables hold 10,000."""
MOST_PATHS = 10_000
"""Lines and areas of one page; what a map draws beyond them is not looked at."""
_EACH = 1000
"""Bytes that calling a repeated part counts for, however small it is."""


class TooMuch(Exception):
    """A page draws more than the limits above."""


class Drawing(Page):  # type: ignore[misc]
    """A pdfplumber page whose drawing stops at the limits."""

    @property
    def layout(self) -> LTPage:
        """The objects of the page.

        Raises:
            TooMuch: the page draws too much.
            PdfminerException: the page is damaged.
        """
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=None)
            try:
                _Interpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            except TooMuch:
                raise
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout = device.get_result()
        return self._layout


class _Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
    """Collects the objects of a page and counts them."""

    used = characters = paths = 0

    def render_char(self, *arguments: Any, **options: Any) -> float:  # noqa: ANN401 - pdfminer's own signature
        self.characters += 1
        if self.characters > MOST_CHARACTERS:
            raise TooMuch
        return float(super().render_char(*arguments, **options))

    def paint_path(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        self.paths += 1
        if self.paths <= MOST_PATHS:
            super().paint_path(*arguments, **options)


class _Interpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Counts the bytes it carries out, in every part that a part calls."""

    def render_contents(self, resources: dict[object, object], streams: Sequence[object], *rest: Any, **options: Any) -> None:  # noqa: ANN401
        parts = [part for stream in list_value(streams) if isinstance(part := stream_value(stream), PDFStream)]
        self.device.used += _EACH + sum(len(part.get_data()) for part in parts)
        if self.device.used > MOST_BYTES:
            raise TooMuch
        super().render_contents(resources, streams, *rest, **options)
