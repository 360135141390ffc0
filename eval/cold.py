"""What a cold start costs: a fresh interpreter runs the product once and says how long, how much memory, which modules."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEAVY = ("chromadb", "gradio", "langchain", "langchain_core", "torch", "sentence_transformers", "model2vec", "openai")
FORBIDDEN = frozenset({"chromadb", "gradio", "langchain", "langchain_core", "torch"})
"""What a counting answer may not import."""

_PROBE = Path(__file__).parent / "probe.py"


@dataclass(frozen=True, slots=True)
class Cold:
    """One cold start: wall seconds as seen from outside, peak memory of the process, heavy modules it loaded."""

    seconds: float
    megabytes: float | None
    modules: tuple[str, ...]

    @property
    def forbidden(self) -> tuple[str, ...]:
        """The loaded modules that a counting answer may do without."""
        return tuple(name for name in self.modules if name in FORBIDDEN)


def cold_command(*arguments: str) -> Cold:
    """A cold `assistant …`.

    Raises:
        RuntimeError: the command failed; the message is what it said.
    """
    return _cold("command", *arguments)


def cold_import(module: str) -> Cold:
    """A cold import of one module."""
    return _cold("import", module)


def _cold(*arguments: str) -> Cold:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, str(_PROBE), *arguments], capture_output=True, text=True, encoding="utf-8")
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or done.stdout.strip())
    seen: dict[str, Any] = json.loads(done.stderr.strip().splitlines()[-1])
    return Cold(seconds, seen["megabytes"], tuple(name for name in HEAVY if name in seen["modules"]))
