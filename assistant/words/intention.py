"""What is meant to be done and what was done: the one reader of the words for plans, duties and days to come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.words.dates import find_dates

_DATED = re.compile(r"(?<!截)[至到]|截[至止]|已|以来|来$")
"""Words that make a date the day up to which figures count, not one to come."""


class Intention:
    """The patterns of knowledge/lexicon/intention.toml."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._planned = re.compile("|".join((*words["plan"], *words["duty"], *words["future"], *words["until"])))
        self._happened = re.compile("|".join(words["happened"]))
        self._meant = re.compile("|".join((*words["plan"], *words["future"])))
        self._doubtful = re.compile("|".join((*words["plan"], *words["doubtful"])))
        self._asked = re.compile("|".join(words["asked"]))
        self._asked_done = re.compile("|".join(words["asked_done"]))

    def planned(self, text: str) -> bool:
        """Whether the words before a status speak of a plan or duty (应完成, 2020年底前完成), so that nothing is reported as done."""
        return bool(self._planned.search(text)) and not self._happened.search(text)

    def meant(self, clause: str) -> bool:
        """Whether a clause about any figure says that it is a goal (PM2.5浓度力争达到30微克)."""
        return bool(self._meant.search(clause))

    def doubtful(self, sentence: str) -> bool:
        """Whether anything in a sentence may be meant only: for a reader that would rather not answer than be wrong."""
        return bool(self._doubtful.search(sentence))

    def asked(self, question: str) -> bool:
        """Whether a question is about a plan or goal."""
        return bool(self._asked.search(question))

    def asked_done(self, question: str) -> bool:
        """Whether a question is about what is to be done by some day (年底前能完成几项)."""
        return bool(self._asked_done.search(question))


def to_come(text: str, own: str | None) -> bool:
    """Whether the last date of the words before a status (2025年底, 2025年12月) lies after the document's own day."""
    dates = [date for date in find_dates(text) if date.year]
    if own is None or not dates or _DATED.search(text):
        return False
    last = dates[-1]
    if last.month is None:
        return str(last.year) > own[:4] or (re.match(r"年?[底末]", text[last.end :]) is not None and f"{last.year}-12" > own[:7])
    return last.iso > own[: len(last.iso)]
