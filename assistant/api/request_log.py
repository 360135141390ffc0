"""The log of requests: a JSON object a line in HOME/logs, for whoever looks after the server; no question, answer or file name in it."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "requests.jsonl"
_BYTES = 5_000_000
_KEPT = 5


class RequestLog:
    """Writes a line a request; old files go when there are too many."""

    def __init__(self, home: Path) -> None:
        self._file = home / "logs" / NAME

    def note(self, **row: object) -> None:
        """One line; where none can be written the request goes on all the same."""
        now = datetime.now().astimezone().isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, **row}, ensure_ascii=False)
        with suppress(OSError):
            self._handler.handle(logging.LogRecord(NAME, logging.INFO, "", 0, line, None, None))
            self._handler.close()  # opened again by the next line: nobody has to give it back

    @cached_property
    def _handler(self) -> RotatingFileHandler:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(self._file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
