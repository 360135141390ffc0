"""The text of an edited file laid over the draft it came from: title, 主送, sections, closing, attachments, signature, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assistant.checking.proof import OPEN
from assistant.drafting.edited import Line
from assistant.drafting.outline import CLOSING, keys, level_of
from assistant.errors import UsageError
from assistant.types import Draft, DraftSection

_MOST_ABOVE, _MOST_TITLE = 6, 6
"""Lines of a red head above the title, and of the title, at most."""
_ALIKE = 0.5
"""How much of the title must still be there to know the draft again."""
_DATE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|【待[补核]：[^】]*日期[^】]*】"
)
_ATTACHMENT = re.compile(r"附件[：:]\s*(?:1[.．])?\s*(.*)")
_NEXT_ATTACHMENT = re.compile(r"\d{1,2}[.．]\s*(.+)")
_LONGEST_SIGNATURE = 30


def reread(base: Draft, lines: Sequence[Line]) -> Draft:
    """The draft with the words of the edited file; figures, gaps and checks are still the old ones.

    Raises:
        UsageError: the file is not this draft, because no title in it is anything like the draft's.
    """
    title, body = _title(base, list(lines))
    body, attachments, signature, date = _foot(base, body)
    addressee = ""
    if body and body[0].text.endswith(("：", ":")) and base.addressee and not level_of(body[0].text):
        addressee, body = body[0].text, body[1:]
    # What stands on attachment pages is not read back: it stays as it was drafted.
    pages = tuple(section for section in base.sections if section.attached)
    inside = replace(base, sections=tuple(section for section in base.sections if not section.attached))
    sections = (*_closing_apart(inside, _sections(inside, body)), *(pages if attachments else ()))
    return replace(base, title=title, addressee=addressee, sections=sections, attachments=attachments, signature=signature, date=date)


def _title(base: Draft, lines: list[Line]) -> tuple[str, list[Line]]:
    """The lines at the top that together are most like the draft's title, and what follows them."""
    wanted = bare_text(base.title)
    spots = [(start, count) for start in range(min(_MOST_ABOVE, len(lines))) for count in range(1, _MOST_TITLE + 1)]
    scored = [
        (
            SequenceMatcher(None, wanted, bare_text("".join(line.text for line in lines[start : start + count])), autojunk=False).ratio(),
            -start,
            -count,
        )
        for start, count in spots
        if start + count <= len(lines)
    ]
    ratio, start, count = max(scored, default=(0.0, 0, 0))
    if ratio < _ALIKE:
        raise UsageError(f"这个文件开头找不到与《{base.title[:40]}》相近的标题，请确认是由这份草稿修改而来。")
    found = [line.text for line in lines[-start : -start - count]]
    exact = bare_text("".join(found)) == wanted
    return (base.title if exact else "".join(found)), lines[-start - count :]


def bare_text(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


def _foot(base: Draft, lines: list[Line]) -> tuple[list[Line], tuple[str, ...], str, str]:
    """What is left when attachments, signature and date are taken off the end."""
    date, signature = "", ""
    if lines and _DATE.fullmatch(bare_text(lines[-1].text)):
        date, lines = lines[-1].text, lines[:-1]
        units: list[str] = []
        while lines and len(units) < max(base.signature.count("\n") + 1, 1) and _is_unit(lines[-1].text):
            units.insert(0, lines[-1].text)
            lines = lines[:-1]
        signature = "\n".join(units)
    start = next((n for n in range(len(lines) - 1, -1, -1) if _ATTACHMENT.fullmatch(lines[n].text)), None)
    if start is None:
        return lines, (), signature, date
    first = _ATTACHMENT.fullmatch(lines[start].text)
    others = [_NEXT_ATTACHMENT.fullmatch(line.text) for line in lines[start + 1 :]]
    if first is None or not all(others):
        return lines, (), signature, date
    return lines[:start], (first[1], *(found[1] for found in others if found)), signature, date


def _is_unit(text: str) -> bool:
    """Whether a line can be a signature: a name, or a gap in its place."""
    said = OPEN.sub("", text)
    return len(said) <= _LONGEST_SIGNATURE and not re.search("[。；：|]", said) and not level_of(text) and not _NEXT_ATTACHMENT.match(text)


def _sections(base: Draft, lines: list[Line]) -> list[DraftSection]:
    """The lines by heading; a line that the draft has as text stays text, even where it looks like a heading."""
    levels = {bare_text(section.heading): section.level for section in base.sections if section.heading}
    texts = {bare_text(line) for section in base.sections for line in section.text.split("\n")}
    found: list[tuple[str, int, list[str]]] = [("", 0, [])]
    for line in lines:
        compact = bare_text(line.text)
        level = levels.get(compact) or (0 if compact in texts else level_of(line.text))
        if level or line.marked:
            found.append((line.text, level or max(level_of(line.text), 1), []))
        else:
            found[-1][2].append(line.text)
    return [DraftSection(heading, level, "\n".join(rows)) for heading, level, rows in found if heading or rows]


def _closing_apart(base: Draft, sections: list[DraftSection]) -> list[DraftSection]:
    """The closing sentence (特此报告。) stands without a heading behind the last section, as in the draft."""
    if not base.sections or keys(base.sections)[-1] != CLOSING or not sections or not sections[-1].level:
        return sections
    lines = sections[-1].text.split("\n")
    closing = bare_text(base.sections[-1].text)
    if bare_text(lines[-1]) != closing and not (lines[-1].startswith("特此") and len(lines[-1]) <= _LONGEST_SIGNATURE):
        return sections
    return [*sections[:-1], replace(sections[-1], text="\n".join(lines[:-1])), DraftSection("", 0, lines[-1])]
