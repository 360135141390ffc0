"""Two texts side by side: which pieces of each stand in one of them only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

Piece = tuple[str, bool]
"""A stretch of a text, and whether the other text has something else there."""
_PIECE = re.compile(r"\d[\d.,]*|[A-Za-z]+|.", re.S)
"""What is changed as a whole: a number, a Latin word, else a character."""


def differing(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; lines are set against lines first, so that long texts take no longer than what differs in them."""
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for same, old, new in _lines(before, after):
        if same:
            sides[0].append((old, False))
            sides[1].append((new, False))
            continue
        olds, news = _PIECE.findall(old), _PIECE.findall(new)
        for kind, *ends in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
            for side, text in zip(sides, ("".join(olds[ends[0] : ends[1]]), "".join(news[ends[2] : ends[3]])), strict=True):
                if text:
                    side.append((text, kind != "equal"))
    return sides


def unlike(before: str, after: str) -> tuple[str, str]:
    """Of both texts only the lines that the other one has not."""
    found = [(old, new) for same, old, new in _lines(before, after) if not same]
    return "".join(old for old, _ in found).strip("\n"), "".join(new for _, new in found).strip("\n")


def _lines(before: str, after: str) -> Iterator[tuple[bool, str, str]]:
    """Blocks of lines that are the same, or that stand in each other's place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    bare = [line.rstrip("\n") for line in old], [line.rstrip("\n") for line in new]
    for kind, *ends in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        yield kind == "equal", "".join(old[ends[0] : ends[1]]), "".join(new[ends[2] : ends[3]])
