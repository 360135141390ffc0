"""How questions ask which things are meant (是哪几项, 都有哪些), and what of their words tells the things apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from assistant.answering.places import strip_names
from assistant.answering.question import Question
from assistant.answering.subject import without_statuses
from assistant.facts.enumerations import counts_in
from assistant.facts.status import metrics_named
from assistant.words.content import grams, residues
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import parse_number

_NUMBERED = re.compile(r"哪([一二两三四五六七八九十]{1,2}|\d{1,2})(?=[个项件条家处座类种道步样点名张支])")

_MEANT = re.compile(r"的(?:那|这)?([一二两三四五六七八九十]{1,2}|\d{1,3})(?=[个项件条家处座类种道步样点名张支])")
_FEW = 12
_WHOLE = re.compile(r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})[个项件条家处][^，。；？的]{0,8}的?(?:里面?|[之当]?中|里头)")
"""12个问题里: how many there are of which some are meant."""


class MemberWords:
    """The words of knowledge/lexicon/members.toml, compiled once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._which, self._not = re.compile(data["which"]["words"]), re.compile(data["which"]["not"])
        self._counts = re.compile(data["which"]["counts"])
        self._also: dict[str, list[str]] = data["also"]
        self._told = {metric: re.compile(words) for metric, words in data["told"].items()}
        self._idle = re.compile(data["idle"]["words"])
        self.meaning: dict[str, str] = data["meaning"]
        self.say: dict[str, str] = data["say"]

    def which(self, text: str) -> bool:
        """Whether a question asks which things are meant, by their names."""
        clauses = re.split("[，,；;？?。]", text)
        asks = any(self._which.search(clause) and not self._not.search(clause) for clause in clauses)
        return asks and not any(self._counts.search(clause) for clause in clauses)

    def counts(self, text: str) -> bool:
        """Whether it asks how many there are."""
        return bool(self._counts.search(text))

    def wanted(self, metrics: Iterable[str]) -> frozenset[str]:
        """The statuses that things may be told under where these are asked for."""
        return frozenset(name for metric in metrics for name in self._also.get(metric, [metric])) - {"总数", "验收"}

    def tells(self, text: str, wanted: frozenset[str], lexicon: Lexicon) -> bool:
        """Whether a text says one of some statuses, by its name or in other words."""
        return bool(wanted & metrics_named(text, lexicon)) or any(
            pattern.search(text) for metric, pattern in self._told.items() if metric in wanted
        )

    def topic(self, question: Question, names: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
        """What a question says of the things beside place, status and that it asks for them."""
        text = without_statuses(strip_names(question.text, tuple(names)), question.metrics, lexicon)
        asking = [clause for clause in re.split("[，,；;？?。]", text) if not self._not.search(clause)]
        text = self._idle.sub(" ", "，".join(asking))
        return frozenset(gram for piece in residues(text, lexicon) for gram in grams(piece, lexicon) if len(gram) > 1)


def numbers_of(question: Question) -> frozenset[int]:
    """How many things a question says are meant (哪三项, 滞后的5项, 4个反弹问题)."""
    text = _WHOLE.sub(" ", question.typed or question.text)
    named = [parse_number(found) for found in (*_NUMBERED.findall(text), *_MEANT.findall(text))]
    meant = frozenset(int(value) for value in named if value is not None)
    return meant or frozenset(counts_in(text))


def metrics_meant(question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """The statuses of the things meant, without that of the whole they are of (九个没完成的里面掉队的)."""
    whole = _WHOLE.search(question.text)
    of_whole = metrics_named(whole[0], lexicon) if whole else set()
    return tuple(metric for metric in question.metrics if metric not in of_whole) or question.metrics


def whole_of(question: Question) -> frozenset[int]:
    """How many there are of which a question means some (37项任务里滞后的是哪些), where it does not say how many it means."""
    text = question.typed or question.text
    if _NUMBERED.search(text) or _MEANT.search(text):
        return frozenset()
    return frozenset(number for number in counts_in(text) if number > _FEW)


@lru_cache(maxsize=4)
def member_words(lexicon: Lexicon) -> MemberWords:
    """The words of a lexicon, compiled once."""
    return MemberWords(lexicon.data["members"])
