"""Exchanges with a model, recorded and played again: answers of the model path are the same tomorrow, with or without an endpoint.

A local endpoint stands between the product and the real one. What it was asked before it answers from its file; what is new it
passes on and records, or, where there is no endpoint, counts as not covered. No key is ever written.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from assistant.config import Settings, load_settings
from assistant.language.prompts import load_prompt
from assistant.resources import SHIPPED_PROMPTS
from eval.cases import CaseError
from eval.endpoint import Request, Turn, serving

UNKNOWN = "（不在 prompts 里）"
_KEY = "replayed"
"""The key that the product shows to the local endpoint; the real one stays with whoever passes requests on."""


@dataclass(frozen=True)
class Exchange:
    """One request and what came back."""

    key: str
    prompt: str
    model: str
    messages: list[dict[str, str]]
    reply: str
    status: int
    finish: str
    read: int
    written: int
    seconds: float


Forward = Callable[[Request], Exchange]


@dataclass
class Exchanges:
    """The recorded exchanges of a file, and what was asked of them."""

    path: Path
    forward: Forward | None = None
    known: dict[str, Exchange] = field(default_factory=dict)
    used: list[Exchange] = field(default_factory=list)
    uncovered: Counter[str] = field(default_factory=Counter)
    """Prompt -> requests that no recorded exchange answers."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        lines = self.path.read_text("utf-8").splitlines() if self.path.is_file() else []
        try:
            found = [Exchange(**json.loads(line)) for line in lines if line.strip()]
        except (ValueError, TypeError):
            raise CaseError(f"录制文件 {self.path.name} 读不懂，请删除后重新录制。") from None
        self.known = {one.key: one for one in found}

    def turn(self, request: Request) -> Turn:
        """What the product gets: what was recorded, else what the real endpoint says now."""
        key = key_of(request)
        found = self.known.get(key)
        if found is None and self.forward is not None:
            found = self.forward(request)
            self._keep(found)
        with self._lock:
            if found is None:
                self.uncovered[prompt_of(request)] += 1
                return Turn(status=404)
            self.used.append(found)
        return Turn(found.reply, status=found.status, finish=found.finish, tokens=(found.read, found.written))

    def _keep(self, one: Exchange) -> None:
        """Record a reply; a busy or broken endpoint is asked again another time."""
        if one.status not in {200, 400}:
            return
        with self._lock:
            self.known[one.key] = one
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")

    @property
    def summary(self) -> dict[str, float]:
        """Requests, tokens and seconds of what was used."""
        seconds = [one.seconds for one in self.used]
        return {
            "requests": len(self.used),
            "read": sum(one.read for one in self.used),
            "written": sum(one.written for one in self.used),
            "median seconds": round(median(seconds), 2) if seconds else 0.0,
            "longest seconds": round(max(seconds, default=0.0), 2),
        }


def key_of(request: Request) -> str:
    """What a request is known by: the model, every word it is told, and the form it is to answer in."""
    told = [request.get("model"), request["messages"], request.get("response_format")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]


def prompt_of(request: Request) -> str:
    """The prompt whose instructions a request carries."""
    system = next((str(one["content"]) for one in request["messages"] if one["role"] == "system"), "")
    prompts = (load_prompt(path.stem) for path in sorted(SHIPPED_PROMPTS.glob("*.toml")))
    return next((one.name for one in prompts if one.fill(dict(one.example))[0] == system), UNKNOWN)


def passing_on(settings: Settings) -> Forward:
    """What asks the endpoint of these settings, through the product's own client."""
    import openai

    from assistant.language.client import open_chat

    chat = open_chat(settings)

    def forward(request: Request) -> Exchange:
        form = request.get("response_format")
        began, reply, status, finish = time.monotonic(), "", 200, "stop"
        cost: dict[str, Any] = {}
        try:
            message = (chat.bind(response_format=form) if form else chat).invoke(request["messages"])
            reply, cost = message.text, dict(message.usage_metadata or {})
            finish = str(message.response_metadata.get("finish_reason") or "stop")
        except openai.APIStatusError as error:
            status = error.status_code
        except openai.OpenAIError:
            status = 503
        seconds = round(time.monotonic() - began, 3)
        read, written = int(cost.get("input_tokens", 0)), int(cost.get("output_tokens", 0))
        told = json.loads(_scrubbed(json.dumps(request["messages"], ensure_ascii=False), settings))
        shown = _scrubbed(reply, settings)
        return Exchange(key_of(request), prompt_of(request), settings.model, told, shown, status, finish, read, written, seconds)

    return forward


def _scrubbed(text: str, settings: Settings) -> str:
    return text.replace(settings.openai_api_key, "***") if settings.openai_api_key else text


@contextmanager
def replaying(path: Path) -> Iterator[Exchanges]:
    """The product's model settings point to the recorded exchanges of a file, which the configured endpoint, if any, adds to.

    Raises:
        CaseError: neither an endpoint nor a recording is there.
    """
    settings = load_settings()
    exchanges = Exchanges(path, passing_on(settings) if settings.uses_model else None)
    recorded = next((one.model for one in exchanges.known.values()), "")
    if not settings.uses_model and not recorded:
        raise CaseError("没有配置语言模型，也没有录制过的对话，请设置 OPENAI_BASE_URL、OPENAI_API_KEY 和 ASSISTANT_MODEL 后再评测。")
    with serving(exchanges.turn) as endpoint, pointed_to(endpoint.url, settings.model or recorded):
        yield exchanges


@contextmanager
def pointed_to(url: str, model: str) -> Iterator[None]:
    """The environment of this process and those it starts, with another endpoint on this machine."""
    ours = {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": _KEY, "ASSISTANT_MODEL": model, "ASSISTANT_MODEL_PROXY": "", "ASSISTANT_MODEL_CA": ""}
    before = {name: os.environ.pop(name, None) for name in ours}
    os.environ.update({name: value for name, value in ours.items() if value})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
