"""Users with their sessions, keys and failed logins: rows in, rows out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assistant.store.codec import decode, encode
from assistant.store.schema import api_keys, failed_logins, sessions, users
from assistant.types import Reader, Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in."""

    id: str
    name: str
    password: str
    """As argon2 keeps it."""
    role: Role
    groups: frozenset[str]
    disabled: bool
    made_at: str

    @property
    def reader(self) -> Reader:
        """Who they are when they read."""
        return Reader(self.name, self.role, self.groups, self.id)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key by what the log and the list call it; the key itself is not kept."""

    digest: str
    name: str
    made_at: str


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A login that goes on; times in seconds since 1970."""

    owner: str
    made_at: int
    seen_at: int


def any_user(connection: Connection) -> bool:
    """Whether there is a user at all."""
    return connection.execute(select(users.c.id).limit(1)).first() is not None


def every_user(connection: Connection) -> list[User]:
    """All users, by name."""
    return [_user(row) for row in connection.execute(select(users).order_by(users.c.name))]


def user_named(connection: Connection, name: str) -> User | None:
    """The user of a name."""
    row = connection.execute(select(users).where(users.c.name == name)).first()
    return _user(row) if row else None


def put_user(connection: Connection, user: User) -> None:
    """Add a user, or keep what changed of one."""
    held = {
        "name": user.name,
        "password": user.password,
        "role": user.role.value,
        "groups": encode(tuple(sorted(user.groups))),
        "disabled": user.disabled,
        "made_at": user.made_at,
    }
    if connection.execute(update(users).where(users.c.id == user.id).values(held)).rowcount == 0:
        connection.execute(insert(users).values(id=user.id, **held))


def forget_user(connection: Connection, user: str) -> None:
    """Remove a user with sessions and keys."""
    connection.execute(delete(users).where(users.c.id == user))


def user_of_key(connection: Connection, digest: str) -> User | None:
    """Whose key this is the digest of."""
    row = connection.execute(select(users).join(api_keys, api_keys.c.owner == users.c.id).where(api_keys.c.digest == digest)).first()
    return _user(row) if row else None


def keys_of(connection: Connection, user: str) -> list[ApiKey]:
    """The keys of a user, the oldest first."""
    of = api_keys.c
    found = connection.execute(select(of.digest, of.name, of.made_at).where(of.owner == user).order_by(of.made_at, of.name))
    return [ApiKey(**row._mapping) for row in found]


def put_key(connection: Connection, user: str, key: ApiKey) -> None:
    """Keep a key."""
    connection.execute(insert(api_keys).values(digest=key.digest, owner=user, name=key.name, made_at=key.made_at))


def forget_key(connection: Connection, user: str, name: str) -> bool:
    """Revoke a user's key of a name; whether there was one."""
    return connection.execute(delete(api_keys).where(api_keys.c.owner == user, api_keys.c.name == name)).rowcount > 0


def put_session(connection: Connection, digest: str, session: StoredSession) -> None:
    """Keep a login."""
    held = {"owner": session.owner, "made_at": session.made_at, "seen_at": session.seen_at}
    connection.execute(insert(sessions).values(digest=digest, **held))


def session_of(connection: Connection, digest: str) -> tuple[StoredSession, User] | None:
    """The login of a digest with its user."""
    joined = select(users, sessions.c.made_at.label("began"), sessions.c.seen_at).join(sessions, sessions.c.owner == users.c.id)
    row = connection.execute(joined.where(sessions.c.digest == digest)).first()
    return (StoredSession(row.id, row.began, row.seen_at), _user(row)) if row else None


def touch_session(connection: Connection, digest: str, at: int) -> None:
    """Note that somebody is still there."""
    connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=at))


def forget_session(connection: Connection, digest: str) -> None:
    """Log out."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def forget_sessions(connection: Connection, user: str) -> None:
    """End every login of a user."""
    connection.execute(delete(sessions).where(sessions.c.owner == user))


def forget_sessions_before(connection: Connection, made: int, seen: int) -> None:
    """Clear away logins that began, or were last used, too long ago."""
    connection.execute(delete(sessions).where((sessions.c.made_at < made) | (sessions.c.seen_at < seen)))


def note_failure(connection: Connection, name: str, address: str, at: int) -> None:
    """Note a login that failed."""
    connection.execute(insert(failed_logins).values(name=name, address=address, at=at))


def failures_since(connection: Connection, name: str, address: str, since: int) -> tuple[int, int]:
    """How many logins failed since then under a name, and from an address."""
    of = failed_logins.c
    counted = select(func.count()).select_from(failed_logins).where(of.at >= since)
    by_name = connection.execute(counted.where(of.name == name)).scalar_one()
    return by_name, connection.execute(counted.where(of.address == address)).scalar_one()


def forget_failures(connection: Connection, before: int, name: str = "") -> None:
    """Clear away failures before a time, and all under a name where one is given."""
    of = failed_logins.c
    connection.execute(delete(failed_logins).where((of.at < before) | (of.name == name) if name else of.at < before))


def _user(row: Row[Any]) -> User:
    groups = frozenset(decode(tuple[str, ...], row.groups))
    return User(row.id, row.name, row.password, Role(row.role), groups, row.disabled, row.made_at)
