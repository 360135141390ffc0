"""The figures of one report as rows for staff to confirm or correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Fact

MOST = 200
"""So many figures are listed at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: as it holds now, what it was taken to be, its sentence, and what staff said of it."""

    id: str
    figure: str
    means: str
    quote: str
    state: str
    withdrawn: bool


def settled_rows(found: Sequence[tuple[str, Fact, Fact | None]], words: str = "") -> tuple[list[Row], int]:
    """The figures whose row holds all of some words, those first that hold them apart from their sentence; and how many are not listed."""
    rows = [_row(*one) for one in found]
    wanted = words.split()
    fitting = [row for row in rows if all(word in f"{row.figure}{row.means}{row.quote}{row.state}" for word in wanted)]
    fitting.sort(key=lambda row: not all(word in f"{row.figure}{row.means}{row.state}" for word in wanted))
    return fitting[:MOST], max(0, len(fitting) - MOST)


def _row(known: str, read: Fact, now: Fact | None) -> Row:
    held = now or read
    figure = f"{held.quantity.text}（原文{held.original}）" if held.original else held.quantity.text
    state = "停用" if now is None else "人工核定" if now.settled else ""
    return Row(known, figure, held.means, " ".join(held.passage.text.split()), state, now is None)
