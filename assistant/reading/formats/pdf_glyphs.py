"""The characters of a PDF page with their places, without what no reader sees, and a judgement of whether they are text at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from assistant.reading.formats.encoding import chinese
from assistant.reading.vocabulary import load_vocabulary

WHITE, PALE = 0.95, 0.6
"""Brightness from which text on white paper cannot be seen, and from which large text is a watermark."""
LARGE = 1.5
"""A watermark is so many times larger than the page's text."""
MOST_LOST = 0.3
"""Share of characters without a meaning from which a page's text layer is useless."""
FEWEST_TO_JUDGE = 30
MOST_FOREIGN, LEAST_CHINESE = 0.4, 0.0
"""Share of accented Latin letters, and likeness to written Chinese, beyond which a text layer is a wrong decoding."""
MOSTLY_PICTURE = 0.6
STAMPED = 20
"""So few Chinese characters on a page that is a picture are a scanner's stamp, no text layer."""
LOST = "□"
_CODE = re.compile(r"\(cid:\d+\)")


class Glyph(NamedTuple):
    """One character with its box, in points from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str
    red: bool

    @property
    def middle(self) -> float:
        """Height of its centre."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of one page."""

    glyphs: tuple[Glyph, ...]
    state: str
    """text | blank | scan (no text layer) | garbled (it cannot be decoded) | damaged | overloaded (it draws without measure)."""
    lost: int = 0
    """Characters without a meaning, shown as □."""
    watermarks: tuple[str, ...] = ()
    hidden: int = 0
    """Characters nobody sees on the page, left out."""
    pictured: bool = False
    """The page is a picture with text laid over it: read by a machine when it was scanned."""


def read_layer(page: Any) -> Layer:  # noqa: ANN401 - a pdfplumber page
    """The characters that stand upright on the page, in the order of the file."""
    chars = [char for char in page.chars if _inside(char, page.cropbox)]
    upright = [char for char in chars if _stands(char)]
    marks = [_joined([char for char in chars if not _stands(char)])]
    grounds = [shape for shape in page.rects if shape["fill"] and _brightness(shape) < WHITE] + page.images
    seen = [char for char in upright if _brightness(char) < WHITE or _on_ground(char, grounds)]
    usual = _usual_size(seen)
    pale = [char for char in seen if char["size"] > LARGE * usual and PALE < _brightness(char) < WHITE]
    marks.append(_joined(pale))
    body = [char for char in seen if not (char["size"] > LARGE * usual and PALE < _brightness(char) < WHITE)]
    glyphs = tuple(_glyph(char) for char in body)
    pictured = _pictured(page)
    state = _state(glyphs, pictured, bool(page.images) or len(page.curves) > FEWEST_TO_JUDGE)
    return Layer(
        glyphs=glyphs if state == "text" else (),
        state=state,
        lost=sum(glyph.text == LOST for glyph in glyphs),
        watermarks=tuple(mark for mark in marks if mark),
        hidden=sum(not char["text"].isspace() for char in upright) - sum(not char["text"].isspace() for char in seen),
        pictured=pictured,
    )


def turned(page: Any) -> int:  # noqa: ANN401
    """Degrees the page must be turned clockwise so that most of its characters stand upright."""
    ways: Counter[int] = Counter()
    for char in page.chars:
        a, b = char["matrix"][:2]
        ways[0 if abs(a) >= abs(b) else (90 if b > 0 else 270)] += 1
    return ways.most_common(1)[0][0] if ways else 0


def _state(glyphs: Sequence[Glyph], pictured: bool, drawn: bool) -> str:
    text = "".join(glyph.text for glyph in glyphs if not glyph.text.isspace())
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    if not text or (pictured and len(han) < STAMPED):
        return "scan" if drawn else "blank"
    if text.count(LOST) > MOST_LOST * len(text):
        return "garbled"
    if len(text) >= FEWEST_TO_JUDGE and sum("\u0080" <= character < "\u0250" for character in text) > MOST_FOREIGN * len(text):
        return "garbled"
    if len(han) >= FEWEST_TO_JUDGE and chinese("".join(han)) < LEAST_CHINESE:
        return "garbled"
    return "text"


def _glyph(char: dict[str, Any]) -> Glyph:
    color = char["non_stroking_color"]
    red = len(color) == 3 and all(isinstance(part, int | float) for part in color) and color[0] > 0.6 and max(color[1:]) < 0.4
    return Glyph(
        _plain(char["text"]), char["x0"], char["x1"], char["top"], char["bottom"], char["size"], char["fontname"].split("+")[-1], red
    )


def _plain(text: str) -> str:
    """The character as it is written: fonts often name a radical or a compatibility form that only looks the same."""
    if len(text) > 1 and _CODE.fullmatch(text):
        return LOST
    code = ord(text[0]) if text else 0
    if 0xE000 <= code <= 0xF8FF or code == 0xFFFD or (code < 32 and not text.isspace()):
        return LOST
    if 0x2E80 <= code <= 0x2EFF:
        return _radicals().get(text, text)
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", text)
    return text


@cache
def _radicals() -> dict[str, str]:
    return dict(load_vocabulary().value("pdf.radicals"))


def _stands(char: dict[str, Any]) -> bool:
    """Whether a character stands upright; slanted type does, a watermark across the page does not."""
    a, b = char["matrix"][:2]
    return bool(a > 0 and abs(b) <= 0.1 * a)


def _inside(char: dict[str, Any], box: Sequence[float]) -> bool:
    return bool(
        box[0] - 1 <= (char["x0"] + char["x1"]) / 2 <= box[2] + 1 and box[1] - 1 <= (char["top"] + char["bottom"]) / 2 <= box[3] + 1
    )


def _brightness(shape: dict[str, Any]) -> float:
    """0 black to 1 white; patterns and unknown colours count as black."""
    parts: list[Any] = list(shape["non_stroking_color"] or ())
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return 0.0
    if len(parts) == 4:
        return 1.0 - min(1.0, float(max(parts[:3]) + parts[3]))
    return float(sum(parts) / len(parts))


def _on_ground(char: dict[str, Any], grounds: Sequence[dict[str, Any]]) -> bool:
    """Whether white text stands on a coloured area or a picture, where it can be seen."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"] for ground in grounds)


def _usual_size(chars: Sequence[dict[str, Any]]) -> float:
    sizes = Counter(round(char["size"], 1) for char in chars)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _joined(chars: Sequence[dict[str, Any]]) -> str:
    return "".join(_plain(char["text"]) for char in chars).strip()


def _pictured(page: Any) -> bool:  # noqa: ANN401
    """Whether pictures cover most of the page."""
    area = sum(max(0.0, image["x1"] - image["x0"]) * max(0.0, image["bottom"] - image["top"]) for image in page.images)
    return bool(area > MOSTLY_PICTURE * page.width * page.height)
