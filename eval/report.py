"""A run on the terminal: a table by type for each set, what failed and why, gains and losses with both answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.compare import Comparison, Flip, Group
from eval.differing import Piece, differing, unlike
from eval.explaining import explained
from eval.intervals import wilson
from eval.results import Run, Verdict
from eval.subject import DraftRow

SETS = {"dev": "开发集", "heldout": "保留集", "craft": "起草与检索"}
STYLES = {"变差": "red", "待复核": "yellow", "说法变了": "magenta", "变好": "green"}
"""What is told case by case, and in which colour."""
TYPES = {
    "count": "数量",
    "difference": "差额",
    "status": "状态",
    "list": "名单",
    "ratio": "比率",
    "compare": "比较",
    "sum": "合计",
    "who": "谁",
    "when": "何时",
    "where": "何地",
    "definition": "释义",
    "how": "做法",
    "yesno": "是否",
    "false_premise": "前提不实",
    "masked": "原文隐去",
    "unanswerable": "未载明",
    "ambiguous": "未指明地区",
    "as_of": "以前某日",
    "english": "英文提问",
    "trend": "变化",
    "multi": "一问多项",
    "draft": "起草",
    "search": "检索",
}
"""How staff read the types of the committed sets; a type of their own is shown as they wrote it."""


def show_run(run: Run, console: Console) -> None:
    """One table by type for each set, and under it every failed case with its reasons."""
    for name in run.sets:
        verdicts = [verdict for verdict in run.verdicts if verdict.set == name]
        console.print(type_table(SETS.get(name, name), verdicts))
        measured = "，".join(f"{measure} {mean:.3f}（{count} 题）" for measure, mean, count in means(verdicts))
        if measured:
            console.print(measured, highlight=False)
        if stale := [verdict.id for verdict in verdicts if verdict.stale]:
            console.print(f"标注可能不再适用：{'、'.join(stale)}。", style="yellow", highlight=False)
        for verdict in verdicts:
            if not verdict.passed:
                console.print(
                    f"[red]✗[/red] {escape(verdict.id)} {escape(verdict.question)}\n  {escape(reasons(verdict))}", highlight=False
                )


def type_table(title: str, verdicts: Sequence[Verdict]) -> Table:
    """Passed and total by type, the total with its 95 % interval."""
    table = Table("类型", "通过", "总数", "比例", "95% 区间", title=title)
    for name, passed, total in by_type(verdicts):
        table.add_row(escape(TYPES.get(name, name)), str(passed), str(total), f"{passed / total:.1%}", "")
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
    """Losses first, then what drifted and gains, each with both answers; then what else moved, by type, and what changed."""
    for label, flips in comparison.moves:
        for flip in flips if label in STYLES else ():
            console.print(f"[{STYLES[label]}]{label}[/{STYLES[label]}] {flip_text(flip)}", highlight=False)
    if comparison.lost or comparison.doubtful or comparison.gained:
        console.print(change_table("按类型比较", list(comparison.groups("type"))))
        console.print(change_table("按标签比较", list(comparison.groups("tag"))))
        console.print(change_table("按题集比较", list(comparison.groups("set"))))
    console.print(
        f"变差 {len(comparison.lost)} 题，仍判对但说法变了 {len(comparison.drifted)} 题，变好 {len(comparison.gained)} 题，"
        f"此外答案有变 {len(comparison.reworded)} 题，"
        f"新增 {len(comparison.added)} 题，移除 {len(comparison.removed)} 题。变化的部分：{'、'.join(comparison.slices) or '无'}。",
        highlight=False,
        style="bold",
    )
    for line in explained(comparison):
        console.print(line, highlight=False, markup=False)
    if comparison.removed:
        console.print(f"移除的题：{'、'.join(comparison.removed)}", highlight=False)
    if comparison.doubtful:
        told = f"材料有改动，{len(comparison.doubtful)} 题标注可能不再适用，没有算作变差，请核对后改正标准答案。"
        console.print(told, style="yellow", highlight=False)


def change_table(title: str, groups: Sequence[Group]) -> Table:
    """Groups with a flip: passed before and after, the change with its paired interval, and McNemar's chance."""
    table = Table("分组", "题数", "原通过", "现通过", "变差", "变好", "变化（百分点）", "95% 区间", "McNemar p", title=title)
    for one in groups:
        if one.lost or one.gained:
            low, high = one.interval
            counts = map(str, (one.total, one.before, one.after, one.lost, one.gained))
            table.add_row(
                escape(TYPES.get(one.name, one.name)),
                *counts,
                f"{100 * one.change:+.1f}",
                f"{100 * low:+.1f} … {100 * high:+.1f}",
                f"{one.chance:.3g}",
            )
    return table


def show_rules(rules: Sequence[str], console: Console) -> None:
    """Whether the gates hold, and which do not."""
    for rule in rules:
        console.print(f"未达到门槛：{rule}", style="red", highlight=False, markup=False)
    if not rules:
        console.print("全部达到门槛。", style="green")


def flip_text(flip: Flip) -> str:
    """The case, its reasons and both answers with their evidence, as markup with what differs turned round."""
    note = "（题目或标准答案已改）" if flip.relabelled else ""
    note += f"（标注可能不再适用：{'；'.join(flip.outdated)}）" if flip.outdated else ""
    before, after = ("".join(map(_turned, side)) for side in sides(flip.before, flip.after))
    head = escape(f"{flip.after.id} {flip.after.question}{note}\n  原因：{reason(flip)}")
    return f"{head}\n  原答：{before}\n  现答：{after}"


def sides(before: Verdict, after: Verdict) -> tuple[list[Piece], list[Piece]]:
    """What was said before and now, piece by piece; of a draft also the lines that only one of the two has."""
    old, new = differing(said(before), said(after))
    if before.draft is None or after.draft is None:
        return old, new
    more = differing(*unlike(written(before.draft), written(after.draft)))
    return [*old, ("\n", False), *more[0]], [*new, ("\n", False), *more[1]]


def reason(flip: Flip) -> str:
    """Why a case is told: what it fails now, what it failed before, or what it states otherwise."""
    return reasons(flip.after) or (f"原来：{reasons(flip.before)}" if reasons(flip.before) else "；".join(flip.drift))


def _turned(piece: Piece) -> str:
    text, differs = piece
    return f"[reverse]{escape(text)}[/reverse]" if differs else escape(text)


def reasons(verdict: Verdict) -> str:
    """Why a case failed, scorer by scorer."""
    return "；".join(f"{name}：{why}" for name, why in verdict.failed.items())


def said(verdict: Verdict) -> str:
    """What the product made of a case on one line: an answer with its status and first quotes, headings of a draft, first hits."""
    if verdict.answer is not None:
        quotes = "".join(f"［{row['n']}］{row['quote'][:60]}" for row in verdict.answer["citations"][:3])
        return f"（{verdict.answer['status']}）{' '.join(verdict.answer['answer'].split())}  {quotes}"
    if verdict.draft is not None:
        headings = "、".join(one["heading"] for one in verdict.draft["sections"] if one["heading"])
        return f"《{verdict.draft['title']}》{headings}；待补 {len(verdict.draft['gaps'])} 处"
    if verdict.hits is not None:
        return "；".join(f"{rank}. {hit['path']} {hit['text'][:40]}" for rank, hit in enumerate(verdict.hits[:3], 1)) or "（没有找到）"
    return "（没有答案）"


def written(draft: DraftRow) -> str:
    """The sections of a draft as text."""
    return "\n".join(f"{one['heading']}\n{one['text']}" for one in draft["sections"])


def means(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, float, int]]:
    """The mean of each measure (MRR, citation precision …) and over how many cases."""
    named: dict[str, list[float]] = defaultdict(list)
    for verdict in verdicts:
        for name, value in verdict.measures.items():
            named[name].append(value)
    for name, values in named.items():
        yield name, sum(values) / len(values), len(values)


def show_timings(seconds: dict[str, float], console: Console) -> None:
    """Median and 95th percentile of what a case took."""
    ordered = sorted(seconds.values())
    if not ordered:
        return
    console.print(
        f"每题用时：中位 {median(ordered) * 1000:.0f} 毫秒，95 分位 {percentile(ordered, 0.95) * 1000:.0f} 毫秒。", highlight=False
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the sorted values do not exceed."""
    return ordered[max(-int(-share * len(ordered) // 1) - 1, 0)]
