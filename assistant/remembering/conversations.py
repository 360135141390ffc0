"""The conversations of the page, kept for whom they belong to: named, searched, opened again, taken away as Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.accounts.acting import EXPORTED, Acting
from assistant.errors import UsageError
from assistant.remembering.conversation import KEPT, Conversation, Turn
from assistant.store.codec import pack, unpack
from assistant.store.conversations import (
    StoredConversation,
    TurnRow,
    conversation_of,
    conversations_of,
    forget_conversation,
    put_turn,
    rename_conversation,
    turns_of,
)

LONGEST = 60
"""So many characters of a name at most."""
HIDDEN_SINCE = "这一问的回答引用了您现在无权查看的资料，不再显示。"
_NAMED = 24
"""So many characters of the first question name a conversation until staff do."""


class ConversationDesk:
    """The kept conversations of one home: a user's own ones, or where no users are set up those of an owner.

    An empty owner keeps nothing.
    """

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def keep(self, owner: str, talk: Conversation, number: int | None = None) -> None:
        """Keep a turn of a conversation, the last one when none is named."""
        owner = self._acting.owned(owner)
        turn = talk.turn(number) if number else talk.turns[-1] if talk.turns else None
        if not owner or turn is None:
            return
        said = turn.answer.text if turn.answer else turn.error
        row = TurnRow(turn.number, turn.question, said, pack(replace(turn, said="")))
        first = " ".join(talk.turns[0].question.split())
        name = first if len(first) <= _NAMED else f"{first[:_NAMED]}…"
        with self._acting.database.writing() as connection:
            put_turn(connection, talk.id, owner, name, row)

    def listed(self, owner: str, words: str = "") -> list[StoredConversation]:
        """The conversations of an owner, or those with these words in them, the one last spoken in first."""
        owner = self._acting.owned(owner)
        if not owner:
            return []
        with self._acting.database.reading() as connection:
            return conversations_of(connection, owner, words.strip())

    def opened(self, owner: str, conversation: str) -> Conversation:
        """A conversation to go on with: its last turns.

        Raises:
            UsageError: the owner has no such conversation.
        """
        return Conversation(conversation, self._turns(owner, conversation)[-KEPT:])

    def rename(self, owner: str, conversation: str, name: str) -> None:
        """Call a conversation otherwise.

        Raises:
            UsageError: the owner has no such conversation, or the name is empty or too long.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST:
            raise UsageError(f"名称写1至{LONGEST}个字，请改短后再试。")
        self._head(owner, conversation)
        with self._acting.database.writing() as connection:
            rename_conversation(connection, conversation, name)

    def forget(self, owner: str, conversation: str) -> None:
        """Remove a conversation.

        Raises:
            UsageError: the owner has no such conversation.
        """
        self._head(owner, conversation)
        with self._acting.database.writing() as connection:
            forget_conversation(connection, conversation)

    def export(self, owner: str, conversation: str, path: Path) -> str:
        """Write a conversation as a Word file, every answer with its caveats and sources; its name.

        Raises:
            UsageError: the owner has no such conversation.
        """
        from assistant.remembering.word import write_conversation

        head = self._head(owner, conversation)
        turns = self._turns(owner, conversation)
        write_conversation(head.name, turns, path)
        self._acting.note(EXPORTED, [one.report for turn in turns if turn.answer for one in turn.answer.citations], "对话")
        return head.name

    def _head(self, owner: str, conversation: str) -> StoredConversation:
        owner = self._acting.owned(owner)
        with self._acting.database.reading() as connection:
            found = conversation_of(connection, owner, conversation) if owner else None
        if found is None:
            raise UsageError("没有这段对话，可能已被删除，请刷新后再看。")
        return found

    def _turns(self, owner: str, conversation: str) -> tuple[Turn, ...]:
        self._head(owner, conversation)
        with self._acting.database.reading() as connection:
            snapshot = self._acting.seen(connection)
            turns = [unpack(Turn, body) for body in turns_of(connection, conversation)]
            return tuple(_without(turn) if _tells_hidden(turn, snapshot.hides) else turn for turn in turns)


def _tells_hidden(turn: Turn, hides: Callable[[str], bool]) -> bool:
    """Whether an answer rests on a report that was limited to others since."""
    return turn.answer is not None and any(hides(one.report) for one in turn.answer.citations)


def _without(turn: Turn) -> Turn:
    return replace(turn, answer=None, said="", error=HIDDEN_SINCE)
