"""The 核对表 of a draft as tables: figures with their sentences, checks, borrowed sentences, gaps, proof-reading hits."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.drafting.settled import settled_note
from assistant.types import Check, Draft

SOURCE, BORROWED, SPELLING = "资料：", "照用原句：", "校对"
"""How the names of checks that are no test of their own begin."""


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One table of the 核对表; widths are shares of the text width."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


def annex(draft: Draft) -> list[AnnexTable]:
    """The tables that have rows."""
    numbers = {check.name.removeprefix(SOURCE): str(n) for n, check in enumerate(_named(draft, SOURCE), 1)}
    tables = [
        AnnexTable("数字与出处", ("文中数字", "含义", "推算", "资料", "原句"), (16, 18, 17, 9, 40), _figures(draft, numbers)),
        AnnexTable("核对结果", ("项目", "结果", "说明"), (26, 10, 64), tuple((c.name, _result(c), c.detail) for c in _tests(draft))),
        AnnexTable("待补待核事项", ("序号", "事项"), (10, 90), tuple((str(n), note) for n, note in enumerate(draft.gaps, 1))),
        AnnexTable("校对提示", ("类别", "位置与建议"), (16, 84), tuple((c.name, c.detail) for c in _named(draft, SPELLING))),
        AnnexTable(
            "照用原句", ("章节", "来自"), (26, 74), tuple((c.name.removeprefix(BORROWED), c.detail) for c in _named(draft, BORROWED))
        ),
        AnnexTable(
            "资料", ("编号", "资料"), (10, 90), tuple((numbers[c.name.removeprefix(SOURCE)], c.detail) for c in _named(draft, SOURCE))
        ),
    ]
    return [table for table in tables if table.rows]


def _figures(draft: Draft, numbers: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """One row a figure; a sentence that the row above quotes too is not printed again."""
    rows = list(dict.fromkeys((f.text, f.label, settled_note(f), numbers.get(f.report, f.report[:8]), f.quote) for f in draft.figures))
    above = ["", *(row[4] for row in rows)]
    return tuple((*row[:4], "同上" if row[4] == quote else row[4].replace("\n", " ")) for row, quote in zip(rows, above, strict=False))


def _named(draft: Draft, beginning: str) -> list[Check]:
    return [check for check in draft.checks if check.name.startswith(beginning)]


def _tests(draft: Draft) -> list[Check]:
    return [check for check in draft.checks if not check.name.startswith((SOURCE, BORROWED, SPELLING))]


def _result(check: Check) -> str:
    return "通过" if check.passed else "未通过"
