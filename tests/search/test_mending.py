"""Who starts the process that mends, and how often."""

from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.search import mending
from assistant.search.mending import Mender


class Process:
    """One that runs until told."""

    def __init__(self) -> None:
        self.code: int | None = None

    def poll(self) -> int | None:
        return self.code

    def wait(self) -> None:
        pass


def test_one_at_a_time_and_not_again_at_once_over_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Process] = []
    now = [100.0]
    monkeypatch.setattr(mending, "monotonic", lambda: now[0])
    monkeypatch.setattr(Mender, "_begun", lambda _: begun.append(Process()) or begun[-1])
    mender = Mender(Settings(home=tmp_path))
    mender.start("generation-1")
    mender.start("generation-1")
    assert len(begun) == 1
    begun[0].code = 1
    mender.start("generation-1")
    assert len(begun) == 1, "the attempt came to nothing a moment ago"
    mender.start("generation-2")
    assert len(begun) == 2, "other caches are another matter"
    begun[1].code = 1
    now[0] += mending.AGAIN_SECONDS
    mender.start("generation-2")
    assert len(begun) == 3
