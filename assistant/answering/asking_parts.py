"""The parts of a question that each ask for something else of one thing (原定什么时候完成，现在延到何时；谁牵头，谁配合)."""

from __future__ import annotations

import re

from assistant.answering.places import strip_names
from assistant.answering.ranking import ASKS, Ranking
from assistant.words.content import residue
from assistant.words.lexicon import alternatives

_PAUSE = re.compile(r"[，,；;？?]")
_LEAST = 2
"""With so many characters of its own a part says what it is about."""


def asking_parts(ranking: Ranking) -> list[str]:
    """What each asking part asks, with the topic of the one before where it names none; one part at most for a question that asks once."""
    parts = [part for part in _PAUSE.split(ranking.question.text) if ASKS.search(part)]
    whole: list[str] = []
    topic = ""
    for part in parts:
        own = _topic(part, ranking)
        bare = len(residue(own, ranking.lexicon)) < _LEAST
        whole.append(f"{topic}{part}" if bare else part)
        topic = topic if bare else own
    return whole


def _topic(part: str, ranking: Ranking) -> str:
    """A part without what it asks for (谁牵头, 原来, 什么时候) and without the places of the question."""
    kinds = alternatives(ranking.lexicon.data["questions"]["telling"]["kinds"])
    return kinds.sub("", ASKS.sub("", strip_names(part, ranking.names)))
