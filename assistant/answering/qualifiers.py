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
    for pattern, names in _families(lexicon):
        named = ({names[word] for word in pattern.findall(words)} for words in asked)
        wanted = next(filter(None, named), set[str]())
        if len(wanted) == 1:
            told_of = {id(fact): names.get(_word_for(fact, pattern), "") for fact in facts}
            told = [fact for fact in facts if told_of[id(fact)] in wanted]
            facts = told or [fact for fact in facts if not told_of[id(fact)]]
    return facts


def _word_for(fact: Fact, pattern: re.Pattern[str]) -> str:
    """The qualifier a figure is told of, as written: the one right behind it, else the last one named before it; empty for none."""
    at, text = fact.start - fact.passage.start, fact.passage.text
    behind = pattern.match(text, fact.end - fact.passage.start)
    return behind[0] if behind is not None else next(reversed(pattern.findall(_STATEMENTS.split(text[:at])[-1])), "")


@lru_cache(maxsize=4)
def _families(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """Each family as the pattern of its words, the longest first, and the qualifier that each word stands for."""
    families = lexicon.data["questions"]["qualifiers"].values()
    named = [{word: name for name, words in family.items() for word in words} for family in families]
    return tuple((re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))), names) for names in named)
