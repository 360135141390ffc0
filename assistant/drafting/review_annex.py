"""The 核对表 of a text that was handed in: what has to be mended, what to look at, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.drafting.annex import AnnexTable
from assistant.drafting.layout import HEI, Look, new_document, write
from assistant.drafting.markdown import annex_table
from assistant.drafting.word import annex_table as word_table
from assistant.types import LOOK, MUST, Flaw, Review

_FLAW_COLUMNS = ("序号", "类别", "位置", "文中写法", "资料或复算", "建议", "原句和依据")
_FLAW_WIDTHS = (6, 9, 20, 14, 13, 18, 20)


def review_tables(review: Review) -> list[AnnexTable]:
    """The tables that have rows."""
    numbers = {report: str(n) for n, (report, _) in enumerate(review.sources, 1)}
    tables = [
        AnnexTable(f"{strength}（{title}）", _FLAW_COLUMNS, _FLAW_WIDTHS, _flaws(review, strength, numbers))
        for strength, title in ((MUST, "与资料、算术或规范不符"), (LOOK, "待核事项和校对建议"))
    ]
    tables.append(AnnexTable("数字与出处", ("文中写法", "位置", "推算", "资料", "原句"), (16, 20, 14, 8, 42), _ties(review, numbers)))
    tables.append(AnnexTable("资料", ("编号", "资料"), (10, 90), tuple((numbers[report], named) for report, named in review.sources)))
    return [table for table in tables if table.rows]


def _flaws(review: Review, strength: str, numbers: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    rows = [flaw for flaw in review.flaws if flaw.strength == strength]
    return tuple(
        (
            str(n),
            one.kind,
            _plain(one.section or "开头"),
            _plain(f"{one.written}｜{one.sentence}"),
            one.says,
            one.advice,
            _ground(one, numbers),
        )
        for n, one in enumerate(rows, 1)
    )


def _ground(flaw: Flaw, numbers: dict[str, str]) -> str:
    quote = f"资料{numbers.get(flaw.report, '')}：{_plain(flaw.quote)}" if flaw.quote else ""
    return quote + (f"（{flaw.basis}）" if flaw.basis else "")


def _ties(review: Review, numbers: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    rows = dict.fromkeys(
        (one.text, _plain(one.section), one.formula, numbers.get(one.report, ""), _plain(one.quote)) for one in review.ties
    )
    above = ["", *(row[4] for row in rows)]
    return tuple((*row[:4], "同上" if row[4] == quote else row[4]) for row, quote in zip(rows, above, strict=False))


def _plain(text: str) -> str:
    return text.replace("\n", " ").strip()


def _summary(review: Review) -> str:
    must = len(review.must)
    where = f"{review.place}的" if review.place else ""
    return f"对照{where}{len(review.sources)}份资料：{len(review.ties)}处有出处，{must}处必须改，{len(review.flaws) - must}处建议核。"


def annex_markdown(reviews: Sequence[Review]) -> str:
    """The 核对表 as Markdown."""
    blocks = []
    for review in reviews:
        blocks += [f"# 核对表：{review.title}", _summary(review), *(annex_table(table) for table in review_tables(review))]
    return "\n\n".join(blocks) + "\n"


def annex_docx(reviews: Sequence[Review], path: Path) -> None:
    """Write the 核对表 as a Word file."""
    document = new_document()
    for review in reviews:
        write(document.add_paragraph(), [(f"核对表：{review.title}", False)], Look(HEI, first=0, align="left"))
        write(document.add_paragraph(), [(_summary(review), False)], Look(size=12, first=0, align="left"))
        for table in review_tables(review):
            word_table(document, table)
    document.core_properties.title = "核对表"
    document.core_properties.author = ""
    document.save(str(path))
