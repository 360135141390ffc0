"""The messages of OpenAI's chat completions, as far as this program takes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.shapes import Answer, AsOf, Citation, Text
from assistant.types import Scope

MODEL = "rectification-assistant"
"""The one model there is: the assistant itself."""


class Part(BaseModel):
    """A piece of a message; only text can be read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of the conversation so far."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream tells besides the answer."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A chat request; what is not named here is not used, and named in `ignored` of the reply."""

    model_config = ConfigDict(extra="allow")

    model: str
    messages: list[Message] = Field(min_length=1, max_length=200)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = None
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    response_format: dict[str, Any] | None = None
    stop: str | list[str] | None = None
    logprobs: bool | None = None
    modalities: list[str] | None = None
    place: Text | None = None
    reports: Annotated[list[Text], Field(max_length=100)] = []
    as_of: AsOf | None = None

    def scope(self) -> Scope:
        """Which part of the library it is about: fields of our own, which clients send as `extra_body`."""
        return Scope(place=self.place, reports=tuple(self.reports), as_of=self.as_of)


class Usage(BaseModel):
    """The tokens that a language model read and wrote; none where code alone answered."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0


class ReplyMessage(BaseModel):
    """What is answered, its evidence numbered at the end and as a field."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    citations: list[Citation]


class Choice(BaseModel):
    """The one answer."""

    index: int = 0
    message: ReplyMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Completion(BaseModel):
    """A reply in OpenAI's shape, with the whole answer of this program beside it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    answer: Answer
    ignored: list[str]


class Model(BaseModel):
    """A model that can be asked."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "assistant"


class Models(BaseModel):
    """The models that can be asked."""

    object: Literal["list"] = "list"
    data: list[Model]
