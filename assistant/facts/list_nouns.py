"""The noun of a list beside a figure and its status, and the words that may stand between them."""

from __future__ import annotations

import re

from assistant.facts.context import WHOSE
from assistant.words.lexicon import Lexicon

NAME_TAIL = re.compile(r"的?(?:有)?(?:总?数[量目]?|[件个项条]数)?(?:信访件|举报件|问题|任务|事项)?")
WHOLE_REST = re.compile(r"(?:其余|其[它他]|剩余|剩下|余下|尚余|[还仅]剩)的?$")
"""Right before a figure: it is all that is left of the list."""
AFTER_GAP = 6


def noun_end(after: str, lexicon: Lexicon) -> int:
    """Where the noun that a figure counts ends in the words behind it; 0 where they do not begin with one."""
    whose = WHOSE.match(after)
    # 已将142件第三轮中央督察信访件办结: the inspection stands between the figure and its noun.
    if whose and (end := noun_end(after[whose.end() :].removeprefix("的"), lexicon)):
        return len(after) - len(after[whose.end() :].removeprefix("的")) + end
    ends = [match.end() for words in lexicon.tracks.values() if (match := words.head_pattern.match(after))]
    return min(ends) if ends else 0


def without_nouns(text: str, lexicon: Lexicon) -> str:
    """A text without the nouns of lists and the names of inspections."""
    for words in lexicon.tracks.values():
        text = words.noun_pattern.sub("", text)
    return WHOSE.sub("", text)
