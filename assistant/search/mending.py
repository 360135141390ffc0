"""Damaged caches are made anew by a process of their own, while this one goes on answering from what is left."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from assistant.config import Settings

log = logging.getLogger(__name__)

AGAIN_SECONDS = 60.0
"""So long after an attempt that changed nothing (no room, no endpoint) the next one has to wait."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from assistant.mending import main; main()"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Mender:
    """Starts `assistant.mending` for one home, at most one at a time; it goes on when this process ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._stood: str | None = None

    def start(self, published: str) -> None:
        """Begin, unless it is under way or was tried a moment ago over the same published caches."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return
            if published == self._stood and monotonic() - self._began < AGAIN_SECONDS:
                return
            self._stood, self._began = published, monotonic()
            log.warning("the search caches are damaged and are made anew")
            try:
                self._process = self._begun()
            except OSError:
                log.exception("no process could be started to make the search caches anew")
                return
            Thread(target=self._process.wait, name="caches are mended", daemon=True).start()

    def _begun(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", _START, *(str(Path(one).absolute()) for one in sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=_NO_WINDOW,
        )
        assert process.stdin is not None
        with process.stdin as told:
            told.write(self._settings.model_dump_json().encode())
        return process
