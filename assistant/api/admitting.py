"""Who may come in: this machine alone as long as no users are set up, then whoever brings a key, seeing what its owner may see."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from assistant.api.failures import Refused
from assistant.errors import UsageError
from assistant.types import Role

if TYPE_CHECKING:
    from assistant.service import Assistant

_NO_KEY = "请在请求头写 Authorization: Bearer 密钥；密钥由管理员用 assistant user key add 发放。"
_WRONG_KEY = "密钥不对、已撤销或其用户已停用，请向管理员索取新的密钥。"
_ELSEWHERE = "还没有设置用户，只接受本机的请求；要让其他电脑使用，请先用 assistant user add 添加管理员。"


def admitted(service: Assistant, request: HTTPConnection) -> Assistant:
    """The service as whoever asks may use it.

    Raises:
        Refused: no key, a wrong one, or from another machine while no users are set up.
    """
    if not service.users.any():
        if not only_here(request.client.host if request.client else ""):
            raise Refused(401, _ELSEWHERE)
        return service
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not key.strip():
        raise Refused(401, _NO_KEY, code="invalid_api_key")
    reader = service.users.of_key(key.strip())
    if reader is None:
        raise Refused(401, _WRONG_KEY, code="invalid_api_key")
    request.state.user = reader.name
    return service.for_reader(reader, request.client.host if request.client else "")


def overseen(service: Assistant, request: HTTPConnection) -> None:
    """Let only those in who look after the server.

    Raises:
        Refused: they do not.
    """
    if not admitted(service, request).reader.may(Role.ADMINISTRATOR):
        raise Refused(403, "运行数据只给管理员的密钥看，请换一个密钥。")


def alone(service: Assistant) -> bool:
    """Whether no users are set up, so that only this machine may come in."""
    return not service.users.any()


def misled(headers: Headers) -> bool:
    """Whether a request names another host than this machine, or comes from a page of another one.

    A foreign page whose name is made to point here (DNS rebinding) would otherwise read what only this machine may.
    """
    origin = headers.get("origin")
    return not only_here(urlsplit(f"//{headers.get('host', '')}").hostname or "") or (
        origin is not None and not only_here(urlsplit(origin).hostname or "")
    )


def check_address(service: Assistant, host: str) -> None:
    """Serving others needs users.

    Raises:
        UsageError: others could come in there without anybody asking who they are.
    """
    if not only_here(host) and not service.users.any():
        raise UsageError("还没有设用户，只能在本机打开。请先用 assistant user add 设管理员，再用 --host 供别的电脑使用。")


def only_here(host: str) -> bool:
    """Whether an address or name means this machine and nothing else."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
