"""What the columns of a ledger are: the lexicon's guess by their names, and the words for deadlines, states and blanks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from assistant.facts.ledger_rows import ledger_words
from assistant.ledgers.deadline import DeadlineWords
from assistant.types import Track
from assistant.words.lexicon import Lexicon, alternatives

_FIRST = ("number", "item", "inspection", "batch", "status", "progress", "deadline", "remark")


class LedgerReading:
    """What knowledge/lexicon/ledger.toml says about single items of a ledger."""

    def __init__(self, lexicon: Lexicon) -> None:
        data: Mapping[str, Any] = lexicon.data["ledger"]
        self.words = ledger_words(lexicon)
        self.labels: dict[str, str] = data["labels"]
        """Role -> the name staff read, in the order of an exported table."""
        self.blank = frozenset(data["blank"]["words"])
        self.deadlines = DeadlineWords(data["deadlines"], data["blank"]["words"])
        self.for_good = alternatives(lexicon.metrics["长期坚持"].words)
        self.states = {track: tuple(data["states"][track.value]) for track in (Track.PROBLEM, Track.COMPLAINT)}
        self.state_labels: dict[str, str] = data["states"]["labels"]
        self.unknown_state: str = data["states"]["unknown"]
        self.parts = {role: str(data["readiness"]["labels"][role]) for role in data["readiness"]["parts"]}
        """The columns that an item needs for 销号, each with its name."""
        self.not_yet = alternatives(data["readiness"]["not_yet"])
        self._details = [(str(row["role"]), alternatives(row["words"])) for row in data["details"]]
        self._roles: dict[str, str] = {}

    def role(self, column: str) -> str:
        """What a column of this name holds, empty when the lexicon does not know it."""
        if column not in self._roles:
            self._roles[column] = self._role(self.words.column(column))
        return self._roles[column]

    def _role(self, name: str) -> str:
        known = next((role for role in _FIRST if name in self.words.roles[role]), "")
        if known or name in self.words.flags:
            return known or "status"
        return next((role for role, pattern in self._details if pattern.search(name)), "")

    def standard(self, role: str) -> str:
        """A column name that the lexicon takes to be of a role: what a column settled by staff is read as."""
        names = self.words.roles.get(role)
        return sorted(names, key=lambda name: (len(name), name))[0] if names else self.labels[role]


@lru_cache(maxsize=8)
def ledger_reading(lexicon: Lexicon) -> LedgerReading:
    """The reading of a lexicon, compiled once."""
    return LedgerReading(lexicon)
