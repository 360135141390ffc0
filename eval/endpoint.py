"""A small OpenAI-compatible endpoint on 127.0.0.1, for tests and proofs: it plays a script, or asks a function what to reply."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """How one request is answered."""

    text: str = ""
    status: int = 200
    delay: float = 0.0
    """Seconds before anything is sent."""
    drip: float = 0.0
    """Seconds before each piece of a stream."""
    body: str | None = None
    """Sent instead of a reply in the right shape."""
    finish: str = "stop"
    cut: bool = False
    """The stream ends without saying so."""
    torn: bool = False
    """The connection is closed in the middle of an event or of the body."""
    keepalive: bool = False
    """Comments only, for ten seconds."""
    usage: bool = True
    """Whether the reply says what it cost."""
    tokens: tuple[int, int] = (100, 0)
    """What it cost, read and written; 0 written is one for each character."""


Reply = Callable[[Request], Turn]


class Endpoint(ThreadingHTTPServer):
    """The server with what it was asked; the last turn of a script repeats."""

    daemon_threads = True

    def __init__(self, script: Sequence[Turn] | Reply, context: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.context = context
        """The window in characters; longer requests are refused. 0 has none."""
        self.requests: list[Request] = []
        self.authorization: list[str] = []
        self.paths: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"
        self._turns = [] if callable(script) else list(script)
        self._reply = script if callable(script) else None
        self._lock = threading.Lock()
        self.busy = 0
        self.busiest = 0
        """The most requests that were open at the same time."""

    def turn(self, request: Request) -> Turn:
        """What this request gets."""
        with self._lock:
            self.requests.append(request)
            if self._reply is None:
                return self._turns.pop(0) if len(self._turns) > 1 else self._turns[0]
        return self._reply(request)

    def entered(self, one: int) -> None:
        """Count a request in (1) or out (-1)."""
        with self._lock:
            self.busy += one
            self.busiest = max(self.busiest, self.busy)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of the endpoint."""


def user_text(request: Request) -> str:
    """The words of a request that are no instructions of the program's own."""
    return "\n".join(str(message["content"]) for message in request["messages"] if message["role"] == "user")


class Handler(BaseHTTPRequestHandler):
    """Answers chat completions, whole or as a stream."""

    server: Endpoint

    def do_GET(self) -> None:  # noqa: N802 the name http.server calls
        """The list of models."""
        self.server.paths.append(self.path)
        self._send_whole(200, json.dumps({"object": "list", "data": [{"id": "m", "object": "model", "created": 1, "owned_by": "x"}]}))

    def do_POST(self) -> None:  # noqa: N802 the name http.server calls
        """One completion."""
        self.server.paths.append(self.path)
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.authorization.append(self.headers.get("Authorization", ""))
        self.server.entered(1)
        try:
            turn = self.server.turn(request)
            if self.server.context and sum(len(str(message["content"])) for message in request["messages"]) > self.server.context:
                turn = Turn(status=400)
            time.sleep(turn.delay)
            streams = request.get("stream") and turn.status == 200 and turn.body is None
            self._stream(turn) if streams else self._whole(turn)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.server.entered(-1)

    def _whole(self, turn: Turn) -> None:
        choice = {"index": 0, "finish_reason": turn.finish, "message": {"role": "assistant", "content": turn.text}}
        body: dict[str, object] = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        if turn.usage:
            body["usage"] = _usage(turn)
        if turn.status != 200:
            body = {"error": {"message": f"refused {self.headers.get('Authorization')}", "code": turn.status}}
        self._send_whole(turn.status, json.dumps(body) if turn.body is None else turn.body, torn=turn.torn)

    def _send_whole(self, status: int, body: str, *, torn: bool = False) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if torn else data)
        self.close_connection = torn or self.close_connection

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
            self._event([{"index": 0, "delta": {"content": turn.text[start : start + size]}, "finish_reason": None}])
        if turn.torn:
            self._send('data: {"id": "1", "object": "chat.compl')
        elif not turn.cut:
            self._event([{"index": 0, "delta": {}, "finish_reason": turn.finish}])
            if turn.usage:
                self._event([], _usage(turn))
            self._send("data: [DONE]\n\n")

    def _event(self, choices: list[dict[str, Any]], usage: dict[str, int] | None = None) -> None:
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices, "usage": usage}
        self._send(f"data: {json.dumps(event)}\n\n")

    def _send(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what a test prints is its result."""


def _usage(turn: Turn) -> dict[str, int]:
    read, written = turn.tokens[0], turn.tokens[1] or len(turn.text)
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


@contextmanager
def serving(script: Sequence[Turn] | Reply, context: int = 0) -> Iterator[Endpoint]:
    """The endpoint while it runs."""
    endpoint = Endpoint(script, context)
    threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield endpoint
    finally:
        endpoint.shutdown()
        endpoint.server_close()
