"""What a case is and how a case file is read: one JSON object a line, every faulty row named with its line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from eval.gold import Gold
from eval.practice import from_practice, is_practice
from eval.sheet import SheetError, read_rows, write_sheet

CASES = Path(__file__).parent / "cases"


class CaseError(Exception):
    """A case file cannot be used; the message names each faulty row."""


class Case(BaseModel):
    """One question, draft or search with its gold; lines of one `conversation` follow on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    """The question, the words searched for, or what the draft is to be, for the reader."""
    type: str
    set: str = ""
    task: Literal["ask", "draft", "search"] = "ask"
    genre: str | None = None
    """Of a draft: the Chinese name of its genre."""
    tags: list[str] = []
    conversation: str | None = None
    place: str | None = None
    reports: list[str] = []
    as_of: str | None = None
    depends: dict[str, str] = {}
    """Report file -> digest of the bytes that the labels were made on; another version is said, not failed blindly."""
    gold: Gold

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """What a task cannot do without."""
        if (self.task == "draft") != bool(self.genre):
            raise ValueError("起草题（task 为 draft）要写明文种 genre，其他题不写")
        if self.task == "search" and not self.gold.sources:
            raise ValueError("检索题（task 为 search）至少要有一条 gold.sources")
        return self

    @property
    def digest(self) -> str:
        """Changes when the case says something else; a field nobody set, the set and the versions it was labelled on do not count."""
        return hashlib.sha256(self.model_dump_json(exclude={"set", "depends"}, exclude_defaults=True).encode()).hexdigest()[:12]


def read_cases(path: Path) -> list[Case]:
    """The cases of one file in its order, JSONL or an Excel sheet; practice questions are converted.

    Raises:
        CaseError: the file is missing, or rows of it are faulty (all are named).
    """
    if not path.is_file():
        raise CaseError(f"找不到用例文件 {path}。")
    cases: list[Case] = []
    faults: list[str] = []
    for number, row, wrong in _sheet_rows(path) if path.suffix.lower() == ".xlsx" else _lines(path):
        if not wrong:
            try:
                cases.append(Case.model_validate({**row, "set": path.stem}))
            except ValidationError as error:
                wrong = faults_of(error)
        if wrong:
            faults.append(f"{path.name} 第{number}行：{'；'.join(wrong)}")
    faults += [f"{path.name}：编号 {name} 重复" for name in _repeated([case.id for case in cases])]
    if faults:
        raise CaseError("用例文件有错，请改正：\n" + "\n".join(faults))
    return cases


def write_cases(cases: Sequence[Case], path: Path) -> None:
    """Write cases by the ending of the file: .xlsx is a sheet to fill, anything else one JSON object a line; numbers keep their digits.

    Raises:
        CaseError: a case does not fit into a sheet.
    """
    if path.suffix.lower() == ".xlsx":
        try:
            write_sheet(cases, path)
        except SheetError as error:
            raise CaseError(str(error)) from None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(_line(case) + "\n" for case in cases), "utf-8", newline="\n")


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


Rows = Iterator[tuple[int, dict[str, Any], list[str]]]
"""Row number, the row, and what is already known to be wrong with it."""


def _lines(path: Path) -> Rows:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line, parse_float=Decimal)
            yield number, from_practice(row) if is_practice(row) else row, []
        except (ValueError, AttributeError, KeyError) as error:
            yield number, {}, [f"不是一个 JSON 对象（{error}）"]


def _sheet_rows(path: Path) -> Rows:
    try:
        yield from read_rows(path)
    except SheetError as error:
        raise CaseError(str(error)) from None


def _line(case: Case) -> str:
    row = case.model_dump(mode="python", exclude={"set"}, exclude_defaults=True)
    row.setdefault("gold", {})
    return _NUMBER.sub(r"\1", json.dumps(row, ensure_ascii=False, default=lambda number: f"\ue000{number}\ue001"))


_NUMBER = re.compile('"\ue000([^\ue001]*)\ue001"')
"""A decimal, marked with characters of nobody's language so that its digits are written as they are."""
_FAULTS = {
    "missing": "没有填",
    "extra_forbidden": "没有这个字段",
    "string_type": "应是文字",
    "list_type": "应是列表",
    "bool_type": "应是 true 或 false",
    "decimal_parsing": "应是数字",
    "decimal_type": "应是数字",
    "int_parsing": "应是整数",
    "model_type": "应是对象",
    "dict_type": "应是对象",
}


def faults_of(error: ValidationError) -> list[str]:
    """What is wrong with a row, field by field."""
    return [f"{'.'.join(map(str, part['loc']))} {_told(part)}".strip() for part in error.errors()]


def _told(part: ErrorDetails) -> str:
    """A fault in Chinese; what has no words of ours keeps those of the library, which name the limit."""
    if part["type"] in {"value_error", "assertion_error"}:
        return str(part["ctx"]["error"])
    return _FAULTS.get(part["type"], part["msg"])


def _repeated(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
