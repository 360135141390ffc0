"""What a case is and how a case file is read: one JSON object a line, every faulty row named with its line."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, field_validator

from eval.practice import from_practice, is_practice
from eval.reading.dates import date_of

CASES = Path(__file__).parent / "cases"


class CaseError(Exception):
    """A case file cannot be used; the message names each faulty row."""


def _listed(value: object) -> object:
    """Let one thing stand for a list of one, as people write it."""
    return value if isinstance(value, list) else [] if value is None else [value]


class GoldFigure(BaseModel):
    """A figure the answer must state: any of `value` with any of `unit` (no unit: the value alone)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    value: Annotated[list[Decimal], BeforeValidator(_listed)]
    unit: Annotated[list[str], BeforeValidator(_listed)] = []


class GoldSource(BaseModel):
    """A sentence that some citation has to cover."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    report: str
    quote: str = ""


class Gold(BaseModel):
    """What a right answer holds, and what it may not hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    figures: list[GoldFigure] = []
    status: Annotated[list[str], BeforeValidator(_listed)] = []
    must: list[str | list[str]] = []
    must_not: list[str] = []
    refuse: bool = False
    reason: str | None = None
    sources: list[GoldSource] = []
    extra: list[Decimal] = []

    @field_validator("must", "must_not")
    @classmethod
    def _readable(cls, given: list[str | list[str]]) -> list[str | list[str]]:
        """A date or pattern that cannot be read is an error of the row, not of the answer."""
        for spec in (spec for one in given for spec in ([one] if isinstance(one, str) else one)):
            kind, _, rest = spec.partition(":")
            if kind == "date":
                date_of(rest)
            elif kind == "re":
                re.compile(rest)
        return given

    @property
    def must_text(self) -> str:
        """Everything the answer must contain, in one string, to read its numbers from."""
        return "\n".join(text for one in self.must for text in ([one] if isinstance(one, str) else one))


class Case(BaseModel):
    """One question with its gold; lines of one `conversation` follow on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    question: str
    type: str
    set: str = ""
    tags: list[str] = []
    conversation: str | None = None
    place: str | None = None
    reports: list[str] = []
    as_of: str | None = None
    gold: Gold

    @property
    def digest(self) -> str:
        """Changes when anything of the case changes, so that a comparison can say that the case is another one."""
        return hashlib.sha256(self.model_dump_json(exclude={"set"}).encode()).hexdigest()[:12]


def read_cases(path: Path) -> list[Case]:
    """The cases of one file in its order; practice questions are converted.

    Raises:
        CaseError: the file is missing, or rows of it are faulty (all are named).
    """
    if not path.is_file():
        raise CaseError(f"找不到用例文件 {path}。")
    cases: list[Case] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            cases.append(_case(line, path.stem))
        except (ValueError, re.error) as error:
            faults.append(f"{path.name} 第{number}行：{_fault(error)}")
    faults += [f"{path.name}：编号 {name} 重复" for name in _repeated([case.id for case in cases])]
    if faults:
        raise CaseError("用例文件有错，请改正：\n" + "\n".join(faults))
    return cases


def read_sets(paths: list[Path] | None = None) -> list[Case]:
    """The cases of several files, by default all of eval/cases, file by file in name order.

    Raises:
        CaseError: a file is faulty, or one id stands in two files.
    """
    files = paths or sorted(CASES.glob("*.jsonl"))
    cases = [case for path in files for case in read_cases(path)]
    if not cases:
        raise CaseError("没有用例：请用 --set 指定用例文件。")
    if repeated := _repeated([case.id for case in cases]):
        raise CaseError(f"不同用例文件里的编号重复：{'、'.join(repeated)}。")
    return cases


def _case(line: str, name: str) -> Case:
    row: dict[str, Any] = json.loads(line, parse_float=Decimal)
    return Case.model_validate({**(from_practice(row) if is_practice(row) else row), "set": name})


def _fault(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "；".join(f"{'.'.join(map(str, part['loc']))} {part['msg']}" for part in error.errors())
    return f"不是一个 JSON 对象（{error}）"


def _repeated(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
