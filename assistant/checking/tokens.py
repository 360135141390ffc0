"""A sentence as the things that a copy of it must keep: its figures and dates whole, its own place by one name, every other letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assistant.checking.claims import Claims, DateClaim, NumberClaim, read_claims
from assistant.checking.guardwords import GuardWords

Key = tuple[object, ...]
_SILENT = re.compile(r"[^\w*＊%％‰〇]|_")
_LEVELS = "省市县区州旗盟"


def plain(text: str) -> str:
    """The letters, figures and masks of a text."""
    return _SILENT.sub("", text)


@dataclass(frozen=True, slots=True)
class Token:
    """A figure, a date, the own place, or one letter, at [start, end) of a sentence; tokens with one key are the same."""

    key: Key
    start: int
    end: int
    number: NumberClaim | None = None
    date: DateClaim | None = None


@dataclass(frozen=True)
class Tokens:
    """How sentences are taken apart: by the words of the guard, with the names of the place that the text is about."""

    words: GuardWords
    own: tuple[str, ...] = ()

    def of(self, text: str, claims: Claims | None = None) -> tuple[Token, ...]:
        """The tokens of a sentence in order."""
        read = claims or read_claims(text, self.words)
        found = [Token(number_key(one), one.start, one.end, number=one) for one in read.numbers]
        found += [Token(("日期", one.year, one.month, one.day), one.start, one.end, date=one) for one in read.dates]
        taken = {position for token in found for position in range(token.start, token.end)}
        for match in self._places(text):
            if not taken.intersection(range(match.start(), match.end())):
                found.append(Token(("本地",), match.start(), match.end()))
                taken.update(range(match.start(), match.end()))
        letters = (position for position in range(len(text)) if position not in taken and not _SILENT.match(text[position]))
        found += [Token((text[position],), position, position + 1) for position in letters]
        return tuple(sorted(found, key=lambda token: token.start))

    def _places(self, text: str) -> list[re.Match[str]]:
        return list(self._own_place.finditer(text))

    @cached_property
    def _own_place(self) -> re.Pattern[str]:
        """The place by name, or as 我县, 全县, 本县 where its name ends so."""
        names = "|".join(re.escape(name) for name in sorted(self.own, key=len, reverse=True))
        levels = "".join({name[-1] for name in self.own} & set(_LEVELS)) or _LEVELS
        return re.compile(f"{names}|[我本全][{levels}]" if names else f"[我本全][{levels}]")


def number_key(claim: NumberClaim) -> tuple[str, Fraction, str, str, bool]:
    """What two mentions of one figure share: value, unit, 约/余, and whether it is a rank."""
    return ("数字", claim.value, claim.unit, claim.hedge, claim.ordinal)
