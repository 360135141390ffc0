"""A model that is set up and cannot be used costs a note, never the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.service import Assistant
from assistant.types import Scope

pytestmark = pytest.mark.heavy
TEXT = "松涧县督察整改工作汇报\n截至2024年6月30日，中央督察反馈我县的24个问题，已完成整改19个，达到序时进度5个。\n"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"openai_base_url": "http://[::1/v1"}, "OPENAI_BASE_URL"),
        ({"model_proxy": "ftp//x"}, "ASSISTANT_MODEL_PROXY"),
        ({"openai_base_url": "http://127.0.0.1:9/v1"}, "连不上"),
    ],
)
def test_a_setting_that_cannot_be_used_costs_a_note(tmp_path: Path, setting: dict[str, str], said: str) -> None:
    (tmp_path / "松涧县.txt").write_text(TEXT, "utf-8")
    values = {
        "home": tmp_path / "home",
        "model": "m",
        "openai_base_url": "http://127.0.0.1:9/v1",
        "openai_api_key": "k",
        "model_retries": 0,
    }
    with Assistant(settings=Settings(**(values | setting))) as assistant:
        list(assistant.ingest([tmp_path / "松涧县.txt"]))
        assistant.warm()
        given = assistant.ask("松涧县还有多少个问题没有整改完成？")
        assert given.text.startswith("5个")
        assert any(said in caveat for caveat in given.caveats)
        draft = assistant.draft("工作汇报", Scope(place="松涧县"))
        assert draft.mode == "offline"
        assert any(said in check.detail for check in draft.checks)
