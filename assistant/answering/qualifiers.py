"""Qualifiers that exclude one another: a figure of 处级 answers no question about 厅级, 省控 none about 国控 (questions.toml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.types import Fact
from assistant.words.lexicon import Lexicon

_STATEMENTS = re.compile(r"[；;。]")


def qualified(asked: Sequence[str], facts: Sequence[Fact], lexicon: Lexicon) -> Sequence[Fact]:
    """Those of some figures that are told of the very qualifier an ask names; all of them where it names none or no text knows it.

    `asked` are the words of the ask, then those of the question around it, which hold where its own name none.
    """
    for family in _families(lexicon):
        named = ({family[match[0]] for match in _pattern(tuple(family)).finditer(words)} for words in asked)
        wanted = next(filter(None, named), set[str]())
        if len(wanted) == 1:
            told = [fact for fact in facts if _told_of(fact, family) in wanted]
            facts = told or [fact for fact in facts if not _told_of(fact, family)]
    return facts


def _told_of(fact: Fact, family: dict[str, str]) -> str:
    """The qualifier of a family that a figure is told of: the last one its statement names before it, or the one right behind it."""
    at, text = fact.start - fact.passage.start, fact.passage.text
    behind = _pattern(tuple(family)).match(text, fact.end - fact.passage.start)
    if behind is not None:
        return family[behind[0]]
    found = list(_pattern(tuple(family)).finditer(_STATEMENTS.split(text[:at])[-1]))
    return family[found[-1][0]] if found else ""


@lru_cache(maxsize=4)
def _families(lexicon: Lexicon) -> tuple[dict[str, str], ...]:
    """Each family as its words with the qualifier they stand for."""
    families = lexicon.data["questions"]["qualifiers"].values()
    return tuple({word: name for name, words in family.items() for word in words} for family in families)


@lru_cache(maxsize=32)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
