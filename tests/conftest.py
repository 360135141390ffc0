"""Fixtures every test may use: no network, a clean environment, the real sources when they lie beside the checkout."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings leak in, and no socket leaves this machine."""
    for name in [name for name in os.environ if name.startswith(("OPENAI_", "ASSISTANT_"))]:
        monkeypatch.delenv(name)
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five real documents; tests that need it skip with a reason where it is absent."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real source documents (../shared/seeds) are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def practice() -> Path:
    """The folder of the practice documents, or a skip with a reason."""
    folder = SHARED / "practice"
    if not folder.is_dir():
        pytest.skip("the practice documents (../shared/practice) are not beside this checkout")
    return folder


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed the same way, at a hundredth of the cost."""
    from argon2 import PasswordHasher

    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("assistant.accounts.passwords._hasher", lambda: quick)
