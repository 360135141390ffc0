"""How a text says things stand: status, direction and event words with their negation, modality and extent, and what they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.checking.claims import Claims, DateClaim, NumberClaim
from assistant.checking.guardwords import GuardWords

CLAUSE = re.compile(r"[^，。；：！？、（）()\n!?;:]+(?:(?<=\d)[,:]\d[^，。；：！？、（）()\n!?;:]*)*")
SENTENCE = re.compile(r"[^。！？\n!?]+[。！？!?]*[”’）)]*|\n+")
_DENOMINATOR = re.compile(r"(?:[^，。；、\d]{0,10}(?:问题|任务|事项|案件|件|点位|项目|企业|断面|天))?(?:之中|当中|中|里)(?![心央间])")
_LINKED = re.compile(r"\s*(?:至|到|[-−—–~～]+)\s*")
_WINDOW = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """A status, direction or event word where it stands."""

    start: int
    end: int
    text: str
    family: str
    future: bool
    extent: str
    """all | part | empty."""

    def allows(self, other: Mention) -> bool:
        """Whether evidence of this mention carries `other`: same family, same tense, no wider extent."""
        if self.family != other.family or self.future != other.future:
            return False
        if other.extent == "all":
            return self.extent == "all"
        return not (self.extent == "part" and other.extent != "part")


@dataclass(frozen=True, slots=True)
class Binding:
    """A status word with the number or the dates it is said of."""

    mention: Mention
    number: NumberClaim | None = None
    dates: tuple[DateClaim, ...] = ()


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans between punctuation marks."""
    return [match.span() for match in CLAUSE.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of sentences with their closing mark; line breaks are spans of their own, so that the spans cover the text."""
    return [match.span() for match in SENTENCE.finditer(text)]


def read_mentions(text: str, words: GuardWords) -> list[Mention]:
    """Every status, direction and event word of a text, negated ones under the family of their negation."""
    found = []
    nominal, meeting = tuple(words.data["status"]["nominal"]), tuple(words.data["status"]["meeting"])
    for start, end in clauses(text):
        clause = text[start:end]
        previous, before = 0, ""
        for match in words.family_pattern.finditer(clause):
            # 建成投产: what stands before the first of two joined words holds for both
            before, after = clause[previous : match.start()] or before, clause[match.end() :]
            previous = match.end()
            family = words.families[match[0]]
            if words.any_of("status", "definitions", at_end=True).search(before):
                continue
            met = after.startswith("要求") and match[0].startswith(meeting)
            if after.startswith(nominal) and not met and not family.endswith("率"):
                continue
            found.append(_mention(match, start, family, before, words))
    return found


def _mention(match: re.Match[str], offset: int, family: str, before: str, words: GuardWords) -> Mention:
    if words.unstated.search(before):
        family = f"未载明{family}"
    elif words.negation.search(before):
        metric = words.lexicon.metrics.get(family)
        family = (metric.negated if metric else "") or f"非{family}"
    near = before[-_WINDOW:]
    future = bool(words.any_of("status", "future").search(near)) and not words.any_of("status", "done").search(near)
    scope = near[-4:] + match[0]
    extent = next((name for name in ("part", "all") if words.any_of("status", name).search(scope)), "")
    return Mention(offset + match.start(), offset + match.end(), match[0], family, future, extent)


def read_bindings(text: str, claims: Claims, mentions: Iterable[Mention], words: GuardWords) -> list[Binding]:
    """Each mention with the nearest number or date of its clause; a total (33个问题中…) is said of nothing."""
    events, found = set(words.data["status"]["events"]), []
    directions = set(words.data["status"]["directions"])
    spans = clauses(text)
    for mention in mentions:
        start, end = next((span for span in spans if span[0] <= mention.start < span[1]), (0, len(text)))
        if mention.family in events:
            dates = [date for date in claims.dates if start <= date.start < end]
            if dates:
                nearest = min(dates, key=lambda date: _gap(date.start, date.end, mention))
                found.append(Binding(mention, dates=_range(nearest, claims.dates, text)))
            continue
        numbers = [number for number in claims.numbers if start <= number.start < end and _countable(number, mention, directions, text)]
        if numbers:
            found.append(Binding(mention, number=min(numbers, key=lambda number: _gap(number.start, number.end, mention))))
    return found


def _countable(number: NumberClaim, mention: Mention, directions: set[str], text: str) -> bool:
    if number.ordinal:
        return False
    if mention.family in directions:
        return True
    if (number.unit == "%") != mention.family.endswith("率"):
        return False
    return not _DENOMINATOR.match(text, number.end) or mention.end <= number.start <= mention.end + 1


def _gap(start: int, end: int, mention: Mention) -> int:
    return mention.start - end if end <= mention.start else start - mention.end + 1


def _range(date: DateClaim, dates: Iterable[DateClaim], text: str) -> tuple[DateClaim, ...]:
    """The date with the other end of its range."""
    linked = [
        other
        for other in dates
        if (other.end <= date.start and _LINKED.fullmatch(text[other.end : date.start]))
        or (date.end <= other.start and _LINKED.fullmatch(text[date.end : other.start]))
    ]
    return (date, *linked)
