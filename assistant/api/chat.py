"""`/v1`: an OpenAI-compatible endpoint whose model is this assistant, evidence included."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter, time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from assistant import contract
from assistant.api.admitting import admitted
from assistant.api.chat_shapes import MODEL, ChatRequest, Choice, Completion, Model, Models, ReplyMessage, Usage
from assistant.api.failures import Refused, refusal
from assistant.api.shapes import Answer as AnswerShape
from assistant.api.working import Desk
from assistant.config import MAXIMUM_QUESTION
from assistant.types import Answer, Scope

if TYPE_CHECKING:
    from assistant.service import Assistant

_KEPT_QUIET = {"user", "metadata", "store", "service_tier", "safety_identifier", "prompt_cache_key", "tool_choice", "parallel_tool_calls"}
"""Fields that change no answer anywhere: nothing is said of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chat request comes to: the question, the questions before it, and what is not used."""

    question: str
    before: tuple[str, ...]
    scope: Scope
    ignored: tuple[str, ...]


def asked(request: ChatRequest) -> Asked:
    """The question of a chat request.

    Raises:
        Refused: it asks for what this program does not do, or holds no question.
    """
    _check(request)
    questions = [message.text for message in request.messages if message.role == "user"]
    if request.messages[-1].role != "user" or not questions[-1].strip():
        raise Refused(400, "最后一条消息应是用户的问题（role 为 user，有文字）。", param="messages")
    ignored = [f"messages[{n}]（{message.role}）" for n, message in enumerate(request.messages) if message.role in {"system", "developer"}]
    ignored += sorted(name for name, value in (request.model_extra or {}).items() if value is not None and name not in _KEPT_QUIET)
    before = tuple(text for text in questions[:-1] if text.strip() and len(text) <= MAXIMUM_QUESTION)
    return Asked(questions[-1], before, request.scope(), tuple(ignored))


def _check(request: ChatRequest) -> None:
    if request.model != MODEL:
        raise Refused(404, f"没有名为“{request.model[:60]}”的模型，请用 {MODEL}。", param="model", code="model_not_found")
    unable = {
        "n": request.n is not None and request.n != 1,
        "tools": bool(request.tools),
        "functions": bool(request.functions),
        "response_format": bool(request.response_format) and (request.response_format or {}).get("type") != "text",
        "stop": bool(request.stop),
        "logprobs": bool(request.logprobs),
        "modalities": bool(request.modalities) and request.modalities != ["text"],
    }
    for name, found in unable.items():
        if found:
            raise Refused(400, f"不支持参数 {name} 的这个值，请去掉后重发。", param=name, code="unsupported_parameter")
    for number, message in enumerate(request.messages):
        parts: Sequence[Any] = message.content if isinstance(message.content, list) else ()
        if message.role in {"tool", "function"} or any(part.type not in {"text", "input_text"} for part in parts):
            raise Refused(
                400, "只接受文字消息，不支持图片、声音、文件和工具消息。", param=f"messages[{number}]", code="unsupported_message"
            )


def answers(service: Assistant, given: Asked) -> Iterator[str | Answer]:
    """The pieces of the answer's text, then the answer; the questions before tell what a follow-up leans on."""
    conversation = f"api:{uuid4().hex}" if given.before else None
    try:
        if conversation:
            service.resume(conversation, [(question, given.scope) for question in given.before])
        yield from service.ask_stream(given.question, given.scope, conversation)
    finally:
        if conversation:
            service.forget(conversation)


def evidence(answer: Answer) -> str:
    """What stands below an answer: its numbered citations and its caveats."""
    heads = [f"[{one.n}] {'　'.join(filter(None, (f'《{one.title}》', one.section)))}" for one in answer.citations]
    lines = [f"{head}：{' '.join(one.quote.split())}" for head, one in zip(heads, answer.citations, strict=True)]
    told = [*(["依据："] if lines else []), *lines, *(f"注意：{caveat}" for caveat in answer.caveats)]
    return "\n\n" + "\n".join(told) if told else ""


def router(service: Assistant, desk: Desk) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1", tags=["OpenAI"])

    @routes.get("/models", summary="可用的模型")
    async def models(request: Request) -> Models:
        """The one model there is."""
        await desk.done(lambda: admitted(service, request))
        return Models(data=[Model(id=MODEL)])

    @routes.get("/models/{model}", summary="一个模型")
    async def model(request: Request, model: str) -> Model:
        """A model by name."""
        await desk.done(lambda: admitted(service, request))
        if model != MODEL:
            raise Refused(404, f"没有这个模型，请用 {MODEL}。", param="model", code="model_not_found")
        return Model(id=MODEL)

    @routes.post(
        "/chat/completions", summary="提问（OpenAI 格式，可流式输出）", response_model=Completion, response_model_exclude_unset=False
    )
    async def complete(request: Request, wanted: ChatRequest) -> Any:  # noqa: ANN401 - a completion or a stream of its pieces
        """One question with the conversation before it."""
        reading = await desk.done(lambda: admitted(service, request))
        given = asked(wanted)
        made = answers(reading, given)
        if wanted.stream:
            usage = bool(wanted.stream_options and wanted.stream_options.include_usage)
            first = await desk.done(lambda: next(made))  # what cannot be asked is refused before the stream begins
            return StreamingResponse(_streamed(first, made, given, desk, usage=usage), media_type="text/event-stream")
        began = perf_counter()
        answer = await desk.done(lambda: _last(made))
        return _completion(answer, given, perf_counter() - began)

    return routes


def _last(made: Iterator[str | Answer]) -> Answer:
    *_, answer = made
    assert isinstance(answer, Answer)
    return answer


def _completion(answer: Answer, given: Asked, seconds: float) -> Completion:
    row = AnswerShape.model_validate(contract.answer(answer, seconds))
    message = ReplyMessage(content=answer.text + evidence(answer), citations=row.citations)
    return Completion(
        id=_id(), created=int(time()), choices=[Choice(message=message)], usage=_usage(answer), answer=row, ignored=list(given.ignored)
    )


async def _streamed(first: str | Answer, made: Iterator[str | Answer], given: Asked, desk: Desk, *, usage: bool) -> AsyncIterator[str]:
    """The events of a stream; a failure in the middle ends it with an error, never with an answer that looks whole."""
    frame = {"id": _id(), "object": "chat.completion.chunk", "created": int(time()), "model": MODEL}
    began = perf_counter()

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: object) -> str:
        return _event({**frame, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more})

    yield chunk({"role": "assistant", "content": ""})
    try:
        if isinstance(first, str):
            yield chunk({"content": first})
        async for piece in desk.pieces(made):
            if isinstance(piece, str):
                yield chunk({"content": piece})
                continue
            if below := evidence(piece):
                yield chunk({"content": below})
            row = contract.answer(piece, perf_counter() - began)
            yield chunk({"citations": row["citations"]}, "stop", answer=row, ignored=list(given.ignored))
            if usage:
                yield _event({**frame, "choices": [], "usage": _usage(piece).model_dump()})
    except Exception as error:
        yield _event({"error": refusal(error).fault.model_dump()})
    yield "data: [DONE]\n\n"


def _event(row: dict[str, Any]) -> str:
    return f"data: {json.dumps(row, ensure_ascii=False)}\n\n"


def _usage(answer: Answer) -> Usage:
    if answer.use is None:
        return Usage()
    return Usage(prompt_tokens=answer.use.read, completion_tokens=answer.use.written, total_tokens=answer.use.read + answer.use.written)


def _id() -> str:
    return f"chatcmpl-{uuid4().hex}"
