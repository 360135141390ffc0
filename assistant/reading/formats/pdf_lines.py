"""Characters of a page become its lines: blanks that mean something kept, columns one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.reading.formats.pdf_glyphs import Glyph
from assistant.reading.formats.raised import raised

BLANK, WIDE_BLANK = 0.2, 0.9
"""Gaps, in character sizes, that are a blank: between Latin letters or figures, and where a Chinese character is on either side."""
MOST_SPACING = 1.3
"""A title spread out has gaps up to this; wider ones part words."""
SAME_PLACE = 0.12
"""The same character drawn again so near is bold type made by drawing twice."""
SMALL, RAISED = 0.8, 0.15
GUTTER = 1.0
"""Narrowest white strip between columns, in character sizes."""
ROW_GAP = 1.5
"""Between the cells of a row there is at least so much; justified text has no such gaps."""
FEWEST_ROWS, FEWEST_CHARACTERS = 5, 9
"""Columns of running text have so many rows, of so many characters; less is a list or a table."""
MOST_CROSSING = 0.3
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
_WIDE = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `region` numbers the column it stands in, counted through the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str
    red: bool
    page: int
    region: int
    pieces: int = 1
    """Stretches of it with gaps of ROW_GAP between them: three or more are a row of a table without rules."""


def lines_of(glyphs: Sequence[Glyph], page: int, first_region: int = 0) -> list[Line]:
    """The lines of an area in reading order: from top to bottom, column after column."""
    found = []
    for region, part in enumerate(_regions(list(glyphs)), first_region):
        found += [line for row in _rows(part) if (line := _line(row, page, region)).text]
    return found


def words_of(glyphs: Sequence[Glyph]) -> str:
    """The text of a table cell: its lines run together."""
    text = ""
    for row in _rows(glyphs):
        text = joined(text, _text(row))
    return text


def joined(first: str, second: str) -> str:
    """Two parts of one paragraph: a blank only between Latin words, none inside a number or between Chinese characters."""
    if re.search(r"[A-Za-z]-$", first) and re.match("[a-z]", second):
        return first[:-1] + second
    between = " " if re.search(r"[A-Za-z,.;:)]$", first) and re.match(r"[A-Za-z(\d]", second) else ""
    if between and re.search(r"\d[.,]$|[A-Z]+$", first) and second[:1].isdigit():
        between = ""
    return first + between + second


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters side by side, from left to right; rows from top to bottom."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.middle):
        if rows and glyph.middle - middle < 0.5 * min(max(g.size for g in rows[-1][-8:]), max(glyph.size, 1.0) * 1.6):
            rows[-1].append(glyph)
            middle += (glyph.middle - middle) / len(rows[-1])
        else:
            rows.append([glyph])
            middle = glyph.middle
    return [sorted(row, key=lambda glyph: glyph.x0) for row in _with_raised(rows)]


def _with_raised(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Rows of raised or lowered small figures put into the row they belong to."""
    kept: list[list[Glyph]] = []
    for row in rows:
        if kept and (_belongs(row, kept[-1]) or _belongs(kept[-1], row)):
            kept[-1] = kept[-1] + row
        else:
            kept.append(row)
    return kept


def _belongs(small: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    middle = median(glyph.middle for glyph in small)
    return max(glyph.size for glyph in small) < SMALL * median(glyph.size for glyph in row) and median(
        glyph.top for glyph in row
    ) < middle < median(glyph.bottom for glyph in row)


def _line(row: Sequence[Glyph], page: int, region: int) -> Line:
    fonts = Counter((glyph.font, round(glyph.size, 1), glyph.red) for glyph in row)
    (font, size, red), _ = fonts.most_common(1)[0]
    tall = [glyph for glyph in row if glyph.size >= SMALL * size] or row
    upper, lower = min(glyph.top for glyph in tall), max(glyph.bottom for glyph in tall)
    return Line(_text(row), row[0].x0, row[-1].x1, upper, lower, size, font, red, page, region, len(_pieces(row, ROW_GAP)))


def _text(row: Sequence[Glyph]) -> str:
    """The words of a row; letter-spacing and justification are no blanks."""
    size, bottom = median(glyph.size for glyph in row), median(glyph.bottom for glyph in row)
    gaps = [following.x0 - glyph.x1 for glyph, following in pairwise(row)]
    spacing = usual if len(gaps) > 2 and 0 < (usual := median(gaps)) < MOST_SPACING * size else 0.0
    words, above, last = "", "", None
    for glyph in row:
        if last is not None and glyph.text == last.text and glyph.x0 - last.x0 < SAME_PLACE * size:
            continue
        high = bottom - glyph.bottom - 0.2 * (size - glyph.size) > RAISED * size
        if glyph.size < SMALL * size and high and last is not None and glyph.text.isdigit():
            above += glyph.text
        else:
            words, above = words + raised(above), ""
            words += (" " if last is not None and _is_blank(last, glyph, spacing) else "") + glyph.text
        last = glyph
    return (words + raised(above)).strip()


def _is_blank(left: Glyph, right: Glyph, spacing: float) -> bool:
    wide = _WIDE.match(left.text[-1:]) or _WIDE.match(right.text[:1])
    return right.x0 - left.x1 - spacing > (WIDE_BLANK if wide else BLANK) * max(left.size, right.size)


def _regions(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """An area cut into pieces of one column each, in reading order."""
    rows = _rows(glyphs)
    gutter = _gutter(rows)
    if gutter is None:
        yield glyphs
        return
    run: list[Glyph] = []
    crossing: list[Glyph] = []
    for row in rows:
        if any(glyph.x0 < gutter[0] - 0.5 and glyph.x1 > gutter[1] + 0.5 for glyph in _pieces(row)):
            yield from _halves(run, gutter)
            run = []
            crossing += row
        else:
            if crossing:
                yield crossing
            crossing = []
            run += row
    yield from _halves(run, gutter)
    if crossing:
        yield crossing


def _halves(run: list[Glyph], gutter: tuple[float, float]) -> Iterator[list[Glyph]]:
    middle = sum(gutter) / 2
    for half in ([g for g in run if g.x0 < middle], [g for g in run if g.x0 >= middle]):
        if half:
            yield from _regions(half)


def _gutter(rows: Sequence[Sequence[Glyph]]) -> tuple[float, float] | None:
    """The white strip between two columns of running text: nearly no row crosses it, and both sides are full of text."""
    if len(rows) < FEWEST_ROWS:
        return None
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    size = median(glyph.size for row in rows for glyph in row)
    covered = [0] * (int(right - left) + 2)
    for row in rows:
        for piece in _pieces(row):
            for x in range(int(piece.x0 - left), int(piece.x1 - left) + 1):
                covered[x] += 1
    strip = _widest_strip(covered, int(MOST_CROSSING * len(rows)))
    if strip is None or strip[1] - strip[0] < GUTTER * size:
        return None
    gutter = (left + strip[0], left + strip[1])
    for side in (0, 1):
        beside = [p.text for row in rows for p in _pieces(row) if (p.x1 <= gutter[0] + 1.5 if side == 0 else p.x0 >= gutter[1] - 1.5)]
        if len(beside) < FEWEST_ROWS or median(map(len, beside)) < FEWEST_CHARACTERS:
            return None
    return gutter


def _widest_strip(covered: Sequence[int], most: int) -> tuple[int, int] | None:
    """The widest stretch of the middle that at most so many rows cover."""
    first, last = int(0.25 * len(covered)), int(0.75 * len(covered))
    best: tuple[int, int] | None = None
    start: int | None = None
    for x in range(first, last + 1):
        if x < last and covered[x] <= most:
            start = x if start is None else start
        elif start is not None:
            if best is None or x - start > best[1] - best[0]:
                best = (start, x)
            start = None
    return best


def _pieces(row: Sequence[Glyph], widest: float = GUTTER) -> list[Glyph]:
    """The stretches of a row without a gap of so many character sizes, each as one large character."""
    pieces: list[Glyph] = []
    for glyph in row:
        if pieces and glyph.x0 - pieces[-1].x1 < widest * glyph.size:
            last = pieces[-1]
            pieces[-1] = last._replace(text=last.text + glyph.text, x1=max(last.x1, glyph.x1))
        else:
            pieces.append(glyph)
    return pieces
