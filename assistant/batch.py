"""Many questions or queries from a JSONL file: checked before the first is asked, answered in order, one line out for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant import contract
from assistant.errors import UsageError
from assistant.service import Assistant, Progress
from assistant.types import Answer, Scope, Status

Row = dict[str, Any]


def ask_all(assistant: Assistant, given: Path, output: Path, scope: Scope) -> int:
    """Answer every question of a file; a question that cannot be asked gets its sentence as a refused answer."""

    def answered(row: Row) -> Row:
        began = perf_counter()
        conversation = row.get("conversation")
        try:
            answer = assistant.ask(
                row["question"], _narrowed(scope, row.get("report")), None if conversation is None else f"batch:{conversation}"
            )
        except UsageError as error:
            answer = Answer(str(error), "refused", Status.AMBIGUOUS)
        return {"id": row.get("id"), **contract.answer(answer, perf_counter() - began)}

    return _each(given, output, "question", answered)


def _narrowed(scope: Scope, report: object) -> Scope:
    """The scope of one line: the report or reports it names, in place of those named for all.

    Raises:
        UsageError: it names none by text.
    """
    if not report:
        return scope
    names = [report] if isinstance(report, str) else report
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise UsageError("字段 report 应是报告的编号或文件名（文字，或一组文字），请改正这一行后再问。")
    return replace(scope, reports=tuple(names))


def search_all(assistant: Assistant, given: Path, output: Path, scope: Scope, k: int, progress: Progress | None = None) -> int:
    """Search for every query of a file; an empty or overlong query finds nothing."""

    def found(row: Row) -> Row:
        try:
            hits = assistant.search(row["query"], scope, k)
        except UsageError:
            hits = ()
        return {"id": row.get("id"), "hits": [contract.hit(hit) for hit in hits]}

    return _each(given, output, "query", found, progress)


def _each(given: Path, output: Path, field: str, work: Callable[[Row], Row], progress: Progress | None = None) -> int:
    rows = _rows(given, field)
    try:
        with output.open("w", encoding="utf-8", newline="\n") as out:
            for done, row in enumerate(rows, 1):
                out.write(json.dumps(work(row), ensure_ascii=False) + "\n")
                out.flush()
                if progress is not None:
                    progress(done, len(rows), row[field])
    except OSError:
        raise UsageError(f"“{output}”写不进去，请检查文件夹是否存在、有没有写入权限。") from None
    return len(rows)


def _rows(given: Path, field: str) -> Sequence[Row]:
    try:
        text = given.read_text("utf-8-sig")
    except OSError:
        raise UsageError(f"“{given}”打不开，请检查文件名和路径。") from None
    except UnicodeDecodeError:
        raise UsageError(f"“{given.name}”不是 UTF-8 文本，请另存为 UTF-8 编码的 JSONL 文件。") from None
    return [_row(line, number, field) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _row(line: str, number: int, field: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get(field), str):
        raise UsageError(f"第{number}行不合要求：每行应是一个 JSON 对象，并有文字字段 {field}。")
    return row
