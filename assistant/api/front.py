"""In front of the whole server: request ids, counts and logs, limits, and which part of it a request is for."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.admitting import alone, misled
from assistant.api.failures import Refused
from assistant.api.metrics import Metrics
from assistant.api.request_log import RequestLog

if TYPE_CHECKING:
    from assistant.service import Assistant

PAGE = "page"
"""What everything that is not for other programs is counted as."""
_OURS = re.compile(r"/(v1|api|healthz|metrics)(/|$)")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_BODY_SECONDS = 30.0
_TOO_LARGE = "请求内容超过{most}KB，请缩短后重发；上限由 ASSISTANT_API_KILOBYTES 设置。"
_TOO_SLOW = "请求内容没有及时送达，请重发。"
_MISLED = "只接受以 127.0.0.1 或 localhost 为地址的请求；要用别的地址访问，请先用 assistant user add 设置用户。"


class Front:
    """ASGI middleware: what is for other programs goes to `api`, everything else to the page behind it."""

    def __init__(self, app: ASGIApp, api: ASGIApp, service: Assistant, metrics: Metrics, log: RequestLog) -> None:
        self._page = app
        self._api = api
        self._service = service
        self._metrics = metrics
        self._log = log
        self._most = service.settings.api_kilobytes * 1000

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it went."""
        if scope["type"] != "http":
            await self._page(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        number = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
        began, status = perf_counter(), 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = number
            await send(message)

        scope.setdefault("state", {})["request_id"] = number
        ours = bool(_OURS.match(scope["path"]))
        try:
            if misled(headers) and await asyncio.to_thread(alone, self._service):
                await Refused(403, _MISLED).response()(scope, receive, marked)
            elif ours:
                await self._for_programs(scope, receive, marked, headers)
            else:
                await self._page(scope, receive, marked)
        finally:
            self._note(scope, number, ours=ours, status=status or 499, seconds=perf_counter() - began)

    async def _for_programs(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        try:
            body = await asyncio.wait_for(_body(receive, headers, self._most), _BODY_SECONDS)
        except TimeoutError:
            await Refused(408, _TOO_SLOW).response()(scope, receive, send)
            return
        if body is None:
            await Refused(413, _TOO_LARGE.format(most=self._most // 1000)).response()(scope, receive, send)
            return
        read = False

        async def again() -> Message:
            nonlocal read
            if read:
                return await receive()
            read = True
            return {"type": "http.request", "body": body, "more_body": False}

        with suppress(Exception):  # told and logged already where it was caught; Starlette passes it on all the same
            await self._api(scope, again, send)

    def _note(self, scope: Scope, number: str, *, ours: bool, status: int, seconds: float) -> None:
        route = PAGE if not ours else getattr(scope.get("route"), "path_format", None) or "other"
        method = scope["method"] if scope["method"] in {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"} else "other"
        self._metrics.requested(route, method, status, seconds)
        if ours or status >= 400 or method not in {"GET", "HEAD"}:
            client = scope.get("client")
            self._log.note(
                request_id=number,
                method=method,
                route=route,
                status=status,
                milliseconds=round(seconds * 1000, 1),
                user=scope["state"].get("user", ""),
                address=client[0] if client else "",
            )


async def _body(receive: Receive, headers: Headers, most: int) -> bytes | None:
    """The whole of a request's content; None when it is larger than that."""
    said = headers.get("content-length", "")
    if said.isdigit() and int(said[:20]) > most:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body.extend(message.get("body", b""))
        if len(body) > most:
            return None
        if not message.get("more_body"):
            return bytes(body)
