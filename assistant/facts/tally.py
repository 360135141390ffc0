"""The status algebra: what a list's figures say together, what follows from them, and where they disagree (domain.md 2.4, 3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.types import Fact, Inspection, Number, Place, Status, Track
from assistant.words.numerals import share, show_number, tidy

EXCLUSIVE = {
    Track.PROBLEM: ("完成", "完成或基本完成", "序时", "超序时", "滞后", "未启动", "推进", "基本完成", "长期坚持"),
    Track.COMPLAINT: ("办结", "办结或阶段性办结", "阶段性办结", "未办结"),
}
"""Statuses of a list of which an item has one only, so that their figures add up."""
MERGED = {"完成": "完成或基本完成", "基本完成": "完成或基本完成", "办结": "办结或阶段性办结", "阶段性办结": "办结或阶段性办结"}
"""Statuses that some texts count together only, with the name of what they count."""
OPEN_PARTS = {
    "未完成": ("序时", "超序时", "滞后", "未启动", "推进", "长期坚持"),
    "未办结": ("阶段性办结", "未办结"),
}
_DONE = {"未完成": ("完成", "完成或基本完成"), "未销号": ("销号",), "未验收": ("验收",), "未办结": ("办结",)}
RATE_OF = {"完成率": ("完成", "完成或基本完成", "办结"), "整改率": ("完成",), "销号率": ("销号",), "办结率": ("办结",)}


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure of a list: stated (formula None) or computed from stated ones by the formula shown."""

    value: Number | None
    unit: str
    formula: str | None
    facts: tuple[Fact, ...]
    status: Status
    approximate: bool = False


@dataclass(frozen=True)
class Tally:
    """One list of one report with all figures stated about it."""

    report: str
    place: Place | None
    track: Track
    inspection: Inspection
    batch: str
    as_of: str | None
    label: str
    total: Fact | None
    parts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    classes: tuple[Fact, ...] = ()

    @cached_property
    def owner(self) -> str:
        """Whose list it is, as an identity: a masked place, or none, is the one of its own report only (design.md 3)."""
        known = self.place is not None and not self.place.masked
        return self.place.display if self.place is not None and known else self.report

    @property
    def unit(self) -> str:
        """The unit the list is counted in."""
        facts = [self.total] if self.total else [fact for group in self.parts.values() for fact in group]
        return facts[0].quantity.unit if facts else ("件" if self.track is Track.COMPLAINT else "个")

    @property
    def masked(self) -> bool:
        """Whether the source hides the list's figures."""
        facts = [*([self.total] if self.total else []), *(fact for group in self.parts.values() for fact in group)]
        return bool(facts) and all(fact.quantity.masked for fact in facts)

    @property
    def counted(self) -> bool:
        """Whether the list is a ledger, counted row by row."""
        return self.total is not None and bool(self.total.formula)

    def stated(self, metric: str) -> Derived | None:
        """The figure the text itself gives for a metric; parts named apart (2个+1个) add up with their formula."""
        if metric == "总数":
            return _stated(self.total) if self.total else None
        if metric == "完成" and (summed := self._closed_and_awaiting()):
            return summed
        facts = [fact for fact in self.parts.get(metric, ()) if not fact.parent or fact.metric in {"销号", "验收", "长期坚持"}]
        if metric == "阶段性办结" and not facts:
            # 未办结6件（含阶段性办结4件）: what is settled in stages is open all the same.
            facts = [fact for fact in self.parts.get(metric, ()) if fact.parent == "未办结"]
        if metric == "未办结":
            facts = [fact for fact in facts if not self._all_open(fact)]
        distinct = list({(fact.quantity.value, fact.status_text, fact.label): fact for fact in facts}.values())
        values = {fact.quantity.value for fact in distinct}
        if not distinct:
            return None
        if len(values) == 1 or None in values or len({fact.passage.start for fact in distinct}) > 1:
            return _stated(distinct[0])
        value = tidy(round(sum(fact.quantity.value or 0 for fact in distinct), 6))
        terms = "+".join(show_number(fact.quantity.value or 0) for fact in distinct)
        approximate = any(fact.quantity.approximate for fact in distinct)
        return Derived(value, self.unit, f"{terms}={show_number(value)}", tuple(distinct), Status.DERIVED, approximate)

    def together(self, metric: str) -> Derived | None:
        """The figure that counts a status together with another, what it leaves open, or its rate; only where the status has none."""
        done = metric if metric in {"完成", "办结"} else "办结" if metric in {"未办结", "办结率"} else ""
        stated = self.stated(MERGED[done]) if done else None
        if stated is None or stated.value is None:
            return None
        if done == metric:
            return replace(stated, status=Status.AMBIGUOUS)
        if self.total is None or self.total.quantity.value is None or self.parts.get(done) or self.parts.get(metric):
            return None
        found = self._part_of(self.total, stated.facts[0]) if metric == "办结率" else self._difference(self.total, stated.facts[0])
        return replace(found, status=Status.AMBIGUOUS) if found is not None else None

    def _all_open(self, fact: Fact) -> bool:
        """Whether a figure is of all that is not settled, those settled in stages too (剩11件：在办3件，阶段性办结8件)."""
        closed, staged = (next(iter(self.parts.get(name, ())), None) for name in ("办结", "阶段性办结"))
        others = {one.quantity.value for one in self.parts.get("未办结", ()) if one.quantity.value != fact.quantity.value}
        # 16件未彻底办结：11件阶段性办结、5件在办
        if staged and staged.parent == "未办结":
            return True
        if staged and fact.quantity.value is not None and fact.quantity.value - (staged.quantity.value or 0) in others:
            return True
        if not (self.total and closed and staged and staged.quantity.value):
            return False
        return fact.quantity.value == (self.total.quantity.value or 0) - (closed.quantity.value or 0)

    def _closed_and_awaiting(self) -> Derived | None:
        """What is done where the text parts it into what is struck off and what is done but not yet (销号24个，完成待销号4个)."""
        awaiting = next((fact for fact in self.parts.get("未销号", ()) if fact.parent == "完成"), None)
        closed = next(iter(self.parts.get("销号", ())), None)
        if awaiting is None or closed is None or awaiting.quantity.value is None or closed.quantity.value is None:
            return None
        if any(fact.start != closed.start and not fact.parent for fact in self.parts.get("完成", ())):
            return None
        value = tidy(closed.quantity.value + awaiting.quantity.value)
        formula = f"{show_number(closed.quantity.value)}+{show_number(awaiting.quantity.value)}={show_number(value)}"
        return Derived(value, self.unit, formula, (closed, awaiting), Status.DERIVED, closed.quantity.approximate)

    def derive(self, metric: str) -> Derived | None:
        """A metric's figure, stated or computed (未完成 = 总数 − 完成, 率 = part ÷ total); None when the list does not hold it.

        For complaints 未办结 is what is not 办结: 阶段性办结 plus 正在办理 (domain.md 2.4 rule 2).
        """
        if metric == "未办结":
            return self._unsettled()
        stated = self.stated(metric)
        if stated is not None:
            return (self._with_lasting(stated) if metric == "未完成" else None) or stated
        if metric in _DONE:
            return self._rest(metric)
        if metric in RATE_OF:
            return self._rate(metric)
        whole = self._whole(metric)
        if whole is not None:
            return whole
        if metric == "完成" and self.stated("未完成") and self.total:
            return self._difference(self.total, self.parts["未完成"][0])
        if metric == "办结" and self.stated("未办结") and self.total and not self.stated("阶段性办结"):
            return self._difference(self.total, self.parts["未办结"][0])
        return None

    def _with_lasting(self, stated: Derived) -> Derived | None:
        """All that is not finished where the text counts only what was due: 除长期坚持2项外，应完成的27项完成26项，未完成1项."""
        rest, lasting = self._rest("未完成"), next(iter(self.parts.get("长期坚持", ())), None)
        if rest is None or lasting is None or None in {rest.value, stated.value, lasting.quantity.value}:
            return None
        return rest if rest.value == (stated.value or 0) + (lasting.quantity.value or 0) != stated.value else None

    def _whole(self, metric: str) -> Derived | None:
        """All of the list, where its rate is 100 % or, as what is struck off is finished, all of it is struck off."""
        if self.total is None or self.total.quantity.value is None:
            return None
        total = self.total.quantity.value
        closed = self.parts.get("销号", ()) if metric == "完成" else ()
        if closed and closed[0].quantity.value == total:
            return Derived(total, self.unit, None, (self.total, closed[0]), Status.DERIVED)
        rates = (rate for name, done in RATE_OF.items() if done[0] == metric for rate in self.parts.get(name, ()))
        full = next((rate for rate in rates if rate.quantity.value == 100 and not rate.parent and "阶段" not in rate.passage.text), None)
        if full is None:
            return None
        formula = f"{show_number(total)}×100%={show_number(total)}"
        return Derived(total, self.unit, formula, (self.total, full), Status.DERIVED)

    def _unsettled(self) -> Derived | None:
        parts = [fact for name in OPEN_PARTS["未办结"] for fact in self.parts.get(name, ())[:1]]
        whole = self._rest("未办结")
        if whole is not None:
            return whole
        if not parts:
            return None
        if len(parts) == 1 or any(fact.quantity.masked for fact in parts):
            return _stated(parts[0])
        value = tidy(sum(fact.quantity.value or 0 for fact in parts))
        terms = "+".join(show_number(fact.quantity.value or 0) for fact in parts)
        return Derived(value, self.unit, f"{terms}={show_number(value)}", tuple(parts), Status.DERIVED)

    def in_hand(self) -> Derived | None:
        """Complaints still being handled: stated, or what neither 办结 nor 阶段性办结 leaves of the total; None without all three."""
        staged = self.stated("阶段性办结")
        rest = self.stated("未办结") or self._rest("未办结")
        if rest is None or rest.formula is None or staged is None or staged.value is None or rest.value is None:
            return rest if rest is not None and rest.formula is None else None
        value = tidy(round(rest.value - staged.value, 6))
        formula = f"{rest.formula.partition('=')[0]}−{show_number(staged.value)}={show_number(value)}"
        return Derived(value, self.unit, formula, (*rest.facts, *staged.facts), Status.DERIVED, rest.approximate) if value >= 0 else None

    def _rest(self, metric: str) -> Derived | None:
        summed = self._closed_and_awaiting() if metric == "未完成" else None
        if summed and self.total is not None:
            return self._without(self.total, summed)
        for done in _DONE[metric]:
            done_facts = self.parts.get(done, ())
            if done_facts and self.total is not None:
                return self._difference(self.total, done_facts[0])
        return self._nothing_left(metric)

    def _nothing_left(self, metric: str) -> Derived | None:
        """Zero, where all of the list is done though no figure of its own says so (32个问题悉数销号)."""
        whole = next((found for done in _DONE[metric] if (found := self._whole(done)) is not None), None)
        if whole is None or whole.value is None:
            return None
        return replace(whole, value=0, formula=f"{show_number(whole.value)}−{show_number(whole.value)}=0")

    def _without(self, whole: Fact, part: Derived) -> Derived | None:
        """What a part that was itself added up leaves of the whole."""
        if whole.quantity.value is None or part.value is None:
            return None
        value = tidy(round(whole.quantity.value - part.value, 6))
        terms = (part.formula or "").partition("=")[0].replace("+", "−")
        formula = f"{show_number(whole.quantity.value)}−{terms}={show_number(value)}"
        return Derived(value, self.unit, formula, (whole, *part.facts), Status.DERIVED, whole.quantity.approximate or part.approximate)

    def _difference(self, whole: Fact, part: Fact) -> Derived:
        if whole.quantity.value is None or part.quantity.value is None:
            return Derived(None, self.unit, None, (whole, part), Status.MASKED)
        value = tidy(round(whole.quantity.value - part.quantity.value, 6))
        formula = f"{show_number(whole.quantity.value)}−{show_number(part.quantity.value)}={show_number(value)}"
        approximate = whole.quantity.approximate or part.quantity.approximate
        return Derived(value, self.unit, formula, (whole, part), Status.DERIVED, approximate)

    def _rate(self, metric: str) -> Derived | None:
        for name in RATE_OF[metric]:
            part = self.parts.get(name, ())
            if not part or self.total is None:
                continue
            summed = self._closed_and_awaiting() if name == "完成" else None
            return self._part_of(self.total, part[0], summed)
        whole = next((found for name in RATE_OF[metric] if (found := self._whole(name)) is not None), None)
        if whole is None or not whole.value:
            return None
        return replace(whole, value=100, unit="%", formula=f"{show_number(whole.value)}÷{show_number(whole.value)}=100%")

    @staticmethod
    def _part_of(total: Fact, part: Fact, summed: Derived | None = None) -> Derived | None:
        """The percentage that a part, or what was added up for it, is of a total; None of an empty one."""
        whole, known = total.quantity, part.quantity.value
        facts: tuple[Fact, ...] = (part,)
        terms = show_number(known) if known is not None else ""
        if summed is not None:
            known, facts, terms = summed.value, summed.facts, f"({(summed.formula or '').partition('=')[0]})"
        if whole.value is None or known is None:
            return Derived(None, "%", None, (total, *facts), Status.MASKED)
        if not whole.value:
            return None
        value = share(known, whole.value)
        equals = "=" if _exact(known, whole.value) else "≈"
        formula = f"{terms}÷{show_number(whole.value)}{equals}{show_number(value)}%"
        return Derived(value, "%", formula, (total, *facts), Status.DERIVED)

    def exhausted(self, metric: str) -> Derived | None:
        """Zero for a status the list does not name when its exclusive parts already make up the total; None otherwise."""
        if self.total is None or self.total.quantity.value is None or metric not in EXCLUSIVE.get(self.track, ()):
            return None
        if self.parts.get(MERGED.get(metric, "")):
            return None  # counted together with another status, so not none
        facts = [self.parts[n][0] for n in EXCLUSIVE[self.track] if self.parts.get(n) and not self.parts[n][0].parent]
        values = [fact.quantity.value for fact in facts]
        if not values or None in values or sum(v for v in values if v is not None) != self.total.quantity.value:
            return None
        terms = "−".join(show_number(v) for v in (self.total.quantity.value, *values) if v is not None)
        return Derived(0, self.unit, f"{terms}=0", (self.total, *facts), Status.DERIVED)

    def open_parts(self) -> list[tuple[str, Fact]]:
        """The stated parts that are not finished, in reading order: (metric, fact)."""
        names = OPEN_PARTS["未办结" if self.track is Track.COMPLAINT else "未完成"]
        found = [(name, fact) for name in names for fact in self.parts.get(name, ()) if not fact.parent]
        return sorted(found, key=lambda pair: pair[1].start)

    def imbalance(self) -> str | None:
        """A sentence when the parts contradict the total; None when they agree or do not cover it."""
        if self.total is None or self.total.quantity.value is None:
            return None
        total = self.total.quantity.value
        closed, done = self.parts.get("销号", ()), self.parts.get("完成", ())
        if closed and done and (closed[0].quantity.value or 0) > (done[0].quantity.value or 0) and done[0].quantity.value is not None:
            return f"销号数{closed[0].quantity.text}大于完成数{done[0].quantity.text}"
        names = [n for n in EXCLUSIVE.get(self.track, ()) if n != "推进" or not self.parts.get("序时")]
        exclusive = [(n, self.parts[n][0]) for n in names if self.parts.get(n) and not self.parts[n][0].parent]
        values = [fact.quantity.value for _, fact in exclusive]
        numbers = [value for value in values if value is not None]
        if len(numbers) != len(values) or len(numbers) < 2:
            return None
        if sum(numbers) > total + 1e-9:
            return f"分项之和（{'+'.join(show_number(v) for v in numbers)}={show_number(tidy(sum(numbers)))}）超过总数{show_number(total)}"
        return None


def _exact(part: Number, whole: Number) -> bool:
    return abs(part / whole * 1000 - round(part / whole * 1000)) < 1e-9


def _stated(fact: Fact) -> Derived:
    status = Status.MASKED if fact.quantity.masked else Status.DERIVED if fact.formula else Status.CERTAIN
    return Derived(fact.quantity.value, fact.quantity.unit, fact.formula or None, (fact,), status, fact.quantity.approximate)
