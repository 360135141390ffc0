"""What knowledge/lexicon/ledger.toml says of ledgers (domain.md 2.2, 4.6): names of columns, wordings of a status, classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from assistant.facts.clipped import clipped_alone
from assistant.facts.status import leading, statuses
from assistant.words.deadline import DeadlineWords
from assistant.words.lexicon import Lexicon, alternatives

BRACKETED = re.compile(r"[（(][^（）()]*[）)]|\s")
"""What stands in brackets, and blanks: no part of a name."""
_LATIN = re.compile(r"^[A-Za-z]{3,}|[A-Za-z]{3,}$")


class LedgerWords:
    """Column names, status wordings and classes of knowledge/lexicon/ledger.toml."""

    def __init__(self, data: Mapping[str, Any], renamed: tuple[tuple[str, str], ...] = ()) -> None:
        self.roles = {role: frozenset(names) for role, names in data["columns"].items()}
        self.flags: dict[str, str] = data["flags"]
        self.denied: dict[str, tuple[str, list[str]]] = {flag: (one["metric"], one["words"]) for flag, one in data["denied"].items()}
        """What a 否 says besides that a thing is not so."""
        self._alone: dict[str, str] = data["alone"]
        """A name that is a column by itself only, and the one it is short for."""
        self._groups = re.compile(f"(?:{alternatives(data['groups']['words']).pattern})+")
        """What may stand over several columns and says nothing about the single one."""
        self._like = [(re.compile(one["pattern"]), str(one["name"])) for one in data["like"]]
        """How heads put it in words of their own, and the name that is meant."""
        self.dated: dict[str, str] = data["dated"]
        """Column -> the status that a date in it says."""
        self.yes, self.no = frozenset(data["answers"]["yes"]), frozenset(data["answers"]["no"])
        self.by_cells = {
            role: (str(one["name"]), re.compile(one["may"]), re.compile(one["may_not"])) for role, one in data["by_cells"].items()
        }
        """Role -> the name of a column told by its cells, what its own name must have and may not have."""
        self.ticks = frozenset(data["answers"]["ticks"])
        self.wordings: dict[str, list[str]] = data["wordings"]
        self.implied: dict[str, dict[str, str]] = data["implied"]
        self.classes: list[dict[str, Any]] = data["classes"]
        self.overdue: list[str] = data["overdue"]["labels"]
        self.late, self.not_late = alternatives(data["overdue"]["words"]), alternatives(data["overdue"]["not_words"])
        self.deadlines = DeadlineWords(data["deadlines"], data["blank"]["words"])
        self.merged = [(tuple(one["metrics"]), re.compile(one["pattern"])) for one in data["merged"]]
        """Statuses that a report may count together, with how it says so."""
        self.text: dict[str, str] = data["text"]
        self.known = frozenset(self.flags).union(*self.roles.values(), *(one["columns"] for one in self.classes))
        self._knows: dict[str, bool] = {}
        self._told_of = alternatives([word for row in data["details"] for word in row["words"]])
        states = self.roles["status"] | self.roles["deadline"] | frozenset(self.flags).union(*(one["columns"] for one in self.classes))
        self._endings = sorted(states, key=len, reverse=True)
        self._columns: dict[str, str] = dict(renamed)

    def column(self, name: str) -> str:
        """A column as the lexicon names it, without brackets; under a group's head the end of its name counts (办理情况是否办结)."""
        if name not in self._columns:
            bare = self._standard(_foreign(BRACKETED.sub("", name)))
            ending = next(
                (
                    known
                    for known in self._endings
                    if len(bare) > len(known) and bare.endswith(known) and bare[-len(known) - 1] not in "及和与、"
                ),
                "",
            )
            self._columns[name] = bare if bare in self.known else ending or self._meant(bare)
        return self._columns[name]

    def knows(self, column: str) -> bool:
        """Whether a column of this name is one of a ledger's."""
        if column not in self._knows:
            self._knows[column] = column in self.known or bool(self._told_of.search(column))
        return self._knows[column]

    def _standard(self, bare: str) -> str:
        """A name without the words of its group: 责任单位 for 单位, alone or under 整改要求."""
        group = self._groups.match(bare)
        under = bare[group.end() :] if group and bare not in self.known else ""
        return self._alone.get(bare) or self._alone.get(under) or (under if under in self.known else bare)

    def _meant(self, bare: str) -> str:
        """The name of a column for one that is put in other words; itself where no way of saying it is known."""
        return next((name for pattern, name in self._like if pattern.fullmatch(bare)), bare)


def _foreign(bare: str) -> str:
    """问题 of Problem问题: a head in two languages."""
    own = _LATIN.sub("", bare)
    return own if len(own) > 1 else bare


@lru_cache(maxsize=8)
def ledger_words(lexicon: Lexicon, renamed: tuple[tuple[str, str], ...] = ()) -> LedgerWords:
    """The ledger words of a lexicon, compiled once; columns that staff renamed go by the name they gave."""
    return LedgerWords(lexicon.data["ledger"], renamed)


@lru_cache(maxsize=4096)
def cell_statuses(text: str, words: LedgerWords, lexicon: Lexicon) -> list[str]:
    """The metrics that the words of one cell name, a short wording of ledgers first."""
    bare = BRACKETED.sub("", text).rstrip("。；，")
    return words.wordings.get(bare) or list(leading(statuses(text, lexicon)))


@lru_cache(maxsize=4096)
def status_column(text: str, words: LedgerWords, lexicon: Lexicon) -> list[str]:
    """The same of a cell that is known to say a status: clipped words mean one there (核销, 在期推进)."""
    found = cell_statuses(text, words, lexicon)
    return clipped_alone(BRACKETED.sub("", text).strip("。；，"), lexicon) or found if found in ([], ["推进"]) else found
