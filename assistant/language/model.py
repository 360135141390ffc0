"""The optional language model behind an OpenAI-compatible endpoint: the only file that imports langchain's model adapters and openai.

Whatever goes wrong becomes a LanguageModelError with one Chinese sentence; what the endpoint said and the key never enter it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from assistant.config import Settings
from assistant.errors import LanguageModelError, SettingsError
from assistant.language.deadline import within
from assistant.language.prompts import load_prompt
from assistant.types import Wording

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

Result = TypeVar("Result")
_ATTEMPTS = 3
_LONGEST = 20_000
"""Characters of a reply nobody asked for; more is a model that does not stop."""
_LONGEST_PAUSE = 4.0


def connect(settings: Settings) -> Wording:
    """The configured model; nothing is imported or called before it is first used.

    Raises:
        SettingsError: address, key or model name is not set.
    """
    if not settings.uses_model:
        raise SettingsError("还没有配置语言模型，请设置 OPENAI_BASE_URL、OPENAI_API_KEY 和 ASSISTANT_MODEL；不设置也能离线使用。")
    return ChatWording(settings)


class ChatWording:
    """types.Wording over a langchain chat model: one time limit for a request with all its retries."""

    def __init__(self, settings: Settings, pause: float = 0.5) -> None:
        self._settings = settings
        self._pause = pause

    @cached_property
    def _chat(self) -> BaseChatModel:
        from langchain.chat_models import init_chat_model
        from pydantic import SecretStr

        return init_chat_model(
            self._settings.model,
            model_provider="openai",
            base_url=self._settings.openai_base_url,
            api_key=SecretStr(self._settings.openai_api_key),
            timeout=self._settings.model_timeout,
            max_retries=0,
            temperature=0,
            use_responses_api=False,
        )

    def complete(self, prompt: str, variables: dict[str, str]) -> str:
        """The whole reply to prompts/<prompt> filled with variables.

        Raises:
            LanguageModelError: the endpoint failed, or its reply is empty, cut off or far too long.
        """
        chat, messages = self._chat, self._messages(prompt, variables)
        return self._retrying(lambda seconds: _whole(chat, messages, seconds))

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """The reply in pieces as they come; only what fails before the first piece is tried again.

        Raises:
            LanguageModelError: as for `complete`, possibly after some pieces.
        """
        chat, messages = self._chat, self._messages(prompt, variables)
        first, rest = self._retrying(lambda seconds: _opened(chat, messages, seconds))
        yield first
        try:
            yield from rest
        except Exception as error:
            raise self._failure(error) from None

    def _messages(self, prompt: str, variables: dict[str, str]) -> list[BaseMessage]:
        from langchain_core.messages import HumanMessage, SystemMessage

        system, user = load_prompt(prompt).fill(variables)
        return [SystemMessage(system), HumanMessage(user)]

    def _retrying(self, call: Callable[[float], Result]) -> Result:
        ends = monotonic() + self._settings.model_timeout

        def attempt() -> Result:
            try:
                return call(ends - monotonic())
            except Exception as error:
                raise self._failure(error) from None

        return Retrying(
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_exponential_jitter(multiplier=self._pause, max=_LONGEST_PAUSE, jitter=self._pause),
            retry=retry_if_exception(
                lambda error: isinstance(error, LanguageModelError) and error.retryable and ends - monotonic() > self._pause
            ),
            reraise=True,
        )(attempt)

    def _failure(self, error: Exception) -> LanguageModelError:
        """The sentence for a failure; an error of our own passes through, and so does nothing the endpoint wrote."""
        import openai

        if isinstance(error, LanguageModelError):
            return error
        if isinstance(error, TimeoutError | openai.APITimeoutError):
            return LanguageModelError(f"模型在 {self._settings.model_timeout:g} 秒内没有答复完。", retryable=True)
        if isinstance(error, openai.APIConnectionError):
            return LanguageModelError("连不上模型服务，请检查 OPENAI_BASE_URL 和网络。", retryable=True)
        if isinstance(error, openai.APIStatusError):
            return self._refused(error.status_code)
        return LanguageModelError("模型的答复中断或无法解析。", retryable=True)

    def _refused(self, code: int) -> LanguageModelError:
        if code in {401, 403}:
            return LanguageModelError(f"模型服务不认可密钥或权限不足（{code}），请检查 OPENAI_API_KEY。")
        if code == 404:
            return LanguageModelError(f"模型服务没有“{self._settings.model}”或地址不对（404），请检查 ASSISTANT_MODEL 和 OPENAI_BASE_URL。")
        if code in {408, 409, 429} or code >= 500:
            return LanguageModelError(f"模型服务繁忙或出错（{code}）。", retryable=True)
        return LanguageModelError(f"模型服务不接受这次请求（{code}），可能是内容过长或模型名称不对。")


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


def _whole(chat: BaseChatModel, messages: list[BaseMessage], seconds: float) -> str:
    reply = next(within(seconds, lambda: _untraced(lambda: iter([chat.invoke(messages)]))))
    _check_end(_finish(reply))
    return _checked_length(reply.text)


def _opened(chat: BaseChatModel, messages: list[BaseMessage], seconds: float) -> tuple[str, Iterator[str]]:
    """The first piece and the rest, so that a stream that never gets going can be tried again."""
    pieces = _pieces(within(seconds, lambda: _untraced(lambda: chat.stream(messages))))
    return _checked_length(next(pieces, "")), pieces


def _untraced(call: Callable[[], Iterator[AIMessage]]) -> Iterator[AIMessage]:
    """Whatever the environment says, no exchange is reported to a tracing service."""
    from langsmith.run_helpers import tracing_context

    with tracing_context(enabled=False):
        yield from call()


def _pieces(chunks: Iterator[AIMessage]) -> Iterator[str]:
    finish, length = "", 0
    for chunk in chunks:
        finish = _finish(chunk) or finish
        length += len(chunk.text)
        if length > _LONGEST:
            raise LanguageModelError("模型的答复过长，没有采用。")
        if chunk.text:
            yield chunk.text
    _check_end(finish)
