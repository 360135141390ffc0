"""Questions about the problems of the feedback: figures, remainders, rates, names, older dates, premises, contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eval.worlds import speaking
from eval.worlds.asking.asker import NO, NOT_ALL, WORKED_OUT, YES, Asked, Asker, figure, gold_of, number
from eval.worlds.book import Track
from eval.worlds.telling import Fact

FIGURES = {"完成": "done", "销号": "closed", "序时": "on_track", "滞后": "behind", "未启动": "not_started"}
REST = {"序时", "滞后", "未启动"}
"""Told, and also what is left of the others: an answer may read or work them out."""
REMAINDERS = {"unfinished": ("总数", "完成", "未完成"), "unclosed": ("总数", "销号", ""), "done_unclosed": ("完成", "销号", "完成未销号")}
RATES = {"done_rate": ("完成", "完成率"), "closed_rate": ("销号", "销号率")}


def questions(asker: Asker) -> Iterator[Asked]:
    """All of them for every list of problems that documents tell of."""
    for track in asker.book.tracks("反馈问题"):
        family = _Problems(asker, track)
        yield from family.total()
        for day in asker.book.times(track.place, track.subject):
            if asker.book.clean(track.place, track.subject, day):
                yield from family.at(day)
        yield from family.conflicts()


class _Problems:
    def __init__(self, asker: Asker, track: Track) -> None:
        self.asker, self.book, self.track = asker, asker.book, track
        self.latest = self.book.latest(track.place, track.subject)
        self.tags = ("track:反馈问题", f"inspection:{track.affair.inspection.key}")

    def sure(self, metric: str, day: str | None) -> Fact | None:
        return self.book.sure(self.track.place, self.track.subject, metric, day)

    def worded(self, kind: str, day: str, **slots: str) -> str:
        """The question as of the latest day, or with its day."""
        question = self.asker.asked_of(self.track, kind, **slots)
        return question if day == self.latest else self.asker.dated(question, day)

    def asked(self, type_: str, kind: str, day: str, gold: dict[str, object], *tags: str) -> Asked:
        return Asked(type_ if day == self.latest else "as_of", self.worded(kind, day), gold, (*self.tags, f"ask:{kind}", *tags))

    def total(self) -> Iterator[Asked]:
        if fact := self.sure("总数", None):
            question = self.asker.asked_of(self.track, "total")
            yield Asked("count", question, gold_of(self.book, fact), (*self.tags, "ask:total"))
            yield from self._premises(fact)

    def _premises(self, total: Fact) -> Iterator[Asked]:
        assert isinstance(total.value, int)
        given = total.value + self.asker.random.choice([-4, -3, 2, 3, 5])
        gold = {"figures": [figure(total)], "must": [NO], "sources": self.book.sources(total)}
        yield self._premise("wrong_total", given, gold)
        done = self.sure("完成", self.latest)
        if done and isinstance(done.value, int) and self.book.clean(self.track.place, self.track.subject, self.latest):
            left = number(total.value - done.value, total.unit)
            yield self._premise("wrong_premise", given, {"figures": [figure(total), left], "extra": [done.value]})

    def _premise(self, kind: str, given: int, gold: dict[str, object]) -> Asked:
        slots = self.asker.about(self.track)
        return Asked("false_premise", self.asker.full(kind, given=str(given), **slots), gold, (*self.tags, f"ask:{kind}"))

    def at(self, day: str) -> Iterator[Asked]:
        """Everything that can be asked of one day."""
        dated = day == self.latest
        for metric, kind in FIGURES.items():
            if fact := self.sure(metric, day):
                gold = gold_of(self.book, fact, dated=dated)
                yield self.asked("count", kind, day, gold | {"status": WORKED_OUT} if metric in REST else gold)
        yield from self._remainders(day)
        yield from self._rates(day)
        if fact := self.sure("滞后事项", day):
            yield self.asked("list", "behind_names", day, gold_of(self.book, fact))
        if dated:
            yield from self._now(day)

    def _remainders(self, day: str) -> Iterator[Asked]:
        for kind, (whole_name, part_name, told) in REMAINDERS.items():
            whole, part = self.sure(whole_name, None if whole_name == "总数" else day), self.sure(part_name, day)
            said = self.sure(told, day) if told else None
            if said:
                yield self.asked("difference", kind, day, gold_of(self.book, said) | {"status": WORKED_OUT})
            elif whole and part and isinstance(whole.value, int) and isinstance(part.value, int):
                gold = {"figures": [number(whole.value - part.value, whole.unit)], "status": WORKED_OUT}
                gold |= {"sources": self.book.sources(part), "extra": [whole.value, part.value]}
                yield self.asked("difference", kind, day, gold, "derived")

    def _rates(self, day: str) -> Iterator[Asked]:
        for kind, (metric, told) in RATES.items():
            whole, part, said = self.sure("总数", None), self.sure(metric, day), self.sure(told, day)
            if said:
                yield self.asked("ratio", kind, day, gold_of(self.book, said) | {"status": WORKED_OUT})
            elif whole and part and isinstance(whole.value, int) and isinstance(part.value, int):
                share = speaking.share(part.value, whole.value)
                gold = {"figures": [number(share, "%")], "status": WORKED_OUT, "sources": self.book.sources(part)}
                yield self.asked("ratio", kind, day, gold | {"extra": [whole.value, part.value]}, "derived")

    def _now(self, day: str) -> Iterator[Asked]:
        """Status, premises and yes or no are asked of the latest day only."""
        total, done = self.sure("总数", None), self.sure("完成", day)
        merged = self.sure("完成或基本完成", day)
        if merged:
            gold = {"figures": [figure(merged)], "must": ["基本完成"], "status": ["口径不明", "确定"], "sources": self.book.sources(merged)}
            yield self.asked("merged", "done", day, gold)
        if not (total and done and isinstance(total.value, int) and isinstance(done.value, int)):
            return
        gold = {"figures": [figure(total), figure(done)], "sources": self.book.sources(done)}
        if done.dated:
            gold["must"] = [f"date:{day}"]
        yield self.asked("status", "status", day, gold)
        finished = done.value == total.value
        gold = {
            "sources": self.book.sources(done),
            "must": [YES if finished else [*NO, "未", "还有"]],
            "must_not": NOT_ALL if finished else [],
        }
        yield self.asked("yesno", "all_done", day, gold if finished else gold | {"figures": [number(total.value - done.value, total.unit)]})
        given = done.value + self.asker.random.choice([-2, 1, 2]) if done.value > 3 else done.value + 2
        gold = {"figures": [figure(done)], "must": [NO], "sources": self.book.sources(done)}
        yield self._premise("wrong_done", given, gold)
        gold = {"figures": [figure(done)], "must_not": ["不对", "有误", "不符"], "sources": self.book.sources(done)}
        slots = self.asker.about(self.track)
        yield Asked("yesno", self.asker.full("right_done", given=str(done.value), **slots), gold, (*self.tags, "ask:right_done"))

    def conflicts(self) -> Iterator[Asked]:
        """Days at which two documents, or two sentences of one, disagree on what is done."""
        yield from contradictions(self.asker, self.track, "完成", self.tags)


def contradictions(asker: Asker, track: Track, metric: str, tags: tuple[str, ...]) -> Iterator[Asked]:
    """Both values and both sentences must be shown."""
    for day in asker.book.times(track.place, track.subject):
        told = asker.book.told(track.place, track.subject, metric, day)
        values = {telling.fact.value: telling for telling in told}
        if len(values) < 2:
            continue
        written = speaking.full_date(date.fromisoformat(day))
        unit = told[0].fact.unit
        slots = asker.about(track) | {"day": written, "u": unit, "what": asker.speaker.table["what"][metric]}
        sources = [{"report": telling.document, "quote": telling.sentence} for telling in values.values()]
        gold = {"figures": [figure(telling.fact) for telling in values.values()], "status": ["材料矛盾"], "sources": sources}
        yield Asked("contradiction", asker.ask("conflict", **slots), gold, (*tags, "contradiction"))
