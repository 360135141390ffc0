"""The log of the program: details for whoever maintains it, in HOME/logs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any


def log_to(home: Path) -> None:
    """Send warnings of this process to the file, which is made when the first one is written."""
    from logging.handlers import RotatingFileHandler

    class LogFile(RotatingFileHandler):
        def _open(self) -> Any:  # noqa: ANN401 - the stream type of the parent
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            return super()._open()

    handler = LogFile(home / "logs" / "assistant.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
