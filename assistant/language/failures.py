"""What went wrong at the endpoint, as one Chinese sentence: neither what it wrote nor the key ever enters it."""

from __future__ import annotations

import ssl

from assistant.config import Settings
from assistant.errors import LanguageModelError


def failure(error: Exception, settings: Settings) -> LanguageModelError:
    """The sentence for a failure; an error of our own passes through."""
    import openai

    if isinstance(error, LanguageModelError):
        return error
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return too_late(settings)
    if isinstance(error, openai.APIConnectionError):
        return _unreachable(error)
    if isinstance(error, openai.APIStatusError):
        return _refused(error.status_code, settings)
    return LanguageModelError("模型的答复中断或无法解析。", retryable=True)


def too_late(settings: Settings) -> LanguageModelError:
    """The time for the whole request is used up."""
    return LanguageModelError(f"模型在 {settings.model_timeout:g} 秒内没有答复完。", retryable=True)


def _unreachable(error: Exception) -> LanguageModelError:
    import httpx

    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(one, ssl.SSLError) or "CERTIFICATE_VERIFY" in str(one) for one in causes):
        return LanguageModelError("模型服务的证书不受信任，请用 ASSISTANT_MODEL_CA 指定单位的证书文件。")
    if any(isinstance(one, httpx.ProxyError) for one in causes):
        return LanguageModelError("代理连不上或不放行，请检查 ASSISTANT_MODEL_PROXY。", retryable=True)
    return LanguageModelError("连不上模型服务，请检查 OPENAI_BASE_URL 和网络。", retryable=True)


def _refused(code: int, settings: Settings) -> LanguageModelError:
    if code in {401, 403}:
        return LanguageModelError(f"模型服务不认可密钥或权限不足（{code}），请检查 OPENAI_API_KEY。", status=code)
    if code == 404:
        return LanguageModelError(
            f"模型服务没有“{settings.model}”或地址不对（404），请检查 ASSISTANT_MODEL 和 OPENAI_BASE_URL。", status=code
        )
    if code in {408, 409, 429} or code >= 500:
        return LanguageModelError(f"模型服务繁忙或出错（{code}）。", retryable=True, status=code)
    return LanguageModelError(f"模型服务不接受这次请求（{code}），可能是内容过长或模型名称不对。", status=code)
