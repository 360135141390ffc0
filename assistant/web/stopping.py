"""停止: what a page runs ends before its next file once the page asked for it."""

from collections.abc import Iterable, Iterator
from threading import Event

import gradio as gr

from assistant.errors import AssistantError
from assistant.types import IngestResult


class Stopped(AssistantError):
    """What was under way has ended, because its page asked for that."""


class Stops:
    """Which of the things under way were asked to end.

    Gradio's own cancelling reaches the server beside the button's event, on a busy machine after it; without a word kept here the page
    would say 已停止 while the next file is still taken in.
    """

    def __init__(self, said: str) -> None:
        self._said = said
        self._running: set[tuple[str | None, Event]] = set()

    def ask(self, request: gr.Request) -> None:
        """End what the page runs."""
        for page, wish in list(self._running):
            if page == request.session_hash:
                wish.set()

    def until(self, request: gr.Request, coming: Iterable[IngestResult]) -> Iterator[IngestResult]:
        """What comes, one by one.

        Raises:
            Stopped: the page asked for the end; what came until then has been handed on.
        """
        mine = (request.session_hash, Event())
        self._running.add(mine)
        try:
            for one in coming:
                yield one
                if mine[1].is_set():
                    raise Stopped(self._said)
        finally:
            self._running.discard(mine)
