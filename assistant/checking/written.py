"""A model's text as read: its claims, its status words, and what they are said of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.checking.claims import Claims, without_claims
from assistant.checking.standing import Binding, Mention, sentences


@dataclass(frozen=True)
class Written:
    """A text with what it claims."""

    text: str
    claims: Claims
    mentions: list[Mention]
    bindings: list[Binding]

    def around(self, offset: int, spans: Iterable[tuple[int, int]]) -> str:
        """The sentence or clause that holds an offset."""
        return next((self.text[start:end] for start, end in spans if start <= offset < end), self.text)

    @cached_property
    def rest(self) -> str:
        """The text with its numbers and dates blanked."""
        return without_claims(self.text, self.claims)

    def sentence(self, offset: int) -> str:
        """The sentence that holds an offset."""
        return self.around(offset, sentences(self.text))
