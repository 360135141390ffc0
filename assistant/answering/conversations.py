"""What each conversation last asked, so that the next question in it may lean on it (那信访件呢？)."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answering.question import Question

_REMEMBERED = 1000
"""So many conversations are remembered; the one longest silent is forgotten first."""


class Conversations:
    """The last question of each conversation; safe to use from several threads."""

    def __init__(self) -> None:
        self._last: OrderedDict[str, Question] = OrderedDict()
        self._lock = Lock()

    def last(self, conversation: str | None) -> Question | None:
        """The last question of a conversation, None where there is none."""
        return self._last.get(conversation) if conversation is not None else None

    def asked(self, conversation: str | None, question: Question) -> None:
        """Remember a conversation's last question."""
        if conversation is None:
            return
        with self._lock:
            self._last[conversation] = question
            self._last.move_to_end(conversation)
            while len(self._last) > _REMEMBERED:
                self._last.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """The next question of a conversation leans on nothing."""
        with self._lock:
            self._last.pop(conversation, None)
