"""Questions about complaints: how they stand, how they divide, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator

from eval.worlds import speaking
from eval.worlds.asking.asker import NO, NOT_ALL, WORKED_OUT, YES, Asked, Asker, figure, gold_of, number
from eval.worlds.asking.problems import contradictions
from eval.worlds.book import Track
from eval.worlds.schema import Split
from eval.worlds.telling import Fact

FIGURES = {"办结": "c_closed", "阶段性办结": "c_staged", "未办结": "c_open"}
BATCH = {"总数": "batch_count", "来电": "batch_calls", "来信": "batch_letters", "重点关注件": "batch_starred"}
RUNNING = {"总数": "batch_total", "办结": "batch_closed"}


def questions(asker: Asker) -> Iterator[Asked]:
    """All of them for every list of complaints that documents tell of."""
    for track in asker.book.tracks("信访件"):
        family = _Complaints(asker, track)
        yield from family.totals()
        for day in asker.book.times(track.place, track.subject):
            if asker.book.clean(track.place, track.subject, day):
                yield from family.at(day)
        for split in track.affair.splits:
            yield from family.divided(split)
        yield from family.batches()
        yield from contradictions(asker, track, "办结", family.tags)


class _Complaints:
    def __init__(self, asker: Asker, track: Track) -> None:
        self.asker, self.book, self.track = asker, asker.book, track
        self.latest = self.book.latest(track.place, track.subject)
        self.tags = ("track:信访件", f"inspection:{track.affair.inspection.key}")

    def sure(self, metric: str, day: str | None) -> Fact | None:
        return self.book.sure(self.track.place, self.track.subject, metric, day)

    def asked(self, type_: str, kind: str, gold: dict[str, object], *tags: str, **slots: str) -> Asked:
        question = self.asker.asked_of(self.track, kind, **slots)
        return Asked(type_, question, gold, (*self.tags, f"ask:{kind}", *tags))

    def at_day(self, type_: str, kind: str, day: str, gold: dict[str, object], *tags: str) -> Asked:
        asked = self.asked(type_, kind, gold, *tags)
        return asked if day == self.latest else Asked("as_of", self.asker.dated(asked.question, day), gold, asked.tags)

    def totals(self) -> Iterator[Asked]:
        for metric, kind in (("总数", "c_total"), ("批次", "c_batches")):
            if fact := self.sure(metric, None):
                yield self.asked("count", kind, gold_of(self.book, fact))

    def at(self, day: str) -> Iterator[Asked]:
        """Everything that can be asked of one day."""
        for metric, kind in FIGURES.items():
            if fact := self.sure(metric, day):
                gold = gold_of(self.book, fact, dated=day == self.latest)
                yield self.at_day("count", kind, day, gold if metric == "办结" else gold | {"status": WORKED_OUT})
        total, closed = self.sure("总数", None), self.sure("办结", day)
        if merged := self.sure("办结或阶段性办结", day):
            gold = {
                "figures": [figure(merged)],
                "must": ["阶段性办结"],
                "status": ["口径不明", "确定"],
                "sources": self.book.sources(merged),
            }
            yield self.at_day("merged", "c_closed", day, gold)
        if total and closed and isinstance(total.value, int) and isinstance(closed.value, int):
            yield from self._worked_out(total.value, closed, day)

    def _worked_out(self, total: int, closed: Fact, day: str) -> Iterator[Asked]:
        assert isinstance(closed.value, int)
        source = {"sources": self.book.sources(closed)}
        parts = [figure(fact) for metric in ("阶段性办结", "未办结") if (fact := self.sure(metric, day)) and fact.value]
        left = parts or [number(total - closed.value, "件")]
        if total > closed.value:
            extra = {"extra": [total, closed.value, total - closed.value]}
            yield self.at_day("difference", "c_unsettled", day, source | extra | {"figures": left, "status": WORKED_OUT})
        said = self.sure("办结率", day)
        rate = figure(said) if said else number(speaking.share(closed.value, total), "%")
        yield self.at_day("ratio", "c_rate", day, source | {"figures": [rate], "status": WORKED_OUT, "extra": [total, closed.value]})
        if day == self.latest:
            must = [f"date:{day}"] if closed.dated else []
            yield self.asked("status", "c_status", source | {"figures": [figure(closed)], "must": must})
            settled = closed.value == total
            gold = {"must": [YES if settled else [*NO, "未", "还有"]], "must_not": NOT_ALL if settled else []}
            yield self.asked("yesno", "c_all_closed", source | gold)

    def divided(self, split: Split) -> Iterator[Asked]:
        """Parts, the largest, its share, two together, where all of the split was told."""
        facts = [self.sure(f"{split.by}：{label}", None) for label, _ in split.parts]
        if not all(facts):
            return
        known = [fact for fact in facts if fact]
        for (label, _), fact in zip(split.parts, known, strict=True):
            yield self.asked("count", "part", gold_of(self.book, fact), "split", label=label, by=split.by)
        yield from self._largest(split, known)
        if not split.multiple:
            (first, one), (second, two) = self.asker.random.sample(split.parts, 2)
            gold = {"figures": [number(one + two, "件")], "status": WORKED_OUT, "extra": [one, two], "sources": self.book.sources(known[0])}
            yield self.asked("sum", "two_parts", gold, "split", label=first, other=second)

    def _largest(self, split: Split, known: list[Fact]) -> Iterator[Asked]:
        (top, count), *_ = split.parts
        gold = {"figures": [figure(known[0])], "must": [top], "sources": self.book.sources(known[0])}
        yield self.asked("compare", "top", gold, "superlative", by=split.by)
        if not split.multiple and self.sure("总数", None):
            share = number(speaking.share(count, self.track.affair.complaints), "%")
            gold = {"figures": [share], "status": WORKED_OUT, "sources": self.book.sources(known[0])}
            yield self.asked("ratio", "share", gold | {"extra": [count, self.track.affair.complaints]}, "split", label=top)

    def batches(self) -> Iterator[Asked]:
        """Each batch and the totals to it."""
        place, key = self.track.place, self.track.affair.inspection.key
        for batch in self.track.affair.series:
            own, running = f"{key}第{batch.number}批信访件", f"{self.track.subject}累计"
            number_ = self.asker.random.choice([str(batch.number), speaking.chinese(batch.number)])
            for subject, kinds, time in ((own, BATCH, str(batch.number)), (running, RUNNING, batch.day.isoformat())):
                for metric, kind in kinds.items():
                    if fact := self.book.sure(place, subject, metric, time):
                        yield self._of_batch(kind, fact, number_)
            for area, *_ in batch.areas:
                if fact := self.book.sure(place, own, f"属地：{area}", str(batch.number)):
                    yield self._of_batch("batch_area", fact, number_, area=area)

    def _of_batch(self, kind: str, fact: Fact, number_: str, **slots: str) -> Asked:
        question = self.asker.ask(kind, place=self.track.place, number=number_, **slots)
        return Asked("count", question, gold_of(self.book, fact), (*self.tags, f"ask:{kind}", "batch"))
