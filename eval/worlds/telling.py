"""What is told: a fact, the slot that writes it, the statement that asks for a sentence, the telling that says where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eval.worlds import speaking

UNDATED = "不明"
"""The time of a state that its document does not date."""
Value = int | Decimal | str | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so: `time` is an ISO day for a state, a year for what was counted in one, empty for what does not change."""

    place: str
    subject: str
    metric: str
    time: str
    value: Value
    unit: str = ""
    masked: bool = False
    planted: bool = False
    """Told on purpose other than it is, so that two sources disagree."""
    dated: bool = True
    """Whether the sentence shows the day with its year."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What the fact is about, at whatever time."""
        return self.place, self.subject, self.metric


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in a wording: its text, the number written out where there is one, the facts it tells."""

    text: str
    facts: tuple[Fact, ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence to be worded: the kind of wording and everything that may stand in it."""

    kind: str
    slots: Mapping[str, Slot]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; a row's slots tell their facts in the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact as one document tells it, with the sentence or table row that holds it."""

    fact: Fact
    document: str
    sentence: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as written: file name, text, what it tells."""

    name: str
    genre: str
    place: str
    text: str
    tellings: tuple[Telling, ...]


def told(fact: Fact) -> Slot:
    """The slot of a figure; a masked one shows stars."""
    if fact.masked:
        return Slot("**" if isinstance(fact.value, int) and fact.value > 9 else "*", (fact,))
    if isinstance(fact.value, int):
        return Slot(str(fact.value), (fact,), speaking.counted(fact.value) if fact.value < 10_000 else "")
    if isinstance(fact.value, Decimal):
        return Slot(speaking.figure(fact.value), (fact,))
    if isinstance(fact.value, tuple):
        return Slot("、".join(fact.value), (fact,))
    return Slot(speaking.full_date(fact.value) if isinstance(fact.value, date) else fact.value, (fact,))


def words(**texts: str) -> dict[str, Slot]:
    """Slots that tell nothing."""
    return {name: Slot(text) for name, text in texts.items()}
