"""The tables of wordings, each by another hand and one held out, and how a statement becomes a sentence of one of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from eval.worlds.telling import Fact, Slot, Statement

TABLES = Path(__file__).parent / "wordings"
IMPLIED: dict[str, list[str]] = tomllib.loads((TABLES / "implied.toml").read_text("utf-8"))
HELDOUT = "heldout"
"""The table no rule is written with."""
SLOT = re.compile(r"\{(\w+)(:zh)?\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with slots; `tells` are slots whose fact it gives without the number."""

    text: str
    tells: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The slots it needs."""
        return frozenset(match[1] for match in SLOT.finditer(self.text)) | set(self.tells)

    def fits(self, slots: Mapping[str, Slot]) -> bool:
        """Whether everything it needs is there, written out where it wants that."""
        spoken = all(name in slots and slots[name].spoken for name, form in SLOT.findall(self.text) if form)
        return spoken and self.names <= slots.keys()


@dataclass(frozen=True, slots=True)
class Said:
    """A worded statement: its text and where in it which facts stand."""

    text: str
    places: tuple[tuple[int, Fact], ...]


class Speaker:
    """One of the tables; a document asks it for sentences and does not hear the same wording twice while others fit."""

    def __init__(self, table: str) -> None:
        self.table = load(table)

    def wordings(self, kind: str) -> list[Wording]:
        """All wordings of a kind such as `items.two`.

        Raises:
            KeyError: the table has no such kind.
        """
        group, name = kind.split(".")
        given = [(one, []) if isinstance(one, str) else (one["text"], one["tells"]) for one in self.table[group][name]]
        return [Wording(text, (*tells, *IMPLIED.get(kind, ()))) for text, tells in given]

    def say(self, statement: Statement, random: Random, used: set[str]) -> Said:
        """A statement in one of its wordings.

        Raises:
            LookupError: no wording of its kind fits what is known.
        """
        fitting = [one for one in self.wordings(statement.kind) if one.fits(statement.slots)]
        if not fitting:
            raise LookupError(f"no wording of {statement.kind} fits {sorted(statement.slots)}")
        fresh = [one for one in fitting if one.text not in used] or fitting
        chosen = random.choice(fresh)
        used.add(chosen.text)
        return filled(chosen, statement.slots)

    def word(self, group: str, name: str, random: Random, slots: Mapping[str, Slot] | None = None) -> str:
        """A heading, an opening, a title: any of the group, filled; used where nothing is told."""
        return filled(Wording(random.choice(self.table[group][name])), slots or {}).text


def filled(wording: Wording, slots: Mapping[str, Slot]) -> Said:
    """A wording with its slots filled."""
    text, end, places = "", 0, []
    for match in SLOT.finditer(wording.text):
        text += wording.text[end : match.start()]
        slot = slots[match[1]]
        places += [(len(text), fact) for fact in slot.facts]
        text += slot.spoken if match[2] else slot.text
        end = match.end()
    places += [(places[0][0] if places else 0, fact) for name in wording.tells for fact in slots[name].facts]
    return Said(text + wording.text[end:], tuple(places))


def hands() -> tuple[str, ...]:
    """The tables rules are written with, each by another hand, in the order of their names."""
    return tuple(sorted(path.name for path in TABLES.iterdir() if path.is_dir() and path.name != HELDOUT))


@cache
def load(table: str) -> dict[str, Any]:
    """All files of a table in one; no group stands in two files.

    Raises:
        FileNotFoundError: there is no such table.
    """
    paths = sorted((TABLES / table).glob("*.toml"))
    if not paths:
        raise FileNotFoundError(f"没有措辞表 {table}。")
    loaded: dict[str, Any] = {}
    for path in paths:
        loaded |= tomllib.loads(path.read_text("utf-8"))
    return loaded
