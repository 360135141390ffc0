"""Who a browser belongs to: a random cookie, so that everybody finds their own conversations again and nobody else's."""

from __future__ import annotations

from hashlib import sha256
from secrets import token_urlsafe

import gradio as gr
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.visiting import cookie

COOKIE = "visitor"
YEAR = 365 * 86400


class Visitor:
    """ASGI middleware that gives a browser without the cookie one when it opens the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the answer to `/` takes a new cookie along where there is none."""
        if scope["type"] != "http" or scope["path"] != "/" or cookie(Headers(scope=scope), COOKIE):
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={token_urlsafe(24)}; Max-Age={YEAR}; Path=/; HttpOnly; SameSite=Strict"
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self.app(scope, receive, marked)


def owner(request: gr.Request | None) -> str:
    """By what the conversations of a browser are kept: a digest of its cookie; empty without one."""
    held = cookie(request.headers, COOKIE) if request else ""
    return sha256(held.encode()).hexdigest()[:32] if held else ""
