"""What a question demands of places: a rate below or above a number, or that something is left (完成率低于90%的地方, 哪里没有全部办结)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.question import Question
from assistant.types import Number

_PLACES = re.compile(
    r"哪(?:些|几个|个|几)?(?:地方|地区|县区|区县|市县|县市|[省市县区州镇])|哪里"
    r"|(?:地方|地区|县区|区县|市县|县市)(?:有|是|都有|包括)?哪"
)
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[Number, Number], bool]], ...] = (
    (re.compile(r"(?:不是|不等于|没有?到|未到|不到|低于|小于|不足|少于|没有?达到|未达到?|达不到)(\d+(?:\.\d+)?)[%％]"), operator.lt),
    (re.compile(r"(\d+(?:\.\d+)?)[%％]以下"), operator.le),
    (re.compile(r"(?:超过|高于|大于|超出|多于)(\d+(?:\.\d+)?)[%％]"), operator.gt),
    (re.compile(r"(?:达到|不低于|不少于)了?(\d+(?:\.\d+)?)[%％]|(\d+(?:\.\d+)?)[%％]以上"), operator.ge),
    (re.compile(r"(?:是|为)(\d+(?:\.\d+)?)[%％]"), operator.eq),
)
"""Tried in this order: 没有达到90% before 达到90%."""
_ALL = re.compile(r"(?:没有?|未|不)(?:能)?(?:全部|都|完全|全)")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A demand on the figure of a metric."""

    metric: str
    fits: Callable[[Number], bool]


def threshold(question: Question) -> Threshold | None:
    """The demand of a question for places, None where it makes none that a figure can be held against."""
    if not _PLACES.search(question.text) or not question.metrics:
        return None
    metric = question.metrics[0]
    if metric.endswith("率"):
        return _bounded(metric, question.text)
    if metric.startswith("未") and _ALL.search(question.text):
        return Threshold(metric, lambda value: value > 0)
    return None


def _bounded(metric: str, text: str) -> Threshold | None:
    for pattern, holds in _BOUNDS:
        found = pattern.search(text)
        if found is not None:
            bound = float(next(group for group in found.groups() if group))
            return _held_against(metric, holds, bound)
    return None


def _held_against(metric: str, holds: Callable[[Number, Number], bool], bound: Number) -> Threshold:
    return Threshold(metric, lambda value: holds(value, bound))
