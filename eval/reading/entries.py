"""The members of what a text lists: its numbered or bulleted lines, or what 、 joins."""

from __future__ import annotations

import re

_HEAD = r"(?:[-*•·●]\s+|\d{1,2}[.、．)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
_LINE = re.compile(rf"^\s*{_HEAD}\s*(.+)$")
_INLINE = re.compile(rf"(?:(?<=[：；:;])|(?<=[：；:;]\s)){_HEAD}\s*([^；;。\n]+)")
_SEGMENT = re.compile(r"[，。；：:;,\n？！]|(?<![0-9])\s{2,}")
_AND = re.compile(r"以及|和|及|与")


def entries(text: str) -> list[str]:
    """The entries of a list that is laid out as one, line by line or as `1.甲；2.乙`; none where fewer than two stand so."""
    found = [match[1] for line in text.splitlines() if (match := _LINE.match(line))]
    found = found if len(found) > 1 else _INLINE.findall(text)
    return found if len(found) > 1 else []


def runs(text: str) -> list[list[str]]:
    """The members of each run joined by 、 in a running text, one run a clause; 和 before the last one is left standing."""
    return [[part for part in clause.split("、") if part.strip()] for clause in _SEGMENT.split(text) if clause.strip()]


def joined(member: str) -> list[tuple[str, str]]:
    """Every way to cut the last member of a run in two at 和, 及, 与 or 以及."""
    return [(member[: match.start()], member[match.end() :]) for match in _AND.finditer(member)]
