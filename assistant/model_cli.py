"""The commands of `assistant model`: does the endpoint that is set up do what the program needs."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from assistant import console
from assistant.config import Settings

commands = typer.Typer(help="语言模型：检查配置的模型服务。", no_args_is_help=True, rich_markup_mode=None)


@commands.callback()
def model() -> None:
    """Keeps `check` a command of its own name."""


@commands.command("check", help="逐项检查模型服务：对话、流式输出、按格式输出、长材料，并说明要设置什么。")
def check(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON。")] = False) -> None:
    """Try the endpoint; exits 1 when something that is needed fails."""
    from assistant.language.checkup import checkup
    from assistant.language.model import connect

    settings: Settings = context.obj
    failed = []
    connection = connect(settings)
    if not as_json:
        console.say(f"模型服务：{settings.openai_base_url}，模型：{settings.model}")
    for trial in checkup(connection):
        if trial.needed and not trial.works:
            failed.append(trial.name)
        if as_json:
            row = {"name": trial.name, "works": trial.works, "needed": trial.needed, "detail": trial.detail}
            console.say(json.dumps({**row, "seconds": round(trial.seconds, 2)}, ensure_ascii=False))
        else:
            console.say(f"  {'正常' if trial.works else '不行' if trial.needed else '没有'}　{trial.name}　{trial.detail}")
    if not as_json:
        console.say(
            f"{'、'.join(failed)}不能用，请照上面的说明设置后再检查。" if failed else "可以使用：提问时由它润色措辞，数字逐一核对。"
        )
    if failed:
        raise typer.Exit(1)
