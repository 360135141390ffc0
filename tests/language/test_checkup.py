"""`assistant model check` against endpoints that can everything, little, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.config import Settings
from assistant.language.checkup import Trial, checkup
from assistant.language.model import Connection
from eval.endpoint import Endpoint, Request, Turn, serving, user_text

pytestmark = pytest.mark.heavy


def able(request: Request) -> Turn:
    if "暗号" in user_text(request):
        return Turn("暗号是“松针”。")
    return Turn('{"count": 3}' if "JSON" in user_text(request) else "可以，一二三四五六七八九十。")


def cutting(request: Request) -> Turn:
    """An endpoint that drops the beginning of long material without a word."""
    return Turn("材料里没有写暗号。") if "暗号" in user_text(request) else able(request)


def trials(endpoint: Endpoint, **settings: object) -> dict[str, Trial]:
    values = {"model": "m", "openai_base_url": endpoint.url, "openai_api_key": "sk-k", "model_retries": 0, "model_timeout": 10.0}
    return {trial.name: trial for trial in checkup(Connection(Settings(**(values | settings)), pause=0.01))}


def test_an_able_endpoint_passes_every_trial():
    with serving(able) as endpoint:
        found = trials(endpoint)
    assert list(found) == ["对话", "流式输出", "按格式输出", "长材料"]
    assert all(trial.works for trial in found.values()), found
    assert "服务报告" in found["对话"].detail


def test_an_endpoint_that_cuts_or_refuses_long_material_is_told_what_to_set():
    with serving(cutting) as endpoint:
        assert "ASSISTANT_MODEL_CONTEXT（现为8192）" in trials(endpoint)["长材料"].detail
    with serving(able, context=3000) as endpoint:
        assert not trials(endpoint)["长材料"].works
        assert trials(endpoint, model_context=2048)["长材料"].works


def test_a_schema_that_is_refused_is_asked_for_in_words():
    def refuses(request: Request) -> Turn:
        return Turn(status=400) if "response_format" in request else able(request)

    with serving(refuses) as endpoint:
        assert trials(endpoint)["按格式输出"].works
        sent = [json.dumps(request) for request in endpoint.requests]
    assert any("json_schema" in one for one in sent)


def test_prose_instead_of_json_is_no_reason_not_to_use_it():
    with serving(lambda request: Turn("三项。") if "JSON" in user_text(request) else able(request)) as endpoint:
        trial = trials(endpoint)["按格式输出"]
    assert (trial.works, trial.needed) == (False, False)


@pytest.mark.parametrize(("turn", "said"), [(Turn(status=401), "OPENAI_API_KEY"), (Turn(status=503), "繁忙"), (Turn("OK"), "中文")])
def test_an_endpoint_that_does_not_talk_ends_the_checkup(turn, said):
    with serving([turn]) as endpoint:
        found = trials(endpoint)
    assert list(found) == ["对话"]
    assert said in found["对话"].detail


def test_a_model_that_thinks_aloud_is_named():
    with serving(lambda request: Turn(f"<think>好。</think>{able(request).text}")) as endpoint:
        found = trials(endpoint)
    assert all(trial.works for trial in found.values()), found
    assert "instruct" in found["对话"].detail


def test_readme_shows_what_the_command_says(tmp_path, monkeypatch):
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    given = {
        "OPENAI_API_KEY": "none",
        "ASSISTANT_MODEL": "qwen3:4b-instruct",
        "ASSISTANT_MODEL_CONTEXT": "16384",
        "ASSISTANT_HOME": str(tmp_path),
    }
    with serving(cutting) as endpoint:
        for name, value in (given | {"OPENAI_BASE_URL": endpoint.url}).items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(app, ["model", "check"])
    assert done.exit_code == 1
    assert f"```\n{done.stdout.replace(endpoint.url, 'http://127.0.0.1:11434/v1')}```" in readme
