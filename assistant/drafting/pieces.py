"""One piece of a draft as staff write it on the page: the title, 主送, a section with its heading, the signature, the date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from assistant.drafting.outline import joined
from assistant.errors import UsageError
from assistant.types import Draft

FRAME = {"title": "标题", "addressee": "主送", "attachments": "附件", "signature": "署名", "date": "成文日期"}
"""The pieces around the sections, by field, as staff call them."""
_SECTION = "section"


@dataclass(frozen=True, slots=True)
class Piece:
    """What staff want a piece to say; an emptied section is left out of the draft."""

    name: str
    """A field of `FRAME`, or `section` with its number from 0: section3."""
    text: str
    heading: str = ""


def section_name(number: int) -> str:
    """What the section of a number is called as a piece."""
    return f"{_SECTION}{number}"


def piece_label(draft: Draft, name: str) -> str:
    """How staff call a piece.

    Raises:
        UsageError: the draft has no such piece.
    """
    if name in FRAME:
        return FRAME[name]
    return draft.sections[_number(draft, name)].heading or "正文"


def with_piece(draft: Draft, piece: Piece) -> Draft:
    """The draft with the words of one piece; figures, gaps and checks are still the old ones.

    Raises:
        UsageError: the draft has no such piece, or its title would be empty.
    """
    lines = [line.strip() for line in piece.text.split("\n") if line.strip()]
    if piece.name == "attachments":
        return replace(draft, attachments=tuple(lines))
    if piece.name == "signature":
        return replace(draft, signature="\n".join(lines))
    if piece.name in FRAME:
        if piece.name == "title" and not lines:
            raise UsageError("标题不能是空的，请写下标题。")
        words: dict[str, Any] = {piece.name: "".join(lines)}
        return replace(draft, **words)
    number = _number(draft, piece.name)
    section, heading = draft.sections[number], "".join(piece.heading.split("\n")).strip()
    written = replace(section, heading=heading, level=section.level if heading else 0, text="\n".join(lines))
    kept = [written] if lines or heading else []
    return replace(draft, sections=joined((*draft.sections[:number], *kept, *draft.sections[number + 1 :])))


def _number(draft: Draft, name: str) -> int:
    number = name.removeprefix(_SECTION)
    if not name.startswith(_SECTION) or not number.isdigit() or int(number) >= len(draft.sections):
        raise UsageError("稿子里没有这一处，请重新打开这份草稿再改。")
    return int(number)
