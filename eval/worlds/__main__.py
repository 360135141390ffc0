"""`python -m eval.worlds OUT`: write a made-up world that `python -m eval --set OUT/questions.jsonl --documents OUT/documents` judges."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.cases import CaseError
from eval.mess import ENCODINGS, KINDS
from eval.worlds.genres import Options
from eval.worlds.wordings import HELDOUT, hands
from eval.worlds.writing import make, write


def main(
    out: Annotated[Path, typer.Argument(help="写到哪个文件夹")],
    seed: Annotated[int, typer.Option(help="种子；同一种子得到同一世界")] = 1,
    places: Annotated[int, typer.Option(min=1, help="有材料的地方数")] = 4,
    questions: Annotated[int, typer.Option(min=1, help="题目数")] = 150,
    wordings: Annotated[str, typer.Option(help="措辞表：eval/worlds/wordings 下的文件夹名；写规则时不看 heldout")] = "dev",
    mess: Annotated[str, typer.Option(help="损坏方式：eval/mess.py 的名称（可用 + 连接）、一种编码，或 mixed")] = "",
    without: Annotated[list[str] | None, typer.Option(help="不要：masked conflicts relative silence，可多次给出")] = None,
) -> None:
    """Make a world and write it."""
    if unknown := {*mess.split("+")} - {"", "mixed", *KINDS, *ENCODINGS}:
        raise typer.BadParameter(f"没有这种损坏方式：{'、'.join(sorted(unknown))}。")
    if unknown := {*(without or [])} - set(Options.__dataclass_fields__):
        raise typer.BadParameter(f"没有这个选项：{'、'.join(sorted(unknown))}。")
    if wordings not in (tables := (*hands(), HELDOUT)):
        raise typer.BadParameter(f"没有措辞表 {wordings}，请从这些中选：{'、'.join(tables)}。")
    made = make(seed, places, questions, wordings, Options(**dict.fromkeys(without or [], False)))
    try:
        write(made, out, mess)
    except CaseError as error:
        raise typer.BadParameter(str(error)) from None
    typer.echo(f"{len(made.book.documents)}份材料、{len(made.cases)}道题已写到 {out}。")


if __name__ == "__main__":
    typer.run(main)
