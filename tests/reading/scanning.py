"""Pages as a scanner gives them: pictures of text, made on the fly, askew and grained as wished."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4 = 1240, 1754
"""Pixels at 150 dots per inch."""
BODY = 33
"""Pixels of type of 16 points."""
_FONTS = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")


def needed() -> None:
    """Skip, with a reason, where the extra or a Chinese font is missing."""
    if find_spec("rapidocr") is None:
        pytest.skip("needs the ocr extra")
    if _font_file() is None:
        pytest.skip("needs a Noto CJK font to draw scanned pages with")


def _font_file() -> Path | None:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return next((found for name in _FONTS for folder in folders for found in folder.rglob(name)), None)


def page(lines: Sequence[str], *, size: int = BODY, left: int = 150, top: int = 200) -> Image.Image:
    """A page of lines as given."""
    picture = Image.new("L", A4, 255)
    write(picture, lines, (left, top), size)
    return picture


def write(picture: Image.Image, lines: Sequence[str], place: tuple[int, int], size: int = BODY) -> None:
    """Draw lines below one another."""
    font = ImageFont.truetype(str(_font_file()), size)
    for number, words in enumerate(lines):
        ImageDraw.Draw(picture).text((place[0], place[1] + number * round(1.75 * size)), words, font=font, fill=0)


def wrapped(words: str, width: int) -> list[str]:
    """A paragraph as lines of so many characters, indented by two."""
    words = "　　" + words
    return [words[start : start + width] for start in range(0, len(words), width)]


def pdf(*pictures: Image.Image) -> bytes:
    """The pictures as the pages of a PDF without a text layer."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for picture in pictures:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()
