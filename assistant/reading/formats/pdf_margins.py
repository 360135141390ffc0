"""What stands at the edges of the pages and is no part of the text: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.reading.formats.pdf_lines import Line
from assistant.reading.formats.pdf_paragraphs import TITLE, text_size
from assistant.types import Margin

EDGE = 0.13
"""Share of the page height at the top and at the bottom where running heads and page numbers stand."""
FEWEST_PAGES = 3
"""A running head stands on so many pages, or on both pages of a document of two."""
SAME_HEIGHT = 6.0
_PAGE = re.compile(
    r"^(?:[-—–－―_·•~～\s]*\d{1,4}[-—–－―_·•~～\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|(?:页码\s*[:：]?\s*)?\d{1,4}\s*[/／]\s*\d{1,4}(?:\s*页)?"
    r"|共\s*\d{1,4}\s*页\s*第\s*\d{1,4}\s*页|(?:Page|PAGE|page)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[ivxIVX]{1,6})$"
)
_COUNTER = re.compile(r"第\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页|[-—–－]\s*\d{1,4}\s*[-—–－]|\d{1,4}\s*[/／]\s*\d{1,4}$")
_KEPT = re.compile(r"^\s*(?:附件|附表|附图|表\s*\d|图\s*\d)")
_NOTE = re.compile(r"^\s*(?:[①-⑳⑴-⒇¹²³⁴-⁹*＊]|\[\d{1,2}\]|〔\d{1,2}〕|\d{1,2}[^\d.%％])")


def without_edges(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> tuple[set[Line], list[Margin]]:
    """The lines that are running heads, feet and page numbers, and what they say, each once; the same title on every form is none."""
    size, _ = text_size(line for lines in pages for line in lines)
    edge = [(line, height) for lines, height in zip(pages, heights, strict=True) for line in lines if _at_edge(line, height)]
    removed: set[Line] = set()
    said: dict[Margin, None] = {}
    for group in _repeated([(line, height) for line, height in edge if line.size <= TITLE * size], len(pages)):
        removed.update(line for line, _ in group)
        line, height = group[0]
        said[Margin("页眉" if line.top < height / 2 else "页脚", line.text)] = None
    numbers = [(line, height) for line, height in edge if line not in removed and _PAGE.match(line.text) and _is_number(line, edge)]
    if numbers:
        removed.update(line for line, _ in numbers)
        texts = list(dict.fromkeys(line.text for line, _ in (numbers[0], numbers[-1])))
        said[Margin("页眉" if numbers[0][0].top < numbers[0][1] / 2 else "页脚", "……".join(texts))] = None
    return removed, list(said)


def _at_edge(line: Line, height: float) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < EDGE * height or middle > (1 - EDGE) * height


def _repeated(edge: Sequence[tuple[Line, float]], pages: int) -> list[list[tuple[Line, float]]]:
    """Lines with the same words, but for the page number in them, at the same height of several pages."""
    alike: defaultdict[str, list[tuple[Line, float]]] = defaultdict(list)
    for line, height in edge:
        if not _PAGE.match(line.text) and not _KEPT.match(line.text):
            alike[_COUNTER.sub("#", line.text)].append((line, height))
    groups = []
    for lines in alike.values():
        for first in lines:
            group = [other for other in lines if abs(other[0].top - first[0].top) <= SAME_HEIGHT]
            if len({line.page for line, _ in group}) >= min(FEWEST_PAGES, max(pages, 2)):
                groups.append(group)
                break
    return groups


def _is_number(line: Line, edge: Sequence[tuple[Line, float]]) -> bool:
    """A page number says so by its marks, or runs on from page to page; a lone figure stays in the text."""
    figures = re.findall(r"\d+", line.text)
    if not figures or len(figures) == 2 or not line.text.isdigit():
        return True
    shift = int(figures[0]) - line.page
    others = [other for other, _ in edge if other.text.isdigit() and other.page != line.page and int(other.text) - other.page == shift]
    return bool(others) or shift == 0


def footnotes(lines: Sequence[Line], rules: Sequence[Mapping[str, float]], width: float, height: float, size: float) -> list[Line]:
    """Small lines under the short rule at the foot of a page."""
    for rule in sorted(rules, key=lambda rule: rule["top"]):
        if rule["bottom"] - rule["top"] > 2 or not 0.08 * width < rule["x1"] - rule["x0"] < 0.45 * width or rule["top"] < 0.4 * height:
            continue
        below = [line for line in lines if line.top >= rule["top"] - 2]
        if below and all(line.size < 0.93 * size for line in below) and _NOTE.match(below[0].text):
            return below
    return []
