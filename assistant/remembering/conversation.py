"""What one user has asked and been told: a frozen value, in that user's session and kept as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from assistant.types import Answer, Scope

KEPT = 40
"""Turns kept on the page; older ones scroll out of memory."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, what has been said of its answer so far, and in the end the answer or the sentence that says why there is none."""

    number: int
    question: str
    said: str = ""
    answer: Answer | None = None
    error: str = ""
    scope: Scope = Scope()
    """What the question was narrowed to."""
    complaint: int = 0
    """The number of the case candidate that the answer became, 0 while nobody found it wrong."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one session; `id` is what the service knows it by, empty until the first question."""

    id: str = ""
    turns: tuple[Turn, ...] = ()

    def asked(self, question: str, scope: Scope = Scope()) -> Conversation:
        """With a new turn that waits for its answer."""
        number = self.turns[-1].number + 1 if self.turns else 1
        return Conversation(self.id or uuid4().hex, (*self.turns, Turn(number, question, scope=scope))[-KEPT:])

    def saying(self, piece: str) -> Conversation:
        """With a piece of the answer to the last question added."""
        return self._last(replace(self.turns[-1], said=self.turns[-1].said + piece))

    def answered(self, answer: Answer) -> Conversation:
        """With the last question answered."""
        return self._last(replace(self.turns[-1], said="", answer=answer))

    def failed(self, sentence: str) -> Conversation:
        """With the last question closed by one sentence."""
        return self._last(replace(self.turns[-1], said="", error=sentence))

    def complained(self, number: int, complaint: int) -> Conversation:
        """With an answer marked as found wrong."""
        marked = (replace(turn, complaint=complaint) if turn.number == number else turn for turn in self.turns)
        return replace(self, turns=tuple(marked))

    def turn(self, number: int) -> Turn | None:
        """The turn of this number, if it is still kept."""
        return next((turn for turn in self.turns if turn.number == number), None)

    def _last(self, turn: Turn) -> Conversation:
        return replace(self, turns=(*self.turns[:-1], turn))
