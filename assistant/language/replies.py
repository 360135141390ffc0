"""What a model writes, taken apart: thinking and fences off, sentences out of a stream, JSON out of chatter; and data fenced for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
FENCE = re.compile(r"^```\w*\s*|\s*```$")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’）)]*(?:\s*[\[【]\d+[\]】])*|\n+")
_MARK_BEGUN = re.compile(r"\s*(?:[\[【]\d*)?")
"""What may become the citation mark of the sentence before it."""
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def fenced(text: str) -> str:
    """Data that cannot close the fence the prompt puts around it."""
    return text.replace("<", "＜").replace(">", "＞")


def bare(reply: str) -> str:
    """A reply without a model's thinking aloud and code fences."""
    return FENCE.sub("", THOUGHT.sub("", reply).strip()).strip()


def split(text: str) -> list[str]:
    """Sentences with their closing marks and the citation marks behind them; they join to the text again."""
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    return [*pieces, text[start:]] if start < len(text) else pieces


def complete_sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Whole sentences out of arbitrary pieces; the last one is held back until the next begins, so that its [n] stays with it."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        if "<think>" in buffer and "</think>" not in buffer:
            continue
        *ready, buffer = split(THOUGHT.sub("", buffer)) or [""]
        if ready and _MARK_BEGUN.fullmatch(buffer):
            buffer = ready.pop() + buffer
        yield from ready
    yield from split(THOUGHT.sub("", buffer))


def read_object(reply: str) -> dict[str, Any] | None:
    """The JSON object of a reply, also of one that wraps it in words; None where there is none."""
    found = _OBJECT.search(bare(reply))
    try:
        data = json.loads(found[0]) if found else None
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
