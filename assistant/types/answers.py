"""What staff get: answers and drafts with everything they rest on, and what answering may read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from assistant.types.documents import CellPlace, Passage, Report, ReportHead, Settled
from assistant.types.facts import Fact, Number


class Status(StrEnum):
    """How sure an answer is; the value is the word staff read."""

    CERTAIN = "确定"
    DERIVED = "推算"
    MASKED = "原文隐去"
    CONFLICT = "材料矛盾"
    AMBIGUOUS = "口径不明"
    UNSTATED = "未载明"
    ABSENT = "不在资料中"


Kind = Literal["computed", "quoted", "composed", "refused"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part a read is about of what its reader may see."""

    place: str | None = None
    reports: tuple[str, ...] = ()
    """Report ids, unique prefixes of ids, or file names; empty means all."""
    as_of: str | None = None
    """Only what was known on this date: reports dated later are left out."""
    inspection: str | None = None
    period: str | None = None
    """Only reports dated within it, such as `2023`, `2023年上半年` or `2022-06至2023-05`; one without a date is left out."""
    genre: str | None = None
    item: str | None = None
    """The one item that a document is about: its number in the ledger, or words of its name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by search with its score (higher is better, comparable within one answer only)."""

    passage: Passage
    title: str
    path: str
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered piece of evidence: `quote` is a verbatim part of the report's clean text, `original` its raw form."""

    n: int
    report: str
    title: str
    section: str
    quote: str
    original: str
    start: int
    path: str = ""
    cell: CellPlace | None = None
    """Where in a table the quoted figure stands, or the quoted row; None outside tables and for several rows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number an answer states: `value` as printed with `unit`; None when the source masks it."""

    value: Number | None
    unit: str
    label: str
    formula: str | None = None
    citations: tuple[int, ...] = ()
    approximate: bool = False
    correction: int | None = None
    """The number of the correction by which staff set this value over the one in the cited sentence."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that an answer or draft rests on, as it holds in one report."""

    report: str
    settled: Settled


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What the wording of one answer cost at the model's endpoint."""

    requests: int = 0
    read: int = 0
    """Tokens sent."""
    written: int = 0
    """Tokens received."""
    estimated: bool = False
    """Whether the endpoint did not say, so that some tokens are counted here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets: text for a person, and everything it rests on."""

    text: str
    kind: Kind
    status: Status
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    as_of: str | None = None
    mode: Literal["offline", "model"] = "offline"
    corrections: tuple[Applied, ...] = ()
    """What staff settled about the reports and figures it cites."""
    use: ModelUse | None = None
    """What a model's part in it cost; None when none was asked."""


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A figure as it stands in a draft, bound to the sentence it comes from."""

    text: str
    value: Number | None
    unit: str
    label: str
    formula: str | None
    approximate: bool
    report: str
    quote: str
    correction: int | None = None
    """The number of the correction by which staff confirmed it or set it over the one in the quote."""
    original: str = ""
    """How the quote prints it, where staff set another value."""


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A drafted section; `gaps` are the slots printed as 【待补】 in `text`."""

    heading: str
    level: int
    text: str
    gaps: tuple[str, ...] = ()
    attached: bool = False
    """It stands behind the signature, on the page of the attachment that it is named after."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the 核对表; a gap is no failed check."""

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted document with its sources, gaps and checks."""

    genre: str
    title: str
    addressee: str
    sections: tuple[DraftSection, ...]
    signature: str
    date: str
    figures: tuple[DraftFigure, ...]
    checks: tuple[Check, ...]
    gaps: tuple[str, ...]
    attachments: tuple[str, ...] = ()
    mode: Literal["offline", "model"] = "offline"


class Library(Protocol):
    """What answering and drafting may read; every read takes one scope. The service provides it."""

    def heads(self, scope: Scope) -> Sequence[ReportHead]:
        """The reports a scope lets one see, newest as-of first."""
        ...

    def report(self, report_id: str) -> Report:
        """One report whole."""
        ...

    def facts(self, scope: Scope) -> Sequence[Fact]:
        """All facts of the reports in scope, in text order within each report."""
        ...

    def search(self, query: str, scope: Scope, k: int = 10) -> Sequence[Hit]:
        """The passages nearest to a query, best first."""
        ...


class Wording(Protocol):
    """A model at work on one request: words what code has established. Raises LanguageModelError when it cannot."""

    @property
    def room(self) -> int:
        """How many tokens of material fit beside the instructions and the reply."""
        ...

    @property
    def use(self) -> ModelUse:
        """What it cost so far."""
        ...

    def complete(self, prompt: str, variables: dict[str, str], schema: dict[str, object] | None = None) -> str:
        """The whole reply to prompts/<prompt> filled with variables; JSON of the schema where one is given."""
        ...

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """The reply in pieces as they come."""
        ...
