"""A draft as Markdown: the document, then its 核对表."""

from __future__ import annotations

import re

from assistant.drafting.annex import AnnexTable, annex
from assistant.types import Draft

_SPECIAL = re.compile(r"([\\*_`<>])")


def to_markdown(draft: Draft) -> str:
    """The whole draft, masks and marks of the sources shown as they are."""
    blocks = [f"# {_plain(draft.title)}"]
    if draft.addressee:
        blocks.append(_plain(draft.addressee))
    for section in (one for one in draft.sections if not one.attached):
        if section.heading:
            blocks.append(f"{'#' * (section.level + 1)} {_plain(section.heading)}")
        blocks += _paragraphs(section.text)
    if draft.attachments:
        names = draft.attachments
        blocks.append("附件：" + (names[0] if len(names) == 1 else "\n".join(f"{n}.{name}" for n, name in enumerate(names, 1))))
    blocks += [_plain(line) for line in (*draft.signature.split("\n"), draft.date) if line]
    for section in (one for one in draft.sections if one.attached):
        blocks += ["---\n\n## 附件", _plain(section.heading), *_paragraphs(section.text)]
    blocks.append("---\n\n## 附：核对表")
    blocks += [annex_table(table) for table in annex(draft)]
    return "\n\n".join(blocks) + "\n"


def _paragraphs(text: str) -> list[str]:
    """Paragraphs, with the lines of a table kept together."""
    blocks: list[str] = []
    for line in filter(None, text.split("\n")):
        row = line.startswith("|")
        if row and blocks and blocks[-1].startswith("|"):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line if row else _plain(line))
    return blocks


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def annex_table(table: AnnexTable) -> str:
    """A table of a 核对表 under its title."""
    lines = [f"### {table.title}", "", f"| {' | '.join(table.columns)} |", f"|{' --- |' * len(table.columns)}"]
    lines += [f"| {' | '.join(_plain(cell).replace('|', '｜').replace(chr(10), ' ') for cell in row)} |" for row in table.rows]
    return "\n".join(lines)
