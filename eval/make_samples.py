"""Build the Word and Excel samples from their plain sources in knowledge/samples/clean: `python -m eval.make_samples`."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.resources import SHIPPED_KNOWLEDGE

if TYPE_CHECKING:
    from docx.document import Document

CLEAN = SHIPPED_KNOWLEDGE / "samples" / "clean"
DOCUMENTS = SHIPPED_KNOWLEDGE / "samples" / "documents"
WORD = ("岫林县2023年整改落实情况报告", "澜川市整改方案")
LEDGER = "望棠区整改台账"
LEDGER_TITLE = "望棠区第二轮省级生态环境保护督察反馈问题整改台账（截至2024年6月30日）"
# A fixed stamp keeps the core properties the same from build to build.
STAMP = datetime(2024, 7, 1, tzinfo=UTC).replace(tzinfo=None)


def add_table(document: Document, lines: list[str]) -> None:
    """Turn lines of `a | b | c` into one Word table."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def write_word(source: Path, target: Path) -> None:
    """Write a plain text as paragraphs; runs of lines with bars become tables."""
    import docx

    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = STAMP
    pending: list[str] = []
    for line in [*source.read_text("utf-8").splitlines(), ""]:
        if " | " in line:
            pending.append(line)
            continue
        if pending:
            add_table(document, pending)
            pending = []
        if line.strip():
            document.add_paragraph(line)
    document.save(str(target))


def write_ledger(source: Path, target: Path) -> None:
    """Write the rows under a merged title row, whole numbers as numbers."""
    from openpyxl import Workbook

    with source.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    book = Workbook()
    book.properties.creator = ""
    book.properties.created = book.properties.modified = STAMP
    sheet = book.create_sheet("整改台账", 0)
    del book["Sheet"]
    sheet.append([LEDGER_TITLE])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[0]))
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    book.save(target)


def main() -> None:
    """Write every built sample over the one that stands."""
    for name in WORD:
        write_word(CLEAN / f"{name}.txt", DOCUMENTS / f"{name}.docx")
    write_ledger(CLEAN / f"{LEDGER}.csv", DOCUMENTS / f"{LEDGER}.xlsx")


if __name__ == "__main__":
    main()
