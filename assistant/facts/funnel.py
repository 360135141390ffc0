"""The funnel of one sentence: so many letters came in, so many were accepted, so many handed on; the last are the list (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.groups import Lists
from assistant.types import Fact, Track

_CAME_IN = re.compile(r"(?:收到|接到|接收|接获|接听)[^，。；\d]{0,14}$")
_ACCEPTED = re.compile(r"受理[^，。；\d]{0,14}$")
_HANDED_ON = re.compile(r"(?:转[给到至办交送]|交办|移交|交[给由])[^，。；\d]{0,14}$")
_AHEAD = 24
"""So many characters before a figure say at which stage it was counted."""


def handed_on(facts: Sequence[Fact], lists: Lists) -> list[Fact]:
    """The facts of one sentence; where its total only came in and a later figure was handed on, that one is the total of the list."""
    arrived = (fact for fact in facts if fact.metric in {"总数", "收到"} and fact.track is Track.COMPLAINT)
    came = next((fact for fact in arrived if _CAME_IN.search(_before(fact))), None)
    later = [fact for fact in facts if came is not None and _goes_on(fact, came)]
    last = next((fact for fact in reversed(later) if _HANDED_ON.search(_before(fact))), None)
    listed = [fact.of for fact in (came, *later) if fact is not None and fact.of]
    group = lists.known(listed[-1]) if listed and last is not None else None
    if came is None or last is None or group is None or last.metric == "总数":
        return list(facts)
    group.total, group.printed = last.quantity.value, last.quantity.text
    return [_staged(fact, came, last, group.id) for fact in facts]


def _staged(fact: Fact, came: Fact, last: Fact, group: str) -> Fact:
    """A figure with its stage of the funnel, a list of its own before the last; any other figure as it is."""
    own = replace(fact, track=came.track, batch=came.batch)
    if fact is came:
        return replace(own, metric="收到", of=f"{group}.1")
    if fact is last:
        return replace(own, metric="总数", of=group)
    if _goes_on(fact, came) and _ACCEPTED.search(_before(fact)):
        return replace(own, metric="受理", of=f"{group}.2")
    return fact


def _goes_on(fact: Fact, came: Fact) -> bool:
    """Whether a figure behind what came in can be a later stage of it: of no list yet, in the same unit and no larger."""
    value, whole = fact.quantity.value, came.quantity.value
    if fact.start <= came.start or value is None or whole is None or fact.quantity.unit != came.quantity.unit:
        return False
    return value <= whole and (fact.track is Track.OTHER or fact.metric in {"总数", "收到", "受理"})


def _before(fact: Fact) -> str:
    """The words right before a figure."""
    at = fact.start - fact.passage.start
    return fact.passage.text[max(0, at - _AHEAD) : at]
