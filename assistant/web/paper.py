"""A draft as the page lays it out: each piece by name, every figure of the text tied to its line of the 核对表, tables as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.annex import BORROWED, SOURCE, SPELLING
from assistant.drafting.merging import Kept, figures_by_section, title_figures
from assistant.drafting.pieces import section_name
from assistant.types import Check, Draft, DraftFigure

_SEPARATOR = set("|-: ")
Numbered = tuple[int, DraftFigure]
"""A figure with its number in the 核对表, from 1."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `figure` is its number in the 核对表, 0 for plain text."""

    text: str
    figure: int = 0


Line = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table whose first row is its head."""

    line: Line = ()
    rows: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A section on paper; `text` is what an editor starts from."""

    name: str
    heading: str
    level: int
    text: str
    blocks: tuple[Block, ...]
    edited: bool
    attached: bool
    """The page of an attachment, which comes after signature and date."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole draft on paper with its 核对表."""

    draft: Draft
    title: Line
    parts: tuple[PaperPart, ...]
    figures: tuple[tuple[str, tuple[Numbered, ...]], ...]
    """The figures by the heading they stand under."""
    tests: tuple[Check, ...]
    borrowed: tuple[Check, ...]
    sources: tuple[tuple[str, str], ...]
    """The reports it was written from: id, and 《title》（file, date）."""

    @property
    def failed(self) -> list[Check]:
        """The checks that did not pass."""
        return [check for check in self.tests if not check.passed]


def paper(kept: Kept) -> Paper:
    """A kept draft laid out."""
    draft = kept.draft
    numbers = {id(figure): number for number, figure in enumerate(draft.figures, 1)}
    of_title = [(numbers[id(one)], one) for one in title_figures(draft)]
    of_sections = [[(numbers[id(one)], one) for one in own] for own in figures_by_section(draft)]
    parts = tuple(
        PaperPart(
            section_name(n),
            section.heading,
            section.level,
            section.text,
            tuple(_blocks(section.text, of_sections[n])),
            kept.is_edited(n),
            section.attached,
        )
        for n, section in enumerate(draft.sections)
    )
    headed = [("标题", tuple(of_title)), *((one.heading or "正文", tuple(own)) for one, own in zip(parts, of_sections, strict=True))]
    return Paper(
        draft,
        _line(draft.title, 0, len(draft.title), _spans(draft.title, of_title)),
        parts,
        tuple((heading, own) for heading, own in headed if own),
        tuple(check for check in draft.checks if not check.name.startswith((SOURCE, BORROWED))),
        tuple(check for check in draft.checks if check.name.startswith(BORROWED)),
        tuple((check.name.removeprefix(SOURCE), check.detail) for check in draft.checks if check.name.startswith(SOURCE)),
    )


def check_name(check: Check) -> str:
    """The name of a check without what only says which table it belongs to."""
    return check.name.removeprefix(BORROWED).removeprefix(SPELLING) or SPELLING


def _blocks(text: str, figures: Sequence[Numbered]) -> Iterator[Block]:
    """Paragraphs, and the rows of a table taken together."""
    spans = _spans(text, figures)
    rows: list[tuple[Line, ...]] = []
    begin = 0
    for content in text.split("\n"):
        end = begin + len(content)
        if content.startswith("|"):
            if set(content) - _SEPARATOR:
                rows.append(tuple(_cells(text, begin, end, spans)))
        else:
            if rows:
                yield Block(rows=tuple(rows))
                rows = []
            if content.strip():
                yield Block(_line(text, begin, end, spans))
        begin = end + 1
    if rows:
        yield Block(rows=tuple(rows))


def _cells(text: str, begin: int, end: int, spans: Sequence[tuple[int, int, int]]) -> Iterator[Line]:
    edges = [found.start() for found in re.finditer(r"\|", text[begin:end])]
    for left, right in zip(edges, [*edges[1:], end - begin], strict=True):
        if right - left > 1:
            yield _line(text, begin + left + 1, begin + right, spans)


def _spans(text: str, figures: Sequence[Numbered]) -> list[tuple[int, int, int]]:
    """Where each figure stands: figures come in the order of the text, one that is out of order is looked for from the start."""
    found: list[tuple[int, int, int]] = []
    position = 0
    for number, figure in figures:
        whole = re.compile(rf"(?<![\d.]){re.escape(figure.text)}")
        places = [*whole.finditer(text, position), *whole.finditer(text)]
        free = next((one for one in places if not any(one.start() < end and begin < one.end() for begin, end, _ in found)), None)
        if free and free[0]:
            found.append((free.start(), free.end(), number))
            position = free.end()
    return sorted(found)


def _line(text: str, begin: int, end: int, spans: Sequence[tuple[int, int, int]]) -> Line:
    pieces: list[Stretch] = []
    position = begin
    for first, last, number in spans:
        if begin <= first and last <= end:
            pieces += [Stretch(text[position:first]), Stretch(text[first:last], number)]
            position = last
    pieces.append(Stretch(text[position:end]))
    return tuple(one for one in pieces if one.text)
