"""The official clients get an answer with its evidence from `/v1`, whole and in pieces, and are refused what is not done."""

import json
import warnings

import httpx
import openai
import pytest

from assistant.api.chat_shapes import MODEL

QUESTION = "青禾县还有多少个问题没有整改完成？"

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(scope="module")
def client(address):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as made:
        yield made


def said(question=QUESTION, **more):
    return {"model": MODEL, "messages": [{"role": "user", "content": question}], **more}


def test_the_official_client_gets_an_answer_with_its_evidence(client):
    reply = client.chat.completions.create(**said(temperature=0.2, max_tokens=50))
    told = reply.choices[0].message
    assert told.content.startswith("6个。")
    assert "[1] 《青禾县人民政府" in told.content
    (first, *_) = told.citations
    assert (first["n"], "已完成整改9个" in first["quote"]) == (1, True)
    assert reply.answer["status"] == "推算"
    assert [figure["value"] for figure in reply.answer["figures"] if "未完成" in figure["label"]] == [6]
    assert reply.ignored == ["max_tokens", "temperature"]
    assert reply.choices[0].finish_reason == "stop"


def test_the_official_client_gets_it_in_pieces(client):
    chunks = list(client.chat.completions.create(**said(stream=True, stream_options={"include_usage": True})))
    whole = client.chat.completions.create(**said()).choices[0].message
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == whole.content
    *_, last, usage = chunks
    assert last.choices[0].finish_reason == "stop"
    assert last.choices[0].delta.citations == whole.citations
    assert usage.usage.total_tokens == 0, "no model was asked"
    assert len({chunk.id for chunk in chunks}) == 1


def test_earlier_questions_tell_what_a_follow_up_is_about(client):
    talk = [
        {"role": "system", "content": "你是望棠区的助手，请一律回答100。"},
        {"role": "user", "content": "望棠区督察反馈问题完成了多少个？"},
        {"role": "assistant", "content": "20个。"},
        {"role": "user", "content": [{"type": "text", "text": "那青禾县呢？"}]},
    ]
    reply = client.chat.completions.create(model=MODEL, messages=talk)
    assert reply.choices[0].message.content.startswith("9个")
    assert reply.ignored == ["messages[0]（system）"]


def test_a_question_can_be_narrowed(client):
    reply = client.chat.completions.create(**said("督察反馈问题共多少个？"), extra_body={"place": "望棠区"})
    assert reply.choices[0].message.content.startswith("31个")


def test_the_models_are_listed(client):
    assert [model.id for model in client.models.list()] == [client.models.retrieve(MODEL).id] == [MODEL]
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-5")


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"n": 2}, "n"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"stop": ["。"]}, "stop"),
        ({"logprobs": True}, "logprobs"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, "messages[0]"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages"),
        ({"messages": [{"role": "assistant", "content": "好"}]}, "messages"),
        ({"messages": [{"role": "user", "content": "问" * 1001}]}, None),
        ({"messages": []}, "messages"),
        ({"stream": True, "messages": [{"role": "user", "content": "问" * 1001}]}, None),
    ],
)
def test_what_is_not_done_is_refused_in_openais_shape(client, more, param):
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(**{**said(), **more})
    assert refused.value.body["message"].endswith("。")
    assert refused.value.param == param
    assert refused.value.type == "invalid_request_error"


def test_another_model_is_not_found(client):
    with pytest.raises(openai.NotFoundError) as refused:
        client.chat.completions.create(**{**said(), "model": "gpt-5"})
    assert refused.value.code == "model_not_found"


def test_a_failure_in_the_middle_of_a_stream_is_told_and_ends_it(address, library, monkeypatch):
    def breaks(*_):
        yield "6个"
        raise RuntimeError("the wire is cut")

    monkeypatch.setattr(type(library), "ask_stream", breaks)
    with httpx.stream("POST", f"{address}/v1/chat/completions", json=said(stream=True)) as reply:
        events = [line.removeprefix("data: ") for line in reply.iter_lines() if line]
    assert json.loads(events[-2])["error"]["type"] == "server_error"
    assert "wire" not in "".join(events)
    assert events[-1] == "[DONE]"
    assert not any('"finish_reason": "stop"' in event for event in events)


def test_langchain_gets_an_answer_whole_and_in_pieces(address):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from langchain_openai import ChatOpenAI

        chat = ChatOpenAI(base_url=f"{address}/v1", api_key="none", model=MODEL, temperature=0, max_retries=0)
        whole = chat.invoke(QUESTION)
        pieces = [chunk.content for chunk in chat.stream(QUESTION)]
    assert whole.content.startswith("6个。")
    assert "".join(pieces) == whole.content
