"""The case file of an office: listed, added to, changed, brought in and taken away as Excel; never left half written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from assistant.evaluating.told import Line, Request
from eval.affected import stamped
from eval.cases import Case, CaseError, faults_of, read_cases, write_cases
from eval.sheet import read_row, row_of


def listed(request: Request, _: object = None) -> Line:
    """Every case as a row of the sheet."""
    return Line(finished=True, rows=tuple(row_of(case) for case in _known(request)))


def put(request: Request, _: object = None) -> Line:
    """Add cases; those named as replaced give way to them.

    Raises:
        CaseError: a row cannot be a case, every fault is named; or its number is that of another case.
    """
    coming = [_case(row) for row in request.rows]
    taken = {case.id for case in _known(request)} & {case.id for case in coming} - set(request.replaced)
    if taken:
        raise CaseError(f"编号 {'、'.join(sorted(taken))} 已经有题用了，请换一个。")
    return _merged(request, coming)


def dropped(request: Request, _: object = None) -> Line:
    """Take cases out."""
    return _merged(request, [])


def taken_in(request: Request, _: object = None) -> Line:
    """Add the cases of a file, Excel or JSONL.

    Raises:
        CaseError: the file cannot be read, or rows of it are faulty.
    """
    return _merged(request, read_cases(Path(request.file)))


def written(request: Request, _: object = None) -> Line:
    """Write the cases for staff: an Excel sheet, empty where there are none yet."""
    cases = _known(request)
    write_cases(cases, Path(request.file))
    return Line(finished=True, done=len(cases))


def _known(request: Request) -> list[Case]:
    path = Path(request.cases)
    return read_cases(path) if path.is_file() else []


def _case(row: dict[str, str]) -> Case:
    read, faults = read_row(row)
    if not faults:
        try:
            return Case.model_validate({"id": "", "question": "", "type": "", **read})
        except ValidationError as error:
            faults = faults_of(error)
    raise CaseError(f"{row.get('编号') or '这一题'}：{'；'.join(faults)}。")


def _merged(request: Request, coming: Sequence[Case]) -> Line:
    """The known cases with the coming ones, written whole or not at all; labels are noted with the versions they rest on."""
    known = _known(request)
    new = {case.id: stamped(case, request.corpus) if not case.depends else case for case in coming}
    if len(new) < len(coming):
        raise CaseError("编号重复，请为每题写不同的编号。")
    places = {case.id for case in known}
    kept = [new.get(case.id, case) for case in known if case.id in new or case.id not in request.replaced]
    merged = [*kept, *(case for name, case in new.items() if name not in places)]
    path = Path(request.cases)
    draft = path.with_name(f"{path.stem}.part{path.suffix}")
    write_cases(merged, draft)
    read_cases(draft)
    with draft.open("rb") as written_file:
        os.fsync(written_file.fileno())
    draft.replace(path)
    replaced = len(places & set(new))
    return Line(finished=True, done=len(merged), added=len(new) - replaced, replaced=replaced)
