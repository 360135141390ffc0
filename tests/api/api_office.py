"""A real server on this machine over a home of two reports, without the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from assistant.api.app import interfaces
from assistant.api.serving import no_page
from assistant.service import Assistant
from eval.ports import free_port


@contextmanager
def served(service: Assistant) -> Iterator[str]:
    """The address of the interfaces over a service."""
    made = interfaces(service)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(made.before(no_page), host="127.0.0.1", port=port, log_config=None, lifespan="off", ws="none"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        running.join(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        running.join()
