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


def coined(ranking: Ranking) -> list[Found]:
    """The first sentence of the reports in question that tells the words of a coinage; none where the question asks for none.

    A sentence that explains the coinage by its own name is better (definitions.py).
    """
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
    """Whether a sentence has just so many different words in a row that all begin or all end with a character."""
    pieces = [[one for one in re.split(r"\W+", piece) if 1 < len(one) <= _LONGEST] for piece in _JOINTS.split(text) if piece]
    for fits in (str.startswith, str.endswith):
        row: list[str] = []
        for words in [*pieces, []]:
            if fitting := [one for one in words if fits(one, word)]:
                row.append(fitting[0])
            elif len(row) == count == len(set(row)):
                return True
            else:
                row = []
    return False
