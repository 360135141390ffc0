"""Logging in and out: a password becomes a token for a while, and too many wrong ones make everybody wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Semaphore

from assistant.accounts.acting import LOGIN, LOGIN_FAILED, LOGOUT, Acting
from assistant.accounts.passwords import digest, is_right, new_token
from assistant.errors import NotAllowedError
from assistant.store.audit import AuditEntry, put_entry
from assistant.store.users import (
    StoredSession,
    User,
    failures_since,
    forget_failures,
    forget_session,
    forget_sessions_before,
    note_failure,
    put_session,
    session_of,
    touch_session,
    user_named,
)
from assistant.types import Reader

WRONG = "用户名或密码不对，或这个用户已停用，请核对后再试。"
_FROM_ONE_ADDRESS = 4
"""So many times as often as under one name a login may fail from one address, which several people may share."""
_NOTED_EVERY = 60
"""Seconds after which it is noted again that somebody is there: not every request shall write."""
_AT_ONCE = Semaphore(2)
"""So many passwords are tried at a time: each takes 64 MB."""


class LoginDesk:
    """Who is logged in at one home."""

    def __init__(self, acting: Acting, clock: Callable[[], float] = time.time) -> None:
        self._acting = acting
        self._clock = clock
        settings = acting.settings
        self._waits, self._idle, self._lasts = (
            settings.login_minutes * 60,
            settings.session_idle_minutes * 60,
            settings.session_hours * 3600,
        )

    def log_in(self, name: str, password: str, address: str) -> str:
        """The token of a new login.

        Raises:
            NotAllowedError: name or password is wrong, the user is locked out, or too many logins failed lately.
        """
        name, now = name.strip()[:40], int(self._clock())
        with _AT_ONCE:  # whoever tries many at a time finds the failures of those before counted
            user = self._proved(name, password, address, now)
        token = new_token()
        with self._acting.database.writing() as connection:
            forget_failures(connection, now - self._waits, name)
            forget_sessions_before(connection, now - self._lasts, now - self._idle)
            put_session(connection, digest(token), StoredSession(user.id, now, now))
        self._acting.reading_as(user.reader, address).note(LOGIN)
        return token

    def _proved(self, name: str, password: str, address: str, now: int) -> User:
        since, most = now - self._waits, self._acting.settings.login_attempts
        with self._acting.database.reading() as connection:
            by_name, by_address = failures_since(connection, name, address, since)
            user = user_named(connection, name)
        if by_name >= most or by_address >= most * _FROM_ONE_ADDRESS:
            self._note_failed(name, address, "次数过多")
            raise NotAllowedError(f"登录失败次数过多，请等{self._acting.settings.login_minutes}分钟后再试。")
        right = is_right(password, user.password if user else "")
        if user is None or not right or user.disabled:
            with self._acting.database.writing() as connection:
                forget_failures(connection, since)
                note_failure(connection, name, address, now)
            self._note_failed(name, address)
            raise NotAllowedError(WRONG)
        return user

    def _note_failed(self, name: str, address: str, detail: str = "") -> None:
        with self._acting.database.writing() as connection:
            put_entry(connection, AuditEntry(LOGIN_FAILED, name, detail=detail, address=address))

    def reader(self, token: str) -> Reader | None:
        """Whose login a token is; None for one that is unknown or has expired."""
        if not token:
            return None
        known, now = digest(token), int(self._clock())
        with self._acting.database.reading() as connection:
            found = session_of(connection, known)
        if found is None:
            return None
        session, user = found
        expired = now - session.made_at >= self._lasts or now - session.seen_at >= self._idle
        if expired or user.disabled:
            return None
        if now - session.seen_at >= _NOTED_EVERY:
            with self._acting.database.writing() as connection:
                touch_session(connection, known, now)
        return user.reader

    def log_out(self, token: str, address: str = "") -> None:
        """End a login."""
        reader = self.reader(token)
        with self._acting.database.writing() as connection:
            forget_session(connection, digest(token))
        if reader is not None:
            self._acting.reading_as(reader, address).note(LOGOUT)
