"""The frame around Gradio's page: built-in texts in the page's language whatever the browser speaks, requests kept here."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
LANGUAGE = '<script>Object.defineProperty(navigator, "language", {get: () => "%s"});</script>'
TAGS = {"zh": "zh-CN", "en": "en"}
"""A language of the settings -> its name for browsers."""


class Shell:
    """ASGI middleware that rewrites the one HTML page; everything else passes untouched."""

    def __init__(self, app: ASGIApp, language: str) -> None:
        self.app = app
        self._tag = TAGS[language].encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the answer to `/` is held until it is whole."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            page = bytes(body).replace(b'lang="en"', b'lang="%s"' % self._tag, 1)
            page = page.replace(b"<head>", b"<head>" + LANGUAGE.encode() % self._tag, 1)
            headers = MutableHeaders(scope=start)
            headers["content-security-policy"] = POLICY
            if scope["method"] != "HEAD":
                headers["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, rewritten)
