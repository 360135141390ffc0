"""`assistant migrate`: what a home holds goes where the settings now say."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import console
from assistant.service import Assistant


def migrate(
    context: typer.Context,
    came_from: Annotated[
        str, typer.Option("--from", metavar="ENGINE", help="原来的 ASSISTANT_ENGINE 设置；原来的引擎在服务器上时要写，连同地址。")
    ] = "",
) -> None:
    """Move database and vectors; cut off, the same command goes on."""
    moved: dict[str, int] = {}
    with Assistant(settings=context.obj) as assistant, console.progress() as progress:
        for what, done, total in assistant.migrate(came_from):
            moved[what] = total
            if progress is not None:
                progress(done, total, what)
    for what, unit in (("资料库", "行"), ("向量", "条")):
        console.say(f"{what}：已迁移{moved[what]}{unit}，数目核对一致。" if what in moved else f"{what}：已在设置所说的位置，不用迁移。")
