"""A small OpenAI-compatible endpoint on 127.0.0.1 that plays a script: one entry of it answers one request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Turn:
    """How one request is answered: `drip` seconds pass before each piece; `cut` ends a stream without saying so."""

    text: str = ""
    status: int = 200
    delay: float = 0.0
    drip: float = 0.0
    body: str | None = None
    finish: str = "stop"
    cut: bool = False
    keepalive: bool = False


class Endpoint(ThreadingHTTPServer):
    """The server with its script and what it was asked; the last turn repeats."""

    daemon_threads = True

    def __init__(self, script: Sequence[Turn]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.turns = list(script)
        self.requests: list[dict[str, Any]] = []
        self.authorization: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:  # noqa: N802 the name http.server calls
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(request)
        self.server.authorization.append(self.headers.get("Authorization", ""))
        turn = self.server.turns.pop(0) if len(self.server.turns) > 1 else self.server.turns[0]
        time.sleep(turn.delay)
        streams = request.get("stream") and turn.status == 200 and turn.body is None
        try:
            self._stream(turn) if streams else self._whole(turn)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _whole(self, turn: Turn) -> None:
        choice = {"index": 0, "finish_reason": turn.finish, "message": {"role": "assistant", "content": turn.text}}
        body: dict[str, object] = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        if turn.status != 200:
            body = {"error": {"message": f"refused {self.headers.get('Authorization')}", "code": turn.status}}
        data = (json.dumps(body) if turn.body is None else turn.body).encode()
        self.send_response(turn.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, turn: Turn) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for _ in range(200 if turn.keepalive else 0):
            self._send(": waiting\n\n")
            time.sleep(0.05)
        size = max(4, len(turn.text) // 50)
        for start in range(0, len(turn.text), size):
            time.sleep(turn.drip)
            self._event({"content": turn.text[start : start + size]}, None)
        if not turn.cut:
            self._event({}, turn.finish)
            self._send("data: [DONE]\n\n")

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self._send(f"data: {json.dumps(event)}\n\n")

    def _send(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what a test prints is its result."""


@contextmanager
def serving(script: Sequence[Turn]) -> Iterator[Endpoint]:
    """The endpoint while it runs."""
    endpoint = Endpoint(script)
    threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield endpoint
    finally:
        endpoint.shutdown()
        endpoint.server_close()
