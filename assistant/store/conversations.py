"""Kept conversations: rows in, rows out; each belongs to one owner, and nobody else finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from assistant.store.schema import conversation_turns, conversations


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A conversation without what was said in it."""

    id: str
    owner: str
    name: str
    made_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn as it is kept."""

    number: int
    question: str
    said: str
    """The plain text of what it got, to search in."""
    body: bytes
    """Encoded and compressed; only who wrote it reads it."""


_OF, _TURN = conversations.c, conversation_turns.c


def put_turn(connection: Connection, conversation: str, owner: str, name: str, row: TurnRow) -> None:
    """Keep a turn, in place of the one of its number; a conversation that is not there is begun under that name."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    if connection.execute(update(conversations).where(_OF.id == conversation, _OF.owner == owner).values(changed_at=now)).rowcount == 0:
        new = {"id": conversation, "owner": owner, "name": name, "made_at": now, "changed_at": now}
        connection.execute(insert(conversations).values(new))
    connection.execute(delete(conversation_turns).where(_TURN.conversation == conversation, _TURN.number == row.number))
    held = {name: getattr(row, name) for name in TurnRow.__dataclass_fields__}
    connection.execute(insert(conversation_turns).values(conversation=conversation, **held))


def conversations_of(connection: Connection, owner: str, words: str = "", most: int = 200) -> list[StoredConversation]:
    """An owner's conversations, the one last spoken in first; only those with these words in name, question or answer."""
    found = select(conversations).where(_OF.owner == owner)
    if words:
        told = exists().where(
            _TURN.conversation == _OF.id, or_(_TURN.question.contains(words, autoescape=True), _TURN.said.contains(words, autoescape=True))
        )
        found = found.where(or_(_OF.name.contains(words, autoescape=True), told))
    rows = connection.execute(found.order_by(_OF.changed_at.desc(), _OF.made_at.desc()).limit(most))
    return [StoredConversation(**row._mapping) for row in rows]


def conversation_of(connection: Connection, owner: str, conversation: str) -> StoredConversation | None:
    """One conversation of an owner, if there is such a one."""
    found = connection.execute(select(conversations).where(_OF.id == conversation, _OF.owner == owner)).first()
    return StoredConversation(**found._mapping) if found else None


def turns_of(connection: Connection, conversation: str) -> list[bytes]:
    """The bodies of a conversation's turns, in order."""
    found = connection.execute(select(_TURN.body).where(_TURN.conversation == conversation).order_by(_TURN.number))
    return [bytes(body) for body in found.scalars()]


def rename_conversation(connection: Connection, conversation: str, name: str) -> None:
    """Call a conversation otherwise."""
    connection.execute(update(conversations).where(_OF.id == conversation).values(name=name))


def forget_conversation(connection: Connection, conversation: str) -> None:
    """Remove a conversation with all that was said in it."""
    connection.execute(delete(conversations).where(_OF.id == conversation))
