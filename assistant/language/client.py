"""The HTTP side of the connection: langchain's chat model over a client with the office's proxy and certificates."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.config import Settings
from assistant.errors import SettingsError

if TYPE_CHECKING:
    import httpx
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel

DIRECT = "direct"
"""The proxy setting that takes none, whatever the system says."""
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


def open_chat(settings: Settings) -> BaseChatModel:
    """A chat model at the endpoint of the settings; nothing is sent yet.

    Raises:
        SettingsError: the address, proxy or certificates cannot be used.
    """
    from langchain.chat_models import init_chat_model
    from pydantic import SecretStr

    chat: BaseChatModel = init_chat_model(
        settings.model,
        model_provider="openai",
        base_url=settings.openai_base_url,
        api_key=SecretStr(settings.openai_api_key),
        timeout=settings.model_timeout,
        max_retries=0,
        temperature=0,
        use_responses_api=False,
        stream_usage=True,
        http_socket_options=(),
        **_clients(settings),
    )
    return chat


def open_embedder(settings: Settings, name: str) -> Embeddings:
    """An embedding model at the endpoint of the settings; nothing is sent yet.

    Raises:
        SettingsError: address or key is missing, or cannot be used.
    """
    from langchain.embeddings import init_embeddings
    from pydantic import SecretStr

    if not (settings.openai_base_url and settings.openai_api_key):
        raise SettingsError("用服务端的向量模型需要同时设置 OPENAI_BASE_URL 和 OPENAI_API_KEY，请补上后重试。")
    return init_embeddings(
        name,
        provider="openai",
        base_url=settings.openai_base_url,
        api_key=SecretStr(settings.openai_api_key),
        timeout=settings.model_timeout,
        max_retries=settings.model_retries,
        chunk_size=settings.embedder_batch,
        # Its own splitting counts tokens with a vocabulary that it would have to download, and sends numbers that only OpenAI understands.
        check_embedding_ctx_length=False,
        **_clients(settings),
    )


def _clients(settings: Settings) -> dict[str, Any]:
    """What langchain sends through; its own ways to a proxy, OPENAI_PROXY and the asynchronous client, are shut."""
    import httpx

    if not re.fullmatch(r"[!-~]+", settings.openai_api_key):
        raise SettingsError("OPENAI_API_KEY 里有空格、换行或不是英文的字符，请重新复制；服务不要密钥就写 none。")
    return {"http_client": _http(settings), "http_async_client": httpx.AsyncClient(trust_env=False), "openai_proxy": None}


def _http(settings: Settings) -> httpx.Client:
    import httpx

    host = _host(settings.openai_base_url)
    # A proxy of the system is for the outside, never for this machine.
    system = not settings.model_proxy and host not in _OWN_MACHINE
    proxy = settings.model_proxy if settings.model_proxy not in {"", DIRECT} else None
    hooks: dict[str, list[Callable[..., Any]]] = {"response": [partial(_limit, settings.model_timeout)]}
    try:
        return httpx.Client(
            verify=_certificates(settings), proxy=proxy, trust_env=system, timeout=settings.model_timeout, event_hooks=hooks
        )
    except OSError:
        raise SettingsError("环境变量 SSL_CERT_FILE 或 SSL_CERT_DIR 指的证书不存在，请改正或去掉。") from None
    except (ValueError, ImportError):
        raise SettingsError("ASSISTANT_MODEL_PROXY 不是可用的代理地址，请写成 http://主机:端口 的样子，不用代理就写 direct。") from None


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not re.search(r"[\x00-\x20]", address):
            return parts.hostname
    except ValueError:
        pass
    raise SettingsError("OPENAI_BASE_URL 不是可用的地址，请写成 http://主机:端口/v1 的样子。")


def _limit(seconds: float, response: httpx.Response) -> None:
    """End a body that is still coming after `seconds`: nobody waits for it any more, and its thread and connection are wanted."""
    import httpx

    ends, body = monotonic() + seconds, response.stream

    class Limited(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            assert isinstance(body, httpx.SyncByteStream)
            for piece in body:
                if monotonic() > ends:
                    raise httpx.ReadTimeout("the time for the whole body is over")
                yield piece

        def close(self) -> None:
            assert isinstance(body, httpx.SyncByteStream)
            body.close()

    response.stream = Limited()


def _certificates(settings: Settings) -> ssl.SSLContext | bool:
    if settings.model_ca is None:
        return True
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(settings.model_ca)
    except (OSError, ssl.SSLError):
        raise SettingsError("ASSISTANT_MODEL_CA 指的证书文件不存在或读不懂，请换成 PEM 格式的证书文件。") from None
    return context
