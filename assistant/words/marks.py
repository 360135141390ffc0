"""A text about a list cut into marks (statuses, the list, what is asked or told) and function words (knowledge/lexicon/gist.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.words.lexicon import Lexicon, pieced

_DATE = r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}[日号]|底|末)?"
_INSPECTION = (
    r"(?:(?:第[一二三四]轮(?:中央|省级?)|(?:中央|省级)第[一二三四]轮|中央|省级)"
    r"(?:生态环境保护|环境保护|生态环保|生态环境|环保)?督[察查]|第[一二三四]轮督[察查])(?:组)?(?:[“\"]?回头看[”\"]?)?"
)
_FIGURE = r"(?<![\d.第])(?:\d+|[一二三四五六七八九十百]{2,})(?=[个项条件])|(?<=[数填成=＝])\d+(?![\d.]|[年月日万亿%％批])"
_BATCH = r"(?:第|前面?|头)(?:\d+|[一二三四五六七八九十百]+)批次?"
_MONEY = r"(?<![\d.])\d+(?:\.\d+)?[万亿]元?"
NAME = "名"
"""The mark of what is neither a mark nor a function word."""
STATUSES = frozenset({"完成", "未完成", "销号", "未销号", "序时", "滞后", "未启动", "办结", "未办结", "未全部办结", "阶段性办结"})
"""The marks that say how things stand."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a question in their order, each with its words."""

    found: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """The words of every mark of a name."""
        return [text for mark, text in self.found if mark == name]

    def has(self, *names: str) -> bool:
        """Whether any of some marks is there."""
        return any(mark in names for mark, _ in self.found)

    def without(self, name: str) -> Marks:
        """The marks of all other names."""
        return Marks(tuple(one for one in self.found if one[0] != name))

    @property
    def statuses(self) -> list[str]:
        """The statuses named, each once, in order."""
        return list(dict.fromkeys(mark for mark, _ in self.found if mark in STATUSES))


def cut(text: str, lexicon: Lexicon, places: tuple[str, ...] = (), labels: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """A text in pieces, each with its mark: none for a function word, NAME for a run of what is neither mark nor function word."""
    scanner = _scanner(places, labels, lexicon)
    pieces: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        # The longest reading wins; of equals the one the file names first.
        read = max(((match.end(), -order, name) for order, (name, p) in enumerate(scanner) if (match := p.match(text, at))), default=None)
        end, name = (read[0], read[2]) if read is not None and read[0] > at else (at + 1, NAME)
        if name == NAME and pieces and pieces[-1][0] == NAME:
            pieces[-1] = (NAME, pieces[-1][1] + text[at:end])
        else:
            pieces.append((name, text[at:end]))
        at = end
    return pieces


def marks_of(text: str, lexicon: Lexicon, places: tuple[str, ...] = (), labels: tuple[str, ...] = ()) -> Marks:
    """The marks of a text; function words leave none, and what is neither is a name."""
    joined = lexicon.data["gist"]["joined"]["words"]
    found: list[tuple[str, str]] = []
    between = ""
    for name, said in cut(text, lexicon, places, labels):
        if name == NAME and found and found[-1][0] == NAME and between in joined:
            found[-1] = (NAME, found[-1][1] + between + said)
        elif name:
            found.append((name, said))
        between = "" if name else between + said
    return Marks(tuple(found))


@lru_cache(maxsize=256)
def _scanner(places: tuple[str, ...], labels: tuple[str, ...], lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = [("地", places), ("类", labels)]
    own = [(name, re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))) for name, words in named if words]
    return (*own, *_lexical(lexicon))


@lru_cache(maxsize=4)
def _lexical(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data: Mapping[str, Any] = lexicon.data["gist"]
    patterns = [("日", _DATE), ("督察", _INSPECTION), ("数", _FIGURE), ("金额", _MONEY), ("批", _BATCH)]
    for name, pattern in data["marks"].items():
        patterns += [(name, one) for one in _alternatives(pieced(pattern, data["pieces"]))]
    patterns.append(("", "|".join(map(re.escape, sorted(data["function"]["words"], key=len, reverse=True)))))
    return tuple((name, re.compile(pattern)) for name, pattern in patterns)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern: each is tried by itself, so that the longest reading wins and not the first."""
    bare = pattern.removeprefix("(?:").removesuffix(")")
    found, depth, inside = [""], 0, False
    for sign in bare:
        inside = sign == "[" or (inside and sign != "]")
        depth += 0 if inside else (sign == "(") - (sign == ")")
        if depth < 0:
            return [pattern]  # no single group
        if sign == "|" and not depth and not inside:
            found.append("")
        else:
            found[-1] += sign
    return found if pattern == f"(?:{bare})" else [pattern]
