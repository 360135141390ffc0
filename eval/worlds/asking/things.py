"""Questions about what an office counts in a year, its projects, single problems, posts, routines, coinages, notices, ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from eval.worlds.asking.asker import WORKED_OUT, Asked, Asker, figure, gold_of, number
from eval.worlds.offices import CHANGES, YEARLY
from eval.worlds.schema import Bureau
from eval.worlds.telling import Fact

PROJECT = {
    "规模": "capacity",
    "投资": "cost",
    "开工时间": "begun",
    "建成时间": "finished",
    "长度": "length",
    "已铺设": "laid",
    "未铺设": "unlaid",
}
ITEM = {"责任单位": "lead", "整改时限": "deadline", "包案领导": "responsible", "滞后原因": "reason", "预计完成时间": "expected"}
POSTS = {"组长": "head", "副组长": "deputy", "办公室主任": "office"}
ROUTINE = {"调度频次": "dispatch", "通报频次": "report", "回访时限": "visit", "考核权重": "weight"}
NOTICE = {"电话": "phone", "地址": "address", "联系人": "contact"}
ARRIVAL = {"进驻日期": "arrived", "结束日期": "left", "反馈日期": "fed_back"}
TYPES = {
    "lead": "who",
    "responsible": "who",
    "head": "who",
    "deputy": "who",
    "office": "who",
    "contact": "who",
    "phone": "who",
    "address": "where",
}
DATES = {"deadline", "expected", "begun", "finished", "arrived", "left", "fed_back"}


def questions(asker: Asker) -> Iterator[Asked]:
    """All of them for every place whose name is known."""
    for bureau in asker.book.world.bureaus:
        if not bureau.place.masked:
            yield from _yearly(asker, bureau)
            yield from _visits(asker, bureau)
            yield from _projects(asker, bureau)
            yield from _items(asker, bureau)
            yield from _plain(asker, bureau)
            yield from _coinages(asker, bureau)
            yield from _notice(asker, bureau)
            yield from _ledger(asker, bureau)
    yield from _arrivals(asker)


def metrics_of_a_year() -> Iterator[tuple[str, str]]:
    """Subject and metric of everything that is counted in a year."""
    for kind, (subject, metrics) in YEARLY.items():
        yield from ((subject, metric) for metric, _ in [*metrics.values(), *CHANGES.get(kind, {}).values()])
    yield from (("自查", "自查未整改"), ("资金", "投资完成率"), ("水质", "断面"))


def _typed(kind: str) -> str:
    return "when" if kind in DATES else TYPES.get(kind, "count")


def _yearly(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    place = bureau.place.name
    for year in bureau.years:
        for subject, metric in metrics_of_a_year():
            if fact := asker.book.sure(place, subject, metric, str(year.year)):
                question = asker.ask("frame", place=place, year=str(year.year), body=asker.body(metric))
                yield Asked("count", question, gold_of(asker.book, fact), ("track:其他", f"topic:{subject}"))
        if fact := asker.book.sure(place, "执法", "罚款", str(year.year)):
            assert not isinstance(fact.value, str | tuple | date)
            given = fact.value + asker.random.randint(20, 90)
            gold = {"figures": [figure(fact)], "must": [["不对", "不是", "有误", "不符", "并非", "不准确", "没有", "错误"]]}
            question = asker.ask("wrong_fine", place=place, year=str(year.year), given=f"{given:f}")
            yield Asked("false_premise", question, gold | {"sources": asker.book.sources(fact)}, ("track:其他", "topic:执法"))
    for counted in bureau.months:
        for metric in ("核查点位", "督办单"):
            if fact := asker.book.sure(place, "月度", metric, f"{counted.day:%Y-%m}"):
                slots = {"place": place, "year": str(counted.day.year), "month": str(counted.day.month)}
                question = asker.ask("month", body=asker.body(metric), **slots)
                yield Asked("count", question, gold_of(asker.book, fact), ("track:其他", "topic:月度"))


def _visits(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    for place, subject, metric in list(asker.book.tellings):
        if place == bureau.place.name and subject == "迎检" and (fact := asker.book.sure(place, subject, metric)):
            question = asker.ask("reception", place=place, body=asker.body(metric))
            yield Asked("count", question, gold_of(asker.book, fact), ("track:其他", "topic:迎检"))


def _projects(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    place, costs = bureau.place.name, []
    for project in bureau.projects:
        subject = f"项目：{project.name}"
        for metric, kind in PROJECT.items():
            if fact := asker.book.sure(place, subject, metric):
                yield Asked(_typed(kind), asker.ask(kind, project=project.name), gold_of(asker.book, fact), ("topic:项目", f"ask:{kind}"))
        length, laid = (asker.book.sure(place, subject, metric) for metric in ("长度", "已铺设"))
        if length and laid and project.laid and not asker.book.told(place, subject, "未铺设"):
            left = number(project.capacity - project.laid, "公里")
            gold = {"figures": [left], "status": WORKED_OUT, "sources": asker.book.sources(laid), "extra": [project.capacity, project.laid]}
            yield Asked("difference", asker.ask("unlaid", project=project.name), gold, ("topic:项目", "derived"))
        if fact := asker.book.sure(place, subject, "投资"):
            costs.append((project, fact))
    if len(costs) > 1:
        (one, first), (two, second) = costs[:2]
        gold = {"figures": [number(one.cost + two.cost, "万元")], "status": WORKED_OUT, "extra": [one.cost, two.cost]}
        question = asker.ask("two_costs", project=one.name, other=two.name)
        yield Asked("sum", question, gold | {"sources": asker.book.sources(first, second)}, ("topic:项目",))


def _items(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    for item in (item for affair in bureau.affairs for item in affair.items):
        for metric, kind in ITEM.items():
            if fact := asker.book.sure(bureau.place.name, f"事项：{item.title}", metric):
                type_ = "how" if kind == "reason" else _typed(kind)
                yield Asked(type_, asker.ask(kind, title=item.title), gold_of(asker.book, fact), ("topic:事项", f"ask:{kind}"))


def _plain(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    place = bureau.place.name
    for subject, kinds in (("领导小组", POSTS), ("机制", ROUTINE)):
        for metric, kind in kinds.items():
            if fact := asker.book.sure(place, subject, metric):
                gold = gold_of(asker.book, fact)
                if metric == "组长":
                    gold |= {"must": str(fact.value).split("、")}
                type_ = _typed(kind) if subject == "领导小组" else "count" if kind == "weight" else "how"
                yield Asked(type_, asker.ask(kind, place=place), gold, (f"topic:{subject}",))


def _coinages(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    """A name that two places use is asked with its place."""
    names = Counter(coined.name for other in asker.book.world.bureaus for coined in other.coinages)
    for coined in bureau.coinages:
        if fact := asker.book.sure(bureau.place.name, f"概念：{coined.name}", "含义"):
            shared = names[coined.name] > 1
            question = asker.ask("coinage_of" if shared else "coinage", place=bureau.place.name, name=coined.name)
            yield Asked("definition", question, gold_of(asker.book, fact), ("topic:概念",))


def _notice(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    book, place = asker.book, bureau.place.name
    if bureau.notice:
        title, subject = bureau.notice.item.title, f"公示：{bureau.notice.item.title}"
        start, end = book.sure(place, subject, "公示开始"), book.sure(place, subject, "公示结束")
        if start and end:
            gold = {"must": [f"date:{bureau.notice.start}", f"date:{bureau.notice.end:%m-%d}"], "sources": book.sources(start)}
            yield Asked("when", asker.ask("window", title=title), gold, ("topic:公示",))
            days = number((bureau.notice.end - bureau.notice.start).days + 1, "天")
            days["unit"] = ["天", "日"]
            gold = {"figures": [days], "status": WORKED_OUT, "sources": book.sources(start)}
            yield Asked("duration", asker.ask("window_days", title=title), gold, ("topic:公示", "derived"))
        for metric, kind in NOTICE.items():
            if fact := book.sure(place, subject, metric):
                yield Asked(_typed(kind), asker.ask(kind, title=title), gold_of(book, fact), ("topic:公示",))
    if bureau.urging:
        title, subject = bureau.urging.item.title, f"督办：{bureau.urging.item.title}"
        if fact := book.sure(place, subject, "报送期限"):
            yield Asked("when", asker.ask("reply", title=title), gold_of(book, fact), ("topic:督办",))
        if facts := [fact for metric in ("点位", "完成点位") if (fact := book.sure(place, subject, metric))]:
            left = number(bureau.urging.spots - bureau.urging.done, "处")
            gold = {"figures": [left], "status": WORKED_OUT, "sources": book.sources(*facts), "extra": [fact.value for fact in facts]}
            yield Asked("difference", asker.ask("spots_left", title=title), gold, ("topic:督办",))


def _ledger(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    for affair in bureau.affairs:
        listed = [item for item in affair.items if _status(asker, bureau, item.title)]
        if not listed:
            continue
        slots = {"place": bureau.place.name, "insp": asker.named(affair.inspection)}
        for lead, count in Counter(item.lead for item in listed).most_common(3):
            question = asker.ask("ledger_lead", lead=lead, **slots)
            yield Asked("count", question, {"figures": [number(count, "个")]}, ("ledger",))
        behind = [item.title for item in listed if (fact := _status(asker, bureau, item.title)) and fact.value == "滞后"]
        if behind:
            yield Asked("list", asker.ask("ledger_status", **slots), {"must": behind}, ("ledger",))


def _status(asker: Asker, bureau: Bureau, title: str) -> Fact | None:
    return asker.book.sure(bureau.place.name, f"事项：{title}", "状态", asker.book.world.calendar.ledger.isoformat())


def _arrivals(asker: Asker) -> Iterator[Asked]:
    """When a team came is the same in all places of the province, so any document that tells it will do."""
    for inspection in asker.book.world.inspections:
        for metric, kind in ARRIVAL.items():
            tellings = [told for bureau in asker.book.world.bureaus for told in asker.book.told(bureau.place.name, inspection.key, metric)]
            if tellings:
                question = asker.ask(kind, insp=asker.named(inspection), region=asker.book.world.province)
                must = f"date:{tellings[0].fact.value}"
                yield Asked("when", question, {"must": [must]}, ("topic:进驻",))
