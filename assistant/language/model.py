"""The optional language model behind an OpenAI-compatible endpoint: requests with one time limit, retries, a queue and their cost.

Whatever goes wrong becomes a LanguageModelError with one Chinese sentence (failures.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import chain
from threading import BoundedSemaphore
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_before_delay, wait_exponential_jitter

from assistant.config import Settings
from assistant.errors import LanguageModelError, SettingsError
from assistant.language.budget import count_tokens
from assistant.language.client import open_chat
from assistant.language.deadline import within
from assistant.language.failures import failure, too_late
from assistant.language.prompts import load_prompt
from assistant.language.replies import after_thoughts, thinks_unannounced
from assistant.types import ModelUse

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

Result = TypeVar("Result")
_LONGEST = 20_000
"""Characters of a reply nobody asked for; more is a model that does not stop."""
_LONGEST_PAUSE = 4.0
_INSTRUCTIONS = 1200
"""Tokens kept free for the instructions around the material."""


def connect(settings: Settings) -> Connection:
    """The configured model; nothing is imported or called before it is first used.

    Raises:
        SettingsError: address, key or model name is not set.
    """
    if not settings.uses_model:
        raise SettingsError("还没有配置语言模型，请设置 OPENAI_BASE_URL、OPENAI_API_KEY 和 ASSISTANT_MODEL；不设置也能离线使用。")
    return Connection(settings)


class Connection:
    """The endpoint, shared by all threads; so many requests are there at the same time as the settings allow."""

    def __init__(self, settings: Settings, pause: float = 0.5) -> None:
        self.settings = settings
        self.pause = pause
        """Seconds before the first repetition; later ones wait longer."""
        self.thinks_unannounced = False
        """Whether the endpoint was seen to send thoughts without saying where they begin."""
        self._places = BoundedSemaphore(settings.model_at_once)

    @cached_property
    def chat(self) -> BaseChatModel:
        """The chat model; loading its library takes seconds, once."""
        return open_chat(self.settings)

    def request(self) -> ChatWording:
        """A model for one request of a user: its time limit runs from now."""
        assert self.chat is not None  # loaded before the clock starts
        return ChatWording(self)

    @contextmanager
    def place(self, seconds: float) -> Iterator[None]:
        """A place at the endpoint.

        Raises:
            LanguageModelError: none became free in time.
        """
        if not self._places.acquire(timeout=max(seconds, 0)):
            raise LanguageModelError("等候模型的人太多，没有轮到。")
        try:
            yield
        finally:
            self._places.release()


class ChatWording:
    """types.Wording over a langchain chat model: one time limit for everything a user's request asks of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._settings = connection.settings
        self._ends = monotonic() + connection.settings.model_timeout
        self._use = ModelUse()

    @property
    def room(self) -> int:
        """How many tokens of material fit beside the instructions and a reply of up to a third of the window."""
        context = self._settings.model_context
        return context - context // 3 - min(_INSTRUCTIONS, context // 3)

    @property
    def use(self) -> ModelUse:
        """What it cost so far."""
        return self._use

    def complete(self, prompt: str, variables: dict[str, str], schema: dict[str, object] | None = None) -> str:
        """The whole reply to prompts/<prompt> filled with variables; JSON of `schema` where the endpoint can hold to one.

        Raises:
            LanguageModelError: the endpoint failed, or its reply is empty, cut off or far too long.
        """
        messages = _messages(prompt, variables)
        form = {"type": "json_schema", "json_schema": {"name": prompt, "schema": schema, "strict": True}} if schema else None
        try:
            return self._retrying(lambda: self._whole(messages, form))
        except LanguageModelError as error:
            if form is None or error.status != 400:
                raise
        return self._retrying(lambda: self._whole(messages, None))

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """The reply in pieces as they come; only what fails before the first piece is tried again.

        Raises:
            LanguageModelError: as for `complete`, possibly after some pieces.
        """
        messages = _messages(prompt, variables)
        first, rest = self._retrying(lambda: self._opened(messages))
        pieces = chain([first], rest)
        try:
            yield from after_thoughts(pieces) if self._connection.thinks_unannounced else pieces
        except Exception as error:
            raise failure(error, self._settings) from None

    def _retrying(self, call: Callable[[], Result]) -> Result:
        def attempt() -> Result:
            if self._left <= 0:
                raise too_late(self._settings)
            try:
                return call()
            except Exception as error:
                raise failure(error, self._settings) from None

        def again(error: BaseException) -> bool:
            return isinstance(error, LanguageModelError) and error.retryable

        pause = self._connection.pause
        return Retrying(
            # A pause that would outlast the time limit is not begun: the offline answer need not wait for it.
            stop=stop_after_attempt(self._settings.model_retries + 1) | stop_before_delay(max(self._left, 0)),
            wait=wait_exponential_jitter(multiplier=pause, max=_LONGEST_PAUSE, jitter=pause),
            retry=retry_if_exception(again),
            reraise=True,
        )(attempt)

    @property
    def _left(self) -> float:
        return self._ends - monotonic()

    def _whole(self, messages: list[BaseMessage], form: dict[str, Any] | None) -> str:
        chat: Any = self._connection.chat if form is None else self._connection.chat.bind(response_format=form)
        with self._connection.place(self._left):
            reply = next(within(self._left, lambda: _untraced(lambda: iter([chat.invoke(messages)]))))
        self._spent(messages, reply.text, reply.usage_metadata)
        _check_end(_finish(reply))
        return _checked_length(reply.text)

    def _opened(self, messages: list[BaseMessage]) -> tuple[str, Iterator[str]]:
        """The first piece and the rest, so that a stream that never gets going can be tried again."""
        pieces = self._pieces(messages)
        return _checked_length(next(pieces, "")), pieces

    def _pieces(self, messages: list[BaseMessage]) -> Iterator[str]:
        finish, text, cost = "", "", None
        with self._connection.place(self._left):
            try:
                for chunk in within(self._left, lambda: _untraced(lambda: self._connection.chat.stream(messages))):
                    finish, cost = _finish(chunk) or finish, chunk.usage_metadata or cost
                    text += chunk.text
                    if len(text) > _LONGEST:
                        raise LanguageModelError("模型的答复过长，没有采用。")
                    if chunk.text:
                        yield chunk.text
            finally:
                self._spent(messages, text, cost)
        _check_end(finish)

    def _spent(self, messages: list[BaseMessage], text: str, cost: Any) -> None:  # noqa: ANN401 langchain's own dictionary
        self._connection.thinks_unannounced |= thinks_unannounced(text)
        told = bool(cost and cost.get("input_tokens"))
        read = cost["input_tokens"] if told else sum(count_tokens(message.text) for message in messages)
        written = cost["output_tokens"] if told else count_tokens(text)
        use = self._use
        self._use = replace(
            use,
            requests=use.requests + 1,
            read=use.read + read,
            written=use.written + written,
            estimated=use.estimated or not told,
        )


def _messages(prompt: str, variables: dict[str, str]) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    system, user = load_prompt(prompt).fill(variables)
    return [SystemMessage(system), HumanMessage(user)]


def _finish(message: AIMessage) -> str:
    return str(message.response_metadata.get("finish_reason") or "")


def _check_end(finish: str) -> None:
    if finish == "content_filter":
        raise LanguageModelError("模型服务拒绝回答这次请求。")
    if finish == "length":
        raise LanguageModelError("模型的答复没有写完就被截断。")
    if not finish:
        raise LanguageModelError("模型的答复中途断开。", retryable=True)


def _checked_length(text: str) -> str:
    if not text.strip():
        raise LanguageModelError("模型给出的答复是空的。", retryable=True)
    if len(text) > _LONGEST:
        raise LanguageModelError("模型的答复过长，没有采用。")
    return text


def _untraced(call: Callable[[], Iterator[AIMessage]]) -> Iterator[AIMessage]:
    """Whatever the environment says, no exchange is reported to a tracing service."""
    from langsmith.run_helpers import tracing_context

    with tracing_context(enabled=False):
        yield from call()
