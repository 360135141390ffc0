"""A rate or a rest of a whole and its part that one sentence tells: 回访126件，满意119件; 计划改造16.5公里，已改造9.8公里 (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.answering.arithmetic import Computed, difference, percentage
from assistant.answering.inquiry import Inquiry
from assistant.answering.told_counts import Stretch, Told, alike, names_matter, newest, stated, stretches, told_in
from assistant.facts.status import metrics_named
from assistant.types import Answer
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number

_OWN_NAME = 2
"""From so many characters on, what a part is called has to stand with its whole as well."""


class _Words(NamedTuple):
    """The patterns of questions.toml, told."""

    rates: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    """How a rate is asked for, and what the clause of its part says."""
    asks_left: re.Pattern[str]
    says_left: re.Pattern[str]
    done: re.Pattern[str]
    planned: re.Pattern[str]
    idle: re.Pattern[str]
    aside: re.Pattern[str]
    sampled: re.Pattern[str]


def part_and_whole(inquiry: Inquiry) -> Answer | None:
    """The rate or the rest that a question asks for; None where it asks for neither or no near sentence tells both terms plainly."""
    question, words = inquiry.question, _words(inquiry.lexicon)
    if question.english or len(question.asks) != 1 or len(question.dates) > 1 or len(question.batches) > 1:
        return None
    part = next((said for asked, said in words.rates if asked.search(question.text)), None)
    left = part is None and question.counts and words.asks_left.search(question.text) is not None
    if part is None and not left:
        return None
    for stretch in stretches(inquiry):
        if not newest(stretch, inquiry):
            continue
        told = told_in(stretch, inquiry.lexicon)
        given = _rest(told, stretch, inquiry, words) if left else _rate(told, part or words.done, stretch, inquiry, words)
        if given is not None:
            return given
    return None


def asks_rate(inquiry: Inquiry) -> bool:
    """Whether a question is for the rate of a part."""
    return any(asked.search(inquiry.question.text) for asked, _ in _words(inquiry.lexicon).rates)


def _rate(told: Sequence[Told], part: re.Pattern[str], stretch: Stretch, inquiry: Inquiry, words: _Words) -> Answer | None:
    """The rate of the one part that the stretch tells with its whole."""
    pairs = [pair for one in told if _says(one, part, words) and (pair := _with_whole(one, told, inquiry, words))]
    if len({(one.value, whole.value) for one, whole in pairs}) != 1:
        return None
    one, whole = pairs[0]
    rate, formula = percentage(one.value, whole.value)
    return stated(rate, "%", "占比", formula, (one, whole), stretch, inquiry.blank())


def _rest(told: Sequence[Told], stretch: Stretch, inquiry: Inquiry, words: _Words) -> Answer | None:
    """What a stretch says is left, else what its whole leaves without its done part."""
    unit = inquiry.question.asks[0].unit
    said = [one for one in told if words.says_left.search(one.before) and (not unit or one.unit.endswith(unit))]
    if len({one.value for one in said}) == 1 and said[0].unit:
        return stated(said[0].value, said[0].unit, "剩余", "", (), stretch, inquiry.blank())
    done = [one for one in told if words.done.search(one.before) and not words.planned.search(one.before)]
    pairs = [pair for one in done if (pair := _with_whole(one, told, inquiry, words))]
    pairs = [pair for pair in pairs if not unit or pair[0].unit.endswith(unit)]
    if said or len({(one.value, whole.value) for one, whole in pairs}) != 1:
        return None
    one, whole = pairs[0]
    result: Computed = difference(whole.value, one.value)
    return stated(result.value, one.unit, "剩余", result.formula, (one, whole), stretch, inquiry.blank())


def _says(one: Told, part: re.Pattern[str], words: _Words) -> bool:
    """Whether the clause of a figure says that it is the part asked for, and not what was planned."""
    return part.search(f"{one.before}#{one.after}") is not None and not words.planned.search(one.before)


def _with_whole(part: Told, told: Sequence[Told], inquiry: Inquiry, words: _Words) -> tuple[Told, Told] | None:
    """A part with the whole it is of: the one the question states, else the only one ahead of it that can be; None where unclear."""
    ahead = [one for one in told if one.start < part.start and alike(one, part) and one.value >= part.value]
    named = [one for one in ahead if show_number(one.value) in inquiry.question.numbers]
    name = words.idle.sub("", part.before)
    called = [one for one in ahead if len(name) >= _OWN_NAME and name[-6:] in one.before]
    free = [one for one in ahead if not words.aside.search(one.before) and not _has_status(one, inquiry.lexicon)]
    for some in (named, called, free):
        if some is not named and not names_matter(inquiry):
            return None  # the rate of a list is no rate of some work that its report tells of
        if some:
            return (part, some[0]) if len({one.value for one in some}) == 1 and some[0].value else None
    return None


def _has_status(one: Told, lexicon: Lexicon) -> bool:
    """Whether a figure is itself a part by some status, so that it is no whole."""
    words = _words(lexicon)
    whole = words.planned.search(one.before) or words.sampled.search(one.before)
    return whole is None and bool(metrics_named(one.before, lexicon) - {"总数"})


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    data: dict[str, Any] = lexicon.data["questions"]["told"]
    rates = tuple((re.compile(row["asked"]), re.compile(row["part"])) for row in data["rates"])
    names = ("asks_left", "says_left", "done", "planned", "idle", "aside", "sampled")
    return _Words(rates, *(re.compile(data[name]) for name in names))
