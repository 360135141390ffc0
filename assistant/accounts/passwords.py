"""Passwords and tokens: what is kept of them tells nobody what they are."""

from __future__ import annotations

import hashlib
from functools import cache
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from assistant.errors import UsageError

SHORTEST, LONGEST = 8, 200
"""So many characters of a password at least and at most."""


def hashed(password: str, name: str) -> str:
    """A password as it is kept.

    Raises:
        UsageError: it is too short, too long, or the name of its user.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"密码写{SHORTEST}至{LONGEST}个字符，请重新设一个。")
    if password.casefold() == name.casefold() or len(set(password)) == 1:
        raise UsageError("密码不能与姓名相同，也不能只有一种字符，请重新设一个。")
    return _hasher().hash(password)


def is_right(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; without one it takes as long, so that no name is told from no user."""
    try:
        return _hasher().verify(kept or _nobody(), password[:LONGEST]) and bool(kept)
    except (Argon2Error, InvalidHashError):
        return False


def new_token(prefix: str = "") -> str:
    """A random token of 256 bits: whoever holds it needs no password."""
    return prefix + token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(token_urlsafe(16))
