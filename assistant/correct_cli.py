"""The commands of `assistant correct`: what staff settle over the reading, each logged with who, when and why."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from assistant import console, contract
from assistant.service import Assistant
from assistant.types import Correction

commands = typer.Typer(help="人工核定：改正报告或数据的提取结果，都有记录，可以撤销。", no_args_is_help=True, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
Reason = Annotated[str, typer.Option("--reason", help="为什么这样核定，记入核定记录。")]
FactId = Annotated[str, typer.Argument(metavar="FACT", help="数据编号，见 assistant show REPORT --facts。")]


@commands.command(help="核定一份报告的地方、截至日期、文种或督察。")
def report(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="编号、编号开头或文件名。")],
    place: Annotated[str | None, typer.Option("--place", help="地方，如 岫林县，或连同上级 澜川市/岫林县。")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="数据截至哪天，如 2019-12-05。")] = None,
    genre: Annotated[str | None, typer.Option("--genre", help="文种，如 整改落实情况报告。")] = None,
    inspection: Annotated[str | None, typer.Option("--inspection", help="哪次督察，如 第二轮中央督察。")] = None,
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Set what a report is."""
    with _assistant(context) as assistant:
        made = assistant.corrections.report(report, place=place, as_of=as_of, genre=genre, inspection=inspection, reason=reason)
    _shown(made, as_json)


@commands.command("same-place", help="核定两个名称是同一个地方，如 某县 就是 岫林县，原来的县 就是 现在的区。")
def same_place(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="材料里的名称，或一份报告（它的地方被隐去时）。")],
    now: Annotated[str, typer.Argument(metavar="PLACE", help="现在用的名称。")],
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Settle that two names are one place."""
    with _assistant(context) as assistant:
        made = assistant.corrections.same_place(name, now, reason=reason)
    _shown([made], as_json)


@commands.command(help="更正一个数据的值，单位也错时连同单位，如 19、19个、842.5万元。")
def value(
    context: typer.Context,
    fact: FactId,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="正确的值。")],
    unit: Annotated[str, typer.Option("--unit", help="正确的单位，与原文相同时不用写。")] = "",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Set a figure's value."""
    with _assistant(context) as assistant:
        made = assistant.corrections.value(fact, value, unit=unit, reason=reason)
    _shown([made], as_json)


@commands.command(help="更正一个数据是什么数，如 完成、销号、立案查处企业。")
def counts(
    context: typer.Context,
    fact: FactId,
    words: Annotated[str, typer.Argument(metavar="WHAT", help="这个数是什么数。")],
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Say what a figure counts."""
    with _assistant(context) as assistant:
        made = assistant.corrections.counts(fact, words, reason=reason)
    _shown([made], as_json)


@commands.command(help="确认一个数据核对无误。")
def confirm(context: typer.Context, fact: FactId, reason: Reason = "", as_json: Json = False) -> None:
    """Confirm a figure."""
    with _assistant(context) as assistant:
        made = assistant.corrections.confirm(fact, reason=reason)
    _shown([made], as_json)


@commands.command(help="停用一个数据，回答和起草不再使用。")
def withdraw(context: typer.Context, fact: FactId, reason: Reason = "", as_json: Json = False) -> None:
    """Withdraw a figure."""
    with _assistant(context) as assistant:
        made = assistant.corrections.withdraw(fact, reason=reason)
    _shown([made], as_json)


@commands.command("list", help="列出核定记录：谁、何时、原来是什么、改成什么、为什么。")
def list_corrections(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="连同已撤销和已被取代的。")] = False,
    as_json: Json = False,
) -> None:
    """The log of corrections."""
    with _assistant(context) as assistant:
        found = assistant.corrections.log(everything=everything)
    if not as_json:
        console.corrections(found)
    for one in found if as_json else ():
        console.say(json.dumps(contract.logged(one), ensure_ascii=False))


@commands.command(help="撤销一条核定记录。")
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="核定记录的编号。")],
    as_json: Json = False,
) -> None:
    """Take a correction back."""
    with _assistant(context) as assistant:
        undone = assistant.corrections.undo(number)
    if as_json:
        console.say(json.dumps(contract.correction(undone), ensure_ascii=False))
    else:
        console.say(f"已撤销第{undone.number}条核定。")


def _assistant(context: typer.Context) -> Assistant:
    return Assistant(settings=context.obj)


def _shown(made: list[Correction], as_json: bool) -> None:
    for one in made:
        if as_json:
            console.say(json.dumps(contract.correction(one), ensure_ascii=False))
        else:
            console.corrected(one)
