"""What stands beside the body of a Word document: running heads and feet, notes, comments."""

from __future__ import annotations

import re
from typing import Any

from assistant.reading.formats.word_body import Body
from assistant.reading.formats.word_parts import W, WordParts, is_on
from assistant.reading.formats.word_text import Findings
from assistant.types import Margin

_PAGE_ONLY = re.compile(r"[\s\d第页共/\-—–－_.·|~]*")
"""What a foot says that only numbers the pages."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_HEADS = ((W + "headerReference", "页眉"), (W + "footerReference", "页脚"))
_NOTES = {"footnotes": "脚注", "endnotes": "尾注"}


def read_margins(parts: WordParts, body: Body, findings: Findings) -> list[Margin]:
    """Running heads, feet, notes in the order of their marks, comments; each text once. Asked after the body was read."""
    notes = [_note(parts, body, kind, identity) for kind, identity in tuple(dict.fromkeys(findings.notes))]
    said = [] if parts.comments is None else parts.comments.iterfind(W + "comment")
    comments = [Margin("批注", body.line(comment, "comments")) for comment in said]
    return [margin for margin in dict.fromkeys([*_running_heads(parts, body), *notes, *comments]) if margin.text]


def _running_heads(parts: WordParts, body: Body) -> list[Margin]:
    evens = bool(is_on(parts.settings, "evenAndOddHeaders"))
    unpaged = Body(parts, Findings())
    found = []
    for section in parts.document.iter(W + "sectPr"):
        shown = {"default", *(["first"] if is_on(section, "titlePg") else []), *(["even"] if evens else [])}
        for tag, kind in _HEADS:
            for reference in section.iterfind(tag):
                root = parts.linked.get(reference.get(_RELATION) or reference.get(_STRICT_RELATION))
                if root is not None and reference.get(W + "type", "default") in shown and not _only_pages(unpaged, root):
                    found.append(Margin(kind, body.line(root, "heads")))
    return found


def _only_pages(body: Body, root: Any) -> bool:  # noqa: ANN401 - lxml has no types
    return bool(_PAGE_ONLY.fullmatch(body.line(root, "heads", pages=False)))


def _note(parts: WordParts, body: Body, kind: str, identity: str) -> Margin:
    notes = parts.footnotes if kind == "footnotes" else parts.endnotes
    found = (note for note in ([] if notes is None else notes.iterfind(W + kind[:-1])) if note.get(W + "id") == identity)
    note = next(found, None)
    return Margin(_NOTES[kind], "" if note is None else body.line(note, kind))
