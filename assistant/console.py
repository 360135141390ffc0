"""What people read in a terminal: answers with their evidence, tidy tables, one sentence for a failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.types import (
    Action,
    Answer,
    Correction,
    Draft,
    Health,
    Hit,
    IngestResult,
    LoggedCorrection,
    ModelUse,
    Report,
    ReportHead,
)

if TYPE_CHECKING:
    from assistant.contract import IdentifiedFact
    from assistant.drafting.genre import Genre

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the last one."""

_STATUS_WORDS = {"added": "已收入", "unchanged": "未变", "replaced": "已更新"}

_STATUS_LABELS = {
    "home": "资料目录",
    "files": "文件",
    "reports": "报告",
    "facts": "事实",
    "passages": "段落",
    "samples": "其中示例报告",
    "samples_shown": "示例参与回答",
    "read_by_older_rules": "由旧规则读取的文件",
    "not_yet_searchable": "尚未进入检索的报告",
    "noticed": "阅读有提示",
    "marked_secret": "有密级或内部字样",
    "near_duplicates": "与别份文字相同",
    "alike_but_for_figures": "与别份相近数字不同",
    "superseded": "有同名较新版本",
    "engine": "向量引擎",
    "embedder": "向量模型",
    "mode": "运行方式",
    "model": "语言模型",
    "health": "检索状态",
}

_WHOLE = {"编号", "截至", "数据编号", "状态", "时限", "序号"}
"""Columns whose cells are copied into another command: never broken over lines."""
_PIPED_WIDTH = 160
_LEGS = {"keyword": "关键词", "vector": "向量"}


def say(line: str = "") -> None:
    """One line on stdout."""
    sys.stdout.write(line + "\n")


def complain(sentence: str) -> None:
    """One sentence on stderr."""
    sys.stderr.write(sentence + "\n")


def ingested(result: IngestResult) -> None:
    """One file as it is done; a refused one on stderr, so that it is seen even when stdout goes to a file."""
    if result.status == "refused":
        complain(f"未收入 {result.path}：{result.reason}")
        return
    counts = f"{len(result.reports)}份报告，{result.characters}字，{result.sections}节，{result.facts}条事实，{result.repairs}处修复"
    reason = f"（{result.reason}）" if result.reason else ""
    say(f"{_STATUS_WORDS[result.status]}  {result.path}  {counts}{reason}")
    for notice in result.notices:
        say(f"  注意：{notice}")


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A bar on stderr while files are taken in, where somebody watches; what goes to stdout is not touched by it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}")
    # On one terminal the lines and the bar must take turns; a piped stdout is left alone.
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=escape(name[-40:]))

        yield show


def answer(given: Answer) -> None:
    """The answer first, then what it rests on, then what to mind."""
    say(given.text)
    if given.citations:
        say()
        say("依据：")
    for citation in given.citations:
        place = citation.cell.display if citation.cell else ""
        say(f"[{citation.n}] {'　'.join(filter(None, (f'《{citation.title}》', citation.section, place)))}")
        say(f"    {' '.join(citation.quote.split())}")
    if given.caveats:
        say()
    for caveat in given.caveats:
        say(f"注意：{caveat}")
    if given.use is not None and given.use.requests:
        say(f"模型：{used(given.use)}")


def used(use: ModelUse) -> str:
    """What a model's part cost, in words."""
    return f"请求{use.requests}次，读入{use.read:,}个词元，写出{use.written:,}个词元{'（部分为估算）' if use.estimated else ''}。"


def hits(found: Sequence[Hit]) -> None:
    """The passages that search found, best first."""
    for n, hit in enumerate(found, 1):
        say(f"{n}. 《{hit.title}》　{' / '.join(hit.passage.section)}　{hit.path}")
        say(f"   {' '.join(hit.passage.text.split())}")
    if not found:
        say("没有找到相关段落。")


def report(whole: Report, facts: Sequence[IdentifiedFact]) -> None:
    """One report: what it is, what was repaired, extracted and settled, and its text."""
    place = whole.place.display if whole.place else "未写明"
    say(f"{whole.id}  《{whole.title}》  {whole.genre}  {whole.path}")
    say(f"地方：{place}  截至：{whole.as_of or '未写明'}（{whole.as_of_source}）")
    say(f"{len(whole.sections)}节，{sum(now is not None for *_, now in facts)}条事实，{len(whole.repairs)}处修复")
    for notice in whole.notices:
        say(f"  注意：{notice}")
    for repair in whole.repairs:
        change = f"疑为“{repair.text}”" if repair.suggestion else f"改为“{repair.text}”"
        say(f"  {repair.type}：原文“{repair.raw}”，{change}".replace("\n", "⏎"))
    for one in whole.settled:
        change = f"改为“{one.after}”" if one.action == Action.SET else one.action
        say(f"  人工核定（第{one.number}条，{one.by}，{one.at[:10]}）：{one.field}“{one.before}”，{change}")
    say()
    say(whole.clean)


def facts(whole: Report, found: Sequence[IdentifiedFact]) -> None:
    """The facts of a report with the ids that `assistant correct` takes."""
    say(f"《{whole.title}》  {whole.path}")
    rows = []
    for known, read, now in found:
        held = now or read
        figure = held.quantity.text if now is None or not now.original else f"{now.quantity.text}（原文{now.original}）"
        state = "不用" if now is None else "核定" if now.settled else ""
        rows.append((known, figure, held.means, state, " ".join(held.passage.text.split())))
    table(("数据编号", "数据", "所指", "核定", "原句"), rows)


def corrected(one: Correction) -> None:
    """A correction just made."""
    say(f"已记入第{one.number}条核定：{_subject(one)}，{one.change}。")


def corrections(found: Sequence[LoggedCorrection]) -> None:
    """The log of corrections."""
    if not found:
        say("还没有核定记录。")
        return
    rows = []
    for entry in found:
        one = entry.correction
        when = f"{one.at[:16].replace('T', ' ')}" + (f"，{one.undone_at[:10]}由{one.undone_by or '未知'}撤销" if one.undone_at else "")
        state = f"{entry.state}（{entry.places}处）" if entry.places > 1 else entry.state
        rows.append((str(one.number), _subject(one), one.change, state, one.by, when, one.reason))
    table(("编号", "对象", "核定", "状态", "谁", "何时", "理由"), rows)


def _subject(one: Correction) -> str:
    if not one.report:
        return "地方名称"
    quote = f"“{_short(one.detail.anchor.quote)}”" if one.detail.anchor else ""
    return f"《{one.title}》（{one.report}）{quote}"


def _short(text: str, most: int = 30) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= most else f"{bare[:most]}…"


def reports(heads: Sequence[ReportHead], healths: Mapping[str, Health]) -> None:
    """The table of reports."""
    if not heads:
        say("还没有资料。用 assistant ingest 文件或文件夹 收入报告。")
        return
    rows = [(head.id, head.title, head.genre, head.place.display if head.place else "", head.as_of or "", head.path) for head in heads]
    table(("编号", "标题", "文种", "地方", "截至", "文件"), rows)
    for head in heads:
        for notice in healths[head.id].notices if head.id in healths else ():
            say(f"注意 {head.path}：{notice}")
    if any(head.sample for head in heads):
        say("以上为示例；收入正式资料后，示例不再参与回答和起草。")


def genres(known: Iterable[Genre]) -> None:
    """Each genre: what it is for, how its title goes, what it must hold."""
    for genre in known:
        say(genre.name)
        say(f"  用途：{genre.description}")
        say(f"  标题：{genre.title}")
        say(f"  必备：{'、'.join(genre.mandatory())}")


def draft(written: Draft, output: str | None) -> None:
    """What was drafted and what still has to be filled in or looked at."""
    failed = [check for check in written.checks if not check.passed]
    say(
        f"《{written.title}》：{len(written.sections)}节，{len(written.figures)}个数据均有出处，{len(written.gaps)}处待补，{len(failed)}项核对未通过。"
    )
    for gap in written.gaps:
        say(f"  待补：{gap}")
    for check in failed:
        say(f"  核对未通过：{check.name}　{check.detail}")
    _layout(written)
    if output:
        say(f"已写入 {output}")
        return
    from assistant.drafting.markdown import to_markdown

    say()
    say(to_markdown(written))


def _layout(written: Draft) -> None:
    """How many clauses of the layout the written file keeps, by their strength."""
    from assistant.drafting.clauses import LAYOUT, STRENGTHS

    found = [check for check in written.checks if check.name.startswith(LAYOUT)]
    counts = {strength: sum(f"（{strength}）" in check.name for check in found) for strength in STRENGTHS}
    kept = sum(check.passed for check in found)
    if found:
        shown = "、".join(f"{strength}{count}条" for strength, count in counts.items())
        say(f"版式自查：{kept}条符合，{len(found) - kept}条不符（{shown}）。")


def status(state: Mapping[str, Any]) -> None:
    """The table of `assistant status`."""
    table(("项目", "现状"), [(label, _plain(state[name])) for name, label in _STATUS_LABELS.items() if state.get(name) not in ("", None)])


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{label}{value[name]}" for name, label in _LEGS.items() if name in value)
    return {"offline": "离线", "model": "语言模型措辞"}.get(str(value), str(value))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table of plain text, as wide as the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold", no_wrap=column in _WHOLE)
    for row in rows:
        # Text, not markup: a title may hold square brackets.
        made.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else _PIPED_WIDTH
    Console(file=sys.stdout, width=width, highlight=False, legacy_windows=False).print(made)
