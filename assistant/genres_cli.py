"""The commands of `assistant genres`: what can be drafted, and a template made of the office's own sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant import console
from assistant.command_group import unless_said
from assistant.service import Assistant
from assistant.types import Scope

commands = typer.Typer(cls=unless_said("list"), help="文种：列出能起草的，或由样本整理一个。", no_args_is_help=False, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]


@commands.command("list", help="列出能起草的文种（可省去 list）。")
def list_genres(context: typer.Context, as_json: Json = False) -> None:
    """List what can be drafted."""
    with Assistant(settings=context.obj) as assistant:
        known = assistant.genres()
    if not as_json:
        console.genres(known)
        return
    for one in known:
        row = {"name": one.name, "description": one.description, "title": one.title, "slots": list(one.mandatory())}
        console.say(json.dumps(row, ensure_ascii=False))


@commands.command(help="由本单位的样本整理模板：数字、日期、地名、人名换成槽位，存入资料目录，改好后即可起草。")
def learn(
    context: typer.Context,
    sample: Annotated[Path, typer.Argument(metavar="FILE", help="样本文件，如以往的报告。")],
    name: Annotated[str, typer.Option("--name", help="新文种的名称。")],
    replace: Annotated[bool, typer.Option("--replace", help="已有同名文种时替换它。")] = False,
    as_json: Json = False,
) -> None:
    """Make a template of a sample."""
    from assistant.templates import learn_template

    path, genre = learn_template(sample, name, context.obj, replace=replace)
    sourced = [slot for slot, rule in genre.slots.items() if not rule.staff]
    by_hand = [slot for slot, rule in genre.slots.items() if rule.staff]
    if as_json:
        row = {"name": genre.name, "path": str(path), "sections": [part.heading for part in genre.parts if part.heading]}
        console.say(json.dumps({**row, "sourced": sourced, "by_hand": by_hand}, ensure_ascii=False))
        return
    console.say(f"已由样本整理出文种“{genre.name}”：{len(genre.parts)}节，{len(sourced)}个槽位从资料取，{len(by_hand)}个留给人工填写。")
    console.say(f"模板文件：{path}")
    console.say(f"请先打开它通读修改，再用 assistant draft {genre.name} 起草。")


@commands.command(help="请语言模型建议提纲和小标题：只列出来供参考，不改模板，也不用到草稿里。")
def suggest(
    context: typer.Context,
    genre: Annotated[str, typer.Argument(metavar="GENRE", help="文种名称。")],
    place: Annotated[str | None, typer.Option("--place", help="只看这个地方的报告。")] = None,
    as_json: Json = False,
) -> None:
    """List the headings that a model suggests."""
    with Assistant(settings=context.obj) as assistant:
        found = assistant.headings(genre, Scope(place=place))
    if as_json:
        for one in found:
            console.say(json.dumps({"level": one.level, "heading": one.heading, "known": one.known}, ensure_ascii=False))
        return
    console.say("语言模型建议的提纲（只供参考，“＋”是模板和材料里没有的标题）：" if found else "语言模型没有给出可用的建议。")
    for one in found:
        console.say(f"{'  ' * one.level}{'' if one.known else '＋'}{one.heading}")
