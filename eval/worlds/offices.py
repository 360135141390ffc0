"""Statements about what an office does and counts, its projects, problems one by one, notices, letters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from eval.worlds import speaking
from eval.worlds.schema import Bureau, Coinage, Inspection, Item, Month, Notice, Project, Urging, Year
from eval.worlds.statements import Teller
from eval.worlds.telling import Slot, Statement, words

YEARLY: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "meetings": (
        "会议",
        {
            "meetings": ("领导小组会议", "次"),
            "dispatches": ("调度会", "次"),
            "visits": ("现场督导", "次"),
            "instructions": ("批示", "余次"),
        },
    ),
    "money": ("资金", {"planned": ("计划投资", "万元"), "spent": ("完成投资", "万元"), "upper": ("上级资金", "万元")}),
    "enforcement": (
        "执法",
        {
            "cases": ("立案", "件"),
            "fine": ("罚款", "万元"),
            "sealed": ("查封扣押", "起"),
            "transferred": ("移送公安机关", "起"),
            "detained": ("行政拘留", "人"),
        },
    ),
    "accountability": ("问责", {"talked": ("约谈", "人次"), "warned": ("政务警告", "人"), "criticised": ("批评教育", "人")}),
    "selfcheck": ("自查", {"found": ("自查问题", "个"), "fixed": ("自查已整改", "个")}),
    "rewards": ("举报奖励", {"rewards": ("奖励笔数", "笔"), "reward_sum": ("奖励金额", "万元"), "reward_top": ("最高奖励", "万元")}),
    "satisfaction": ("满意度", {"satisfaction": ("满意度", "%"), "asked": ("回访", "人次")}),
    "publicity": ("宣传", {"briefs": ("简报", "期"), "stories": ("报道", "篇")}),
    "air": ("空气", {"air_rate": ("优良天数比例", "%"), "pm": ("PM2.5浓度", "微克/立方米")}),
    "rank": ("空气", {"index": ("综合指数", ""), "rank": ("排名", "位")}),
    "water": ("水质", {}),
    "petitions": ("环境信访", {"petitions": ("环境信访量", "件")}),
}
"""What is counted in a year: the subject, and for each slot the metric and unit."""

CHANGES = {
    "air": {"air": ("优良天数比例变化", "百分点"), "pm": ("PM2.5浓度变化", "%")},
    "petitions": {"petitions": ("环境信访量变化", "%")},
}
"""Changes on the year before: slots x_change and x_word."""


def yearly(teller: Teller, kind: str, year: Year) -> Statement:
    """What was counted in one year."""
    subject, metrics = YEARLY[kind]
    slots = teller.style.common | words(year=teller.style.year(year.year))
    for name, (metric, unit) in metrics.items():
        slots[name] = teller.slot(subject, metric, getattr(year, name), unit, time=str(year.year))
    for name, (metric, unit) in CHANGES.get(kind, {}).items():
        slots |= _change(teller, subject, metric, getattr(year, f"{name}_change"), unit, year, name)
    extra = {"money": _spent, "selfcheck": _remaining, "water": _grades, "rank": _ranked}.get(kind)
    slots |= extra(teller, year) if extra else {}
    return Statement(f"{kind}.all", slots)


def _change(teller: Teller, subject: str, metric: str, change: Decimal, unit: str, year: Year, name: str) -> dict[str, Slot]:
    """The amount in the text, its direction in a word; the fact keeps the sign."""
    fact = teller.fact(subject, metric, change, unit, time=str(year.year))
    amount = "*" if fact.masked else speaking.figure(abs(change))
    return {f"{name}_change": Slot(amount, (fact,)), f"{name}_word": Slot("上升" if change > 0 else "下降")}


def _spent(teller: Teller, year: Year) -> dict[str, Slot]:
    slot = teller.slot("资金", "投资完成率", speaking.share(year.spent, year.planned), "%", time=str(year.year))
    return {"spent_rate": Slot(slot.text + "%", slot.facts)}


def _remaining(teller: Teller, year: Year) -> dict[str, Slot]:
    return {"remaining": teller.slot("自查", "自查未整改", year.found - year.fixed, "个", time=str(year.year))}


def _grades(teller: Teller, year: Year) -> dict[str, Slot]:
    slots = {"sections": teller.slot("水质", "断面", sum(count for _, count in year.sections), "个", time=str(year.year))}
    for name, (grade, count) in zip(("grade_one", "grade_two"), year.sections, strict=True):
        slots |= {name: Slot(grade), f"{name}_n": teller.slot("水质", f"{grade}断面", count, "个", time=str(year.year))}
    return slots


def _ranked(teller: Teller, year: Year) -> dict[str, Slot]:
    return words(ranked=str(year.ranked))


def project(teller: Teller, built: Project) -> Statement:
    """A plant or a line of pipes."""
    subject = f"项目：{built.name}"
    slots = teller.style.common | words(name=built.name, unit=built.unit)
    slots["cost"] = teller.slot(subject, "投资", built.cost, "万元")
    slots["begun"] = _in_month(teller, subject, "开工时间", built.begun)
    if built.laid is None:
        slots["capacity"] = teller.slot(subject, "规模", built.capacity, built.unit)
        slots["finished"] = _in_month(teller, subject, "建成时间", built.finished)
        return Statement("project.all", slots)
    slots["length"] = teller.slot(subject, "长度", built.capacity, "公里")
    slots["laid"] = teller.slot(subject, "已铺设", built.laid, "公里")
    slots["unlaid"] = teller.slot(subject, "未铺设", built.capacity - built.laid, "公里")
    share = teller.slot(subject, "铺设占比", speaking.share(built.laid, built.capacity), "%")
    return Statement("pipes.all", slots | {"laid_share": Slot(share.text + "%", share.facts)})


def _in_month(teller: Teller, subject: str, metric: str, day: date) -> Slot:
    """A day of which only the month is told: the fact is the first of it."""
    return Slot(speaking.year_month(day), (teller.fact(subject, metric, day.replace(day=1)),))


def _month_end(teller: Teller, subject: str, metric: str, day: date) -> Slot:
    return Slot(speaking.year_month(day) + "底", (teller.fact(subject, metric, day.replace(day=1)),))


def of_item(teller: Teller, item: Item) -> dict[str, Slot]:
    """What is so of one problem."""
    subject = f"事项：{item.title}"
    return teller.style.common | {
        "title": Slot(item.title),
        "lead": teller.slot(subject, "责任单位", item.lead),
        "responsible": teller.slot(subject, "包案领导", item.responsible),
        "deadline": _month_end(teller, subject, "整改时限", item.deadline),
        "expected": _month_end(teller, subject, "预计完成时间", item.expected),
        "reason": teller.slot(subject, "滞后原因", item.reason),
    }


def lagging(teller: Teller, item: Item) -> Statement:
    """A problem that fell behind."""
    return Statement("lagging.all", of_item(teller, item))


def month(teller: Teller, counted: Month) -> Statement:
    """What an office did in a month."""
    slots = teller.style.common | words(month=f"{counted.day.month}月")
    time = f"{counted.day:%Y-%m}"
    slots["points"] = teller.slot("月度", "核查点位", counted.points, "处", time=time)
    slots["letters"] = teller.slot("月度", "督办单", counted.letters, "份", time=time)
    return Statement("month.all", slots)


def posts(teller: Teller, bureau: Bureau) -> Statement:
    """Who leads."""
    given = {"head": ("组长", bureau.posts.head), "deputy": ("副组长", bureau.posts.deputy), "office": ("办公室主任", bureau.posts.office)}
    slots = {name: teller.slot("领导小组", metric, value) for name, (metric, value) in given.items()}
    return Statement("leaders.all", teller.style.common | slots)


def routine(teller: Teller, bureau: Bureau) -> Statement:
    """How often things are done."""
    kept = bureau.routine
    slots = teller.style.common | {
        "dispatch": teller.slot("机制", "调度频次", kept.dispatch),
        "report": teller.slot("机制", "通报频次", kept.report),
        "visit": teller.slot("机制", "回访时限", kept.visit),
        "weight": teller.slot("机制", "考核权重", kept.weight, "%"),
    }
    return Statement("routine.all", slots)


def coinage(teller: Teller, coined: Coinage) -> Statement:
    """A coinage with what it stands for."""
    slots = teller.style.common | words(name=coined.name)
    slots["parts"] = teller.slot(f"概念：{coined.name}", "含义", coined.parts)
    return Statement("coinage.all", slots)


def reception(teller: Teller, bureau: Bureau, inspection: Inspection, kind: str) -> Statement:
    """What happened while a team was there: sites, prepare, firms."""
    metrics = {
        "sites": {"days": ("下沉天数", "天"), "points": ("查看点位", "个"), "files": ("调阅资料", "份"), "talks": ("个别谈话", "人次")},
        "prepare": {"groups": ("工作组", "个"), "archives": ("档案资料", "余卷"), "prepared": ("预设点位", "个")},
        "firms": {"fixed_firms": ("责令整改企业", "家"), "fined_firms": ("立案处罚企业", "家")},
    }[kind]
    slots = teller.style.common | words(team=inspection.team)
    slots |= {name: teller.slot("迎检", metric, getattr(bureau.reception, name), unit) for name, (metric, unit) in metrics.items()}
    return Statement(f"{kind}.all", slots)


def notice(teller: Teller, publicised: Notice, office: str, kind: str) -> Statement:
    """A publicity window: the problem, the days, whom to tell."""
    subject = f"公示：{publicised.item.title}"
    slots = of_item(teller, publicised.item) | {
        "done": _in_month(teller, f"事项：{publicised.item.title}", "完成时间", publicised.item.done or publicised.start),
        "start": teller.slot(subject, "公示开始", publicised.start),
        "end": teller.slot(subject, "公示结束", publicised.end),
        "office_name": teller.slot(subject, "受理单位", office),
        "contact": teller.slot(subject, "联系人", publicised.contact),
        "phone": teller.slot(subject, "电话", publicised.phone),
        "address": teller.slot(subject, "地址", publicised.address),
    }
    return Statement(f"notice.{kind}", slots)


def urging(teller: Teller, urged: Urging, kind: str) -> Statement:
    """A letter that urges: what was found on site, and by when to reply."""
    subject = f"督办：{urged.item.title}"
    slots = of_item(teller, urged.item) | {
        "spots": teller.slot(subject, "点位", urged.spots, "处"),
        "spots_done": teller.slot(subject, "完成点位", urged.done, "处"),
        "spots_left": teller.slot(subject, "未完成点位", urged.spots - urged.done, "处"),
        "reply": teller.slot(subject, "报送期限", urged.reply),
    }
    return Statement(f"urge.{kind}", slots)
