"""A title in lines: whole words, and lines of much the same length, as GB/T 9704—2012, 7.3.1 asks."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from assistant.drafting.tables import characters
from assistant.errors import KnowledgeError
from assistant.resources import knowledge_file

LONGEST = 20
"""Characters of 2号 that fit on a line."""
_CLOSING = "”》〉）】〕、，的和及"
"""What no line begins with."""


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Words before which a line may begin."""
    path = knowledge_file("layout.toml")
    try:
        return re.compile("|".join(tomllib.loads(path.read_text("utf-8"))["title_words"]))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"版式文件 {path.name} 读不懂（{error}），请按随软件提供的文件改正。") from None


def title_lines(title: str) -> list[str]:
    """A long title in lines that break before 关于 and between words, never inside one."""
    if characters(title) <= LONGEST:
        return [title]
    about = title.find("关于", 1)
    if about > 0:
        return [*title_lines(title[:about].rstrip()), *title_lines(title[about:])]
    return _balanced(title, 2)


def _balanced(title: str, count: int) -> list[str]:
    """The title in `count` lines, or as many more as its words ask for."""
    spots = [0]
    for number in range(1, count):
        wanted = len(title) * number / count
        free = [spot for spot in _breaks(title) if spot > spots[-1]]
        if not free:
            break
        spots.append(min(free, key=lambda spot: abs(spot - wanted)))
    lines = [title[start:end] for start, end in zip(spots, [*spots[1:], len(title)], strict=True)]
    if len(spots) < count or all(characters(line) <= LONGEST for line in lines) or count > len(title) // 4:
        return lines
    return _balanced(title, count + 1)


def _breaks(title: str) -> list[int]:
    """Where a line may begin; the words of a quotation and of a bracket stay together."""
    depth, inside = 0, set()
    for spot, character in enumerate(title):
        if depth:
            inside.add(spot)
        depth += (character in "“《（【〔") - (character in "”》）】〕")
    opening = [spot for spot, character in enumerate(title) if character in "“《（【" and spot not in inside]
    words = [found.start() for found in _words().finditer(title) if found.start() not in inside]
    behind = [found.end() for found in re.finditer("[和及与]", title) if found.end() not in inside]
    return sorted({spot for spot in (*opening, *words, *behind) if 0 < spot < len(title) - 1 and title[spot] not in _CLOSING})
