"""The last look at a list of hits: what says the same again goes, and passages that follow each other become one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.search.passages import WINDOW
from assistant.types import Hit

ALIKE = 0.8
"""Two passages that share so much of the shorter one's 3-grams say the same, if no figure differs."""
_BETWEEN = 3
"""Characters between two passages of one section: line ends."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_SILENT = re.compile(r"\W+")


class Seen:
    """A hit as it is compared with others."""

    def __init__(self, hit: Hit) -> None:
        self._text = hit.passage.text

    @cached_property
    def figures(self) -> list[str]:
        """The figures in their order: monthly reports differ in nothing else, and that is what matters in them."""
        return _FIGURE.findall(self._text)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Runs of three characters."""
        text = _SILENT.sub("", self._text)
        return frozenset(text[at : at + 3] for at in range(max(len(text) - 2, 1)))

    def says(self, other: Seen) -> bool:
        """Whether one of the two is nearly the other, figures and all."""
        if self.figures != other.figures:
            return False
        return len(self.grams & other.grams) >= ALIKE * min(len(self.grams), len(other.grams))


def distinct(hits: Sequence[Hit], k: int) -> list[Hit]:
    """The first k that do not say what one before them says."""
    found: list[tuple[Hit, Seen]] = []
    for hit in hits:
        seen = Seen(hit)
        if not any(seen.says(other) for _, other in found):
            found.append((hit, seen))
        if len(found) == k:
            break
    return [hit for hit, _ in found]


def joined(hits: Sequence[Hit], text_of: Callable[[str], str]) -> list[Hit]:
    """Hits that follow each other in one section as one, at the better one's rank, where both together are short enough to read."""
    found: list[Hit] = []
    for hit in hits:
        at = next((place for place, other in enumerate(found) if _neighbours(hit, other)), None)
        if at is None:
            found.append(hit)
            continue
        start = min(hit.passage.start, found[at].passage.start)
        end = max(hit.passage.end, found[at].passage.end)
        text = text_of(hit.passage.report)[start:end]
        found[at] = replace(found[at], passage=replace(found[at].passage, start=start, end=end, text=text))
    return found


def _neighbours(one: Hit, other: Hit) -> bool:
    """Whether nothing but blanks or a mark stands between the two, and both fit into one window."""
    first, second = sorted((one.passage, other.passage), key=lambda passage: passage.start)
    same = first.report == second.report and first.section == second.section
    return same and 0 <= second.start - first.end <= _BETWEEN and second.end - first.start <= WINDOW
