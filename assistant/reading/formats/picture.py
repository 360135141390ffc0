"""Picture files (jpg, png, tif) as text: each picture is a page that is recognised."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.errors import UnreadableReport
from assistant.reading.formats.pdf_glyphs import Layer
from assistant.reading.formats.pdf_pages import Page, of_pages, scanned
from assistant.reading.formats.scans import LONGEST, picture_scans
from assistant.reading.loaded import Loaded
from assistant.reading.recognition import Recognition

if TYPE_CHECKING:
    from assistant.reading.formats.scans import Pixels

MOST_PIXELS = 80_000_000
"""An A3 page at 600 dots per inch has 70 million."""


def read_picture(path: Path, data: bytes, recognition: Recognition | None) -> Loaded:
    """The text recognised in a picture; a TIFF may hold several pages.

    Raises:
        UnreadableReport: recognition is off, no picture, damaged, without text, or more than time and memory allow.
    """
    if recognition is None:
        raise UnreadableReport(f"文件“{path.name}”是图片，请先做文字识别（OCR）后再上传，或设置 ASSISTANT_OCR=on 由本程序识别。")
    began = monotonic()
    scans = picture_scans(path, _frames(path, data), recognition, began)
    pages = [scanned(Page(number, scan.width, scan.height, Layer((), "scan")), scan) for number, scan in scans.items()]
    if all(page.layer.state != "text" for page in pages):
        raise UnreadableReport(f"图片“{path.name}”里没有认出文字，请检查是否清晰，重新扫描后再上传。")
    return of_pages(pages)


def _frames(path: Path, data: bytes) -> list[Callable[[], Pixels]]:
    """The pages of a picture file, each drawn when it is asked for.

    Raises:
        UnreadableReport: no picture, damaged, or with more pixels than a page can have.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF"))
        frames = getattr(image, "n_frames", 1)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UnreadableReport(f"图片“{path.name}”打不开（可能已损坏），请重新扫描或另存后再收入。") from None
    return [partial(_frame, path, image, number) for number in range(frames)]


def _frame(path: Path, image: Any, number: int) -> Pixels:  # noqa: ANN401 - a Pillow image
    import numpy as np
    from PIL import Image, ImageOps

    try:
        image.seek(number)
        if image.width * image.height > MOST_PIXELS:
            raise UnreadableReport(f"图片“{path.name}”超过{MOST_PIXELS // 1_000_000}百万像素，请降低分辨率后再收入。")
        image.draft("RGB", (LONGEST, LONGEST))
        page = ImageOps.exif_transpose(image)
        page.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        if page.mode in ("RGBA", "LA", "P"):
            page = page.convert("RGBA")
            page = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page)
        return np.ascontiguousarray(np.asarray(page.convert("RGB"))[:, :, ::-1])
    except (OSError, ValueError, SyntaxError, EOFError):
        raise UnreadableReport(f"图片“{path.name}”打不开（可能已损坏），请重新扫描或另存后再收入。") from None
