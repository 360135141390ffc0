"""What the evaluation tells the page, as plain data: the instrument writes it, the page reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

OWN, SHIPPED = "own", "shipped"
"""The office's cases over its own library, and the shipped ones over the samples."""

CaseRow = dict[str, str]
"""A case as a row of the sheet: heading -> what staff write in the cell."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the instrument; only what `do` needs is set."""

    do: str
    home: str = ""
    source: str = OWN
    run: str = ""
    """The file of the run: to be written, or to be told."""
    before: str = ""
    """The file of the run it is compared with; empty for none."""
    history: str = ""
    """The file with a point for each run."""
    cases: str = ""
    """The office's case file."""
    rows: tuple[CaseRow, ...] = ()
    replaced: tuple[str, ...] = ()
    """The numbers of the cases that give way."""
    file: str = ""
    """A file handed in or to be written."""
    corpus: dict[str, str] = field(default_factory=dict)
    """Report file -> digest of its bytes: which versions the labels of a case are made on."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A type or set: how many passed, the 95 % interval of that share, and how it moved since the run before."""

    name: str
    passed: int
    total: int
    low: float
    high: float
    lost: int = 0
    gained: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence of an answer."""

    n: int
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Side:
    """What the product said to a case in one run."""

    status: str
    pieces: tuple[tuple[str, bool], ...]
    """The text in stretches, and whether the other run has something else there."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with what was said now, and before where another run knows it."""

    id: str
    kind: str
    question: str
    why: str
    """What did not pass, now or before; empty where nothing failed."""
    note: str
    now: Side
    before: Side | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The pass rate of a set over the runs, as coordinates of a picture."""

    name: str
    line: str
    dots: tuple[tuple[float, float, str], ...]
    grid: tuple[tuple[float, str], ...]
    size: tuple[int, int, int]
    """Width, height and margin of the picture."""


@dataclass(frozen=True, slots=True)
class Told:
    """A run as the page shows it; without a run before, nothing moved."""

    sets: tuple[tuple[Rate, tuple[Rate, ...]], ...]
    """Each set with its types."""
    compared: bool
    changes: tuple[str, ...]
    """What differs from the run before, part by part, in sentences."""
    moved: tuple[tuple[str, tuple[Outcome, ...]], ...]
    """变差, 待复核, 说法变了, 变好, 答案有变 -> the cases."""
    failed: tuple[Outcome, ...]
    added: int
    removed: int
    trends: tuple[Trend, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer: how far it is, what went wrong, or that it is done."""

    done: int = 0
    total: int = 0
    fault: str = ""
    rows: tuple[CaseRow, ...] | None = None
    added: int = 0
    replaced: int = 0
    finished: bool = False
    told: Told | None = None


_T = TypeVar("_T")


def encoded(value: object) -> bytes:
    """One line of JSON."""
    return msgspec.json.encode(value) + b"\n"


def decoded(line: bytes, kind: type[_T]) -> _T:
    """What `encoded` wrote.

    Raises:
        msgspec.DecodeError: it is something else.
    """
    return msgspec.json.decode(line, type=kind)
