"""What an evaluation stands on: the sample documents, and no model unless it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.resources import SHIPPED_KNOWLEDGE

SAMPLES = SHIPPED_KNOWLEDGE / "samples" / "documents"
MODEL_SETTINGS = ("ASSISTANT_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL")


def go_offline() -> None:
    """Forget the model's settings for this process and those it starts: without --model nothing may reach an endpoint."""
    for name in MODEL_SETTINGS:
        os.environ.pop(name, None)


@contextmanager
def offline() -> Iterator[None]:
    """Without the model's settings for a while."""
    before = {name: os.environ[name] for name in MODEL_SETTINGS if name in os.environ}
    go_offline()
    try:
        yield
    finally:
        os.environ.update(before)
