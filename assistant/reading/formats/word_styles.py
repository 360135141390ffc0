"""What Word's styles say that a reader must know: which text is hidden, which numbering a paragraph has, which tables show lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.reading.formats.word_parts import OFF, W, child, is_on, number, value

_BORDERS = (W + "tblBorders", W + "tcBorders")
_VANISH, _RUN_STYLE = W + "vanish", W + "rStyle"
_INVISIBLE = ("nil", "none")


class Styles:
    """The styles of one document by id, with what they inherit."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml has no types
        found = [] if root is None else root.findall(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in found}
        self._default = next(
            (s.get(W + "styleId", "") for s in found if s.get(W + "type") == "paragraph" and is_default(s)),
            "",
        )

    def chain(self, name: str | None) -> Iterator[Any]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")

    def of_paragraph(self, paragraph: Any) -> str:  # noqa: ANN401
        """The style of a paragraph, the document's default where it names none."""
        return value(paragraph, "pPr", "pStyle") or self._default

    @cache  # noqa: B019 - lives as long as the reading of one document
    def _says_hidden(self, name: str) -> bool | None:
        """What a style says of hiding its text; None when neither it nor those it is based on say anything."""
        return next((said for style in self.chain(name) if (said := is_on(style, "rPr", "vanish")) is not None), None)

    def hides(self, properties: Any, style: str) -> bool:  # noqa: ANN401
        """Whether a run with these properties is hidden text: said by itself, its character style, or the paragraph's style."""
        said = None
        for element in () if properties is None else properties:
            if element.tag == _VANISH:
                return element.get(W + "val", "1") not in OFF
            if element.tag == _RUN_STYLE:
                said = self._says_hidden(element.get(W + "val", ""))
        return bool(self._says_hidden(style) if said is None else said)

    @cache  # noqa: B019
    def _list_by_style(self, name: str) -> tuple[int | None, int | None, str]:
        """List and level that a style gives, and the style of the chain that names the list."""
        level = None
        for style in self.chain(name):
            properties = child(style, "pPr", "numPr")
            level = number(properties, "ilvl") if level is None else level
            if (found := number(properties, "numId")) is not None:
                return found, level, style.get(W + "styleId", "")
        return None, level, ""

    def numbering(self, paragraph: Any) -> tuple[int, int | None, str]:  # noqa: ANN401
        """List, level and the style that named the list (empty when the paragraph did); list 0 is none, no level is None."""
        own = child(paragraph, "pPr", "numPr")
        found, level = number(own, "numId"), number(own, "ilvl")
        if found is not None:
            return found, level, ""
        listed, leveled, owner = self._list_by_style(self.of_paragraph(paragraph))
        return listed or 0, leveled if level is None else level, owner

    def list_of(self, name: str) -> int:
        """The list that a numbering style stands for, 0 when there is none."""
        return next((found for style in self.chain(name) if (found := number(style, "pPr", "numPr", "numId")) is not None), 0)

    def shows_lines(self, table: Any) -> bool:  # noqa: ANN401
        """Whether any line of a table is drawn, by itself, a cell or its style."""
        own = child(table, "tblPr", "tblBorders")
        cells = table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders")
        if any(_draws(borders) for borders in cells) or (own is not None and _draws(own)):
            return True
        if own is not None and len(own) >= len(("top", "left", "bottom", "right", "insideH", "insideV")):
            return False
        styles = self.chain(value(table, "tblPr", "tblStyle"))
        return any(_draws(borders) for style in styles for borders in style.iter(*_BORDERS))


def is_default(style: Any) -> bool:  # noqa: ANN401
    """Whether paragraphs without a style have this one."""
    return style.get(W + "default", "0") not in OFF


def _draws(borders: Any) -> bool:  # noqa: ANN401
    return any(edge.get(W + "val", "none") not in _INVISIBLE for edge in borders)
