"""The body of a Word document in order, as lines and tables; the same walk reads notes, running heads, text boxes and cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.reading.formats.word_numbers import Numbers, numbered
from assistant.reading.formats.word_parts import W, WordParts
from assistant.reading.formats.word_styles import Styles
from assistant.reading.formats.word_tables import Block, Table, flat, read_table
from assistant.reading.formats.word_text import MC, Findings, Story, alternative, control_is_text

BOXES = "boxes"
_THROUGH = (W + "sdtContent", W + "customXml", W + "ins", W + "moveTo")


class Body:
    """Reads the stories of one document; numbers run on and findings add up over all of them."""

    def __init__(self, parts: WordParts, findings: Findings) -> None:
        self._styles = Styles(parts.styles)
        self._numbers = Numbers(parts.numbering, self._styles)
        self._findings = findings
        self._bare = ""
        """The number of the first paragraph that says nothing else."""

    def blocks(self, root: Any, name: str = "", *, pages: bool = True) -> list[Block]:  # noqa: ANN401 - lxml has no types
        """The lines and tables of a text; lists count on through texts of one name. Page numbers are left out if asked so."""
        return self._read(root, Story(root, self._styles, self._findings, name, pages=pages))

    def line(self, root: Any, name: str, *, pages: bool = True) -> str:  # noqa: ANN401
        """A text in one line."""
        return flat(self.blocks(root, name, pages=pages))

    def _read(self, container: Any, story: Story) -> list[Block]:  # noqa: ANN401
        blocks: list[Block] = []
        begun = ""
        boxes: list[Any] = []
        for element in self._elements(container):
            if element.tag == W + "tbl":
                blocks += [begun] if begun else []
                begun = ""
                blocks += read_table(element, self._styles, self._findings, lambda cell: self._cell(cell, story))
                continue
            words = story.words(element)
            begun += words.text
            boxes += words.boxes
            if words.runs_on:
                continue
            mark = self._numbers.of(element, story.name)
            if begun.strip():
                blocks.append(numbered(mark, begun))
            elif not words.silent and not boxes:
                self._bare = self._bare or mark
                blocks.append("")
            for box in boxes:
                blocks += self._box(box)
            begun, boxes = "", []
        return [*blocks, *([begun] if begun else []), *(block for box in boxes for block in self._box(box))]

    def _cell(self, cell: Any, story: Story) -> list[Block]:  # noqa: ANN401
        """The content of a table cell; one that holds only an automatic number says it, as the column 序号 often does."""
        self._bare = ""
        blocks = self._read(cell, story)
        return blocks if any(isinstance(block, Table) or block.strip() for block in blocks) else [self._bare]

    def _box(self, box: Any) -> list[Block]:  # noqa: ANN401
        """A text box as lines of its own behind the paragraph it is anchored in; words drawn as a picture (WordArt) as a line."""
        return self.blocks(box, BOXES) if box.tag == W + "txbxContent" else [box.get("string")]

    def _elements(self, container: Any) -> Iterator[Any]:  # noqa: ANN401
        """Paragraphs and tables, also inside content controls, custom markup and alternatives."""
        for element in container:
            tag = element.tag
            if tag in (W + "p", W + "tbl"):
                yield element
            elif tag in _THROUGH or (tag == W + "sdt" and control_is_text(element, self._findings)):
                yield from self._elements(element)
            elif tag == MC + "AlternateContent":
                yield from self._elements(alternative(element))
