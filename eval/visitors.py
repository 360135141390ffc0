"""Users at the page: each asks, reads, asks again, over the protocol of the browser, against a server of its own process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx
import psutil

from eval.ports import free_port

STARTS_WITHIN = 180.0
"""Seconds that a server may take until it shows its page, on a busy machine too."""
ONE_ANSWER = 30.0
"""Seconds after which an answer counts as an error."""


@dataclass
class Visits:
    """What the users met."""

    seconds: list[float] = field(default_factory=list)
    """How long each answer took until it was whole."""
    errors: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    """The server's memory after its first answers, and at the end."""


@dataclass(frozen=True)
class Site:
    """A running page: its address, what it says of itself, and its process."""

    address: str
    config: dict[str, Any]
    server: psutil.Process

    def event(self, element: str, name: str) -> int:
        """The number of the event of that name on the element with that id."""
        wanted = [next(one["id"] for one in self.config["components"] if one["props"].get("elem_id") == element), name]
        return int(next(one["id"] for one in self.config["dependencies"] if wanted in one["targets"]))

    def after(self, event: int) -> list[int]:
        """The events that the browser sets off when that one is done and that the server has a part in."""
        return [one["id"] for one in self.config["dependencies"] if one["trigger_after"] == event and one["backend_fn"]]


Login = tuple[str, str]
"""A user's name and password."""


@contextmanager
def served(home: Path, login: Login | None = None) -> Iterator[Site]:
    """A page over a home, in a process of its own; where users are set up, it is looked at as one of them.

    Raises:
        RuntimeError: it does not come up in time.
    """
    port = free_port()
    start = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", start, "--home", str(home), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        yield Site(address, _config(address, login), psutil.Process(server.pid))
    finally:
        server.kill()
        server.wait()


def visit(site: Site, questions: Sequence[str], users: int, seconds: float, pause: float) -> Visits:
    """So many users at a time for so many seconds, each asking `pause` seconds after its last answer was whole."""
    met = Visits()
    with Visitor(site, met) as warm:
        for question in islice(cycle(questions), users):
            warm.ask(question)
    met.seconds.clear()
    met.megabytes.append(site.server.memory_info().rss / 1e6)
    until = time.monotonic() + seconds

    def stay(number: int) -> None:
        time.sleep(pause * number / users)
        with Visitor(site, met) as visitor:
            for question in islice(cycle(questions), number * 7 % len(questions), None):
                if time.monotonic() > until:
                    return
                visitor.ask(question)
                time.sleep(pause)

    with ThreadPoolExecutor(users) as threads:
        list(threads.map(stay, range(users)))
    met.megabytes.append(site.server.memory_info().rss / 1e6)
    return met


class Visitor:
    """One browser: a session, a cookie, one thing at a time."""

    def __init__(self, site: Site, met: Visits, login: Login | None = None) -> None:
        self._site, self._met = site, met
        self._session = uuid4().hex
        self.client = httpx.Client(base_url=site.address, timeout=ONE_ANSWER, trust_env=False)
        log_in(self.client, login)
        self.client.get("/")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def ask(self, question: str) -> None:
        """Ask and wait until the answer is whole and kept; what the page does after it is not counted."""
        asking = self._site.event("question", "submit")
        began = time.monotonic()
        try:
            for line in self.call(asking, [None, question, "", "", "", ""]):  # the conversation is at the server; no filter is set
                if "answer failed" in line:
                    raise RuntimeError(line[:300])
            self._met.seconds.append(time.monotonic() - began)
            for event in self._site.after(asking):
                list(self.call(event, [None]))
        except (httpx.HTTPError, RuntimeError) as error:
            self._met.errors.append(f"{question}: {error}")

    def call(self, event: int, data: Sequence[object], said: dict[str, object] | None = None) -> Iterator[str]:
        """Set an event off and read what the server sends until it is done; None stands for what the server itself holds.

        Raises:
            RuntimeError: it did not succeed.
            httpx.HTTPError: the server did not answer.
        """
        wanted = {"data": list(data), "fn_index": event, "session_hash": self._session, "trigger_id": None, "event_data": said}
        joined = self.client.post("/gradio_api/queue/join", json=wanted)
        joined.raise_for_status()
        number = joined.json()["event_id"]
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as lines:
            for line in lines.iter_lines():
                told: dict[str, Any] = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if told.get("event_id") != number:
                    continue
                if told.get("success") is False:
                    raise RuntimeError(line[:300])
                yield line
                if told.get("msg") == "process_completed":
                    return
        raise RuntimeError("the stream ended before all was said")


def log_in(client: httpx.Client, login: Login | None) -> None:
    """Log a client in, where users are set up.

    Raises:
        httpx.HTTPError: the server does not answer, or refuses.
    """
    if login is not None:
        reply = client.post("/login", data=dict(zip(("name", "password"), login, strict=True)))
        if not reply.has_redirect_location:
            raise httpx.HTTPError(f"{login[0]} is not let in: {reply.status_code}")


def _config(address: str, login: Login | None) -> dict[str, Any]:
    until = time.monotonic() + STARTS_WITHIN
    with httpx.Client(base_url=address, trust_env=False) as client:
        while time.monotonic() < until:
            try:
                log_in(client, login)
                return dict(client.get("/config").raise_for_status().json())
            except httpx.HTTPError:
                time.sleep(0.1)
    raise RuntimeError(f"页面在{STARTS_WITHIN:g}秒内没有打开。")
