"""What stands before the page: who is not logged in gets no further, and nobody reaches another one's files or events."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import NotAllowedError
from assistant.types import OWNER, Reader
from assistant.web import render, wording
from assistant.web.shell import TAGS
from assistant.web.visiting import LOGIN, cookie, folder_name

if TYPE_CHECKING:
    from assistant.service import Assistant

FILE = "/gradio_api/file="
UPLOAD = "/gradio_api/upload"
READ = re.compile(
    r"/|/config/?|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/(?:assets|static|svelte)/.+"
    r"|/gradio_api/(?:startup-events|info/?|app_id/?|theme\.css|queue/data|upload_progress|heartbeat/[^/]+|file=.+)",
    re.DOTALL,
)
"""What the page fetches; everything else that Gradio offers is not there."""
SENT = re.compile(r"/gradio_api/(?:queue/join|upload|cancel|reset/?)")
OPEN = "/gradio_api/startup-events"
"""Fetched by the server itself when it starts; it tells nothing. What is for other programs asks for a key and never comes here."""
SESSION = re.compile(r"/gradio_api/heartbeat/([^/]+)")
MOST_SENT = 8_000_000
"""So many bytes of an event at most; files come another way."""
_REMEMBERED = 50_000
NOT_LOGGED_IN = "请先登录。"
NOT_YOURS = "没有这个文件或页面，或您无权查看。"


class Owned:
    """Whom page sessions and uploaded files belong to; the oldest are forgotten first, and then belong to nobody."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()

    def claim(self, thing: str, owner: str) -> bool:
        """Whether a thing is theirs: it is if it was nobody's."""
        known = self._owners.setdefault(thing, owner)
        self._owners.move_to_end(thing)
        while len(self._owners) > _REMEMBERED:
            self._owners.popitem(last=False)
        return known == owner

    def belongs(self, thing: str, owner: str) -> bool:
        """Whether a thing was claimed by them before."""
        return self._owners.get(thing) == owner


class Gate:
    """ASGI middleware: login, logout, and for the rest a list of what there is and whose it is."""

    def __init__(self, app: ASGIApp, service: Assistant, folder: Path) -> None:
        self.app = app
        self._service = service
        self._folder = folder.resolve()
        self._sessions, self._uploads = Owned(), Owned()
        language = service.settings.language
        self._tag, self._say = TAGS[language], wording.speaker(language, service.home)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, answer it here, or refuse it."""
        if scope["type"] == "lifespan" or (scope["type"] == "http" and scope["path"] == OPEN):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            users = await run_in_threadpool(self._service.users.any)
            await (self._with_users if users else self._allowed)(scope, receive, send)

    async def _with_users(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, path = Headers(scope=scope), scope["path"]
        if scope["method"] == "POST" and not _same_origin(headers):
            await _refused(403, "请求来自别的网站，没有执行。")(scope, receive, send)
            return
        token = cookie(headers, LOGIN)
        reader = await run_in_threadpool(self._service.logins.reader, token)
        if path == "/login":
            await self._login(scope, receive, send, reader)
        elif reader is None:
            answer = RedirectResponse("/login", 303) if path == "/" else _refused(401, NOT_LOGGED_IN)
            await answer(scope, receive, send)
        elif path == "/logout" and scope["method"] == "POST":
            await run_in_threadpool(self._service.logins.log_out, token, _address(scope))
            answer = RedirectResponse("/login", 303)
            answer.delete_cookie(LOGIN, httponly=True, samesite="strict")
            await answer(scope, receive, send)
        else:
            await self._allowed(scope, receive, send, reader)

    async def _login(self, scope: Scope, receive: Receive, send: Send, reader: Reader | None) -> None:
        answer: Response = RedirectResponse("/", 303)
        if scope["method"] == "POST":
            given = parse_qs((await _body(receive, 4096) or b"").decode("utf-8", "replace"))
            name, password = (given.get(field, [""])[0] for field in ("name", "password"))
            try:
                token = await run_in_threadpool(self._service.logins.log_in, name, password, _address(scope))
                secure = scope["scheme"] == "https"
                answer.set_cookie(LOGIN, token, httponly=True, samesite="strict", secure=secure)
            except NotAllowedError as error:
                answer = self._form(str(error), name[:40], 403)
        elif reader is None:
            answer = self._form("", "", 200)
        await answer(scope, receive, send)

    def _form(self, said: str, name: str, status: int) -> HTMLResponse:
        return _page(render.login(said, name, self._say, self._tag), status)

    async def _allowed(self, scope: Scope, receive: Receive, send: Send, reader: Reader = OWNER) -> None:
        """Let through what there is and what is theirs."""
        path, sent = scope["path"], scope["method"] == "POST"
        known = SENT.fullmatch(path) if sent else READ.fullmatch(path) and scope["method"] in {"GET", "HEAD"}
        session = SESSION.fullmatch(path)
        sessions = [session[1]] if session else QueryParams(scope["query_string"]).getlist("session_hash")
        if not known or (path.startswith(FILE) and not self._may_fetch(path.removeprefix(FILE), reader)):
            await _refused(404, NOT_YOURS)(scope, receive, send)
        elif not all(self._sessions.claim(one, reader.id) for one in sessions):
            await _refused(403, NOT_YOURS)(scope, receive, send)
        elif sent and path == UPLOAD:
            await self.app(scope, receive, self._noting(send, reader))
        elif sent:
            await self._event(scope, receive, send, reader)
        else:
            await self.app(scope, receive, send)

    async def _event(self, scope: Scope, receive: Receive, send: Send, reader: Reader) -> None:
        """An event may speak of the sender's own page and own uploads only."""
        body = await _body(receive, MOST_SENT)
        try:
            told = json.loads(body or b"null")
        except (ValueError, RecursionError):
            told = None
        session = told.get("session_hash") if isinstance(told, dict) else None
        if (
            not isinstance(session, str)
            or not self._sessions.claim(session, reader.id)
            or not all(self._uploads.belongs(path, reader.id) for path in _files(told))
        ):
            await _refused(403, NOT_YOURS)(scope, receive, send)
        else:
            await self.app(scope, _again(body or b"", receive), send)

    def _may_fetch(self, path: str, reader: Reader) -> bool:
        """Whether a file was made for them or uploaded by them."""
        try:
            real = Path(path).resolve()
        except (OSError, ValueError, RuntimeError):
            return False
        return real.is_relative_to(self._folder / folder_name(reader.id)) or self._uploads.belongs(path, reader.id)

    def _noting(self, send: Send, reader: Reader) -> Send:
        """Note whose the files are that an upload answers with, before the sender learns where they are."""
        body = bytearray()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    for path in _strings(body):
                        self._uploads.claim(path, reader.id)
            await send(message)

        return noted


def _strings(body: bytes | bytearray) -> list[str]:
    try:
        told = json.loads(body)
    except ValueError:
        return []
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def _files(told: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Every path, and every address to fetch from, that an event hands in."""
    waiting = [told]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from (str(one[name]) for name in ("path", "video", "image") if isinstance(one.get(name), str))
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


async def _body(receive: Receive, most: int) -> bytes | None:
    """The body of a request; None when it is too long."""
    body = bytearray()
    while True:
        message = await receive()
        body.extend(message.get("body", b""))
        if len(body) > most:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, to be read once more."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


def _same_origin(headers: Headers) -> bool:
    """Whether a form or script of this very site sent it; programs that are no browsers name no origin."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _address(scope: Scope) -> str:
    return str(scope["client"][0]) if scope.get("client") else ""


def _page(body: str, status: int) -> HTMLResponse:
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    return HTMLResponse(body, status, {"content-security-policy": policy, "cache-control": "no-store"})


def _refused(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"detail": sentence}, status)
