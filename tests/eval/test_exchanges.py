"""Recorded exchanges: the same replies tomorrow without an endpoint, no key in the file, a changed prompt said to be uncovered."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from rich.console import Console

from assistant.config import load_settings
from assistant.errors import LanguageModelError
from assistant.language.model import connect
from eval import faithful
from eval.both import in_both_modes, show_both
from eval.cases import CASES, CaseError, read_cases
from eval.endpoint import Endpoint, Turn, serving
from eval.evaluate import Way, evaluate
from eval.exchanges import UNKNOWN, Exchanges, replaying
from eval.ground import SAMPLES, go_offline

KEY = "sk-never-written"


def configured(monkeypatch: pytest.MonkeyPatch, endpoint: Endpoint | None) -> None:
    go_offline()
    if endpoint is not None:
        for name, value in {"ASSISTANT_MODEL": "m", "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": endpoint.url}.items():
            monkeypatch.setenv(name, value)


def asked(task: str = "说可以") -> str:
    return connect(load_settings()).request().complete("check", {"material": "（无）", "task": task})


def test_a_recorded_exchange_needs_no_endpoint_and_holds_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "exchanges.jsonl"
    with serving([Turn(f"可以，密钥是{KEY}。", tokens=(70, 9))]) as endpoint:
        configured(monkeypatch, endpoint)
        with replaying(file) as exchanges:
            first = asked()
            assert asked() == first
            assert os.environ["OPENAI_API_KEY"] != KEY
        assert len(endpoint.requests) == 1
        assert os.environ["OPENAI_BASE_URL"] == endpoint.url
    assert exchanges.summary | {"median seconds": 0, "longest seconds": 0} == {
        "requests": 2,
        "read": 140,
        "written": 18,
        "median seconds": 0,
        "longest seconds": 0,
    }
    assert KEY not in file.read_text("utf-8")
    assert json.loads(file.read_text("utf-8"))["prompt"] == "check"
    configured(monkeypatch, None)
    with replaying(file) as again:
        assert asked() == first
        with pytest.raises(LanguageModelError):
            asked("说不可以")
    assert again.uncovered == {"check": 1}


def test_a_changed_prompt_is_not_covered_by_what_was_recorded(tmp_path: Path) -> None:
    file = tmp_path / "exchanges.jsonl"
    request = {"model": "m", "messages": [{"role": "system", "content": "旧的提示词"}, {"role": "user", "content": "几项？"}]}
    exchanges = Exchanges(file)
    assert exchanges.turn(request).status == 404
    assert exchanges.uncovered == {UNKNOWN: 1}


def test_without_endpoint_and_recording_it_says_what_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configured(monkeypatch, None)
    with pytest.raises(CaseError, match="OPENAI_BASE_URL"), replaying(tmp_path / "none.jsonl"):
        pass
    (tmp_path / "torn.jsonl").write_text('{"key": ', "utf-8")
    with pytest.raises(CaseError, match="重新录制"), replaying(tmp_path / "torn.jsonl"):
        pass


def test_both_modes_side_by_side_and_a_faithful_model_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case for case in read_cases(CASES / "dev.jsonl") if not case.conversation][::14]
    with serving(faithful.faithful) as endpoint:
        configured(monkeypatch, endpoint)
        both = in_both_modes(lambda: evaluate(cases, Way(SAMPLES, 1)), tmp_path / "exchanges.jsonl")
    assert both.offline.run.keys["模型"] == "无"
    assert [one for one in both.slices if one.model < one.offline] == []
    assert both.exchanges.summary["requests"] >= len(cases) / 2
    with (tmp_path / "shown.txt").open("w", encoding="utf-8") as file:
        show_both(both, Console(file=file, width=120))
    shown = (tmp_path / "shown.txt").read_text("utf-8")
    assert "离线与模型对照" in shown
    assert "词元" in shown


def test_a_slice_that_a_model_lowers_is_named() -> None:
    (case,) = [case for case in read_cases(CASES / "dev.jsonl") if case.id == "D001"]
    verdict = evaluate([case], Way(SAMPLES, 1)).run.verdicts[0]
    worse = verdict.model_copy(update={"failed": {"数字": "错"}})
    before, after = faithful.counted([verdict]), faithful.counted([worse])
    assert before[f"dev {case.type}"] == (1, 1)
    assert after[f"dev {case.type}"] == (0, 1)
