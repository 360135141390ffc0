"""PDF pages drawn for tests: official layout (16 pt, 28 pt pitch, margins of GB/T 9704) without an embedded font."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG, HEI = "STSong-Light", "MSung-Light"
LEFT, TOP, WIDTH, PITCH, SIZE = 79.0, 105.0, 442.0, 28.0, 16.0
for name in (SONG, HEI):
    pdfmetrics.registerFont(UnicodeCIDFont(name))


class Sheets:
    """A document under the pen; heights are counted from the top of the page."""

    def __init__(self, **options: object) -> None:
        self._stream = io.BytesIO()
        self.canvas = Canvas(self._stream, pagesize=A4, **options)
        self.height = A4[1]
        self.y = TOP

    def at(self, x: float, y: float, words: str, size: float = SIZE, font: str = SONG, spacing: float = 0.0) -> None:
        """Words with their baseline `size` under y."""
        text = self.canvas.beginText(x, self.height - y - size)
        text.setFont(font, size)
        text.setCharSpace(spacing)
        text.textOut(words)
        self.canvas.drawText(text)

    def middle(self, words: str, size: float = 22.0, y: float | None = None) -> None:
        """A line set in the middle."""
        self.at(LEFT + (WIDTH - width(words, size)) / 2, self.y if y is None else y, words, size)
        self.y += max(PITCH, size * 1.6)

    def right(self, words: str, size: float = SIZE) -> None:
        """A line set to the right."""
        self.at(LEFT + WIDTH - width(words, size), self.y, words, size)
        self.y += PITCH

    def paragraph(self, words: str, indent: int = 2, turn: Callable[[], None] | None = None, justified: bool = True) -> None:
        """A paragraph wrapped at the margin, its full lines stretched; `turn` starts a new page when this one is full."""
        for number, (line, last) in enumerate(wrapped(words, WIDTH, SIZE, indent)):
            if self.y > self.height - 105 - PITCH and turn:
                turn()
            x = LEFT + (0 if number else indent * SIZE)
            room = LEFT + WIDTH - x - width(line, SIZE)
            self.at(x, self.y, line, spacing=room / max(len(line) - 1, 1) if justified and not last else 0.0)
            self.y += PITCH

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 12.0, row_height: float = 22.0) -> None:
        """A ruled table; None in a row joins the cell to the one on its left."""
        for row in rows:
            x = LEFT
            for number, (words, cell) in enumerate(zip(row, widths, strict=True)):
                if words is not None:
                    span = cell + sum(w for following, w in zip(row[number + 1 :], widths[number + 1 :], strict=True) if following is None)
                    self.canvas.rect(x, self.height - self.y - row_height, span, row_height)
                    self.at(x + 4, self.y + 3, words, size)
                x += cell
            self.y += row_height

    def page(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.y = TOP

    def done(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._stream.getvalue()


def width(words: str, size: float) -> float:
    """How wide words are in the Song type."""
    return pdfmetrics.stringWidth(words, SONG, size)


def wrapped(words: str, room: float, size: float, indent: int = 0) -> list[tuple[str, bool]]:
    """Lines as a word processor breaks them: no mark begins a line, no figure is cut; and whether a line is the last."""
    lines, line, free = [], "", room - indent * size
    for token in tokens(words):
        if line and width(line + token, size) > free:
            lines.append(line)
            line, free = "", room
        line += token
    return [*((piece, False) for piece in lines), (line, True)]


def tokens(words: str) -> list[str]:
    """What must stay on one line."""
    found: list[str] = []
    for character in words:
        sticks = found and (
            character in "，。、；：！？”）》〕%" or found[-1][-1] in "“（《〔" or (character.isascii() and found[-1][-1].isascii())
        )
        if sticks:
            found[-1] += character
        else:
            found.append(character)
    return found
