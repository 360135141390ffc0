"""What is judged: anything that answers a case in the shape of the contract (README, Contract) and can show its reports."""

from __future__ import annotations

from typing import NotRequired, Protocol

from typing_extensions import TypedDict  # pydantic reads stored answers back and needs this one before Python 3.12

from eval.cases import Case

KINDS = frozenset({"computed", "quoted", "composed", "refused"})
STATUSES = frozenset({"确定", "推算", "原文隐去", "材料矛盾", "口径不明", "未载明", "不在资料中"})


class FigureRow(TypedDict):
    """A figure of an answer; `value` is None when the source masks it."""

    value: int | float | None
    unit: str
    label: str
    formula: str | None
    citations: list[int]
    approximate: bool
    correction: NotRequired[int | None]
    """The number of the correction by which staff set it."""


class CitationRow(TypedDict):
    """A numbered piece of evidence."""

    n: int
    report: str
    title: str
    section: str
    quote: str
    original: str
    cell: NotRequired[dict[str, str | int | None] | None]
    """Where in a table it stands."""


class AnswerRow(TypedDict):
    """An answer as `assistant ask --json` prints it, without what varies from run to run."""

    answer: str
    kind: str
    status: str
    figures: list[FigureRow]
    citations: list[CitationRow]
    caveats: list[str]
    as_of: str | None
    corrections: NotRequired[list[dict[str, str | int | None]]]
    """What staff settled about what it cites."""


class DraftSectionRow(TypedDict):
    """A section of a draft; sections below it stand after it as sections of their own."""

    heading: str
    text: str
    gaps: list[str]


class DraftSourceRow(TypedDict):
    """The sentence a figure of a draft stands in."""

    report: str
    quote: str


class DraftFigureRow(TypedDict):
    """A figure as it stands in a draft."""

    text: str
    value: int | float | None
    unit: str
    label: str
    formula: str | None
    source: DraftSourceRow


class CheckRow(TypedDict):
    """A line of a draft's own check list."""

    name: str
    passed: bool
    detail: str


class DraftRow(TypedDict):
    """A draft as `assistant draft --json` prints it, without the path it was written to."""

    title: str
    frame: list[str]
    """What stands around the sections: addressee, attachments, signature, date."""
    sections: list[DraftSectionRow]
    figures: list[DraftFigureRow]
    checks: list[CheckRow]
    gaps: list[str]


class HitRow(TypedDict):
    """A passage that search found, without its score, which may differ in its last digits from machine to machine."""

    report: str
    path: str
    section: str
    text: str


class Sources(Protocol):
    """The reports an answer rests on."""

    def text(self, report: str) -> str:
        """The clean text of a report id; empty when there is no such report."""
        ...

    def file(self, report: str) -> str:
        """The file name of a report id; empty when there is no such report."""
        ...


class Subject(Sources, Protocol):
    """An assistant under evaluation."""

    def answer(self, case: Case) -> AnswerRow:
        """The answer to a case, asked in its place, reports, date and conversation."""
        ...

    def draft(self, case: Case) -> DraftRow:
        """The draft of a case: its genre for its place, date and reports."""
        ...

    def hits(self, case: Case) -> list[HitRow]:
        """What is found for the words of a case, best first, as many as its gold looks at and ten at least."""
        ...
