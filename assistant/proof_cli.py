"""`assistant proof`: a text of anybody's hand held against the library."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant import console, contract
from assistant.errors import UsageError
from assistant.service import Assistant
from assistant.types import Flaw, Review, Scope

_PASTED = "粘贴的文字.txt"
_SHOWN = 40
"""Letters of a sentence that the terminal shows beside a flaw."""


def proof(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="要核对的 .docx、.md、.txt 等文件；写 - 就从标准输入读粘贴的文字。")],
    place: Annotated[str | None, typer.Option("--place", help="按这个地方的资料核对；不写就按稿子内容找。")] = None,
    report: Annotated[list[str] | None, typer.Option("--report", help="只对照这份报告（编号、编号开头或文件名），可写多次。")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="只用这一天已有的资料，如 2019-12-05。")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="核对表写成 .docx 或 .md 文件。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False,
) -> None:
    """Proof a file or pasted text; ends with 0 whatever is found."""
    if output is not None:
        _check(output)
    name, data = _handed_in(file)
    with Assistant(settings=context.obj) as assistant:
        reviews = assistant.proofs.proof(name, data, Scope(place=place, reports=tuple(report or ()), as_of=as_of))
    if output is not None:
        _write(reviews, output)
    for review in reviews:
        if as_json:
            console.say(json.dumps({**contract.review(review), "output": str(output) if output else None}, ensure_ascii=False))
        else:
            _show(review)
    if output is not None and not as_json:
        console.say(f"核对表已写入 {output}")


def _handed_in(file: str) -> tuple[str, bytes]:
    if file == "-":
        return _PASTED, sys.stdin.buffer.read()
    path = Path(file)
    try:
        return path.name, path.read_bytes()
    except OSError:
        raise UsageError(f"打不开文件“{file}”，请检查路径和权限。") from None


def _check(output: Path) -> None:
    if output.suffix.lower() not in {".docx", ".md"}:
        raise UsageError(f"核对表只能写成 .docx 或 .md 文件，不能写成“{output.name}”。")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"要写入的文件夹不存在：{output.absolute().parent}。")


def _write(reviews: list[Review], output: Path) -> None:
    from assistant.drafting.review_annex import annex_docx, annex_markdown

    try:
        if output.suffix.lower() == ".docx":
            annex_docx(reviews, output)
        else:
            output.write_text(annex_markdown(reviews), "utf-8")
    except OSError:
        raise UsageError(f"“{output.name}”写不进去，请检查权限，或先在 Word 里关闭它。") from None


def _show(review: Review) -> None:
    """What was found, the graver first in each sentence's order."""
    must = len(review.must)
    against = f"对照{review.place}的{len(review.sources)}份资料" if review.place else f"对照{len(review.sources)}份资料"
    head = f"《{review.title}》：{against}，{len(review.ties)}处数字、日期有出处"
    console.say(f"{head}，{must}处必须改，{len(review.flaws) - must}处建议核。")
    for flaw in review.flaws:
        console.say(f"  {flaw.strength}　{_line(flaw)}")
        if flaw.quote:
            console.say(f"        出处：{flaw.quote.replace(chr(10), ' ')}")


def _line(flaw: Flaw) -> str:
    sentence = flaw.sentence.replace("\n", " ")
    shown = sentence if len(sentence) <= _SHOWN else sentence[:_SHOWN] + "…"
    written = "" if flaw.kind == "重复" else f"“{flaw.written.strip()}”"
    basis = f"（{flaw.basis}）" if flaw.basis else ""
    return f"{flaw.kind}{written}：{flaw.advice}{basis}　〔{f'{flaw.section}：' if flaw.section else ''}{shown}〕"
