"""What the sources hold for each genre, place and date, listed by hand before the filling was written: knowledge/samples/held.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.resources import SHIPPED_KNOWLEDGE

SAMPLES = SHIPPED_KNOWLEDGE / "samples" / "held.toml"
_UNDATED = "undated"
_LIST_OF = {"C2": "第二轮中央", "P2": "第二轮省级", "C3": "第三轮中央"}


@dataclass(frozen=True, slots=True)
class Case:
    """A draft to be judged: a genre for a place as it was known on a date, or now."""

    genre: str
    place: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A mandatory slot of a case."""

    name: str
    values: tuple[tuple[str, ...], ...]
    """Each of these must stand in the draft, in one of its wordings; empty when the sources do not hold it."""
    gap: tuple[str, ...]
    """How its gap may be called."""
    free: bool
    """Whether it may be left unsaid where the sources do not hold it."""
    near: tuple[str, ...]
    """Words one of which stands beside the value."""


class Held:
    """The list, looked up by case."""

    def __init__(self, path: Path = SAMPLES) -> None:
        self._data: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))

    @cached_property
    def cases(self) -> list[Case]:
        """Every genre × place × date."""
        return [Case(genre, place, day) for genre in self._data["genres"] for place, days in self._data["dates"].items() for day in days]

    def slots(self, case: Case) -> Iterator[Slot]:
        """The mandatory slots of a case with what the sources hold for each."""
        genre, own = self._data["genres"][case.genre], self._data[case.place]
        lead = self._at(self._data["leads"][genre["lead"]].get(case.place, {}), case.as_of) or ""
        for name in genre["slots"]:
            yield self._slot(name, own.get("self", {}).get(name) or own.get(lead, {}).get(name, {}), case)
        for inspection in _LIST_OF if "each" in genre else ():
            told = own.get(inspection, {})
            if not any(self._at(told.get(name, {}), case.as_of) for name in genre["each"]):
                continue  # nobody knows of this inspection yet
            for name in genre["each"]:
                if timeline := own.get(inspection, {}).get(name):
                    yield self._slot(name, timeline, case)

    def half(self, case: Case) -> Mapping[str, int]:
        """Half the length that each section should have, in characters."""
        return dict(self._data["half"].get(case.genre, {}))

    def material(self, case: Case, heading: str) -> list[tuple[str, str]]:
        """What the sources hold for a section, as the beginnings of a file name and of a heading."""
        table = self._data["material"]
        found = table.get(f"{case.genre}.{heading}", {}).get(case.place) or self._named(heading).get(case.place, {})
        return [(one.split("#")[0], one.split("#")[1]) for one in self._at(found, case.as_of) or []]

    def _named(self, heading: str) -> Mapping[str, Any]:
        found = self._data["material"].get(heading, {})
        return self._named(found) if isinstance(found, str) else found

    def _slot(self, name: str, timeline: Mapping[str, Any], case: Case) -> Slot:
        value = self._at(timeline, case.as_of)
        every = [] if not value else [value] if isinstance(value, str) else value
        return Slot(
            name,
            tuple(tuple(one.split("|")) for one in every),
            tuple(self._data["gap"].get(name, name).split("|")),
            name in self._data["free"]["slots"] or name in self._data["genres"][case.genre].get("free", ()),
            tuple(self._data["near"].get(name, "").split("|")),
        )

    @staticmethod
    def _at(timeline: Mapping[str, Any], as_of: str) -> Any:  # noqa: ANN401 - a text, a list or nothing
        """The newest value known on a date; undated material is always known."""
        known = [day for day in timeline if day == _UNDATED or not as_of or day <= as_of]
        return timeline[max(known, key=lambda day: "" if day == _UNDATED else day)] if known else None
