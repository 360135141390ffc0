"""The commands of `assistant ledger`: a 台账 item by item."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from assistant import console, ledger_console
from assistant.ledgers import shapes
from assistant.ledgers.desk import LedgerView
from assistant.ledgers.standing import SOON
from assistant.service import Assistant


class _ShowUnlessSaid(TyperGroup):
    """`assistant ledger 台账.xlsx` is `assistant ledger show 台账.xlsx`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """The arguments with the command that is meant when none is named."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


commands = typer.Typer(
    cls=_ShowUnlessSaid, help="台账：逐项查看状态、逾期、到期和销号条件，导出 Excel。", no_args_is_help=False, rich_markup_mode=None
)

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]
Reference = Annotated[str | None, typer.Argument(metavar="[REPORT]", help="编号、编号开头或文件名；不写就看全部台账。")]


@commands.command(help="查看台账（可省去 show）：assistant ledger 台账.xlsx --overdue。")
def show(
    context: typer.Context,
    report: Reference = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="按哪一天核算，如 2024-06-30；不写就按台账截至日。")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="列出逾期的。")] = False,
    due: Annotated[bool, typer.Option("--due", help="列出本月内和若干天内到期的。")] = False,
    days: Annotated[int, typer.Option("--days", min=0, max=3650, help="几天内算即将到期。")] = SOON,
    undated: Annotated[bool, typer.Option("--undated", help="列出没有时限、时限读不出和立行立改未完成的。")] = False,
    ready: Annotated[bool, typer.Option("--ready", help="列出具备销号条件的和还缺什么的。")] = False,
    changed: Annotated[bool, typer.Option("--changes", help="历次台账的变化，以及最近一次改了什么。")] = False,
    export: Annotated[Path | None, typer.Option("--export", help="写成 .xlsx 文件。")] = None,
    as_json: Json = False,
) -> None:
    """Show one ledger, or all."""
    if changed:
        _changes(context, report, as_of, as_json)
        return
    with _assistant(context) as assistant:
        views = list(assistant.ledgers.views(report, as_of, days))
    if export is not None:
        assistant.ledgers.export(_one(views), export)
    if as_json:
        for one in views:
            console.say(json.dumps(shapes.view(one), ensure_ascii=False))
        return
    asked = {"overdue": overdue, "due": due, "undated": undated, "ready": ready}
    if any(asked.values()):
        for one in views:
            ledger_console.heading(one)
            _lists(one, asked)
    elif export is None and len(views) > 1:
        ledger_console.overview(views)
    elif export is None:
        ledger_console.whole(views[0])
    if export is not None:
        console.say(f"已写入 {export}，共{len(views[0].items)}项。")


@commands.command(help="核对台账各列是什么：--set 现状=状态 更正，--confirm 全部确认，--unset 现状 撤销；对表头相同的台账都有效。")
def columns(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="编号、编号开头或文件名。")],
    settle: Annotated[list[str] | None, typer.Option("--set", help="列名=含义，如 现状=状态；不要的列写 列名=不用，可写多次。")] = None,
    unset: Annotated[list[str] | None, typer.Option("--unset", help="撤销对这一列的核定，可写多次。")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="确认认出的各列都对。")] = False,
    as_json: Json = False,
) -> None:
    """Show what the columns are taken to be, after settling some."""
    with _assistant(context) as assistant:
        desk = assistant.ledger_columns
        if unset:
            desk.unsettle(report, unset)
        if settle:
            desk.settle(report, settle)
        found = desk.confirm(report) if confirm else desk.each(report)
        labels = desk.labels
    for head, held in found:
        if as_json:
            console.say(json.dumps({"report": head.id, "path": head.path, "columns": [asdict(one) for one in held]}, ensure_ascii=False))
        else:
            ledger_console.columns(head, held, labels)


@commands.command(help="台账和同一地方、同一督察、同一日期的报告比对，列出数据不一致的地方和两边的出处。")
def compare(context: typer.Context, report: Reference = None, as_json: Json = False) -> None:
    """Hold a ledger, or every one, against the reports that tell of the same list."""
    with _assistant(context) as assistant:
        found = assistant.ledgers.comparisons(report)
    for one in found:
        if as_json:
            console.say(json.dumps(shapes.comparison(one), ensure_ascii=False))
        else:
            ledger_console.comparison(one)
    if not found and not as_json:
        console.say("没有报告写到同一地方、同一督察的同一份清单，无从比对。")


def _changes(context: typer.Context, report: str | None, as_of: str | None, as_json: bool) -> None:
    with _assistant(context) as assistant:
        found = assistant.ledgers.histories(report, as_of)
    for one in found:
        if as_json:
            console.say(json.dumps(shapes.history(one), ensure_ascii=False))
        else:
            ledger_console.history(one)


def _lists(one: LedgerView, asked: dict[str, bool]) -> None:
    found = one.standing
    if asked["overdue"]:
        ledger_console.listed("逾期", found.overdue, one)
    if asked["due"]:
        ledger_console.listed("本月内到期", found.this_month, one)
        ledger_console.listed(f"{found.days}日内到期", found.soon, one)
    if asked["undated"]:
        ledger_console.listed("未写时限或读不出", found.undated, one)
        ledger_console.listed("立行立改未完成", found.at_once, one)
    if asked["ready"]:
        ledger_console.lacking("具备销号条件", one.ready)
        ledger_console.lacking("已完成未销号，还缺", one.waiting)
        ledger_console.lacking("已销号，但缺", one.closed_without)


def _one(views: Sequence[LedgerView]) -> LedgerView:
    if len(views) > 1:
        listed = "、".join(f"{one.head.id}（{one.head.path}）" for one in views[:5])
        raise typer.BadParameter(f"有{len(views)}份台账，请写明导出哪一份：{listed}。")
    return views[0]


def _assistant(context: typer.Context) -> Assistant:
    return Assistant(settings=context.obj)
