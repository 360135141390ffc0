"""Secrecy marks on the first and the last lines of a document (秘密★1年, 内部资料 注意保存), as written."""

from __future__ import annotations

import re

from assistant.reading.vocabulary import Vocabulary

FIRST_LINES, LAST_LINES = 8, 3
LONGEST_LINE = 60
"""A longer line is text that speaks of secrecy, not a mark."""
_FRAME = re.compile(r"^[\s（(【\[《]+|[\s）)】\]》。]+$")

_GLUED = re.compile(r"\s*((?:绝密|机密|秘密)★(?:长期|\d+(?:个月|年))?)\s")
"""A mark that a lost line break left in front of the text; the star and the blank behind it tell it from words."""


def find_secrecy(text: str, margins: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """The mark that stands on a line of its own at the head or the foot of the document or in its margins; empty when there is none."""
    lines = [line for line in text.splitlines() if line.strip()]
    edges = lines if len(lines) <= FIRST_LINES + LAST_LINES else [*lines[:FIRST_LINES], *lines[-LAST_LINES:]]
    for line in (*edges, *margins):
        if mark := _mark_of(line, vocabulary):
            return mark
    return ""


def _mark_of(line: str, vocabulary: Vocabulary) -> str:
    """The mark of a line that holds nothing else but what may stand beside one: a copy number, urgency, a document number."""
    if len(line) > LONGEST_LINE:
        glued = _GLUED.match(line)
        return glued[1] if glued else ""
    words = _FRAME.sub("", line)
    match = _marks(vocabulary).search(words)
    if match is None:
        return ""
    rest = words[: match.start()] + " " + words[match.end() :]
    return match[0].strip() if not vocabulary.pattern("secrecy.beside").sub("", rest).strip() else ""


def _marks(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A label with its grade, a grade, or the name of internal material with its reminder."""
    value = vocabulary.value
    grade = value("secrecy.graded")
    internal = value("secrecy.internal") + value("secrecy.reminder")
    return re.compile(rf"(?:{value('secrecy.label')})?{grade}{value('secrecy.term')}|{internal}")
