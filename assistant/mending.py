"""A process of its own that makes damaged search caches anew from the store; settings come by its standard input."""

from __future__ import annotations

import logging
import os
import sys

from assistant.config import Settings
from assistant.indexing import PassageIndex
from assistant.log_file import log_to
from assistant.store.database import Database
from assistant.store.snapshot import Decoded

_BEHIND = 10
"""How far it stands back behind those who answer."""


def main() -> None:
    """Mend the caches of one home; a failure goes to the log."""
    settings = Settings.model_validate_json(sys.stdin.buffer.read())
    log_to(settings.home)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    database = Database(settings.home, settings)
    index = PassageIndex(database, settings.home, settings, Decoded())
    try:
        index.mend()
    except Exception:
        logging.getLogger(__name__).exception("the search caches could not be made anew")
    finally:
        index.close()
        database.close()
