"""Lines of a PDF put together again to paragraphs, by what the page shows: indentation, full lines, sentence ends, numbering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assistant.reading.formats.pdf_lines import HAN, Line, joined

INDENTED = 1.2
"""From so many character sizes a line is indented; official paragraphs are by two."""
SET_IN = 3
"""From so many a line is no beginning of a paragraph: a signature, a line in the middle."""
SPACED = 1.5
"""A pitch so many times the usual one parts paragraphs."""
NARROW = 12
"""No column is narrower: shorter lines that are equally long are a list."""
TITLE = 1.1
"""Lines so many times larger than the text are titles."""
FEWEST_LINES = 5
"""A page with fewer lines takes its width from the whole document."""
FEWEST_CELLS = 3
"""So many stretches of text far apart make a line a row of a table."""
_CLOSED = re.compile(r"(?:[。！？!?；;…]|[:：])[”’」』）)】]*$|[.…·]{4,}\s*\d+$")
_FRESH = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}\s?[.．、](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条批]"
    r"|附\s?件\s?\d*\s*[:：]?|[①-⑳•●■◆【]|抄送[:：])"
)
_LABEL = re.compile(r"^[^，。；：:\s]{2,8}[：:]")
_TOKEN = re.compile(rf"[“‘（(《〈〔\[]*(?:[^{HAN}\s]+|.)[，。、；：！？”’）)》〉〕\]%％]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """The column a line stands in: its edges, its usual pitch, and the size of the document's text."""

    left: float
    right: float
    pitch: float
    size: float
    font: str


def text_size(lines: Iterable[Line]) -> tuple[float, str]:
    """Size and font most characters of the document are set in."""
    sizes: Counter[tuple[float, str]] = Counter()
    for line in lines:
        sizes[(round(line.size, 1), line.font)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else (0.0, "")


def frames(lines: Sequence[Line], width: float) -> dict[tuple[int, int], Frame]:
    """The frame of each column of each page; a few lines take theirs from a fuller page, else from the page width."""
    size, font = text_size(lines)
    columns: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.region].append(line)
    pitch = _pitch([pair for column in columns.values() for pair in pairwise(column)])
    found: dict[tuple[int, int], Frame] = {}
    for key, column in sorted(columns.items(), key=lambda item: len(item[1]) < FEWEST_LINES):
        left, right = min(line.x0 for line in column), _right(column)
        if len(column) < FEWEST_LINES:
            around = [frame for frame in found.values() if frame.left <= left + size and frame.right >= right - size]
            left, right = (around[-1].left, around[-1].right) if around else (left, max(right, width - left))
            found[key] = Frame(left, right, pitch, size, font)
        else:
            found[key] = Frame(left, right, _pitch(list(pairwise(column))), size, font)
    return found


def _pitch(pairs: Sequence[tuple[Line, Line]]) -> float:
    """The usual distance from line to line."""
    return median(steps) if (steps := [second.top - first.top for first, second in pairs if second.top > first.top]) else 0.0


def _right(column: Sequence[Line]) -> float:
    """Where full lines end: the outermost edge that two lines share."""
    edges = sorted((line.x1 for line in column), reverse=True)
    shared = (edge for edge, following in pairwise(edges) if edge - following < 0.6 * column[0].size)
    return next(shared, edges[0])


class Paragraph(NamedTuple):
    """A paragraph, and the numbers of the pages it begins and ends on."""

    text: str
    first: int
    last: int


def paragraphs(lines: Sequence[Line], found: dict[tuple[int, int], Frame]) -> Iterator[Paragraph]:
    """The paragraphs of lines that follow each other, also over page ends."""
    whole: Paragraph | None = None
    for index, line in enumerate(lines):
        if whole is not None and _goes_on(lines[index - 1], line, found):
            whole = Paragraph(joined(whole.text, line.text), whole.first, line.page)
            continue
        if whole is not None:
            yield whole
        whole = Paragraph(line.text, line.page, line.page)
    if whole is not None:
        yield whole


def _goes_on(line: Line, following: Line, found: dict[tuple[int, int], Frame]) -> bool:
    here, there = found[line.page, line.region], found[following.page, following.region]
    together = (line.page, line.region) == (following.page, following.region)
    if abs(line.size - following.size) > 0.08 * line.size:
        return False
    closed, fresh = bool(_CLOSED.search(line.text)), bool(_FRESH.match(following.text))
    if _is_title(line, here) and _is_title(following, there):
        near = following.top - line.top < 2.4 * line.size
        return together and near and not closed and not fresh and line.font == following.font and not (line.red or following.red)
    if _is_row(line) or _is_row(following) or line.pieces == following.pieces == 2:
        return False
    if together and following.top - line.top > SPACED * here.pitch:
        return False
    if not _is_full(line, following, here) or (_LABEL.match(line.text) and _LABEL.match(following.text)):
        return False
    first, second = (line.x0 - here.left) / line.size, (following.x0 - there.left) / line.size
    if max(first, second) > SET_IN and abs(first - second) > 0.3 and not _FRESH.match(line.text):
        return False
    if second > INDENTED and (closed or fresh or second > 0.4 * (there.right - there.left) / line.size):
        return False
    return not (fresh and (closed or first - second > INDENTED))


def _is_row(line: Line) -> bool:
    """Cells of a table without rules: joined to the row below, two figures would become one."""
    return line.pieces >= FEWEST_CELLS


def _is_title(line: Line, frame: Frame) -> bool:
    """Larger than the text, or set in the middle in another type."""
    if line.size > TITLE * frame.size:
        return True
    left, right = line.x0 - frame.left, frame.right - line.x1
    return line.font != frame.font and left > line.size and abs(left - right) < 1.5 * line.size


def _is_full(line: Line, following: Line, frame: Frame) -> bool:
    """Whether the next line's first word had no room left on this line."""
    if line.x1 - frame.left < NARROW * line.size:
        return False
    token = _TOKEN.match(following.text)
    needed = sum(1.0 if re.match(f"[{HAN}]", character) else 0.5 for character in token[0]) if token else 1.0
    return line.x1 + needed * line.size > frame.right - 0.3 * line.size
