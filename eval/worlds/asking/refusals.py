"""Questions that have no answer, each with the reason why: hidden, not stated, not in the material."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.worlds import naming
from eval.worlds.asking.asker import Asked, Asker
from eval.worlds.asking.problems import FIGURES
from eval.worlds.asking.things import metrics_of_a_year
from eval.worlds.schema import Bureau

HIDDEN_COMPLAINTS = {"总数": "c_total", "办结": "c_closed", "阶段性办结": "c_staged"}
UNSTATED, ABSENT = ["未载明"], ["未载明", "不在资料中"]


def questions(asker: Asker) -> Iterator[Asked]:
    """All of them."""
    for bureau in asker.book.world.bureaus:
        if bureau.place.masked:
            yield from _hidden(asker, bureau)
        else:
            yield from _unstated_year(asker, bureau)
            yield from _unstated_tracks(asker, bureau)
    yield from _yearless(asker)
    yield from _absent(asker)


def _refused(status: list[str], **gold: object) -> dict[str, object]:
    return {"refuse": True, "status": status, "reason": status[0] if len(status) == 1 else None, **gold}


def _hidden(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    """Every hidden figure is asked for; what the document shows is not."""
    place, inspection = bureau.place.name, bureau.affairs[0].inspection
    for (where, subject, metric), times in list(asker.book.tellings.items()):
        told = [telling for tellings in times.values() for telling in tellings]
        if where != place or not all(telling.fact.masked and "*" in telling.sentence for telling in told):
            continue  # 88件全部办结 hides nothing though the figure of 办结 is not written
        if any(re.search(rf"(?<![\d.]){re.escape(str(telling.fact.value))}(?![\d.])", telling.sentence) for telling in told):
            continue  # 12/12销号 prints it, whatever else the sentence hides
        question = _about(asker, place, subject, metric, next(iter(times)), asker.named(inspection))
        if question:
            yield Asked("masked", question, _refused(["原文隐去"], sources=asker.book.sources(told[0].fact)), ("mess:masked",))


def _about(asker: Asker, place: str, subject: str, metric: str, time: str, insp: str) -> str:
    """The question about a metric of any subject that can be hidden; empty where staff would not ask."""
    if subject.endswith("反馈问题"):
        kinds = FIGURES | {"总数": "total"}
        return asker.full(kinds[metric], place=place, insp=insp) if metric in kinds else ""
    if subject.endswith("信访件"):
        return asker.full(HIDDEN_COMPLAINTS[metric], place=place, insp=insp) if metric in HIDDEN_COMPLAINTS else ""
    if (subject, metric) in set(metrics_of_a_year()):
        return asker.ask("frame", place=place, year=time, body=asker.body(metric))
    return ""


def _unstated_year(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    """Figures of a year that no document gives, nor anything they follow from; both reasons are right where the matter is never told."""
    place = bureau.place.name
    worked_out = {"自查未整改", "投资完成率", "断面"}
    known = {subject for where, subject, _ in asker.book.tellings if where == place}
    for year in bureau.years:
        for subject, metric in metrics_of_a_year():
            if metric in worked_out or asker.book.told(place, subject, metric, str(year.year)):
                continue
            if asker.random.random() < 0.35:
                question = asker.ask("frame", place=place, year=str(year.year), body=asker.body(metric))
                status = UNSTATED if subject in known else ABSENT
                yield Asked("unanswerable", question, _refused(status), ("track:其他", f"topic:{subject}", "silent"))


def _unstated_tracks(asker: Asker, bureau: Bureau) -> Iterator[Asked]:
    """Struck-off counts never given, classifications never made, feedback that has not come."""
    place = bureau.place.name
    for affair in bureau.affairs:
        key, slots = affair.inspection.key, {"place": place, "insp": asker.named(affair.inspection)}
        given = [metric for metric in ("销号", "销号率", "完成未销号") if asker.book.told(place, f"{key}反馈问题", metric)]
        listed = any(asker.book.told(place, f"事项：{item.title}", "状态") for item in affair.items)
        if affair.items and not given and not listed and asker.book.times(place, f"{key}反馈问题"):
            yield Asked("unanswerable", asker.full("closed", **slots), _refused(UNSTATED), ("silent", "ask:closed"))
        for split in affair.splits:
            told = any(asker.book.told(place, f"{key}信访件", f"{split.by}：{label}") for label, _ in split.parts)
            if not told and asker.book.times(place, f"{key}信访件"):
                question = asker.ask("part", label=split.parts[0][0], by=split.by, **slots)
                yield Asked("unanswerable", question, _refused(UNSTATED), ("silent", "split"))
        if not affair.inspection.fed_back:
            yield Asked("unanswerable", asker.full("total", **slots), _refused(ABSENT), ("silent", "outstanding"))


def _yearless(asker: Asker) -> Iterator[Asked]:
    """The year of a visit that a circular tells without one, where no other document of the world gives it away."""
    for inspection in asker.book.world.inspections:
        known = any(asker.book.told(bureau.place.name, inspection.key, "进驻日期") for bureau in asker.book.world.bureaus)
        batches = any(document.genre == "信访件办理情况公开" for document in asker.book.documents)
        for bureau in asker.book.world.bureaus:
            told = asker.book.told(bureau.place.name, "迎检", "查看点位")
            if told and not (known or batches or inspection.fed_back):
                question = asker.ask("which_year", place=bureau.place.name, insp=asker.named(inspection))
                yield Asked("unanswerable", question, _refused(ABSENT), ("silent", "yearless"))


def _absent(asker: Asker) -> Iterator[Asked]:
    """Places that no document knows."""
    known = "".join(document.text for document in asker.book.documents)
    stems = [stem for stem in naming.stems(asker.random) if stem not in known][:4]
    inspection = asker.book.world.inspections[0]
    for stem, kind in zip(stems, ("unfinished", "closed", "c_closed", "done_rate"), strict=True):
        place = stem + asker.random.choice(["县", "区"])
        question = asker.full(kind, place=place, insp=asker.named(inspection))
        yield Asked("unanswerable", question, _refused(["不在资料中"]), ("absent",))
