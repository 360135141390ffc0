"""What the JSON interface takes and gives: the rows of `assistant.contract`, so that a program gets what `--json` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.config import MAXIMUM_QUESTION
from assistant.types import Scope

Text = Annotated[str, Field(max_length=200)]
AsOf = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]


class Narrowed(BaseModel):
    """Which part of the library a request is about."""

    model_config = ConfigDict(extra="forbid")

    place: Text | None = Field(default=None, description="只看这个地方的报告")
    reports: list[Text] = Field(default=[], max_length=100, description="只看这些报告：编号、编号开头或文件名")
    as_of: AsOf | None = Field(default=None, description="只用这一天已有的资料，如 2019-12-05")

    def scope(self, item: str | None = None) -> Scope:
        """As the service takes it."""
        return Scope(place=self.place, reports=tuple(self.reports), as_of=self.as_of, item=item)


class AskRequest(Narrowed):
    """A question."""

    question: str = Field(min_length=1, max_length=MAXIMUM_QUESTION, description="要问的问题")
    conversation: list[Annotated[str, Field(max_length=MAXIMUM_QUESTION)]] = Field(
        default=[], max_length=50, description="同一段对话里先前问过的问题，追问（如“那信访件呢？”）以它们为准"
    )


class SearchRequest(Narrowed):
    """Words to look for."""

    query: str = Field(min_length=1, max_length=MAXIMUM_QUESTION, description="要找的内容")
    k: int = Field(default=10, ge=1, le=100, description="最多几段")
    genre: Text | None = Field(default=None, description="只看这个文种的报告")
    period: Text | None = Field(default=None, description="只看这一时段的报告，如 2023、2023年上半年、2022-06至2023-05")

    def scope(self, item: str | None = None) -> Scope:
        """With the filters that only a search takes."""
        return replace(super().scope(item), genre=self.genre, period=self.period)


class DraftRequest(Narrowed):
    """A document to draft."""

    genre: Text = Field(description="文种名称")
    section: Text | None = Field(default=None, description="只起草这一节")
    item: Text | None = Field(default=None, description="写哪一个事项：台账序号，或问题名称里的几个字")


class Figure(BaseModel):
    """A number of an answer; `value` is null where the source masks it."""

    value: int | float | None
    unit: str
    label: str
    formula: str | None
    citations: list[int]
    approximate: bool
    correction: int | None = None


class Citation(BaseModel):
    """A numbered piece of evidence: `quote` is a verbatim part of the report."""

    n: int
    report: str
    title: str
    section: str
    quote: str
    original: str
    cell: dict[str, Any] | None = None


class Answer(BaseModel):
    """An answer with everything it rests on."""

    answer: str
    kind: Literal["computed", "quoted", "composed", "refused"]
    status: str
    figures: list[Figure]
    citations: list[Citation]
    caveats: list[str]
    as_of: str | None
    mode: Literal["offline", "model"]
    corrections: list[dict[str, Any]]
    seconds: float
    usage: dict[str, Any] | None = None


class Hit(BaseModel):
    """A passage that was found; scores compare within one reply only."""

    report: str
    path: str
    section: str
    text: str
    score: float


class Hits(BaseModel):
    """The passages that were found, best first."""

    hits: list[Hit]


class Health(BaseModel):
    """How well a report was read."""

    characters: int
    sections: int
    facts: int
    passages: int
    repairs: int
    notices: list[str]


class Head(BaseModel):
    """A report without its text."""

    id: str
    title: str
    genre: str
    place: str | None
    as_of: str | None
    path: str


class Listed(Head):
    """A report of the list."""

    secrecy: str
    health: Health


class Reports(BaseModel):
    """The reports that whoever asks may see, newest first."""

    reports: list[Listed]


class Report(Head):
    """A report whole."""

    text: str
    sections: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    repairs: list[dict[str, Any]]
    corrections: list[dict[str, Any]]


class DraftSection(BaseModel):
    """A section of a draft."""

    heading: str
    text: str
    gaps: list[str]


class Source(BaseModel):
    """The sentence a figure of a draft stands in."""

    report: str
    quote: str


class DraftFigure(Figure):
    """A figure as it stands in a draft."""

    text: str
    source: Source


class Check(BaseModel):
    """A line of a draft's own check list."""

    name: str
    passed: bool
    detail: str


class Draft(BaseModel):
    """A draft: every figure with its source, and what is still to be filled in."""

    title: str
    sections: list[DraftSection]
    figures: list[DraftFigure]
    checks: list[Check]
    gaps: list[str]
    output: str | None = None


class Fault(BaseModel):
    """Why there is no answer, as OpenAI's interface words it."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class Failure(BaseModel):
    """A failed request."""

    error: Fault


class State(BaseModel):
    """Whether the server is up."""

    status: Literal["ok", "ready", "not ready"]
