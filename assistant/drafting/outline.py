"""The headings of a draft: their level by their number, their words without it, their place among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import DraftSection

_NUMBERS = (r"[一二三四五六七八九十]{1,3}、", r"[（(][一二三四五六七八九十]{1,3}[）)]", r"\d{1,2}[.．](?!\d)", r"[（(]\d{1,2}[）)]")
_NUMBER = re.compile("|".join(f"({one})" for one in _NUMBERS))
LONGEST = 40
"""Characters of a heading at most."""
Key = tuple[str, ...]
"""The words of a heading and of those it stands under; for text without a heading, where it stands."""
OPENING: Key = ("",)
CLOSING: Key = ("", "")
ATTACHED: Key = ("附件",)


def bare(heading: str) -> str:
    """The words of a heading without its number and blanks."""
    text = "".join(heading.split())
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def level_of(line: str) -> int:
    """The level that a line's number gives it; 0 when it is no heading on a line of its own."""
    found = _NUMBER.match(line)
    if found is None or len(line) > LONGEST or line[-1] in "。；;，：:？！" or found.end() == len(line):
        return 0
    return int(found.lastindex or 0)


def joined(sections: Sequence[DraftSection]) -> tuple[DraftSection, ...]:
    """The sections with text that has no heading of its own put to the one before it; only a closing sentence stands alone."""
    found: list[DraftSection] = []
    for number, section in enumerate(sections):
        last = number == len(sections) - 1 or sections[number + 1].attached
        if section.level or section.attached or not found or (last and found[-1].level):
            found.append(section)
        else:
            before = found[-1]
            text = "\n".join(filter(None, (before.text, section.text)))
            found[-1] = DraftSection(before.heading, before.level, text, (*before.gaps, *section.gaps))
    return tuple(found)


def keys(sections: Sequence[DraftSection]) -> list[Key]:
    """What each section is known by, once each."""
    path: list[str] = []
    found: list[Key] = []
    for number, section in enumerate(sections):
        if section.level:
            path = [*path[: section.level - 1], *[""] * (section.level - 1 - len(path)), bare(section.heading)]
        key = tuple(path) if section.level else ATTACHED if section.attached else OPENING if number == 0 else CLOSING
        while key in found:
            key = (*key, "")
        found.append(key)
    return found


def named(sections: Sequence[DraftSection], name: str) -> list[int]:
    """The section of a name, as staff type it with or without its number, and those below it; none when there is no such one."""
    wanted = bare(name.strip())
    fitting = [n for n, section in enumerate(sections) if wanted and section.heading and wanted == bare(section.heading)]
    fitting = fitting or [n for n, section in enumerate(sections) if wanted and section.heading and wanted in bare(section.heading)]
    if not fitting:
        return []
    start = fitting[0]
    below = [n for n, section in enumerate(sections) if n > start and section.level <= sections[start].level]
    return list(range(start, below[0] if below else len(sections)))
