"""Lists known by when their inspection came: 第一轮 of a report that numbers no round, 2016年那次督察 told by a later one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.facts.tally import Tally
from assistant.types import Fact, Inspection
from assistant.words.lexicon import Lexicon

Rounds = Mapping[str, Sequence[str]]
"""The first and last year of each round of central inspections."""
_VISIT = re.compile(r"((?:19|20)\d{2})年[^，。？]{0,16}?(?:督[察查](?!整改)|进驻|回头看)")
"""The year of an inspection in a question: 2016年底中央环保督察头一回来."""


def rounds_of(lexicon: Lexicon) -> Rounds:
    """The years of the rounds as the lexicon has them."""
    rounds: Rounds = lexicon.data["questions"]["rounds"]
    return rounds


def in_round(asked: Inspection, tally: Tally, rounds: Rounds) -> bool:
    """Whether a list that names no round is of the round asked for by its time: one of the years in which no other round had come.

    A report of a later year may tell of the round before.
    """
    held, years = tally.inspection, rounds.get(asked.round)
    if years is None or held.round or held.revisit or held.campaign or held.level != "中央" or asked.level not in {"", held.level}:
        return False
    if asked.revisit or any(first < years[0] for first, _ in rounds.values()):
        return False
    return bool(tally.as_of) and years[0] <= (tally.as_of or "")[:4] <= years[1]


def of_visit(found: Sequence[Tally], text: str, rounds: Rounds, mentions: Callable[[str, str], bool]) -> list[Tally]:
    """The lists of the inspection that came in the year a question names, in later reports that name the year and no other round."""
    visit = _VISIT.search(text)
    if visit is None:
        return []
    names = {name for name, (first, last) in rounds.items() if first <= visit[1] <= last}
    return [
        tally
        for tally in found
        if tally.inspection.level
        and (tally.inspection.round in names or not tally.inspection.round and (tally.as_of or "") >= visit[1])
        and mentions(tally.report, f"{visit[1]}年")
    ]


def before_round(asked: Inspection, fact: Fact, rounds: Rounds) -> bool:
    """Whether a figure of a central inspection is of a day before the round asked for had begun."""
    central = fact.inspection.level == "中央" and asked.level in {"", "中央"}
    first, _ = rounds.get(asked.round, ("", ""))
    return central and bool(fact.as_of) and (fact.as_of or "")[:4] < first
