"""A rate or a rest of a whole and its part that one sentence tells: 回访126件，满意119件; 计划改造16.5公里，已改造9.8公里 (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.answering.arithmetic import Computed, difference, percentage
from assistant.answering.inquiry import Inquiry
from assistant.answering.places import bare_name
from assistant.answering.told_counts import Stretch, Told, alike, called, names_matter, newest, sentences_ahead, stated, stretches, told_in
from assistant.facts.status import metrics_named
from assistant.types import Answer
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number, tidy

_OWN_NAME = 2
"""From so many characters on, what a part is called has to stand with its whole as well."""
_PLAIN = 10
"""From so many on, a number that a question states is told by chance no more."""
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
"""What a question says beside (不算阶段性办结)."""


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
    asks_share: re.Pattern[str]
    asks_beyond: re.Pattern[str]
    not_done: re.Pattern[str]
    asks_rests: re.Pattern[str]
    """Words that add up the rests of several things, of which no one sentence tells."""


class _Pair(NamedTuple):
    """A part with the whole it is of, and the stretch that tells the whole where that is another one."""

    part: Told
    whole: Told
    also: tuple[Stretch, ...] = ()


def part_and_whole(inquiry: Inquiry) -> Answer | None:
    """The rate or the rest that a question asks for; None where it asks for neither or no near sentence tells both terms plainly."""
    question, words = inquiry.question, _words(inquiry.lexicon)
    if question.english or len(question.asks) != 1 or len(question.dates) > 1 or len(question.batches) > 1:
        return None
    text = _BRACKETS.sub("", question.text)
    part = next((said for asked, said in words.rates if asked.search(text)), None)
    share = words.asks_share.search(text) is not None
    left = part is None and not share and question.counts and words.asks_left.search(text) is not None and not words.asks_rests.search(text)
    if part is None and not share and not left:
        return None
    for stretch in stretches(inquiry):
        if not newest(stretch, inquiry):
            continue
        told = told_in(stretch, inquiry.lexicon)
        if _of_another_place(stretch, told, inquiry):
            continue
        given = _rest(told, stretch, inquiry, words) if left else None
        given = given or (_rate(told, part, stretch, inquiry, words) if part is not None else None)
        given = given or (_share(told, stretch, inquiry, words) if share else None)
        if given is not None:
            return given
    return None


def _of_another_place(stretch: Stretch, told: Sequence[Told], inquiry: Inquiry) -> bool:
    """Whether the place asked about is named only behind the figures of a stretch (全市500件，完成460件，快的有某县)."""
    named = [at for name in inquiry.named.unknown if (at := stretch.text.find(bare_name(name))) >= 0]
    return bool(named and told) and min(named) > min(one.start for one in told)


def asks_rate(inquiry: Inquiry) -> bool:
    """Whether a question is for the rate of a part."""
    words, text = _words(inquiry.lexicon), _BRACKETS.sub("", inquiry.question.text)
    return words.asks_share.search(text) is not None or any(asked.search(text) for asked, _ in words.rates)


def is_opposite(given: Answer, inquiry: Inquiry) -> bool:
    """Whether a figure is given of what is done where a question asks for what is not."""
    words, lead = _words(inquiry.lexicon), given.figures[0]
    asked = inquiry.question.counts and words.asks_left.search(_BRACKETS.sub("", inquiry.question.text)) is not None
    return asked and lead.formula is None and not re.search(r"[未没剩余差欠缺不待]|还有|尚|结转|挂账", lead.label)


def _rate(told: Sequence[Told], part: re.Pattern[str], stretch: Stretch, inquiry: Inquiry, words: _Words) -> Answer | None:
    """The rate of the one part that the stretch tells with its whole."""
    return _stated_rate([one for one in told if _says(one, part, words)], told, stretch, inquiry, words)


def _share(told: Sequence[Told], stretch: Stretch, inquiry: Inquiry, words: _Words) -> Answer | None:
    """What part of its whole a member makes up that the question names (党纪处分占多少)."""
    text = inquiry.question.text
    named = [one for one in told if len(called(one)) > 1 and called(one) in text and show_number(one.value) not in inquiry.question.numbers]
    return _stated_rate(named, told, stretch, inquiry, words)


def _stated_rate(parts: Sequence[Told], told: Sequence[Told], stretch: Stretch, inquiry: Inquiry, words: _Words) -> Answer | None:
    pairs = _main([pair for one in parts if (pair := _with_whole(one, told, stretch, inquiry, words))], words)
    if len({(pair.part.value, pair.whole.value) for pair in pairs}) != 1:
        return None
    one, whole, also = pairs[0]
    rate, formula = percentage(one.value, whole.value)
    return stated(rate, "%", "占比", formula, (one, whole), stretch, inquiry.blank(), also=also)


def _main(pairs: list[_Pair], words: _Words) -> list[_Pair]:
    """The pairs without those whose part is a part of another part (累计完成142公里，其中今年完成51公里)."""
    if len({pair.part.value for pair in pairs}) < 2:
        return pairs
    return [pair for pair in pairs if not words.aside.search(pair.part.before)]


def _rest(told: Sequence[Told], stretch: Stretch, inquiry: Inquiry, words: _Words) -> Answer | None:
    """What a stretch says is left, else what its whole leaves without its done part."""
    unit, beyond = inquiry.question.asks[0].unit, words.asks_beyond.search(inquiry.question.text) is not None
    said = [one for one in told if words.says_left.search(one.before) and (not unit or one.unit.endswith(unit))]
    if len({one.value for one in said}) == 1 and said[0].unit:
        return stated(said[0].value, said[0].unit, "剩余", "", (), stretch, inquiry.blank())
    if said:
        return None
    denied = words.not_done.search(inquiry.question.text)
    done = [one for one in told if denied is not None and denied["verb"] in one.before and not words.planned.search(one.before)]
    done = done or [one for one in told if words.done.search(one.before) and not words.planned.search(one.before)]
    pairs = [pair for one in done if (pair := _with_whole(one, told, stretch, inquiry, words))]
    pairs = _main([pair for pair in pairs if not unit or pair.part.unit.endswith(unit)], words)
    if len({(pair.part.value, pair.whole.value) for pair in pairs}) != 1:
        return None
    one, whole, also = pairs[0]
    if beyond:
        return _beyond(whole, told, stretch, inquiry)
    result: Computed = difference(whole.value, one.value)
    return stated(result.value, one.unit, "剩余", result.formula, (one, whole), stretch, inquiry.blank(), also=also)


def _beyond(whole: Told, told: Sequence[Told], stretch: Stretch, inquiry: Inquiry) -> Answer | None:
    """What is left of a whole beside every part that has some status (连阶段性办结都没做到)."""
    behind = [one for one in told if one.start > whole.start and alike(one, whole)]
    parts = {name: one for one in behind for name in metrics_named(one.before, inquiry.lexicon)}
    value = tidy(round(whole.value - sum(one.value for one in parts.values()), 6))
    wanted = {name for name in metrics_named(inquiry.question.text, inquiry.lexicon) if name in parts}
    if len(parts) < 2 or not wanted or len({one.start for one in parts.values()}) != len(parts) or value < 0:
        return None
    formula = f"{'−'.join(show_number(one.value) for one in (whole, *parts.values()))}={show_number(value)}"
    return stated(value, whole.unit, "剩余", formula, (whole, *parts.values()), stretch, inquiry.blank())


def _says(one: Told, part: re.Pattern[str], words: _Words) -> bool:
    """Whether the clause of a figure says that it is the part asked for, and not what was planned."""
    return part.search(f"{one.before}#{one.after}") is not None and not words.planned.search(one.before)


def _with_whole(part: Told, told: Sequence[Told], stretch: Stretch, inquiry: Inquiry, words: _Words) -> _Pair | None:
    """A part with the whole it is of; None where unclear.

    It is the one the question states, the plan that a part is said to be of (占计划54公里), else the only one ahead of it that can be.
    """
    fitting = [one for one in told if alike(one, part) and one.value >= part.value]
    ahead = [one for one in fitting if one.start < part.start]
    named = [one for one in ahead if show_number(one.value) in inquiry.question.numbers]
    planned = [one for one in fitting if one.start > part.end and words.planned.search(one.before) and one.before.startswith("占")]
    name = words.idle.sub("", part.before)
    same = [one for one in ahead if len(name) >= _OWN_NAME and name[-6:] in one.before]
    free = [one for one in ahead if not words.aside.search(one.before) and not _has_status(one, inquiry.lexicon)]
    for some in (named, planned[:1], same, free):
        if some is not named and not (names_matter(inquiry) or _of_batches(stretch, inquiry)):
            break  # the rate of a list is no rate of some work that its report tells of
        if some:
            return _Pair(part, some[0]) if len({one.value for one in some}) == 1 and some[0].value else None
    return _named_elsewhere(part, stretch, inquiry)


def _of_batches(stretch: Stretch, inquiry: Inquiry) -> bool:
    """Whether a stretch tells of the first so many batches that a question names (前八批246件)."""
    named = re.search(r"前[一二三四五六七八九十百\d]+批", inquiry.question.text)
    return named is not None and named[0] in stretch.text


def _named_elsewhere(part: Told, stretch: Stretch, inquiry: Inquiry) -> _Pair | None:
    """A part with the whole that the question states and the report tells in the nearest sentence ahead of it."""
    numbers = inquiry.question.numbers
    for one in sentences_ahead(stretch):
        wholes = [whole for whole in told_in(one, inquiry.lexicon) if alike(whole, part) and show_number(whole.value) in numbers]
        if wholes:
            return _Pair(part, wholes[0], (one,)) if wholes[0].value >= part.value and wholes[0].value >= _PLAIN else None
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
    return _Words(rates, *(re.compile(data[name]) for name in _Words._fields[1:]))
