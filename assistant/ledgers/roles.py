"""What the columns of a ledger are: the lexicon's guess by their names, and the words for deadlines, states and blanks."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from assistant.facts.ledger_words import ledger_words
from assistant.types import Track
from assistant.words.lexicon import Lexicon, alternatives

_LEFT_ASIDE = "不用："
"""Before the name of a column that staff said is to be left aside."""
_LONGEST_NAME = 4
"""A longer name of a column may begin with the words of a group's head."""
_SHORTEST_NAME, _SHORTEST_WORD = 4, 2
STEPS = ("acceptance", "publicity", "closing")
_FIRST = ("number", "item", "inspection", "batch", "status", "progress", "deadline", "remark")


class LedgerReading:
    """What knowledge/lexicon/ledger.toml says about single items of a ledger."""

    def __init__(self, lexicon: Lexicon) -> None:
        data: Mapping[str, Any] = lexicon.data["ledger"]
        self.lexicon = lexicon
        self.words = ledger_words(lexicon)
        self.labels: dict[str, str] = data["labels"]
        """Role -> the name staff read, in the order of an exported table."""
        self.blank = frozenset(data["blank"]["words"])
        self.deadlines = self.words.deadlines
        self.for_good = alternatives(lexicon.metrics["长期坚持"].words)
        self.states = {track: tuple(data["states"][track.value]) for track in (Track.PROBLEM, Track.COMPLAINT)}
        self.state_labels: dict[str, str] = data["states"]["labels"]
        self.unknown_state: str = data["states"]["unknown"]
        self.state_colours = {state: colour for colour, states in data["states"]["colours"].items() for state in states}
        self.denied_states = {track: str(data["states"]["denied"][track.value]) for track in self.states}
        self.denials = frozenset(data["states"]["denials"])
        """Statuses that say no more than that an item is not done."""
        self.parts = {role: str(data["readiness"]["labels"][role]) for role in data["readiness"]["parts"]}
        """The columns that an item needs for 销号, each with its name."""
        self.not_yet = alternatives(data["readiness"]["not_yet"])
        self._one_step = re.compile(f"(?:{alternatives(data['readiness']['one_step']).pattern})$")
        self._details = [(str(row["role"]), alternatives(row["words"])) for row in data["details"]]
        words = (str(word) for row in data["details"] for word in row["words"] if len(word) > _SHORTEST_WORD)
        self._names = frozenset((*self.labels.values(), *self.words.known, *words))
        self._roles: dict[str, str] = {}
        self._steps: dict[str, tuple[str, ...]] = {}

    def role(self, column: str) -> str:
        """What a column of this name holds, empty when the lexicon does not know it."""
        if column.startswith(_LEFT_ASIDE):
            return ""
        if column not in self._roles:
            self._roles[column] = self._role(self.words.column(column))
        return self._roles[column]

    def _role(self, name: str) -> str:
        known = next((role for role in _FIRST if name in self.words.roles[role]), "")
        if known or name in self.words.flags:
            return known or "status"
        found = [(match.end(), len(match[0]), -n, role) for n, (role, of) in enumerate(self._details) for match in of.finditer(name)]
        return max(found)[3] if found else ""

    def steps(self, column: str) -> tuple[str, ...]:
        """The steps of the procedure that one column tells of together (验收公示情况); empty for a column of one kind."""
        if column not in self._steps:
            patterns = dict(self._details)
            named = tuple(role for role in STEPS if patterns[role].search(column))
            self._steps[column] = named if len(named) > 1 and self.role(column) in STEPS else ()
        return self._steps[column]

    def own_name(self, column: str) -> str:
        """The name of a column without the words of a group's head before it: 牵头单位 of 责任落实牵头单位."""
        name, role = self.words.column(column), self.role(column)
        if len(name) <= _LONGEST_NAME or not role:
            return name
        known = max((word for word in self._names if name.endswith(word)), key=len, default="")
        ends = (name[at:] for at in range(len(name) - _SHORTEST_NAME, 0, -1))
        return known or next((end for end in ends if self.role(end) == role), name)

    def of_one_step(self, column: str) -> bool:
        """Whether a column that names several steps is about the last of them: 公示时间 under a head 验收销号."""
        return bool(self._one_step.search(column))

    def tells(self, role: str, text: str) -> bool:
        """Whether a cell of such a column speaks of a step."""
        return bool(dict(self._details)[role].search(text))

    def named(self, role: str, column: str, head: Collection[str]) -> str:
        """A name that is read as `role`, for a column that staff said is so; none of the others of its head."""
        if not role:
            return _LEFT_ASIDE + column
        names = sorted(self.words.roles.get(role, ()), key=lambda name: (len(name), name))
        return next((name for name in names if name not in head), f"{self.labels[role]}（{column}）")


@lru_cache(maxsize=8)
def ledger_reading(lexicon: Lexicon) -> LedgerReading:
    """The reading of a lexicon, compiled once."""
    return LedgerReading(lexicon)
