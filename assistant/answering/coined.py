"""What a coinage of a number and a word stands for (“四洗”指哪四样, 三个制): the place that tells so many words with that character."""

from __future__ import annotations

import re

from assistant.answering.objects import statement_span
from assistant.answering.ranking import Ranking
from assistant.answering.sentences import Found
from assistant.words.numerals import parse_number

_ASKED = re.compile(
    r"[“\"「‘]?(?P<count>[二两三四五六七八九十])(?:个|大|项)?(?P<word>[一-龥])[”\"」’]?(?!分之|级|类|季度|年|月|日|期|市|省|县|区)"
    r"(?=[^，。；]{0,8}?(?:指|是|叫|包括|都有|分别|具体)[^，。；]{0,6}?(?:哪|什么|啥|怎么)|[，,]?(?:具体|分别|到底)?(?:指|是)?(?:哪|什么|啥))"
)
_QUOTED = re.compile(r"[“\"]([一-龥]{2,6})[”\"]")
_JOINTS = re.compile(r"[、，+＋和与及以—“”\"\s]+")
_LONGEST = 6
"""A word of a coinage has at most so many characters."""
_STRETCH = 60
"""So far apart they may stand."""


def coined(ranking: Ranking) -> list[Found]:
    """The first sentence of the reports in question that tells the words of a coinage; none where the question asks for none."""
    asked = _ASKED.search(ranking.question.typed or ranking.question.text)
    count = int(parse_number(asked["count"]) or 0) if asked else 0
    if asked is None or count < 2:
        return []
    for report, start, end in ranking.spans():
        if _in_a_row(report.clean[start:end], asked["word"], count):
            return [Found(report, start, end, 1.0)]
        begin, stop = statement_span(report, start, end)
        if _quoted(report.clean[begin:stop], asked["word"], count):
            return [Found(report, begin, stop, 1.0)]
    return []


def _quoted(text: str, word: str, count: int) -> bool:
    """Whether a text has so many different quoted words that all begin or all end with a character (“洗楼”摸查…，“洗管”排查…)."""
    quoted = set(_QUOTED.findall(text))
    return count in (sum(one.startswith(word) for one in quoted), sum(one.endswith(word) for one in quoted))


def _in_a_row(text: str, word: str, count: int) -> bool:
    """Whether a sentence has so many different words in a row that all begin or all end with a character."""
    for at_end in (False, True):
        row: list[str] = []
        for piece in _JOINTS.split(text):
            bare = re.sub(r"\W.*$", "", piece) if not at_end else re.sub(r"^.*\W", "", piece.rstrip("。；"))
            fits = 1 < len(bare) <= _LONGEST and (bare.endswith(word) if at_end else bare.startswith(word))
            row = [*row, bare] if fits else []
            if len(set(row)) == count and len("".join(row)) <= _STRETCH:
                return True
    return False
