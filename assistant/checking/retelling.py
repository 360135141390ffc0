"""A sentence that retells one of the evidence may differ from it in words, in no claim: names, statuses, units, dates stay with theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.checking.claims import Claims, DateClaim, NumberClaim, without_claims
from assistant.checking.guardwords import GuardWords
from assistant.checking.proper import ProperName, read_proper_names
from assistant.checking.standing import Binding, Mention, clauses, read_bindings

Way = tuple[bool, bool, bool, bool]
"""Denied, still to come, in part, in full."""
RetoldKind = Literal["number", "name", "place", "status", "unit", "date"]
_SENTENCE = re.compile(r"[^。；！？!?;\n]+")
_CLOSELY = 0.75
"""The share of a sentence's character pairs that makes it a retelling."""
_NEARLY = 0.05
"""What comes this near to the best is as good: one report says the same of several items."""
_SAME_CLAUSE = 0.7
"""The share of common pairs that makes two clauses the same but for how sure, how done or how far it is."""
_BEFORE_NAME = 8
"""So many characters before the end of a name are left out when its sentence is looked for: a swapped name must not lead elsewhere."""
_MATTER, _ALL, _ONE = 6, 0.85, 0.7
"""A clause of so many pairs, of which such a share stands in the evidence, takes at least this share from one sentence."""
_OF_IT = 0.6
"""The share of a clause that makes it a part of the sentence it is held against; others may come from elsewhere."""
_ENOUGH = 6
"""Fewer pairs say too little to tell which sentence is meant."""


@dataclass(frozen=True)
class Told:
    """A sentence with what it claims."""

    text: str
    start: int
    unnamed: str
    """The sentence with its names, numbers and dates blanked."""
    pairs: frozenset[str]
    numbers: tuple[NumberClaim, ...]
    dates: tuple[DateClaim, ...]
    mentions: tuple[Mention, ...]
    families: tuple[tuple[int, str, str], ...]
    """Every status word where it stands, whether it says a status or only names one (滞后问题)."""
    names: tuple[ProperName, ...]
    counted: tuple[Binding, ...]
    """Its status words with the numbers said of them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim at [start, end) of the text that the sentence it retells does not make."""

    kind: RetoldKind
    start: int
    end: int
    of: str


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Han characters of a text."""
    return frozenset(run[i : i + 2] for run in re.findall(r"[\u4e00-\u9fff]{2,}", text) for i in range(len(run) - 1))


def told_sentences(text: str, claims: Claims, mentions: Sequence[Mention], words: GuardWords) -> list[Told]:
    """The sentences of a text with their claims."""
    rest = without_claims(text, claims)
    names = read_proper_names(text, words)
    unnamed = rest
    for name in names:
        start = max(name.start, name.end - _BEFORE_NAME) if name.kind == "place" else max(0, name.end - _BEFORE_NAME)
        unnamed = unnamed[:start] + " " * (name.end - start) + unnamed[name.end :]
    found = [(match.start(), match[0], words.families[match[0]]) for match in words.family_pattern.finditer(text)]
    counted = [one for one in read_bindings(text, claims, mentions, words) if one.number is not None]
    told = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        told.append(
            Told(
                match[0],
                start,
                unnamed[start:end],
                pairs(words.filler.sub(" ", rest[start:end])),
                tuple(one for one in claims.numbers if start <= one.start < end),
                tuple(one for one in claims.dates if start <= one.start < end),
                tuple(one for one in mentions if start <= one.start < end),
                tuple(one for one in found if start <= one[0] < end),
                tuple(one for one in names if start <= one.start < end),
                tuple(one for one in counted if start <= one.mention.start < end),
            )
        )
    return told


def differences(said: Sequence[Told], ground: Sequence[Told], words: GuardWords) -> Iterator[Difference]:
    """What retelling sentences claim otherwise than every sentence they may retell."""
    for sentence in said:
        matter = pairs(words.filler.sub(" ", sentence.unnamed))
        if len(matter) < _ENOUGH:
            continue
        scored = [(len(matter & one.pairs) / len(matter), one) for one in ground]
        best = max((score for score, _ in scored), default=0.0)
        if best < _CLOSELY:
            continue
        near = [list(_against(sentence, one, words)) for score, one in scored if score >= best - _NEARLY]
        yield from min(near, key=len)


def _against(said: Told, one: Told, words: GuardWords) -> Iterator[Difference]:
    """The differences of a sentence from one of the evidence, in the clauses that stand there."""
    yield from _turned(said, one, words)
    spans = [(said.start + start, said.start + end) for start, end in clauses(said.text)]
    of_it = [span for span in spans if _is_part(said.unnamed[span[0] - said.start : span[1] - said.start], one, words)]
    for kind, start, end in (*_other_words(said, one), *_other_values(said, one), *_exchanged(said, one)):
        if any(first <= start < last for first, last in of_it):
            yield Difference(kind, start, end, one.text)


def _other_words(said: Told, one: Told) -> Iterator[tuple[RetoldKind, int, int]]:
    """Names and status words of a sentence that the other one has not, or not as often."""
    for name in said.names:
        if said.text.count(name.text) > one.text.count(name.text):
            yield name.kind, name.start, name.end
    told = {family for _, _, family in one.families}
    for start, word, family in said.families:
        if family not in told:
            yield "status", start, start + len(word)
    for mention in said.mentions:
        same = [other for other in one.mentions if _related(other, mention)]
        if same and not any(other.allows(mention) for other in same):
            yield "status", mention.start, mention.end


def _other_values(said: Told, one: Told) -> Iterator[tuple[RetoldKind, int, int]]:
    """Units and dates of a sentence that the other one has not."""
    for number in said.numbers:
        units = {other.unit for other in one.numbers if other.value == number.value and other.unit}
        if number.unit and units and number.unit not in units:
            yield "unit", number.start, number.end
    for date in said.dates:
        if one.dates and not any(other.covers(date) for other in one.dates):
            yield "date", date.start, date.end


def _exchanged(said: Told, one: Told) -> Iterator[tuple[RetoldKind, int, int]]:
    """A number in the place of another of the sentence (90%、85%、60% became 90%、85%、90%), or a status with the number of another one."""
    mine, theirs = (Counter((number.value, number.unit) for number in told.numbers if not number.ordinal) for told in (said, one))
    if theirs - mine:
        for value in mine - theirs:
            twice = [number for number in said.numbers if (number.value, number.unit) == value]
            if theirs[value] and len(twice) > 1:
                yield "number", twice[-1].start, twice[-1].end
    bound = [(other.mention.family, other.number.value) for other in one.counted if other.number is not None]
    families, values = {family for family, _ in bound}, {value for _, value in bound}
    for binding in said.counted:
        number, family = binding.number, binding.mention.family
        if number is not None and (family, number.value) not in bound and family in families and number.value in values:
            yield "status", number.start, number.end


def of_other_days(said: Sequence[Told], ground: Sequence[Told]) -> Iterator[Difference]:
    """A date beside a number that the evidence only tells beside other dates."""
    for sentence in said:
        for date in sentence.dates:
            for number in sentence.numbers:
                if _nearest(number, sentence.dates) != date:
                    continue
                beside = [one for one in ground if one.dates and _counted(number, one)]
                bare = any(not one.dates and _counted(number, one) for one in ground)
                if beside and not bare and not any(other.covers(date) for one in beside for other in one.dates):
                    yield Difference("date", date.start, date.end, beside[0].text)


def _nearest(number: NumberClaim, dates: Sequence[DateClaim]) -> DateClaim:
    """The last date before a number, else the first behind it."""
    return next((one for one in reversed(dates) if one.end <= number.start), dates[0])


def _counted(number: NumberClaim, one: Told) -> bool:
    return any(not number.ordinal and other.value == number.value and other.unit == number.unit for other in one.numbers)


def mixed(said: Sequence[Told], ground: Sequence[Told], words: GuardWords) -> Iterator[Difference]:
    """A clause whose words all stand in the evidence, but in no one sentence of it: two matters become one."""
    everywhere = frozenset[str]().union(*(one.pairs for one in ground))
    for sentence in said:
        for start, end in clauses(sentence.text):
            told = pairs(words.filler.sub(" ", re.sub(r"[\d.]+", " ", sentence.text[start:end])))
            if len(told) < _MATTER or len(told & everywhere) < _ALL * len(told):
                continue
            nearest = max(ground, key=lambda one: len(told & one.pairs))
            if len(told & nearest.pairs) < _ONE * len(told):
                yield Difference("name", sentence.start + start, sentence.start + end, nearest.text)


def ways_of(clause: str, words: GuardWords) -> Way:
    """How a clause says its matter: denied, still to come, in part, in full."""
    denied = bool(words.denial.search(clause))
    coming = bool(words.any_of("status", "future").search(clause))
    part, whole = (bool(words.any_of("status", name).search(clause)) for name in ("part", "all"))
    return denied, coming, part, whole


def _bare(clause: str, words: GuardWords) -> frozenset[str]:
    """The pairs of a clause without its figures and the words that say in which way it holds."""
    return pairs(re.sub(r"[\d.]+", " ", bare_of(clause, words)))


def bare_of(clause: str, words: GuardWords) -> str:
    """A clause without the words that say in which way it holds: denied, coming, done, in part, in full."""
    for pattern in (words.denial, *(words.any_of("status", name) for name in ("future", "done", "part", "all"))):
        clause = pattern.sub("", clause)
    return clause


def _turned(said: Told, one: Told, words: GuardWords) -> Iterator[Difference]:
    """Clauses that repeat one of the sentence but deny, complete or widen it (尚未清运 became 已经清运)."""
    others = [(one.text[start:end], _bare(one.text[start:end], words)) for start, end in clauses(one.text)]
    for start, end in clauses(said.text):
        clause = said.text[start:end]
        bare = _bare(clause, words)
        same = [text for text, other in others if len(bare) > 1 and len(bare & other) >= _SAME_CLAUSE * len(bare | other)]
        way = ways_of(clause, words)
        if same and not any(way_holds(ways_of(text, words), way) for text in same):
            yield Difference("status", said.start + start, said.start + end, one.text)


def way_holds(ground: Way, said: Way) -> bool:
    """Whether a matter told in one way carries the same matter told in another: as denied, no more done, no more complete."""
    denied, coming, part, whole = ground
    return said[0] == denied and (said[1] or not coming) and (said[2] or not part) and (whole or not said[3])


def _related(one: Mention, other: Mention) -> bool:
    """Whether two mentions use the same status word, or one the other's with a word more (完成, 未完成)."""
    return one.family == other.family or one.text in other.text or other.text in one.text


def _is_part(clause: str, one: Told, words: GuardWords) -> bool:
    told = pairs(words.filler.sub(" ", clause))
    return not told or len(told & one.pairs) >= _OF_IT * len(told)
