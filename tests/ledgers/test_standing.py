"""A year of a made-up ledger: what stands overdue, due, done and closed each month agrees with a recount from the plan it was made from."""

from __future__ import annotations

import random
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from ledger_books import LEXICON, items_of, ledger, row

from assistant.facts.ledger import ledger_facts
from assistant.ledgers.items import items
from assistant.ledgers.readiness import readiness
from assistant.ledgers.roles import ledger_reading
from assistant.ledgers.standing import standing
from assistant.words.deadline import Due

READING = ledger_reading(LEXICON)
UNITS = ("县水利局", "县住建局", "县农业农村局", "石檐乡人民政府")
FIELDS = ("水环境", "大气环境", "固体废物")
OPEN = (("达到序时进度", "达到序时进度"), ("未达到序时进度", "未达到序时进度"), ("尚未启动", "尚未启动"), ("正在推进", "正在推进"))


@dataclass
class Plan:
    """What one made-up item does over the year; the ledger is written from it, and so is the recount."""

    problem: str
    units: tuple[str, ...]
    field: str
    written: str
    due: date | None
    lasting: bool
    at_once: bool
    done: date
    closed: date
    open_state: tuple[str, str]


def month_end(month: int) -> date:
    return date(2024, month, monthrange(2024, month)[1])


def deadline(chance: random.Random) -> tuple[str, date | None, bool, bool]:
    month = chance.randint(1, 12)
    end, day = month_end(month), chance.randint(1, 28)
    quarter = month_end((month + 2) // 3 * 3)
    return chance.choice(
        [
            (f"2024年{month}月{day}日", date(2024, month, day), False, False),
            (f"2024年{month}月{day}日前", date(2024, month, day), False, False),
            (f"{month}月底", end, False, False),
            (f"2024年{month}月底前完成并长期坚持", end, True, False),
            (f"第{'一二三四'[(month - 1) // 3]}季度末", quarter, False, False),
            ("2023年底前", date(2023, 12, 31), False, False),
            ("2025年上半年", date(2025, 6, 30), False, False),
            ("立行立改", None, False, True),
            ("长期坚持", None, True, False),
            ("", None, False, False),
            ("视汛情而定", None, False, False),
        ]
    )


def plan(count: int, seed: int) -> list[Plan]:
    chance = random.Random(seed)
    made = []
    for n in range(count):
        done = date(2024, 1, 1) + timedelta(days=chance.randint(0, 500))
        units = tuple(chance.sample(UNITS, chance.choice([1, 1, 2])))
        closed = done + timedelta(days=chance.randint(10, 90))
        made.append(
            Plan(f"第{n + 1}号排口污水溢流影响河道", units, chance.choice(FIELDS), *deadline(chance), done, closed, chance.choice(OPEN))
        )
    return made


def written(plans: list[Plan], day: date) -> list[list[object]]:
    """The ledger as an office would have it on a day."""
    rows = []
    for n, one in enumerate(plans, 1):
        status = "已销号" if one.closed <= day else "完成整改" if one.done <= day else one.open_state[0]
        rows.append(row(n, one.problem, 领域=one.field, 牵头单位="、".join(one.units), 整改时限=one.written, 状态=status))
    return rows


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_of_a_year_agrees_with_a_recount(month: int) -> None:
    plans, day = plan(60, seed=month), month_end(month)
    title = f"岫林县第二轮省级生态环境保护督察反馈问题整改台账（截至2024年{month}月{day.day}日）"
    found = standing(items_of(written(plans, day), title=title), day, days=30)

    unfinished = [one for one in plans if one.done > day]
    states = Counter("已销号" if one.closed <= day else "已完成未销号" if one.done <= day else one.open_state[1] for one in plans)
    assert found.states == dict(states)
    assert (len(found.items), found.finished, found.closed) == (60, 60 - len(unfinished), states["已销号"])

    def names(of: list[Plan]) -> list[str]:
        return sorted(one.problem for one in of)

    def listed(of: tuple[object, ...]) -> list[str]:
        return sorted(one.problem for one in of)  # type: ignore[attr-defined]

    overdue = [one for one in unfinished if one.due and one.due < day]
    assert listed(found.overdue) == names(overdue)
    assert listed(found.this_month) == names([one for one in unfinished if one.due == day])
    assert listed(found.soon) == names([one for one in unfinished if one.due and day <= one.due <= day + timedelta(days=30)])
    assert listed(found.undated) == names([one for one in unfinished if one.written in {"", "视汛情而定"}])
    assert listed(found.at_once) == names([one for one in unfinished if one.at_once])
    assert listed(found.lasting) == names([one for one in plans if one.lasting])
    assert found.classes == Counter(one.field for one in plans)
    for unit in found.units:
        of = [one for one in plans if unit.unit in one.units]
        late = sum(one in overdue for one in of)
        assert (unit.total, unit.finished, unit.closed, unit.overdue) == (
            len(of),
            sum(one.done <= day for one in of),
            sum(one.closed <= day for one in of),
            late,
        )


@dataclass
class Paper:
    """Which papers one item has, and when it was accepted and made public."""

    goal: bool
    measures: bool
    accepted: date | None
    shown: tuple[date, date] | None


def papers(plans: list[Plan], seed: int) -> list[Paper]:
    chance = random.Random(seed)
    made = []
    for one in plans:
        accepted = one.done + timedelta(days=chance.randint(1, 20)) if chance.random() < 0.8 else None
        begun = one.done + timedelta(days=chance.randint(1, 25))
        shown = (begun, begun + timedelta(days=6)) if chance.random() < 0.8 else None
        made.append(Paper(chance.random() < 0.9, chance.random() < 0.9, accepted, shown))
    return made


def spelt(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_of_a_year_readiness_agrees_with_a_recount(month: int) -> None:
    plans, day = plan(300, seed=100 + month), month_end(month)
    held = papers(plans, seed=month)
    rows = []
    for n, (one, paper) in enumerate(zip(plans, held, strict=True), 1):
        cells = {"整改目标": "排口达标" if paper.goal else "", "整改措施": "改造管网" if paper.measures else "无"}
        if paper.accepted is not None:
            cells["验收时间及单位"] = f"{spelt(paper.accepted)}县级验收" if paper.accepted <= day else "待验收"
        if paper.shown is not None and paper.shown[0] <= day:
            cells["公示起止"] = f"{spelt(paper.shown[0])}至{spelt(paper.shown[1])}"
        status = "已销号" if one.closed <= day else "完成整改" if one.done <= day else one.open_state[0]
        rows.append(row(n, one.problem, 目前进展="改造管网5公里", 状态=status, **cells))

    wanted: dict[str, tuple[bool, frozenset[str]]] = {}
    for one, paper in zip(plans, held, strict=True):
        lacks = set() if paper.goal else {"目标"}
        lacks |= set() if paper.measures else {"措施"}
        lacks |= set() if one.done <= day else {"完成情况"}
        lacks |= set() if paper.accepted is not None and paper.accepted <= day else {"验收"}
        lacks |= set() if paper.shown is not None and paper.shown[1] < day else {"公示"}
        wanted[one.problem] = (not lacks and one.closed > day, frozenset(lacks))
    found = [readiness(item, READING, day) for item in items_of(rows)]
    assert {one.item.problem: (one.ready, frozenset(part.name for part in one.missing)) for one in found} == wanted
    assert any(ready for ready, _ in wanted.values())


def test_the_middle_of_a_month_looks_to_its_end_only() -> None:
    rows = [
        row(n, f"问题{n}号尚待解决", 整改时限=text, 状态="正在推进")
        for n, text in enumerate(["6月10日", "6月15日", "6月30日", "7月1日"], 1)
    ]
    found = standing(items_of(rows), date(2024, 6, 15), days=16)
    assert [item.number for item in found.overdue] == ["1"]
    assert [item.number for item in found.this_month] == ["2", "3"]
    assert [item.number for item in found.soon] == ["2", "3", "4"]


def test_a_row_that_says_it_is_overdue_is_so_without_a_date() -> None:
    rows = [
        row(1, "油烟扰民问题", 整改时限="立行立改", 状态="正在推进", 备注="已逾期"),
        row(2, "噪声扰民问题", 整改时限="立行立改", 状态="正在推进", 备注="未逾期"),
        row(3, "异味扰民问题", 整改时限="2024年3月底", 状态="已销号", 备注="曾逾期"),
    ]
    found = standing(items_of(rows), date(2024, 6, 30))
    assert [item.number for item in found.overdue] == ["1"]


def test_on_schedule_is_not_done_and_an_unknown_status_is_said() -> None:
    words = ["达到序时进度", "基本完成", "公示中", "已通过市级验收", "阶段性完成任务书", ""]
    rows = [row(n, f"问题{n}号尚待解决", 整改时限="2024年3月底", 状态=word) for n, word in enumerate(words, 1)]
    found = items_of(rows)
    assert [item.state for item in found][:4] == ["达到序时进度", "基本完成", "已完成未销号", "已验收未销号"]
    assert found[5].state == "状态不明"
    assert [item.finished for item in found][:4] == [False, False, True, True]
    assert found[0].deadline.kind is Due.DATED


def test_to_be_kept_up_for_good_is_also_said_in_a_remark() -> None:
    rows = [
        row(1, "抽检力度不够", 整改时限="2024年12月31日", 状态="达到序时进度", 备注="长期坚持"),
        row(2, "火点多发问题", 整改时限="2024年12月31日", 状态="已销号", 备注="持续降雨影响施工"),
    ]
    assert [item.number for item in standing(items_of(rows), date(2024, 6, 30)).lasting] == ["1"]


def test_a_question_and_the_ledger_count_the_same_items_overdue() -> None:
    deadlines = ["2024年5月底", "5月底", "第一季度末", "2024年9月底", "9月底", "长期坚持", "2024.6.30", "上半年", "2023年底", ""]
    rows = [row(n, f"第{n}处排口污水直排", 整改时限=said, 状态="正在推进") for n, said in enumerate(deadlines, 1)]
    report = ledger(rows)
    counted = next(fact for fact in ledger_facts(report, LEXICON) if fact.label == "逾期" and not fact.parent)
    late = standing(items(report, LEXICON), date(2024, 6, 30)).overdue
    assert counted.quantity.value == len(late) == 4
    assert sorted(int(one.number) for one in late) == [1, 2, 3, 9]
