"""What an office counts beside the lists (罚款, 约谈, 优良天数比例): which of these an ask means, and which one a figure of a text is of.

A figure belongs to the measure whose words stand nearest to it in its own stretch of text, so that a sibling in the same sentence
(计划投资 beside 完成投资) never answers for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.changes import STATES_CHANGE
from assistant.answering.told_so import reworded
from assistant.types import Fact
from assistant.words.content import residue
from assistant.words.lexicon import Lexicon, alternatives

_NUMBER = re.compile(r"(?<![A-Za-z\d.₂])\d[\d.,]*(?![\d年月日])(?:[余多])?|[*＊]+")
"""A number that is no date and no part of a name such as PM2.5."""
_MARK = re.compile(r"[，。；、：,;:（）()—“”｜|／？?！]")
_SAID_OF_IT = re.compile(r"[，,—]*(?:[这此]|这就|这便)?(?:是|为|系|即(?![知行查时日刻将可])|乃|属|构成|出自)")
"""Right behind a figure: what follows says what it is (33微克/立方米，是全县的PM2.5平均浓度)."""
_STATEMENT = re.compile(r"[。；;]")
_TURNS = re.compile(r"分别|依次")
_RIGHT_COSTS = 0.5
"""A word right behind a figure counts as a little farther than one right before it."""
_OTHER_WORDS = 1
"""So many characters beyond the measure an ask may have: two are a word of its own."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of knowledge/lexicon/measures.toml."""

    name: str
    units: frozenset[str]
    asked: re.Pattern[str]
    written: re.Pattern[str]
    excludes: re.Pattern[str] | None
    unit: re.Pattern[str] | None
    within: re.Pattern[str] | None
    never: re.Pattern[str] | None
    object: bool
    """Whether it is told of a single named thing, not of what an office did."""


@lru_cache(maxsize=4)
def _measures(lexicon: Lexicon) -> tuple[Measure, ...]:
    def compiled(row: dict[str, str], key: str) -> re.Pattern[str] | None:
        return re.compile(row[key]) if key in row else None

    return tuple(
        Measure(
            row["name"],
            frozenset(row["units"]),
            re.compile(row["asked"]),
            re.compile(row["written"]),
            compiled(row, "excludes"),
            compiled(row, "unit"),
            compiled(row, "within"),
            compiled(row, "never"),
            bool(row.get("object")),
        )
        for row in lexicon.data["measures"]["measure"]
    )


@lru_cache(maxsize=4)
def _beside(lexicon: Lexicon) -> re.Pattern[str]:
    return alternatives(lexicon.data["measures"]["beside"]["words"])


@lru_cache(maxsize=4)
def _carries(lexicon: Lexicon) -> re.Pattern[str]:
    """All of a stretch that adds nothing of its own: the figure behind it is still about what was said before."""
    words = alternatives(lexicon.data["measures"]["carries"]["words"]).pattern
    return re.compile(rf"(?:{words}|[，,\s]|(?:19|20)\d\d年|[全我本][省市县区州旗]|[一-龥]{{2,4}}[市县区州旗])*")


@lru_cache(maxsize=256)
def asked_measure(text: str, introduction: str, units: frozenset[str], lexicon: Lexicon, *, of_object: bool) -> str:
    """The measure a text without its place and year asks for in one of some unit classes; empty where it asks for something more special.

    Where several fit, the one with the longest wording is meant. The introduction of several asks may name what they are about.
    """
    fitting = []
    for measure in _measures(lexicon):
        found = measure.asked.search(text) if measure.object == of_object else None
        if found is None or (units and not units & measure.units) or (measure.excludes and measure.excludes.search(text)):
            continue
        fitting.append((len(found[0]), found, measure.name))
    if not fitting:
        return ""
    _, found, name = max(fitting, key=lambda one: one[0])
    for measure in _measures(lexicon):
        introduction = measure.asked.sub(" ", introduction)
    rest = residue(_beside(lexicon).sub(" ", f"{introduction} {text[: found.start()]} {text[found.end() :]}"), lexicon)
    return name if len(rest) <= _OTHER_WORDS else ""


def of_mentioned(text: str, facts: Sequence[Fact], lexicon: Lexicon) -> Sequence[Fact]:
    """The figures that may belong to a measure that a text mentions with words of its own (领导到现场督导了几回): none of another one."""
    mentioned = {one.name for one in _measures(lexicon) if not one.object and one.asked.search(text)}
    if not mentioned:
        return facts
    return [fact for fact in facts if _measure_of(*_around(fact), fact.unit_class, fact.quantity.unit, lexicon, False) in {"", *mentioned}]


def figures_of(name: str, facts: Sequence[Fact], lexicon: Lexicon, *, changes: bool) -> list[Fact]:
    """The figures of a measure: its levels, or how much it changed."""
    (measure,) = (one for one in _measures(lexicon) if one.name == name)
    wanted = measure.units | {"比例"} if changes else measure.units
    fitting = (fact for fact in facts if fact.unit_class in wanted and _is_change(fact) == changes)
    return [fact for fact in fitting if _measure_of(*_around(fact), fact.unit_class, fact.quantity.unit, lexicon, measure.object) == name]


def unmeasured(name: str, facts: Sequence[Fact], lexicon: Lexicon) -> list[Fact]:
    """The figures of no known measure whose sentence speaks of one: no sibling is taken for a measure that no text tells."""
    (measure,) = (one for one in _measures(lexicon) if one.name == name)
    needed = [pattern for pattern in (measure.written, measure.within) if pattern is not None]
    beside = (fact for fact in facts if fact.metric not in lexicon.metrics)  # a figure of a list is of no measure
    speaking = (fact for fact in beside if all(pattern.search(fact.passage.text) for pattern in needed))
    return [fact for fact in speaking if not _measure_of(*_around(fact), fact.unit_class, fact.quantity.unit, lexicon, measure.object)]


def speaks_of(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a text has the words of a measure."""
    (measure,) = (one for one in _measures(lexicon) if one.name == name)
    return all(pattern.search(text) for pattern in (measure.written, measure.within) if pattern is not None)


def _is_change(fact: Fact) -> bool:
    return STATES_CHANGE.search(_around(fact)[0]) is not None


def _around(fact: Fact) -> tuple[str, str]:
    """What stands before and behind a figure in its sentence; of a list told in turn its own clause, which no sentence prints."""
    at = fact.passage.start
    if reworded(fact):
        before, _, behind = fact.context.partition(fact.quantity.text)
        return before, behind
    return fact.passage.text[: fact.start - at], fact.passage.text[fact.end - at :]


@lru_cache(maxsize=20_000)
def _measure_of(before: str, after: str, unit_class: str, unit: str, lexicon: Lexicon, of_object: bool) -> str:
    """The measure whose words stand nearest to a figure between two parts of its sentence; empty where none does."""
    sentence = before + after
    change = STATES_CHANGE.search(before) is not None
    known = [
        one
        for one in _measures(lexicon)
        if one.object == of_object
        and (unit_class in one.units or (change and unit_class == "比例"))
        and not (one.unit and not change and not one.unit.match(unit))
        and not (one.within and not one.within.search(sentence))
    ]
    left, right = _own_left(before, after), _own_right(after)
    known = [one for one in known if not (one.never and one.never.search(left + right))]
    near = [(_distance(one, left, right), one.name) for one in known]
    near = [one for one in near if one[0] is not None]
    if near:
        return min(near, key=lambda one: one[0] or 0.0)[1]
    if not _carries(lexicon).fullmatch(left):
        return ""
    said = _STATEMENT.split(before)[-1]
    said = before if _carries(lexicon).fullmatch(said) else said
    far = [(found[-1].end(), len(found[-1][0]), one.name) for one in known if (found := list(one.written.finditer(said)))]
    return max(far, default=(0, 0, ""))[2]


def _distance(measure: Measure, left: str, right: str) -> float | None:
    """How far the nearest words of a measure stand from the figure, less for longer words; None where there are none."""
    behind = measure.written.search(right)
    before = list(measure.written.finditer(left))
    found = [behind.start() + _RIGHT_COSTS - 0.1 * len(behind[0])] if behind else []
    found += [len(left) - before[-1].end() - 0.1 * len(before[-1][0])] if before else []
    return min(found, default=None)


def _own_right(after: str) -> str:
    """The stretch behind a figure that is its own: up to the next mark or number, past a mark where it goes on to say what it is."""
    found = _SAID_OF_IT.match(after)
    return _MARK.split(after[found.end() :] if found else _NUMBER.split(after)[0])[0]


def _own_left(before: str, after: str) -> str:
    """The stretch before a figure that is its own: behind the number before it and what that one counts, or its name in a list."""
    said = _STATEMENT.split(before)[-1]
    names = _turn(said, after)
    if names is not None:
        return names
    numbers = list(_NUMBER.finditer(said))
    if not numbers:
        return said
    rest = said[numbers[-1].end() :]
    mark = _MARK.search(rest)
    return rest[mark.end() :] if mark else rest


def _turn(said: str, after: str) -> str | None:
    """The name a figure goes with in 甲、乙、丙分别为1起、2起、3人; None where the text lists nothing so."""
    turns = list(_TURNS.finditer(said))
    if not turns:
        return None
    listed = said[turns[-1].end() :]
    if re.search(r"[，,]", listed):
        return None
    names = re.split(r"[、和及与]", re.split(r"[，,：:\d]", said[: turns[-1].start()])[-1])
    index = len(_NUMBER.findall(listed))
    following = len(_NUMBER.findall(re.split(r"[，。；]", after)[0]))
    place = len(names) - (index + 1 + following) + index
    return names[place] if 0 <= place < len(names) else None
