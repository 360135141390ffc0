"""What can be seen of a figure in its paragraph, from which examples teach what it counts: the words about it and how it adds up.

A mark is a short text. Those of words are runs of characters ahead of the figure and behind it, those of its own clause apart from the
others, and the statuses named there; those of sums tell whether it is what other figures of the paragraph come to, or a part of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.facts.status import statuses
from assistant.types import Number
from assistant.words.lexicon import Lexicon

_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?[底末]?|20\d\d年[底末]?")
_RATE = re.compile(r"\d+(?:\.\d+)?[%％]|百分之[一二三四五六七八九十百点零]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PRINTED_RATE = re.compile(r"(\d+(?:\.\d+)?)[%％]")
_INSPECTION = re.compile(
    r"(?:第?[一二三四]轮)?(?:中央|省级|省委|省)?(?:第?[一二三四]轮)?(?:第[一二三四五六七八]|生态|环境|保护|环保)*督[察查]组?"
)
_SPOKEN = re.compile(r"[\d.]+|[〇零一二三四五六七八九十百千两]+")
_MARK = re.compile(r"[，；：。、（）()！？!?,;:—|｜/／\n\s]")
_SPACE = re.compile(r"\s+")
_FIGURE = "①"
_SIGNS = ((_INSPECTION, "▲"), (_DAY, "◆"), (_RATE, "％"), (_NUMBER, _FIGURE))
"""What stands for an inspection, a day, a rate and any other number."""
_REACH, _AHEAD, _BEHIND = 60, 26, 20
"""So many characters are looked at on each side, and so many of them kept once the signs stand in them."""
_SENTENCE, _ENDS_SENTENCE = 90, "。！？\n"
"""So much of its sentence is looked at ahead of a figure."""
_RUNS, _ENDS = 4, 6
"""The longest runs of characters, and the longest piece right at the figure."""
_NEAR, _TERMS = 7, 4
"""So many other figures are tried for sums, of so many terms each."""
_SAME_RATE = 0.06
"""Printed rates are rounded to a tenth."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a paragraph: its span there and its value, None where it is masked."""

    start: int
    end: int
    value: Number | None


def figure_marks(text: str, figures: Sequence[Figure], at: int, lexicon: Lexicon) -> set[str]:
    """The marks of one of the figures of a paragraph, which are given in text order."""
    figure, near = figures[at], figures[max(0, at - _NEAR) : at + _NEAR + 1]
    begin, end = max(0, figure.start - _REACH), figure.end + _REACH
    ahead = _signed(text[begin : figure.start], [(one.start - begin, one.end - begin) for one in near if begin <= one.start < figure.start])
    behind = _signed(
        text[figure.end : end], [(one.start - figure.end, one.end - figure.end) for one in near if figure.end <= one.start < end]
    )
    said = (*_of_words(ahead[-_AHEAD:], behind[:_BEHIND]), *_of_sentence(text, figure))
    return {*said, *_of_statuses(text, figure, lexicon), *_of_sums(text, figures, at)}


def _signed(text: str, figures: Sequence[tuple[int, int]]) -> str:
    """A text with signs for its numbers; a figure keeps its unit."""
    made, last = "", 0
    for start, end in figures:
        number = _SPOKEN.match(text[start:end])
        made += _with_signs(text[last:start]) + _FIGURE + text[start + (number.end() if number else 0) : end]
        last = end
    return made + _with_signs(text[last:])


def _with_signs(text: str) -> str:
    text = _SPACE.sub("", text)
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    return text


def _of_words(ahead: str, behind: str) -> Iterator[str]:
    own_ahead = re.split(f"{_MARK.pattern}|{_FIGURE}", ahead)[-1]
    own_behind = re.split(f"{_MARK.pattern}|{_FIGURE}", behind)[0]
    for side, words, longer in (("l", own_ahead, 1), ("r", own_behind, 1), ("L", ahead, 2), ("R", behind, 2)):
        yield from (f"{side}:{words[at : at + size]}" for size in range(longer, _RUNS + 1) for at in range(len(words) - size + 1))
    for size in range(1, _ENDS + 1):
        yield f"l$:{ahead[-size:]}"
        yield f"r^:{behind[:size]}"
    yield from (f"{size}:{ahead[-size:]}_{behind[:size]}" for size in (1, 2))


def _of_sentence(text: str, figure: Figure) -> Iterator[str]:
    """What the whole sentence says ahead of a figure, near or far: it may speak of other work, another place or another time."""
    begin = max(figure.start - _SENTENCE, *(text.rfind(mark, 0, figure.start) + 1 for mark in _ENDS_SENTENCE))
    said = _with_signs(text[begin : figure.start])
    yield from (f"S:{said[at : at + size]}" for size in (2, 3) for at in range(len(said) - size + 1))


def _of_statuses(text: str, figure: Figure, lexicon: Lexicon) -> Iterator[str]:
    """The statuses named in the clause ahead of a figure and in that behind it, how far off they stand, and those one clause further."""
    ahead = re.split(rf"{_MARK.pattern}|\d", _SPACE.sub("", text[max(0, figure.start - _REACH) : figure.start]))[::-1]
    behind = re.split(rf"{_MARK.pattern}|\d", _SPACE.sub("", text[figure.end : figure.end + _REACH]))
    before, after = statuses(ahead[0], lexicon), statuses(behind[0], lexicon)
    if before:
        yield f"ls:{before[-1].metric}"
        yield f"lsd:{before[-1].metric}:{min(_ENDS, len(ahead[0]) - before[-1].end)}"
    if after:
        yield f"rs:{after[0].metric}"
        yield f"rsd:{after[0].metric}:{min(_ENDS, after[0].start)}"
    yield f"lr:{before[-1].metric if before else ''}_{after[0].metric if after else ''}"
    if further := statuses(ahead[1], lexicon) if len(ahead) > 1 else []:
        yield f"ls2:{further[-1].metric}"
    if further := statuses(behind[1], lexicon) if len(behind) > 1 else []:
        yield f"rs2:{further[0].metric}"


def _of_sums(text: str, figures: Sequence[Figure], at: int) -> Iterator[str]:
    """How a figure stands to the others near it: the greatest, their sum, a part of one, what a printed rate is of."""
    figure, around = figures[at], figures[max(0, at - _NEAR) : at + _NEAR + 1]
    near = sorted((one for one in around if one is not figure), key=lambda one: abs(one.start - figure.start))[:_NEAR]
    others = [one.value for one in near if one.value is not None]
    value = figure.value
    yield f"n={min(len(figures), 6)}"
    if value is None or not others:
        return
    yield "first" if at == 0 else "last" if at == len(figures) - 1 else "mid"
    yield "max" if value >= max(others) else "notmax"
    if value == max(others):
        yield "maxtie"
    if value == 0:
        yield "zero"
    terms = next((size for size in range(2, _TERMS + 1) if value and any(sum(some) == value for some in combinations(others, size))), 0)
    if terms:
        yield "issum"
        yield f"sum{terms}"
    yield "addend" if any(_makes_up(value, whole, others) for whole in others if whole > value) else "noadd"
    for rate in (float(match[1]) for match in _PRINTED_RATE.finditer(text, max(0, figure.start - _REACH), figure.end + _REACH)):
        if any(other and abs(100 * value / other - rate) < _SAME_RATE for other in others):
            yield "ratepart"
        if value and any(abs(100 * other / value - rate) < _SAME_RATE for other in others):
            yield "ratewhole"


def _makes_up(value: Number, whole: Number, others: Sequence[Number]) -> bool:
    """Whether a figure and some of the others come to a greater one of them."""
    rest = [*others]
    rest.remove(whole)
    return any(sum(some) + value == whole for size in range(1, _TERMS) for some in combinations(rest, size))
