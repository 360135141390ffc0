"""Figures of several lists, batches, places or statuses put together: 合计, 相差, 已完成未销号 (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.arithmetic import Computed, change, difference, percentage, total
from assistant.answering.composing import Composer, amount
from assistant.answering.counting import Counting
from assistant.answering.overall import overall
from assistant.answering.parts import same_unit
from assistant.answering.places import place_name
from assistant.answering.question import Question
from assistant.answering.scoreboard import Scoreboard
from assistant.facts.tally import Tally
from assistant.types import Fact, Place, Status, Track
from assistant.words.numerals import show_number


class Combining:
    """Adds up or subtracts what a Counting sees; each method is False when a term is missing, so that no sum is of a part only."""

    def __init__(self, composer: Composer, question: Question, counting: Counting) -> None:
        self.composer = composer
        self.question = question
        self.counting = counting

    def finished_open(self, track: Track) -> bool:
        """What is finished but not yet closed (已完成未销号): 完成 − 销号."""
        for tally in self.counting.choice(track).current:
            done, closed = tally.stated("完成"), tally.stated("销号")
            if done is None or closed is None or done.value is None or closed.value is None:
                continue
            self._within(tally, "已完成未销号", difference(done.value, closed.value), (*done.facts, *closed.facts))
            return True
        return False

    def statuses(self, metrics: Sequence[str], track: Track) -> bool:
        """The sum of several statuses of one list (办结和阶段性办结合计)."""
        choice = self.counting.choice(track)
        for tally in (*choice.current, *choice.older):
            stated = [derived for name in metrics if (derived := tally.stated(name)) is not None and derived.value is not None]
            if len(stated) == len(metrics) > 1:
                result = total(derived.value or 0 for derived in stated)
                self._within(tally, "合计", result, [fact for derived in stated for fact in derived.facts])
                return True
        return False

    def apart(self, metrics: Sequence[str], track: Track) -> bool:
        """How far two statuses of one list lie apart (完成数比销号数多几个), of the newest list that holds both."""
        choice = self.counting.choice(track)
        for tally in (*choice.current, *choice.older):
            first, last = (self.counting.figure_of(tally, name) for name in metrics)
            if first is None or last is None or first.value is None or last.value is None or not same_unit(first.unit, last.unit):
                continue
            self._within(tally, "相差", change(first.value, last.value), (*first.facts, *last.facts))
            return True
        return False

    def share(self, metric: str, track: Track) -> bool:
        """What part of its list has a status, newest list first; False where no list states both, of the same unit."""
        choice = self.counting.choice(track)
        for tally in (*choice.current, *choice.older):
            part, whole = tally.stated(metric), tally.stated("总数")
            if part is None or whole is None or part.value is None or not whole.value or not same_unit(part.unit, whole.unit):
                continue
            rate, formula = percentage(part.value, whole.value)
            self.composer.figure(rate, "%", f"{metric}占比", self.composer.cite_facts((*part.facts, *whole.facts)), formula)
            statement = Scoreboard(self.composer, tally).statement()
            self.composer.lines.append(f"{show_number(rate)}%。{statement}{self.composer.derivation(formula, '%')}")
            self.composer.statuses.append(Status.DERIVED)
            return True
        return False

    def _within(self, tally: Tally, label: str, result: Computed, facts: Sequence[Fact]) -> None:
        """State a figure computed within one list, with where the list stands."""
        composer, (value, formula) = self.composer, result
        composer.figure(value, tally.unit, label, composer.cite_facts(facts), formula)
        statement = Scoreboard(composer, tally).statement()
        composer.lines.append(f"{amount(value, tally.unit)}。{statement}{composer.derivation(formula, tally.unit)}")
        composer.statuses.append(Status.DERIVED)

    def places(self, metric: str, track: Track) -> bool:
        """The sum of one metric over the places a question names, each stated behind it."""
        found = [(t, d) for t, d in self.counting.sides(track, metric) if d.value is not None]
        if len({t.place for t, _ in found}) < 2 or len({t.place for t, _ in found}) != len(found):
            return False
        composer, unit = self.composer, found[0][1].unit
        inside = self._inside([t for t, _ in found])
        if inside is not None:
            lower, upper = map(place_name, inside)
            composer.caveat("contained", lower=lower, upper=upper)
        else:
            every = overall([t for t, _ in found], metric)
            if every is None:
                return False
            composer.figure(every.value, unit, "合计", composer.cite_facts(every.facts), every.formula)
            composer.lines.append(composer.phrase("sum", amount=amount(every.value, unit), formula=every.formula) + "。")
        for tally, derived in found:
            self.counting.line(tally, derived, metric)
        composer.statuses.append(Status.DERIVED)
        return True

    def _inside(self, lists: Sequence[Tally]) -> tuple[Place | None, Place | None] | None:
        """Two of the places of which one reports to the other, so that the upper one's list may hold the lower one's; None for none."""
        for lower in lists:
            addressee = self.composer.report(lower.report).addressee
            upper = next((t for t in lists if t.place != lower.place and place_name(t.place) in addressee), None)
            if upper is not None:
                return lower.place, upper.place
        return None

    def batches(self, names: Sequence[str], track: Track) -> bool:
        """The totals of several numbered batches with their sum, or the difference between two."""
        totals = self._totals(names, track)
        if len(totals) != len(names) or len(totals) < 2:
            return False
        composer, facts = self.composer, list(totals.values())
        apart = "difference" in self.question.forms and len(facts) == 2
        numbers = [fact.quantity.value or 0 for fact in facts]
        value, formula = change(numbers[0], numbers[1]) if apart else total(numbers)
        unit = facts[0].quantity.unit
        composer.figure(value, unit, "合计", composer.cite_facts(facts), formula)
        for name, fact in totals.items():
            composer.figure(fact.quantity.value, fact.quantity.unit, name, (composer.cite_fact(fact),))
        detail = "，".join(f"{name}{fact.quantity.text}" for name, fact in totals.items())
        said = composer.phrase("difference" if apart else "sum", amount=amount(value, unit), formula=formula)
        composer.lines.append(f"{said}。{detail}。")
        composer.statuses.append(Status.DERIVED)
        return True

    def _totals(self, names: Sequence[str], track: Track) -> dict[str, Fact]:
        lists = [t for t in self.counting.lists if t.track is track and t.total is not None and t.total.quantity.value is not None]
        return {name: t.total for name in names for t in lists if t.batch == name and t.total is not None}

    def rounds(self, metric: str, track: Track) -> bool:
        """The sum of one metric over the several lists of one place (各轮合计); a stated overall total is checked, not added."""
        current = self.counting.choice(track).current
        asked = set(re.findall(r"第[一二三四]轮", self.question.text))
        current = tuple(t for t in current if len(asked) < 2 or t.inspection.round in asked)
        lists = [t for t in current if t.batch != "累计" and t.place == current[0].place and t.report == current[0].report]
        sides = [(t, d) for t in lists if (d := t.derive(metric)) is not None and d.value is not None]
        if len(sides) < 2 or len(sides) != len(lists):
            return False
        whole = overall([tally for tally, _ in sides], metric)
        if whole is None:
            return False
        composer, (value, unit, formula, facts) = self.composer, whole
        composer.figure(value, unit, metric, composer.cite_facts(facts), formula)
        detail = "，".join(f"{t.inspection.display or t.label}{amount(d.value, d.unit)}" for t, d in sides)
        what = place_name(sides[0][0].place) + (metric if metric != "总数" else "")
        composer.lines.append(f"{amount(value, unit)}。{what}{'：' if what else ''}{detail}。{composer.derivation(formula, unit)}")
        for tally in current:
            running = tally.derive(metric) if tally.batch == "累计" else None
            if running is not None and running.value is not None:
                shown = Scoreboard(composer, tally).head(running, metric)
                if running.value != value:
                    composer.caveat("imbalance", text=f"材料另写累计{shown}")
        composer.statuses.append(Status.DERIVED)
        for tally, derived in sides:
            label = tally.inspection.display or metric
            composer.figure(derived.value, derived.unit, label, composer.cite_facts(derived.facts), derived.formula)
        return True
