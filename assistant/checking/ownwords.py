"""Words of a model's own: what stands neither in the evidence nor among the words that say nothing by themselves.

Lists of what may not be said never end; a retelling needs few words that its evidence has not, and these are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.evidence import ALONE, Ground
from assistant.checking.proper import read_proper_names
from assistant.checking.standing import Mention, clauses, sentences
from assistant.checking.written import Written
from assistant.words.lexicon import alternatives

_LETTERS = re.compile(r"[^\W\d_]+|[^\w\s\u3000-\u303f\uff00-\uff65!-~·×÷−–—―‐‑‒…‘’“”≈≤≥≠±°℃‰²³㎡㎥²³μ]+")
"""Runs of letters of any script, and signs that no office text needs."""
_LATIN = re.compile(r"[A-Za-z]+")
_WINDOW = 16
_EACH = re.compile(r"(?:均|各|每|都)[仍还已有为是达到]{0,3}$")


def own_words(written: Written, ground: Ground) -> Iterator[tuple[int, int]]:
    """The spans of a text that its evidence does not carry and that are more than connection."""
    carried = _Carried(written, ground)
    rest = "".join(" " if at in carried.places else sign for at, sign in enumerate(written.text))
    yield from (match.span() for match in _LETTERS.finditer(rest))


class _Carried:
    """The places of a text whose letters need no further look."""

    def __init__(self, written: Written, ground: Ground) -> None:
        self._written, self._ground, self._text = written, ground, written.text
        self.places: set[int] = set()
        self._claims()
        for mention in written.mentions:
            self._said_of_status(mention)
        self._connecting()
        self._of_evidence()
        self._of_question()

    def _cover(self, start: int, end: int) -> None:
        self.places.update(range(start, end))

    def _cover_before(self, end: int, pattern: re.Pattern[str]) -> None:
        start = max(0, end - _WINDOW)
        if found := pattern.search(self._text[start:end]):
            self._cover(start + found.start(), start + found.end())

    def _claims(self) -> None:
        """Numbers, dates and literal spans are held against the evidence as what they are, with 约, 余, 各 beside them."""
        claims, words = self._written.claims, self._ground.words
        for start, end in ((claim.start, claim.end) for kind in (claims.numbers, claims.dates, claims.literals) for claim in kind):
            self._cover(start, end)
        for number in claims.numbers:
            if number.hedge:
                self._cover_before(number.start, words.hedged)
            if number.each and any(other.each and other.value == number.value for other in self._ground.numbers):
                self._cover_before(number.start, _EACH)

    def _said_of_status(self, mention: Mention) -> None:
        """A status word is held against the evidence with its negation, tense and extent."""
        words = self._ground.words
        self._cover(mention.start, mention.end)
        self._cover_before(mention.start, words.negation)
        near = max(0, mention.start - _WINDOW)
        for name in ("done", *(("future",) if mention.future else ()), *((mention.extent,) if mention.extent else ())):
            for match in words.any_of("status", name).finditer(self._text, near, mention.start):
                self._cover(*match.span())

    def _connecting(self) -> None:
        """What connects, and what tells where something is written; 目前 only beside a date."""
        words = self._ground.words
        for match in words.connecting.finditer(self._text):
            self._cover(*match.span())
        dated = [
            (start, end) for start, end in sentences(self._text) if any(start <= one.start < end for one in self._written.claims.dates)
        ]
        for start, end in dated:
            for match in words.any_of("own", "beside_a_date").finditer(self._text, start, end):
                self._cover(*match.span())

    def _of_evidence(self) -> None:
        """Letters that stand beside one another in the evidence too, and words that mean the same as one of it."""
        ground = self._ground
        for at in range(len(self._text) - 1):
            if self._text[at : at + 2] in ground.known:
                self._cover(at, at + 2)
        for group in ground.words.data["own"]["same"]:
            if any(word in ground.squeezed for word in group):
                for match in alternatives(group).finditer(self._text):
                    self._cover(*match.span())
        for match in _LATIN.finditer(self._text):
            if match[0].upper() in ground.latin:
                self._cover(*match.span())
        for match in ALONE.finditer(self._written.rest):
            if match[0] in ground.known:
                self._cover(*match.span())

    def _of_question(self) -> None:
        """The places asked about may be named, and a clause that speaks of the question may use its words."""
        words, question = self._ground.words, self._ground.evidence.question
        asked = {question[at : at + 2] for at in range(len(question) - 1)}
        for name in read_proper_names(self._text, words):
            if name.kind == "place" and name.text in question:
                self._cover(name.start, name.end)
        for start, end in clauses(self._text):
            if not words.any_of("own", "asked").search(self._text, start, end):
                continue
            for match in words.any_of("text", "correcting").finditer(self._text, start, end):
                self._cover(*match.span())
            for at in range(start, end - 1):
                if self._text[at : at + 2] in asked:
                    self._cover(at, at + 2)
