"""A run on the terminal: a table by type for each set, what failed and why, gains and losses with both answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.compare import Comparison, Flip
from eval.intervals import wilson
from eval.results import Run, Verdict

SETS = {"dev": "开发集", "heldout": "保留集"}


def show_run(run: Run, console: Console) -> None:
    """One table by type for each set, and under it every failed case with its reasons."""
    for name in run.sets:
        verdicts = [verdict for verdict in run.verdicts if verdict.set == name]
        console.print(type_table(SETS.get(name, name), verdicts))
        for verdict in verdicts:
            if not verdict.passed:
                console.print(
                    f"[red]✗[/red] {escape(verdict.id)} {escape(verdict.question)}\n  {escape(reasons(verdict))}", highlight=False
                )


def type_table(title: str, verdicts: Sequence[Verdict]) -> Table:
    """Passed and total by type, the total with its 95 % interval."""
    table = Table("类型", "通过", "总数", "比例", "95% 区间", title=title)
    for name, passed, total in by_type(verdicts):
        table.add_row(escape(name), str(passed), str(total), f"{passed / total:.1%}", "")
    passed, total = sum(verdict.passed for verdict in verdicts), len(verdicts)
    low, high = wilson(passed, total)
    table.add_section()
    table.add_row("合计", str(passed), str(total), f"{passed / total:.1%}", f"{low:.1%}–{high:.1%}", style="bold")
    return table


def by_type(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, int, int]]:
    """Type, passed and total, in type order."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        groups[verdict.type].append(verdict.passed)
    for name in sorted(groups):
        yield name, sum(groups[name]), len(groups[name])


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Losses first, then gains, each with both answers; then what else moved."""
    for label, style, flips in (("变差", "red", comparison.lost), ("变好", "green", comparison.gained)):
        for flip in flips:
            console.print(f"[{style}]{label}[/{style}] {escape(flip_text(flip))}", highlight=False)
    console.print(
        f"变差 {len(comparison.lost)} 题，变好 {len(comparison.gained)} 题，结论不变而答案有变 {len(comparison.reworded)} 题，"
        f"新增 {len(comparison.added)} 题，移除 {len(comparison.removed)} 题。变化的部分：{'、'.join(comparison.slices) or '无'}。",
        highlight=False,
        style="bold",
    )
    if comparison.removed:
        console.print(f"移除的题：{'、'.join(comparison.removed)}", highlight=False)
    if "语料" in comparison.slices and comparison.lost:
        console.print("语料有变化，题目的标准答案可能不再适用，请先核对。", style="yellow")


def flip_text(flip: Flip) -> str:
    """The case, its reasons and both answers with their evidence."""
    note = "（题目或标准答案已改）" if flip.relabelled else ""
    why = reasons(flip.after) or reasons(flip.before)
    return f"{flip.after.id} {flip.after.question}{note}\n  原因：{why}\n  原答：{said(flip.before)}\n  现答：{said(flip.after)}"


def reasons(verdict: Verdict) -> str:
    """Why a case failed, scorer by scorer."""
    return "；".join(f"{name}：{why}" for name, why in verdict.failed.items())


def said(verdict: Verdict) -> str:
    """An answer on one line with its status and first quotes."""
    if verdict.answer is None:
        return "（没有答案）"
    quotes = "".join(f"［{row['n']}］{row['quote'][:60]}" for row in verdict.answer["citations"][:3])
    return f"（{verdict.answer['status']}）{' '.join(verdict.answer['answer'].split())}  {quotes}"


def show_timings(seconds: dict[str, float], console: Console) -> None:
    """Median and 95th percentile of what a case took."""
    ordered = sorted(seconds.values())
    console.print(
        f"每题用时：中位 {median(ordered) * 1000:.0f} 毫秒，95 分位 {percentile(ordered, 0.95) * 1000:.0f} 毫秒。", highlight=False
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the sorted values do not exceed."""
    return ordered[max(-int(-share * len(ordered) // 1) - 1, 0)]
