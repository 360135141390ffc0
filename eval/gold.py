"""What a right answer, draft or search holds, and what it may not hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from eval.reading.dates import date_of

Share = Annotated[Decimal, Field(ge=0, le=1)]
Wording = str | list[str]
"""A string, or a list of which any will do."""


def listed(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    """Let one thing stand for a list of one, as people write it."""
    return value if isinstance(value, list) else [] if value is None else [value]


def any_of(spec: Wording) -> list[str]:
    """The strings of which any will do."""
    return [spec] if isinstance(spec, str) else spec


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldFigure(_Row):
    """A figure the answer must state: any of `value` with any of `unit` (no unit: the value alone)."""

    value: Annotated[list[Decimal], BeforeValidator(listed)] = Field(min_length=1)
    unit: Annotated[list[str], BeforeValidator(listed)] = []
    tolerance: str | None = None
    """How far off it may be: `0.5` in the unit printed, or `2%` of the value; nothing: not at all."""

    @field_validator("tolerance", mode="before")
    @classmethod
    def _room(cls, given: object) -> str | None:
        if given is None:
            return None
        if not re.fullmatch(r"\d+(?:\.\d+)?%?", str(given)):
            raise ValueError(f"允许误差 {given} 应写成 0.5 或 2%")
        return str(given)

    def room(self, value: Decimal) -> Decimal:
        """How far from `value`, in the same unit, a figure may be."""
        given = self.tolerance or "0"
        return abs(value) * Decimal(given[:-1]) / 100 if given.endswith("%") else Decimal(given)


class GoldSource(_Row):
    """A sentence that some citation or hit has to cover; `grade` says how much it is worth to a search."""

    report: str
    quote: str = ""
    grade: int = Field(default=1, ge=1, le=3)


class GoldList(_Row):
    """A list as a set: each item (any of its wordings) once, in any order; nothing else where `exact`, never one of `others`."""

    items: list[Wording] = Field(min_length=1)
    others: list[str] = []
    exact: bool = True


class GoldSection(_Row):
    """A section of a draft in its place, with what its text must hold and how long it is at least, in characters."""

    heading: Wording
    must: list[Wording] = []
    least: int = Field(default=0, ge=0)


class Gold(_Row):
    """What a right answer holds, and what it may not hold; what is not set is not judged."""

    figures: list[GoldFigure] = []
    status: Annotated[list[str], BeforeValidator(listed)] = []
    must: list[Wording] = []
    must_not: list[str] = []
    names: GoldList | None = None
    dates: Annotated[list[Wording], BeforeValidator(listed)] = []
    """Each must be said and said plainly: `2021-04-06`, `2021-04`, `10-26`; a list: any of them."""
    premise: Literal["false", "true"] | None = None
    """Whether what the question takes for granted is so: a false one must be contradicted, a true one may not be."""
    refuse: bool = False
    reason: str | None = None
    sources: list[GoldSource] = []
    recall: Share | None = None
    """The share of the sources that must be cited or found; nothing: all of them, for a search any."""
    precision: Share | None = None
    """The share of the citations that must show a gold source; nothing: not judged."""
    extra: list[Decimal] = []
    seconds: Decimal | None = Field(default=None, gt=0)
    """How long it may take. Judged apart from the verdict, which holds nothing that varies."""
    sections: list[GoldSection] = []
    gaps: list[Wording] = []
    """What a draft must leave open, visibly."""
    within: int = Field(default=10, ge=1, le=50)
    """Of a search: among so many hits."""

    @field_validator("must", "must_not")
    @classmethod
    def _readable(cls, given: Any) -> Any:  # noqa: ANN401 - both fields pass through here
        """A date or pattern that cannot be read is an error of the row, not of the answer."""
        if not all(any_of(one) for one in given):
            raise ValueError("几种说法的列表是空的")
        for spec in (spec for one in given for spec in any_of(one)):
            kind, _, rest = spec.partition(":")
            if kind == "date":
                date_of(rest)
            elif kind == "re":
                try:
                    re.compile(rest)
                except re.error as error:
                    raise ValueError(f"正则表达式 {rest} 写错了（{error}）") from None
        return given

    @field_validator("dates")
    @classmethod
    def _dated(cls, given: Any) -> Any:  # noqa: ANN401
        for spec in (spec for one in given for spec in any_of(one)):
            date_of(spec)
        return given

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        """A share of nothing says nothing."""
        if (self.recall is not None or self.precision is not None) and not self.sources:
            raise ValueError("写了引文精确率或召回率，就要有 gold.sources")
        return self

    @property
    def must_text(self) -> str:
        """Everything the answer must contain, in one string, to read its numbers from."""
        return "\n".join(text for one in self.must for text in any_of(one))
