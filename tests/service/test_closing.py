"""Closing leaves nothing behind that would still work while the program ends."""

import threading
from pathlib import Path

import pytest

from assistant.service import Assistant

pytestmark = pytest.mark.heavy


def test_closing_waits_for_the_caches_that_were_begun_ahead(tmp_path: Path) -> None:
    damaged = tmp_path / "重复.txt"
    damaged.write_text("榛隰市督察整改情况报告\n" + "已完成整改15个，" * 20_000, "utf-8")
    with Assistant(tmp_path / "home") as assistant:
        assert [result.status for result in assistant.ingest([damaged])] == ["refused"]
    assert "caches foreseen" not in {thread.name for thread in threading.enumerate()}
