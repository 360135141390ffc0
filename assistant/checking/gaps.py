"""The gaps of a draft as they stand in its text: 【待补：…】 and 【待核：…】."""

from __future__ import annotations

import re

OPEN = re.compile(r"【待[补核]：[^】]*】")


def without_gaps(text: str) -> str:
    """The text with blanks where its gaps are, so that offsets still hold."""
    return OPEN.sub(lambda match: " " * len(match[0]), text)
