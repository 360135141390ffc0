"""Wordings of strangers: banks of sentences and marked texts by writers who saw no rule, and what there is to say to them.

`read` lies open to those who write rules and is learned from; `unread` nobody has read, so that it shows what both are worth for texts
nobody thought of. Each folder in them is one writer's.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from eval.worlds.genres import Options
from eval.worlds.library import documents
from eval.worlds.making import make_world
from eval.worlds.telling import Statement
from eval.worlds.wordings import Said, Speaker, load

BANKS = Path(__file__).parent / "banks"
READ, UNREAD = BANKS / "read", BANKS / "unread"
MARKED = Path(__file__).parent / "figures"
"""Texts, one a line, in which the figures of lists are marked among those of other things (【33项|反馈问题/总数】)."""
_MARKED = re.compile(r"【(?P<figure>[^|】]+)\|(?P<roles>[^】]+)】")
_US = "澜川市"
WHOLE = "station"
"""The hand whose table says what a bank has no words for, and whose documents are written."""


class Bank(Speaker):
    """The wordings of one writer."""

    def __init__(self, folder: Path) -> None:
        self.own: dict[str, dict[str, Any]] = {}
        for path in sorted(folder.glob("*.toml")):
            self.own |= tomllib.loads(path.read_text("utf-8"))
        whole = load(WHOLE)
        self.table = whole | {group: whole.get(group, {}) | kinds for group, kinds in self.own.items()}


def banks(folder: Path) -> list[Bank]:
    """The banks of all writers of a folder."""
    return [Bank(path) for path in sorted(folder.iterdir())]


class _Listening(Speaker):
    """Words documents and keeps what it was asked to say."""

    def __init__(self, speaker: Speaker) -> None:
        self.table = speaker.table
        self.heard: defaultdict[str, list[Statement]] = defaultdict(list)

    def say(self, statement: Statement, random: Random, used: set[str]) -> Said:
        """A statement in one of its wordings, remembered."""
        self.heard[statement.kind].append(statement)
        return super().say(statement, random, used)


def statements(speaker: Speaker, worlds: Iterable[int]) -> Mapping[str, Sequence[Statement]]:
    """What there is to say in the worlds of some seeds, by kind; parts of lists are put in the words of the speaker."""
    listening = _Listening(speaker)
    for seed in worlds:
        documents(make_world(seed, 4, Options().masked), WHOLE, Options(), listening)
    return listening.heard


def marked_texts(path: Path) -> Iterator[tuple[str, Mapping[int, set[str]]]]:
    """The texts of a file, with the roles of their marked figures by where these begin."""
    for line in path.read_text("utf-8").splitlines():
        text, marked, last = "", dict[int, set[str]](), 0
        line = line.replace("{us}", _US)
        for match in _MARKED.finditer(line):
            text += line[last : match.start()]
            track, _, metrics = match["roles"].partition("/")
            marked[len(text)] = {f"{track}/{metric.rpartition('/')[2]}" for metric in metrics.split("+")} if metrics else {track}
            text, last = text + match["figure"], match.end()
        yield text + line[last:], marked
