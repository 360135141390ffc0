"""Statements about the two tracks: how problems and complaints stand, how complaints divide, who came when."""

from __future__ import annotations

from datetime import date
from random import Random

from eval.worlds import speaking
from eval.worlds.schema import Affair, Batch, Handling, Inspection, Split, Standing
from eval.worlds.style import Style
from eval.worlds.telling import UNDATED, Fact, Slot, Statement, Value, told, words
from eval.worlds.wordings import Speaker

PROBLEMS, COMPLAINTS = "反馈问题", "信访件"


def problems_of(inspection: Inspection) -> str:
    """The subject of facts about the problems of an inspection."""
    return inspection.key + PROBLEMS


def complaints_of(inspection: Inspection) -> str:
    """The subject of facts about its complaints."""
    return inspection.key + COMPLAINTS


class Teller:
    """Makes the facts of one document about one place, hiding what its style hides."""

    def __init__(self, style: Style, random: Random) -> None:
        self.style, self.random = style, random

    def fact(self, subject: str, metric: str, value: Value, unit: str = "", time: str = "", day: date | None = None) -> Fact:
        """A fact; only figures are ever hidden."""
        hidden = not isinstance(value, str | tuple | date) and self.random.random() < self.style.masking
        dated = day is None or self.style.shows_year(day)
        return Fact(self.style.place.name, subject, metric, day.isoformat() if day else time, value, unit, hidden, dated=dated)

    def slot(self, subject: str, metric: str, value: Value, unit: str = "", time: str = "", day: date | None = None) -> Slot:
        """The slot of a fact."""
        return told(self.fact(subject, metric, value, unit, time, day))

    def visit(self, affair: Affair) -> Statement:
        """Who inspected whom, when, and what came of it."""
        inspection, subject = affair.inspection, problems_of(affair.inspection)
        slots = self.style.common | words(insp=self.style.inspection(inspection), team=inspection.team)
        slots |= {
            "start": self.slot(inspection.key, "进驻日期", inspection.start),
            "end": _same_year(self.slot(inspection.key, "结束日期", inspection.end), inspection),
            "complaints": self.slot(complaints_of(inspection), "总数", affair.complaints, "件"),
            "batches": self.slot(complaints_of(inspection), "批次", affair.batches, "批"),
        }
        if not inspection.fed_back:
            return Statement("visit.plain", slots)
        slots["fed_back"] = self.slot(inspection.key, "反馈日期", inspection.fed_back)
        slots["items"] = self.slot(subject, "总数", len(affair.items), self.style.measure)
        return Statement("visit.fed", slots)

    def standing(self, affair: Affair, standing: Standing, speaker: Speaker, kind: str = "") -> Statement:
        """How the problems stand, in the kind of wording that their parts ask for."""
        subject, unit = problems_of(affair.inspection), self.style.measure
        names = {"total": "总数", "done": "完成", "closed": "销号", "on_track": "序时", "behind": "滞后", "not_started": "未启动"}
        facts = {name: self.fact(subject, metric, getattr(standing, name), unit, day=standing.day) for name, metric in names.items()}
        slots = self._standing_slots(affair, standing) | {name: told(fact) for name, fact in facts.items() if fact.value}
        hidden = any(fact.masked for fact in facts.values())
        left, unclosed = standing.total - standing.done, standing.done - standing.closed
        if not hidden:
            slots["left"] = self.slot(subject, "未完成", left, unit, day=standing.day)
            slots["done_rate"] = self._rate(subject, "完成率", standing.done, standing)
            if standing.closed:
                slots["closed_rate"] = self._rate(subject, "销号率", standing.closed, standing)
                slots["unclosed"] = self.slot(subject, "完成未销号", unclosed, unit, day=standing.day)
        slots["parts"] = self._parts(facts, speaker)
        if kind == "merged":
            merged = standing.done + self.random.randint(1, max(1, left))
            slots["merged"] = self.slot(subject, "完成或基本完成", merged, unit, day=standing.day)
        return Statement(f"items.{kind or shape(standing)}", {name: slot for name, slot in slots.items() if slot.text})

    def _standing_slots(self, affair: Affair, standing: Standing) -> dict[str, Slot]:
        behind = tuple(item.title for item in affair.items if item.status(standing.day) == "滞后")
        slots = self.style.common | words(insp=self.style.inspection(affair.inspection), date=self.style.day(standing.day))
        if 0 < len(behind) <= 3:
            slots["behind_names"] = self.slot(problems_of(affair.inspection), "滞后事项", behind, day=standing.day)
        return slots

    def _rate(self, subject: str, metric: str, part: int, standing: Standing) -> Slot:
        value = speaking.share(part, standing.total)
        slot = self.slot(subject, metric, value, "%", day=standing.day)
        return Slot(slot.text + "%", slot.facts)

    def _parts(self, facts: dict[str, Fact], speaker: Speaker) -> Slot:
        """达到序时进度4项、未达到序时进度2项: the parts that are not done, each in a wording of its own."""
        chosen = [fact for name, fact in facts.items() if name in ("on_track", "behind", "not_started") and fact.value]
        keys = {fact.metric: name for name, fact in facts.items()}
        spelled = [speaker.word("part", keys[fact.metric], self.random, {"n": told(fact), "u": Slot(fact.unit)}) for fact in chosen]
        return Slot("，".join(spelled), tuple(chosen))

    def handling(self, affair: Affair, handling: Handling, kind: str = "", undated: bool = False) -> Statement:
        """How the complaints stand."""
        subject, day = complaints_of(affair.inspection), handling.day
        when = None if undated else day
        slots = self.style.common | words(insp=self.style.inspection(affair.inspection), date=self.style.day(day))
        figures = {"总数": ("total", handling.total), "办结": ("closed", handling.closed), "阶段性办结": ("staged", handling.staged)}
        figures |= {"未办结": ("open", handling.open), "未全部办结": ("unsettled", handling.total - handling.closed)}
        for metric, (name, value) in figures.items():
            if value:
                slots[name] = self.slot(subject, metric, value, "件", UNDATED if undated else "", when)
        if not slots["closed"].facts[0].masked and not slots["total"].facts[0].masked:
            rate = self.slot(subject, "办结率", speaking.share(handling.closed, handling.total), "%", UNDATED if undated else "", when)
            slots["closed_rate"] = Slot(rate.text + "%", rate.facts)
        if kind == "merged":
            merged = handling.closed + handling.staged
            slots["merged"] = self.slot(subject, "办结或阶段性办结", merged, "件", UNDATED if undated else "", when)
        return Statement(f"complaints.{kind or handled(handling)}", slots)

    def split(self, affair: Affair, split: Split) -> Statement:
        """How the complaints divide."""
        subject = complaints_of(affair.inspection)
        slots = self.style.common | words(insp=self.style.inspection(affair.inspection), by=split.by)
        slots["total"] = self.slot(subject, "总数", affair.complaints, "件")
        facts = [self.fact(subject, f"{split.by}：{label}", count, "件") for label, count in split.parts]
        pairs = [Slot(f"{label}{told(fact).text}件", (fact,)) for (label, _), fact in zip(split.parts, facts, strict=True)]
        slots["pairs"], slots["rest"] = joined(pairs, self.random), joined(pairs[1:], self.random)
        slots["names"] = Slot("、".join(label for label, _ in split.parts))
        slots["counts"] = Slot("、".join(f"{told(fact).text}件" for fact in facts), tuple(facts))
        (top, count), *_ = split.parts
        slots |= {"top": Slot(top), "top_n": told(facts[0])}
        share = self.slot(subject, f"{split.by}占比：{top}", speaking.share(count, affair.complaints), "%")
        slots["top_share"] = Slot(share.text + "%", share.facts)
        return Statement("split.multiple" if split.multiple else "split.single", slots)

    def batch(self, inspection: Inspection, batch: Batch, kind: str) -> Statement:
        """One batch, or the running totals to its day."""
        own, running = f"{inspection.key}第{batch.number}批信访件", complaints_of(inspection) + "累计"
        slots = self.style.common | words(insp=self.style.inspection(inspection), team=inspection.team, day=self.style.day(batch.day))
        slots["number"] = Slot(str(batch.number), (), speaking.chinese(batch.number))
        figures = {"count": ("总数", batch.count), "calls": ("来电", batch.calls), "letters": ("来信", batch.count - batch.calls)}
        figures |= {"starred": ("重点关注件", batch.starred)}
        totals = {"total": ("总数", batch.all_count), "all_calls": ("来电", batch.all_calls), "closed": ("办结", batch.closed)}
        totals |= {
            "all_letters": ("来信", batch.all_count - batch.all_calls),
            "staged": ("阶段性办结", batch.staged),
            "open": ("未办结", batch.open),
        }
        slots |= {name: self.slot(own, metric, value, "件", time=str(batch.number)) for name, (metric, value) in figures.items()}
        slots |= {name: self.slot(running, metric, value, "件", day=batch.day) for name, (metric, value) in totals.items()}
        return Statement(f"batch.{kind}", slots)


def _same_year(slot: Slot, inspection: Inspection) -> Slot:
    """The end of a visit without its year when that is the year of its start."""
    same = inspection.end.year == inspection.start.year
    return Slot(speaking.month_day(inspection.end), slot.facts) if same else slot


def joined(pairs: list[Slot], random: Random) -> Slot:
    """水污染14件、大气污染9件 with one mark throughout."""
    return Slot(random.choice("、，").join(pair.text for pair in pairs), tuple(fact for pair in pairs for fact in pair.facts))


def shape(standing: Standing) -> str:
    """Which wordings fit: by which parts besides the done ones there are."""
    if not standing.done:
        return "begun"
    if standing.done == standing.total:
        return "closed" if standing.closed == standing.total else "done"
    parts = (standing.on_track > 0, standing.behind > 0, standing.not_started > 0)
    return {(True, False, False): "two", (True, True, False): "three", (False, True, False): "late"}.get(parts, "many")


def handled(handling: Handling) -> str:
    """Which wordings fit the complaints."""
    parts = (handling.staged > 0, handling.open > 0)
    return {(True, True): "three", (True, False): "two", (False, True): "open", (False, False): "done"}[parts]
