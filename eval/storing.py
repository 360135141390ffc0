"""A run as text that can be diffed and stays small: a sentence that many answers cite stands once, rows that fit stand on one line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

LEAST = 20
"""Shorter texts are not worth a reference."""
WIDTH = 140
_MARK = "="
"""The only key of a reference, which no row of a run has."""


def stored(run: dict[str, Any]) -> str:
    """The text of a run; the same run is the same text."""
    counts = Counter(text for text in _texts(run["verdicts"]) if len(text) >= LEAST)
    keys = {text: hashlib.sha256(text.encode()).hexdigest()[:8] for text, count in counts.items() if count > 1}
    if len(set(keys.values())) < len(keys):
        keys = {}  # two texts under one key: then rather long than wrong
    table = {key: text for text, key in sorted(keys.items(), key=lambda pair: pair[1])}
    return "\n".join(_laid({**run, "verdicts": _put(run["verdicts"], keys), "texts": table}, "")) + "\n"


def restored(text: str) -> dict[str, Any]:
    """The run of a stored text, also of one without references.

    Raises:
        ValueError: it is no JSON object, or refers to nothing.
    """
    run = json.loads(text)
    if not isinstance(run, dict):
        raise ValueError("no object")
    table = run.pop("texts", {})
    return {name: _taken(value, table) if name == "verdicts" else value for name, value in run.items()}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _put(value: Any, keys: dict[str, str]) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: _put(one, keys) for name, one in value.items()}
    if isinstance(value, list):
        return [_put(one, keys) for one in value]
    return {_MARK: keys[value]} if isinstance(value, str) and value in keys else value


def _taken(value: Any, table: dict[str, str]) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_taken(one, table) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {_MARK}:
        if value[_MARK] not in table:
            raise ValueError("refers to nothing")
        return table[value[_MARK]]
    return {name: _taken(one, table) for name, one in value.items()}


def _laid(value: Any, before: str) -> list[str]:  # noqa: ANN401
    """The lines of a value: one where it fits, else one and more for each part."""
    whole = before + json.dumps(value, ensure_ascii=False)
    if len(whole) <= WIDTH or not isinstance(value, dict | list):
        return [whole]
    pairs = [(f"{json.dumps(name, ensure_ascii=False)}: ", one) for name, one in value.items()] if isinstance(value, dict) else []
    parts = [_laid(one, head) for head, one in pairs or [("", one) for one in value]]
    for part in parts[:-1]:
        part[-1] += ","
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return [before + opened, *(f" {line}" for part in parts for line in part), closed]
