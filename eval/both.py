"""The evaluation in both modes side by side: what a model gains and loses by slice, what it costs and how long it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from eval.evaluate import Evaluated
from eval.exchanges import Exchanges, replaying
from eval.faithful import counted
from eval.ground import offline


class Slice(NamedTuple):
    """A set, type or tag with its cases passed in either mode."""

    name: str
    total: int
    offline: int
    model: int


class Both(NamedTuple):
    """One evaluation in both modes, with the exchanges that the model's part rests on."""

    offline: Evaluated
    model: Evaluated
    exchanges: Exchanges

    @property
    def slices(self) -> Iterator[Slice]:
        """Every set, type and tag."""
        before, after = counted(self.offline.run.verdicts), counted(self.model.run.verdicts)
        for name, (passed, total) in before.items():
            yield Slice(name, total, passed, after[name][0])


def in_both_modes(evaluated: Callable[[], Evaluated], recorded: Path) -> Both:
    """Evaluate without and with the model of the environment; what it said is recorded in a file and taken from there the next time.

    Raises:
        CaseError: neither an endpoint nor a recording is there.
    """
    with offline():
        without = evaluated()
    with replaying(recorded) as exchanges:
        given = evaluated()
    return Both(without, given, exchanges)


def show_both(both: Both, console: Console) -> None:
    """One table of the sets and types and of the tags that differ, then cost, latency and what no recording covers."""
    table = Table("分组", "题数", "离线通过", "模型通过", "变化", title="离线与模型对照")
    for one in both.slices:
        if one.name.count(" ") == 0 or one.offline != one.model:
            change = one.model - one.offline
            style = "red" if change < 0 else "green" if change else ""
            table.add_row(one.name, str(one.total), str(one.offline), str(one.model), f"{change:+d}", style=style)
    console.print(table)
    cost = both.exchanges.summary
    console.print(
        f"模型请求 {cost['requests']} 次，读入 {cost['read']} 词元，写出 {cost['written']} 词元；"
        f"每次用时中位数 {cost['median seconds']} 秒，最长 {cost['longest seconds']} 秒。",
        highlight=False,
    )
    for prompt, count in sorted(both.exchanges.uncovered.items()):
        told = f"提示词 {prompt}：{count} 次请求没有录制过（提示词、材料或模型有改动），接上模型重新录制之前不算覆盖。"
        console.print(told, style="yellow", highlight=False, markup=False)
