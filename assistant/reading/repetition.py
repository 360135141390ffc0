"""Text that is nearly all one pattern, over and over: no document of an office, and slow to search through."""

from __future__ import annotations

import zlib

SHORTEST = 10_000
"""Characters, blanks counted once: less is read whatever it is."""
MOST_ALIKE = 60
"""So many times a text may shrink when packed: reports and ledgers shrink 3 to 10 times, one repeated pattern 170 times."""


def is_repetitive(text: str) -> bool:
    """Whether a long text says next to nothing."""
    if len(text) < SHORTEST:
        return False
    words = " ".join(text.split())
    data = words.encode("utf-8", "replace")
    return len(words) >= SHORTEST and len(data) > MOST_ALIKE * len(zlib.compress(data, 1))
