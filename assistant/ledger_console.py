"""Ledgers as people read them in a terminal: counts first, then what presses, then what is wrong in which row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.console import say, table
from assistant.ledgers.changes import What
from assistant.ledgers.columns import Column
from assistant.ledgers.comparing import Compared
from assistant.ledgers.desk import LedgerComparison, LedgerView
from assistant.ledgers.history import History
from assistant.ledgers.item import Item
from assistant.ledgers.readiness import Readiness
from assistant.ledgers.standing import days_over, split_by_inspection
from assistant.types import ReportHead
from assistant.words.numerals import show_number

_MOST_FAULTS = 20
_SHORT = 28


def overview(views: Sequence[LedgerView]) -> None:
    """A line for each of several ledgers."""
    rows = [
        (
            one.head.id,
            one.head.title,
            one.standing.day.isoformat(),
            str(len(one.items)),
            str(one.standing.finished),
            str(one.standing.closed),
            str(len(one.standing.overdue)),
            one.head.path,
        )
        for one in views
    ]
    table(("编号", "标题", "截至", "项数", "完成", "销号", "逾期", "文件"), rows)


def whole(one: LedgerView) -> None:
    """A ledger: counts by list, what presses, units, and what is wrong in its rows."""
    heading(one)
    for (inspection, track), items in split_by_inspection(one.items).items():
        states: dict[str, int] = {}
        for item in items:
            states[item.state] = states.get(item.state, 0) + 1
        counts = "，".join(f"{state}{count}" for state, count in sorted(states.items(), key=lambda pair: -pair[1]))
        say(f"{inspection or '未写明督察'}{track}共{len(items)}项：{counts}。")
    found = one.standing
    say(f"逾期{len(found.overdue)}项，本月内到期{len(found.this_month)}项，{found.days}日内到期{len(found.soon)}项，")
    say(f"未写时限或读不出{len(found.undated)}项，立行立改未完成{len(found.at_once)}项，长期坚持{len(found.lasting)}项。")
    say(f"已完成未销号的：具备销号条件{len(one.ready)}项，还缺材料{len(one.waiting)}项；已销号而缺材料{len(one.closed_without)}项。")
    table(
        ("牵头（责任）单位", "项数", "完成", "销号", "逾期"),
        [(unit.unit, str(unit.total), str(unit.finished), str(unit.closed), str(unit.overdue)) for unit in found.units],
    )
    if found.classes:
        say(f"按类型：{'，'.join(f'{name}{count}' for name, count in found.classes.items())}。")
    faults(one)


def heading(one: LedgerView) -> None:
    """What the ledger is and of which day it speaks."""
    asked = "" if one.chosen else "（台账截至日）" if one.head.as_of else "（台账没有写截至日期，按今天）"
    day = one.standing.day
    say(f"《{one.head.title}》  {one.head.path}")
    say(f"按{day.year}年{day.month}月{day.day}日{asked}核算，状态以台账所写为准。")


def faults(one: LedgerView) -> None:
    """What is wrong in single rows."""
    for fault in one.faults[:_MOST_FAULTS]:
        say(f"注意：{fault.sentence}")
    if len(one.faults) > _MOST_FAULTS:
        say(f"注意：还有{len(one.faults) - _MOST_FAULTS}处，用 --json 查看全部。")


def listed(title: str, items: Sequence[Item], one: LedgerView) -> None:
    """Some of its items."""
    say(f"{title}{len(items)}项" + ("：" if items else "。"))
    if items:
        rows = [
            (
                item.number,
                _short(item.problem),
                "、".join(item.lead),
                item.deadline.display + ("（按台账年度）" if item.deadline.assumed else ""),
                _late(item, one),
                item.state,
                item.place.display if item.place else "",
            )
            for item in items
        ]
        table(("序号", "问题", "单位", "时限", "逾期天数", "状态", "所在行"), rows)


def lacking(title: str, found: Sequence[Readiness]) -> None:
    """Items with what each lacks for 销号."""
    say(f"{title}{len(found)}项" + ("：" if found else "。"))
    if found:
        rows = [
            (
                one.item.number,
                _short(one.item.problem),
                one.item.state,
                "；".join(f"{part.name}：{part.remark}" for part in one.missing) or "齐全",
                "、".join(dict.fromkeys(part.entry.place.display for part in one.missing if part.entry and part.entry.place))
                or (one.item.place.display if one.item.place else ""),
            )
            for one in found
        ]
        table(("序号", "问题", "状态", "缺什么", "在哪里"), rows)


def columns(head: ReportHead, found: Sequence[Column], labels: Mapping[str, str]) -> None:
    """What the columns of a ledger are taken to be."""
    say(f"《{head.title}》  {head.path}")
    rows = []
    for one in found:
        role = labels.get(one.role) or ("不用" if one.settled else "没有认出")
        ground = "人工核定" if one.settled else "按列名和内容推断" if one.role else ""
        rows.append((one.name, role, ground, "；".join(map(_short, one.samples))))
    table(("列名", "认作", "依据", "例"), rows)
    say(f"可认作：{'、'.join(labels.values())}；不要的列写 不用。更正：assistant ledger columns {head.path} --set 列名=含义")


def history(one: History) -> None:
    """The versions of a ledger and what the last of them changed."""
    say(f"《{one.head.title}》  {one.head.path}")
    rows = [
        (
            version.stored.as_of or "未写明",
            version.stored.taken_at[:10],
            str(len(version.items)),
            str(version.finished),
            str(version.closed),
            version.stored.path,
        )
        for version in one.versions
    ]
    table(("截至", "收入日期", "项数", "完成", "销号", "文件"), rows)
    if len(one.versions) < 2:
        say("没有更早的台账可以比较。")
        return
    told = [change for change in one.changes if change.what is not What.PROGRESS]
    progress = len(one.changes) - len(told)
    say(f"与上一份相比有{len(told)}处变化" + (f"，另有{progress}项更新了进展。" if progress else "。"))
    if told:
        cells = [
            (one.item.number, _short(one.item.problem), one.what.value, _short(one.before), _short(one.after), one.notable) for one in told
        ]
        table(("序号", "问题", "变化", "原来", "现在", "注意"), cells)


def comparison(one: LedgerComparison) -> None:
    """A ledger against one report: how many figures agree, and each that differs with both sources."""
    of, differing = one.of, one.of.differing
    say(f"《{one.head.title}》（截至{of.ledger.as_of or '未写明'}）与《{one.other.title}》（截至{of.report.as_of or '未写明'}）：")
    day = "" if of.same_day else "日期不同，只比总数；"
    listed = f"{of.ledger.inspection.display}{of.ledger.track.value}"
    say(f"{listed}，{day}{len(of.figures) - len(differing)}个数据一致，{len(differing)}个不一致" + ("：" if differing else "。"))
    if differing:
        table(("数据", "台账", "报告", "台账出处", "报告原句"), [_differing(figure, one) for figure in differing])


def _differing(figure: Compared, one: LedgerComparison) -> tuple[str, ...]:
    (rows, place), (sentence, _) = (one.quotes[source] for source in figure.sources)
    sides = (f"{show_number(side.value or 0)}{side.unit}" for side in (figure.ledger, figure.report))
    return (figure.what, *sides, place or _short(rows), sentence)


def _late(item: Item, one: LedgerView) -> str:
    if item.finished:
        return ""
    days = days_over(item, one.standing.day)
    if days is None or days <= 0:
        return "台账注明逾期" if item.said_overdue else ""
    return str(days)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
