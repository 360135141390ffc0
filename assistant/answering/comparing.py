"""Comparisons of one metric between places, dates or lists: both sides with their dates, the difference by formula (domain.md 7 G)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.composing import Composer, amount
from assistant.answering.counting import Counting
from assistant.answering.question import Question
from assistant.facts.tally import Derived, Tally, tallies
from assistant.types import Number, Status, Track
from assistant.words.dates import find_dates, show_date
from assistant.words.numerals import show_number, tidy

Side = tuple[str, Tally, Derived]


class Comparing:
    """Compares the lists a Counting sees."""

    def __init__(self, composer: Composer, question: Question, counting: Counting) -> None:
        self.composer = composer
        self.question = question
        self.counting = counting

    def dates(self, metric: str, track: Track, *, change: bool) -> bool:
        """One metric at the dates or years the question names, with the change when asked; False when fewer than two are held."""
        sides = self._dated_sides(metric, track)
        if len(sides) < 2:
            return False
        self._state(sides, metric)
        if change:
            self._difference(sides[0][2], sides[-1][2])
        return True

    def _dated_sides(self, metric: str, track: Track) -> list[Side]:
        choice = self.counting.choice(track)
        lists = [*choice.current, *choice.older]
        lists = [*lists, *(t for t in tallies(self.counting.facts) if t.track is track and t.total is not None and t not in lists)]
        every = bool(re.search(r"每年|逐年|历年|各年|这几年|以来", self.question.text))
        wanted = [] if every else list(dict.fromkeys([*self.question.dates, *(year for year in self.question.years if not any(d.startswith(year) for d in self.question.dates))]))
        sides: list[Side] = []
        for date in wanted:
            found = [(t, d) for t in lists if self._at(t, date) and (d := t.derive(metric)) is not None and d.value is not None]
            running = self.question.batch == "累计"
            found.sort(key=lambda pair: (pair[0].batch == "累计", (pair[1].value or 0) if running else 0, pair[0].as_of or ""), reverse=True)
            if found:
                sides.append((show_date(date), *found[0]))
        if wanted or sides:
            return sides
        kinds: dict[object, list[Tally]] = {}
        for tally in lists:
            kinds.setdefault((tally.inspection, tally.batch), []).append(tally)
        longest = max(kinds.values(), key=lambda members: len({t.as_of for t in members if t.as_of}), default=[])
        dated = {t.as_of: t for t in sorted(longest, key=lambda t: t.as_of or "") if t.as_of}
        return [(show_date(date), t, d) for date, t in dated.items() if (d := t.derive(metric)) is not None and d.value is not None]

    @staticmethod
    def _at(tally: Tally, date: str) -> bool:
        """Whether a list is as of a date; a date without year is looked for in the sentence of its total."""
        if tally.as_of and len(date.split("-")[0]) == 4 and tally.as_of.startswith(date):
            return True
        short = date[5:] if re.match(r"\d{4}-\d", date) else date
        if tally.total is None or "-" not in short:
            return False
        return any(found.iso.endswith(short) and (found.year is None or date.startswith(str(found.year))) for found in find_dates(tally.total.passage.text))

    def _state(self, sides: Sequence[Side], metric: str) -> None:
        for name, tally, derived in sides:
            cited = self.composer.cite_facts(derived.facts)
            self.composer.figure(derived.value, derived.unit, metric, cited, derived.formula, derived.approximate)
            shown = amount(derived.value, derived.unit) + (f"（{derived.formula}）" if derived.formula else "")
            place = tally.place.display if tally.place else ""
            label = f"{place}{tally.inspection.display}{name}"
            self.composer.lines.append(self.composer.phrase("compare_line", name=label, text=f"{metric}{shown}"))
            self.composer.date(tally.as_of, tally.report)
            self.composer.statuses.append(derived.status)

    def _difference(self, first: Derived, last: Derived) -> None:
        if first.value is None or last.value is None:
            return
        value: Number = tidy(round(abs(last.value - first.value), 6))
        larger, smaller = max(first.value, last.value), min(first.value, last.value)
        formula = f"{show_number(larger)}−{show_number(smaller)}={show_number(value)}"
        unit = "个百分点" if last.unit == "%" else last.unit
        cited = self.composer.cite_facts((*first.facts, *last.facts))
        self.composer.figure(value, unit, "变化", cited, formula)
        key = "grew" if last.value > first.value else "shrank" if last.value < first.value else "difference"
        self.composer.lines.insert(0, self.composer.phrase(key, amount=amount(value, unit), formula=formula) + "。")
        self.composer.statuses.append(Status.DERIVED)

    def places(self, metric: str, track: Track, *, conclude: bool) -> bool:
        """One metric of each place named; says which is higher only when exactly two were named."""
        found = self.counting.usable(track, metric, self.counting.choice(track))
        sides = [(t.place.display if t.place else "", t, d) for t, d in found if d.value is not None]
        if len(sides) < 2:
            return False
        self._state([("", t, d) for _, t, d in sides], metric)
        if conclude and len({name for name, *_ in sides}) == 2 and len(sides) == 2:
            (one, _, first), (other, _, second) = sides
            if first.value is not None and second.value is not None and first.value != second.value:
                name = one if first.value > second.value else other
                text = f"{amount(max(first.value, second.value), first.unit)}，另一方{amount(min(first.value, second.value), second.unit)}"
                self.composer.lines.insert(0, self.composer.phrase("compare_first", name=name, text=text) + "。")
                if first.unit != "%":
                    self._difference(first, second)
        else:
            self.composer.caveat("no_rank")
        return True
