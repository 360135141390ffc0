"""Users: added, changed, disabled, removed by an administrator; their keys for other programs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from assistant.accounts.acting import USERS, Acting
from assistant.accounts.passwords import digest, hashed, new_token
from assistant.errors import UsageError
from assistant.store.database import Transaction
from assistant.store.users import (
    ApiKey,
    User,
    any_user,
    every_user,
    forget_key,
    forget_sessions,
    forget_user,
    keys_of,
    put_key,
    put_user,
    user_named,
    user_of_key,
)
from assistant.types import Reader, Role

KEY_PREFIX = "zg-"
"""What every key begins with, so that one is known where it lies about."""
_NAME = re.compile(r"[\w.@·-]{1,40}")
_GROUP = re.compile(r"[\w.·（）()-]{1,40}")


def checked_groups(names: Iterable[str]) -> frozenset[str]:
    """The names of groups as they are kept.

    Raises:
        UsageError: one of them cannot be a name.
    """
    found = frozenset(name.strip() for name in names)
    for name in found:
        if not _GROUP.fullmatch(name):
            raise UsageError(f"组名“{name[:40]}”不合要求，请用1至40个汉字、字母、数字，不带空格和逗号。")
    return found


class UserDesk:
    """The users of one home, as an administrator sets them up."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def any(self) -> bool:
        """Whether users are set up at all."""
        with self._acting.database.reading() as connection:
            return any_user(connection)

    def every(self) -> list[User]:
        """All users, by name.

        Raises:
            NotAllowedError: whoever asks is no administrator.
        """
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.database.reading() as connection:
            return every_user(connection)

    def add(self, name: str, password: str, role: Role, groups: Collection[str] = ()) -> User:
        """Set a user up.

        Raises:
            UsageError: the name is taken or cannot be one, the password is too weak, or the first user is no administrator.
        """
        self._acting.require(Role.ADMINISTRATOR)
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise UsageError("用户名写1至40个汉字、字母、数字，不带空格，请改后再试。")
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        user = User(uuid4().hex, name, hashed(password, name), role, checked_groups(groups), disabled=False, made_at=now)
        with self._acting.database.writing() as connection:
            if user_named(connection, name):
                raise UsageError(f"已经有用户“{name}”，请换一个名称。")
            if role is not Role.ADMINISTRATOR and not any_user(connection):
                raise UsageError(f"第一个用户要是管理员，请加上 --role {Role.ADMINISTRATOR.value}。")
            put_user(connection, user)
        self._note(f"新增{name}（{role.value}）")
        return user

    def change(self, name: str, *, role: Role | None = None, groups: Collection[str] | None = None) -> User:
        """Give a user another role or other groups; it holds for what they do next.

        Raises:
            UsageError: there is no such user, or no administrator would be left.
        """
        wanted = checked_groups(groups) if groups is not None else None
        with self._changing(name) as (connection, user):
            user = replace(user, role=role or user.role, groups=user.groups if wanted is None else wanted)
            put_user(connection, user)
            _keep_an_administrator(connection)
        self._note(f"{name}：{user.role.value}，{'、'.join(sorted(user.groups)) or '不属于任何组'}")
        return user

    def set_password(self, name: str, password: str) -> None:
        """Give a user a new password; every login of theirs ends.

        Raises:
            UsageError: there is no such user, or the password is too weak.
        """
        kept = hashed(password, name)
        with self._changing(name) as (connection, user):
            put_user(connection, replace(user, password=kept))
            forget_sessions(connection, user.id)
        self._note(f"{name}：新密码")

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Lock a user out, or let them in again; every login of theirs ends, their keys do not work meanwhile.

        Raises:
            UsageError: there is no such user, or no administrator would be left.
        """
        with self._changing(name) as (connection, user):
            put_user(connection, replace(user, disabled=disabled))
            forget_sessions(connection, user.id)
            _keep_an_administrator(connection)
        self._note(f"{name}：{'停用' if disabled else '恢复'}")

    def remove(self, name: str) -> None:
        """Remove a user with keys and logins; what they kept stays, and only the command line reaches it.

        Raises:
            UsageError: there is no such user, or others would be left without an administrator.
        """
        with self._changing(name) as (connection, user):
            forget_user(connection, user.id)
            if any_user(connection):
                _keep_an_administrator(connection)
        self._note(f"移除{name}")

    # --- keys for other programs ------------------------------------------------------------------------------------------------

    def keys(self, name: str) -> list[ApiKey]:
        """The keys of a user, the oldest first.

        Raises:
            UsageError: there is no such user.
        """
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.database.reading() as connection:
            return keys_of(connection, _known(connection, name).id)

    def new_key(self, name: str, called: str) -> str:
        """A new key for a user; it is told once and kept nowhere.

        Raises:
            UsageError: there is no such user, or they have a key of that name.
        """
        called = called.strip()
        if not _GROUP.fullmatch(called):
            raise UsageError("密钥名称写1至40个汉字、字母、数字，不带空格，请改后再试。")
        key, now = new_token(KEY_PREFIX), datetime.now().astimezone().isoformat(timespec="seconds")
        with self._changing(name) as (connection, user):
            if any(one.name == called for one in keys_of(connection, user.id)):
                raise UsageError(f"“{name}”已经有名为“{called}”的密钥，请换一个名称，或先撤销它。")
            put_key(connection, user.id, ApiKey(digest(key), called, now))
        self._note(f"{name}：新密钥“{called}”")
        return key

    def revoke_key(self, name: str, called: str) -> None:
        """Make a key useless.

        Raises:
            UsageError: there is no such user or key.
        """
        with self._changing(name) as (connection, user):
            if not forget_key(connection, user.id, called):
                raise UsageError(f"“{name}”没有名为“{called}”的密钥，请用 assistant user key list {name} 查看。")
        self._note(f"{name}：撤销密钥“{called}”")

    def of_key(self, key: str) -> Reader | None:
        """Who comes with a key; None for one that is unknown, revoked, or of a user who is locked out."""
        with self._acting.database.reading() as connection:
            user = user_of_key(connection, digest(key))
        return user.reader if user and not user.disabled else None

    @contextmanager
    def _changing(self, name: str) -> Iterator[tuple[Transaction, User]]:
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.database.writing() as connection:
            yield connection, _known(connection, name)

    def _note(self, detail: str) -> None:
        self._acting.note(USERS, detail=detail)


def _known(connection: Transaction, name: str) -> User:
    user = user_named(connection, name.strip())
    if user is None:
        raise UsageError(f"没有用户“{name[:40]}”，请用 assistant user list 查看。")
    return user


def _keep_an_administrator(connection: Transaction) -> None:
    if not any(one.role is Role.ADMINISTRATOR and not one.disabled for one in every_user(connection)):
        raise UsageError("至少要留一个没有停用的管理员，请先设好另一个管理员。")
