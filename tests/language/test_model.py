"""The real client against a scripted endpoint: what works, what is tried again, what becomes which sentence."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.answering.wording import reword
from assistant.config import Settings
from assistant.errors import LanguageModelError, SettingsError
from assistant.language.model import ChatWording, Connection, connect
from assistant.language.replies import complete_sentences
from assistant.types import Answer, Citation, Figure, Status
from eval.endpoint import Endpoint, Turn, serving

pytestmark = pytest.mark.heavy

KEY = "sk-secret-of-this-test"
VARIABLES = {"question": "还有几项？", "answer": "3项。", "figures": "（无）", "quotes": "（无）"}
BUSY = Turn(status=503)


def model_of(endpoint: Endpoint, timeout: float = 10.0) -> ChatWording:
    settings = Settings(model="m", model_timeout=timeout, openai_base_url=endpoint.url, openai_api_key=KEY)
    return Connection(settings, pause=0.01).request()


def complete(turns: Sequence[Turn], timeout: float = 10.0) -> tuple[str, Endpoint]:
    with serving(turns) as endpoint:
        return model_of(endpoint, timeout).complete("reword", VARIABLES), endpoint


def failure(turns: Sequence[Turn], timeout: float = 10.0, stream: bool = False) -> tuple[LanguageModelError, Endpoint]:
    with serving(turns) as endpoint, pytest.raises(LanguageModelError) as caught:
        model = model_of(endpoint, timeout)
        if stream:
            list(model.stream("reword", VARIABLES))
        else:
            model.complete("reword", VARIABLES)
    return caught.value, endpoint


def test_a_reply_comes_back_and_the_prompt_arrives_filled() -> None:
    text, endpoint = complete([Turn("还有3项没有完成。")])
    assert text == "还有3项没有完成。"
    request = endpoint.requests[0]
    assert request["model"] == "m"
    assert request["temperature"] == 0
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert "还有几项？" in request["messages"][1]["content"]
    assert endpoint.authorization == [f"Bearer {KEY}"]


def test_a_stream_comes_in_pieces() -> None:
    with serving([Turn("还有3项没有完成，都在推进。")]) as endpoint:
        pieces = list(model_of(endpoint).stream("reword", VARIABLES))
    assert len(pieces) > 1
    assert "".join(pieces) == "还有3项没有完成，都在推进。"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_endpoint_is_tried_again(status: int) -> None:
    text, endpoint = complete([Turn(status=status), Turn(status=status), Turn("好。")])
    assert text == "好。"
    assert len(endpoint.requests) == 3


def test_a_stream_that_does_not_open_is_tried_again() -> None:
    with serving([BUSY, Turn(""), Turn("好，还有3项。")]) as endpoint:
        assert "".join(model_of(endpoint).stream("reword", VARIABLES)) == "好，还有3项。"
        assert len(endpoint.requests) == 3


@pytest.mark.parametrize(
    ("turn", "said", "retryable", "requests"),
    [
        (Turn(status=401), "密钥", False, 1),
        (Turn(status=403), "密钥", False, 1),
        (Turn(status=404), "ASSISTANT_MODEL", False, 1),
        (Turn(status=400), "不接受", False, 1),
        (Turn(status=429), "繁忙", True, 3),
        (Turn(body='{"choices": [{'), "无法解析", True, 3),
        (Turn(body="<html>网关错误</html>"), "无法解析", True, 3),
        (Turn(body="{}"), "无法解析", True, 3),
        (Turn(""), "空的", True, 3),
        (Turn(" \n "), "空的", True, 3),
        (Turn("还有3项", finish="length"), "截断", False, 1),
        (Turn("抱歉", finish="content_filter"), "拒绝", False, 1),
        (Turn("长" * 20_001), "过长", False, 1),
    ],
)
def test_each_fault_has_its_sentence(turn: Turn, said: str, retryable: bool, requests: int) -> None:
    error, endpoint = failure([turn])
    assert said in str(error)
    assert error.retryable is retryable
    assert len(endpoint.requests) == requests


def test_a_stream_that_is_cut_or_far_too_long_is_a_failure_after_its_pieces() -> None:
    cut, _ = failure([Turn("还有3项没有", cut=True)], stream=True)
    assert "中途断开" in str(cut)
    endless, _ = failure([Turn("长" * 20_100)], stream=True)
    assert "过长" in str(endless)


@pytest.mark.parametrize(
    ("turn", "stream"),
    [
        (Turn("迟了", delay=3.0), False),
        (Turn("迟了", delay=3.0), True),
        (Turn("一滴一滴地来，每一片都在时限之内，合起来却超了", drip=0.2), True),
        (Turn("只有心跳", keepalive=True), True),
    ],
)
def test_the_time_limit_holds_for_the_whole_request(turn: Turn, stream: bool) -> None:
    started = time.monotonic()
    error, _ = failure([turn], timeout=0.8, stream=stream)
    assert time.monotonic() - started < 1.8
    assert "没有答复完" in str(error)
    assert error.retryable


def test_nobody_listening_is_a_sentence() -> None:
    with serving([BUSY]) as endpoint:
        gone = endpoint
    with pytest.raises(LanguageModelError, match="OPENAI_BASE_URL"):
        model_of(gone).complete("reword", VARIABLES)


def test_the_key_is_in_no_log_and_no_message(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    for turn in (Turn("好。"), Turn(status=401), Turn(status=500), Turn(body="{")):
        with serving([turn]) as endpoint:
            try:
                model_of(endpoint).complete("reword", VARIABLES)
            except LanguageModelError as error:
                assert KEY not in str(error)
                assert error.__cause__ is None
                assert error.__suppress_context__
    # The endpoint repeats the key in its error body; nothing may show it, the records of libraries included.
    assert caplog.records
    assert all(KEY not in record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert KEY not in "".join(capfd.readouterr())


def test_tracing_stays_off_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving([Turn("好。")]) as model_side, serving([Turn("{}")]) as tracing_side:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracing_side.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "none")
        assert model_of(model_side).complete("reword", VARIABLES) == "好。"
        time.sleep(0.3)
        assert tracing_side.requests == []


def test_connecting_imports_nothing_and_asks_for_what_is_missing() -> None:
    before = {name for name in sys.modules if name.startswith(("langchain", "openai"))}
    connect(Settings(model="m", openai_base_url="http://127.0.0.1:9/v1", openai_api_key=KEY))
    assert {name for name in sys.modules if name.startswith(("langchain", "openai"))} == before
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        connect(Settings(model="m"))


QUOTE = "8个问题中已完成整改5个，其余3个达到序时进度。"
ANSWER = Answer(
    "3个。8个问题中已完成整改5个，其余3个达到序时进度，没有完成。",
    "computed",
    Status.DERIVED,
    (Figure(3, "个", "未完成", "8−5=3", (1,)),),
    (Citation(1, "r", "材料", "", QUOTE, QUOTE, 0),),
)


def test_one_altered_digit_over_the_wire_is_blocked() -> None:
    with serving([Turn("还有4个问题没有完成整改。")]) as endpoint:
        worded = reword(ANSWER, "还有几个没完成？", model_of(endpoint))
        assert len(endpoint.requests) == 2
    assert (worded.text, worded.mode) == (ANSWER.text, "offline")
    with serving([Turn("还有3个问题没有完成[1]，8个问题中已完成整改5个，其余3个达到序时进度。")]) as endpoint:
        worded = reword(ANSWER, "还有几个没完成？", model_of(endpoint))
    assert worded.mode == "model"


@pytest.mark.parametrize("turn", [BUSY, Turn(body="{"), Turn(""), Turn("迟了", delay=2.0), Turn("3个", finish="length")])
def test_every_fault_still_gives_the_offline_answer(turn: Turn) -> None:
    started = time.monotonic()
    with serving([turn]) as endpoint:
        worded = reword(ANSWER, "还有几个没完成？", model_of(endpoint, timeout=0.8))
    assert time.monotonic() - started < 2.5
    assert (worded.text, worded.mode) == (ANSWER.text, "offline")
    assert worded.caveats[-1].startswith("模型暂不可用")


def test_no_more_requests_than_allowed_are_at_the_endpoint() -> None:
    with serving([Turn("好，还有3项。", delay=0.15)]) as endpoint:
        settings = Settings(model="m", model_at_once=2, openai_base_url=endpoint.url, openai_api_key=KEY)
        connection = Connection(settings, pause=0.01)
        with ThreadPoolExecutor(6) as pool:
            replies = list(pool.map(lambda _: connection.request().complete("reword", VARIABLES), range(6)))
    assert replies == ["好，还有3项。"] * 6
    assert endpoint.busiest == 2


def test_all_a_question_asks_of_the_model_shares_one_time_limit() -> None:
    with serving([Turn("好，还有3项。", delay=0.5)]) as endpoint:
        model = model_of(endpoint, timeout=0.8)
        started = time.monotonic()
        model.complete("reword", VARIABLES)
        with pytest.raises(LanguageModelError, match="没有答复完"):
            model.complete("reword", VARIABLES)
    assert time.monotonic() - started < 1.8


def test_the_cost_is_counted_and_estimated_where_the_endpoint_is_silent() -> None:
    for usage in (True, False):
        with serving([Turn("好，还有3项。", usage=usage)]) as endpoint:
            model = model_of(endpoint)
            model.complete("reword", VARIABLES)
            list(model.stream("reword", VARIABLES))
        assert (model.use.requests, model.use.estimated) == (2, not usage)
        assert model.use.read > 100
        assert model.use.written > 10


def test_a_proxy_takes_the_request_and_none_stands_before_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving([Turn("经过代理。")]) as proxy, serving([Turn("直接。")]) as endpoint:
        settings = Settings(
            model="m", openai_base_url="http://model.invalid/v1", openai_api_key=KEY, model_proxy=proxy.url.removesuffix("/v1")
        )
        assert Connection(settings).request().complete("reword", VARIABLES) == "经过代理。"
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        assert model_of(endpoint).complete("reword", VARIABLES) == "直接。"


def test_settings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    base = {"model": "m", "openai_base_url": "https://127.0.0.1:9/v1", "openai_api_key": KEY}
    (tmp_path / "no.pem").write_text("nothing")
    for wrong, said in (
        ({"openai_base_url": "127.0.0.1:9"}, "OPENAI_BASE_URL"),
        ({"openai_base_url": "http://[::1/v1"}, "OPENAI_BASE_URL"),
        ({"openai_api_key": "sk key\n"}, "OPENAI_API_KEY"),
        ({"model_proxy": "ftp//x"}, "ASSISTANT_MODEL_PROXY"),
        ({"model_ca": tmp_path / "no.pem"}, "ASSISTANT_MODEL_CA"),
    ):
        with pytest.raises(SettingsError, match=said):
            Connection(Settings(**(base | wrong))).request()


def test_no_pause_between_attempts_outlasts_the_time_limit() -> None:
    with serving([BUSY]) as endpoint:
        settings = Settings(model="m", model_timeout=1.0, model_retries=5, openai_base_url=endpoint.url, openai_api_key=KEY)
        model = Connection(settings, pause=0.5).request()
        started = time.monotonic()
        with pytest.raises(LanguageModelError, match="繁忙"):
            model.complete("reword", VARIABLES)
    assert time.monotonic() - started < 4.0


def test_whoever_takes_a_stream_slowly_is_stopped_in_time() -> None:
    with serving([Turn("一句一句地来。" * 200)]) as endpoint:
        model = model_of(endpoint, timeout=0.5)
        started = time.monotonic()
        with pytest.raises(LanguageModelError, match="没有答复完"):
            for _ in model.stream("reword", VARIABLES):
                time.sleep(0.1)
    assert time.monotonic() - started < 1.5


def test_a_line_that_is_kept_open_is_given_up() -> None:
    with serving([Turn(keepalive=True)]) as endpoint:
        with pytest.raises(LanguageModelError):
            list(model_of(endpoint, timeout=0.3).stream("reword", VARIABLES))
        ends = time.monotonic() + 5
        while any(thread.name == "model-stream" for thread in threading.enumerate()) and time.monotonic() < ends:
            time.sleep(0.05)
    assert time.monotonic() < ends


def test_thoughts_without_a_beginning_are_held_back_from_the_second_time_on() -> None:
    with serving([Turn("也许是4项。</think>\n还有3项没有完成。")]) as endpoint:
        connection = Connection(Settings(model="m", openai_base_url=endpoint.url, openai_api_key=KEY))
        assert "也许" in "".join(complete_sentences(connection.request().stream("reword", VARIABLES)))
        assert "".join(complete_sentences(connection.request().stream("reword", VARIABLES))).strip() == "还有3项没有完成。"


def test_the_proxy_settings_of_other_programs_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "socks5://127.0.0.1:9")
    with serving([Turn("直接。")]) as endpoint:
        assert model_of(endpoint).complete("reword", VARIABLES) == "直接。"
