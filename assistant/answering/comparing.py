"""Comparisons of one metric between places, dates or lists: both sides with their dates, the difference by formula (domain.md 7 G)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.arithmetic import change
from assistant.answering.composing import Composer, amount
from assistant.answering.counting import Counting
from assistant.answering.differing import with_formula
from assistant.answering.places import place_name
from assistant.answering.question import Question
from assistant.answering.thresholds import Threshold
from assistant.facts.context import apart
from assistant.facts.tally import Derived, Tally
from assistant.types import Status, Track
from assistant.words.dates import find_dates, show_date

_EVERY_YEAR = re.compile(r"每年|逐年|历年|历次|各年|这几年|以来")

Side = tuple[str, Tally, Derived]


class Comparing:
    """Compares the lists a Counting sees."""

    def __init__(self, composer: Composer, question: Question, counting: Counting) -> None:
        self.composer = composer
        self.question = question
        self.counting = counting

    def dates(self, metric: str, track: Track, *, change: bool) -> bool:
        """One metric at the dates or years the question names, with the change when asked; False when fewer than two are held."""
        # Oldest first, whatever order the question names them in: 10月比9月 is growth from September.
        sides = sorted(self._dated_sides(metric, track), key=lambda side: side[1].as_of or "")
        if len(sides) < 2 or apart(sides[0][1].inspection, sides[-1][1].inspection):
            return False
        self._state(sides, metric)
        if change:
            self._difference(sides[0][2], sides[-1][2])
        return True

    def _dated_sides(self, metric: str, track: Track) -> list[Side]:
        choice = self.counting.choice(track)
        lists = [*choice.current, *choice.older]
        asked = self.question.inspection
        known = set(map(id, lists))
        held = [t for t in self.counting.lists if t.track is track and t.total is not None and id(t) not in known]
        lists += [t for t in held if asked is None or not apart(asked, t.inspection)]
        wanted = self._wanted_dates()
        sides = [(show_date(date), *best) for date in wanted if (best := self._best_at(date, lists, metric)) is not None]
        return sides if wanted else self._every_date(lists, metric)

    def _wanted_dates(self) -> list[str]:
        """The dates and bare years a question names, none where it asks for every year; both ends of a second half of a year."""
        if self.question.second_half:
            return [f"{self.question.second_half}-06", f"{self.question.second_half}-12"]
        if _EVERY_YEAR.search(self.question.text):
            return []
        dates = self.question.dates
        bare = [year for year in self.question.years if not any(date.startswith(year) for date in dates)]
        return list(dict.fromkeys([*dates, *bare]))

    def _best_at(self, date: str, lists: Sequence[Tally], metric: str) -> tuple[Tally, Derived] | None:
        """The list as of a date that holds the metric: one of that very day, 累计 before batches, the latest; of totals the largest."""
        held = [(t, self.counting.figure_of(t, metric)) for t in lists if self._at(t, date)]
        found = [(t, d) for t, d in held if d is not None and d.value is not None]
        running = self.question.batch == "累计"
        rank = [((t.as_of or "").startswith(date), t.batch == "累计", (d.value or 0) if running else 0, t.as_of or "") for t, d in found]
        return found[rank.index(max(rank))] if found else None

    def _every_date(self, lists: Sequence[Tally], metric: str) -> list[Side]:
        """The metric at every date of the list that is held most often."""
        kinds: dict[object, list[Tally]] = {}
        for tally in lists:
            kinds.setdefault((tally.inspection, tally.batch), []).append(tally)
        longest = max(kinds.values(), key=lambda members: len({t.as_of for t in members if t.as_of}), default=[])
        dated = {t.as_of: t for t in sorted(longest, key=lambda t: t.as_of or "") if t.as_of}
        held = [(date, t, self.counting.figure_of(t, metric)) for date, t in dated.items()]
        return [(show_date(date), t, d) for date, t, d in held if d is not None and d.value is not None]

    @staticmethod
    def _at(tally: Tally, date: str) -> bool:
        """Whether a list is as of a date; a date without year is looked for in the sentence of its total."""
        if tally.as_of and len(date.split("-")[0]) == 4 and tally.as_of.startswith(date):
            return True
        short = date[5:] if re.match(r"\d{4}-\d", date) else date
        if tally.total is None or "-" not in short:
            return False
        return any(
            found.iso.endswith(short) and (found.year is None or date.startswith(str(found.year)))
            for found in find_dates(tally.total.passage.text)
        )

    def _state(self, sides: Sequence[Side], metric: str) -> None:
        for name, tally, derived in sides:
            cited = self.composer.cite_facts(derived.facts)
            self.composer.figure(derived.value, derived.unit, metric, cited, derived.formula, derived.approximate)
            asof = self.composer.date(tally.as_of, tally.report)
            day = name if self.composer.english or self.question.dates or not asof else asof.strip("，").removeprefix("截至")
            label = f"{place_name(tally.place)}{tally.inspection.display}{day}"
            self.composer.lines.append(self.composer.phrase("compare_line", name=label, text=f"{metric}{with_formula(derived)}"))
            self.composer.statuses.append(derived.status)

    def _difference(self, first: Derived, last: Derived) -> None:
        if first.value is None or last.value is None:
            return
        value, formula = change(first.value, last.value)
        unit = "个百分点" if last.unit == "%" else last.unit
        self.composer.figure(value, unit, "变化", self.composer.cite_facts((*first.facts, *last.facts)), formula)
        key = "grew" if last.value > first.value else "shrank" if last.value < first.value else "difference"
        self.composer.lines.insert(0, self.composer.phrase(key, amount=amount(value, unit), formula=formula) + "。")
        self.composer.statuses.append(Status.DERIVED)

    def places(self, metric: str, track: Track, *, conclude: bool) -> bool:
        """One metric of each place named; says which is higher only when exactly two were named."""
        sides: list[Side] = [("", t, d) for t, d in self.counting.sides(track, metric) if d.value is not None]
        if len(sides) < 2:
            return False
        self._state(sides, metric)
        pairs = _two_each(sides) if conclude else []
        for one, other in reversed(pairs):
            self._conclude(one, other, named=len(sides) > 2)
        if not pairs:
            self.composer.caveat("no_rank")
        return True

    def reaching(self, demand: Threshold, track: Track) -> bool:
        """The places whose figure meets a demand, and those whose figure does not, each by its own list; no ranking."""
        found = self.counting.sides(track, demand.metric)
        sides: list[Side] = [("", t, d) for t, d in found if d.value is not None]
        if not sides:
            return False
        fitting = [side for side in sides if side[2].value is not None and demand.fits(side[2].value)]
        for name, group in (("reached", fitting), ("not_reached", [side for side in sides if side not in fitting])):
            if group:
                names = "、".join(dict.fromkeys(place_name(tally.place) for _, tally, _ in group))
                self.composer.lines.append(self.composer.phrase(name, names=names))
                self._state(group, demand.metric)
            elif group is fitting:
                self.composer.lines.append(self.composer.phrase("reached_by_none"))
        for tally, hidden in found:
            if hidden.value is None:
                self.counting.line(tally, hidden, demand.metric)
        self.composer.caveat("no_rank")
        return True

    def _conclude(self, one: Side, other: Side, *, named: bool) -> None:
        """Say which of two sides is higher, and by how much where they are counts; `named`: of which inspection."""
        (_, one_list, first), (_, other_list, second) = one, other
        if first.value is None or second.value is None:
            return
        if first.value == second.value:
            same = amount(first.value, first.unit)
            text = f"{one_list.inspection.display}，{same}" if named else same
            self.composer.lines.insert(0, self.composer.phrase("compare_equal", text=text) + "。")
            return
        winner = one_list if first.value > second.value else other_list
        text = f"{amount(max(first.value, second.value), first.unit)}，另一方{amount(min(first.value, second.value), second.unit)}"
        name = f"{winner.inspection.display}，{place_name(winner.place)}" if named else place_name(winner.place)
        self.composer.lines.insert(0, self.composer.phrase("compare_first", name=name, text=text) + "。")
        if first.unit != "%":
            self._difference(first, second)


def _two_each(sides: Sequence[Side]) -> list[tuple[Side, Side]]:
    """The sides of two places, inspection by inspection; none for an inspection that one place or several times two sides tell of."""
    kinds: dict[tuple[str, str, bool], list[Side]] = {}
    for side in sides:
        inspection = side[1].inspection
        kinds.setdefault((inspection.level, inspection.round, inspection.revisit), []).append(side)
    groups = [sides] if len(sides) == 2 else list(kinds.values())
    return [(group[0], group[1]) for group in groups if len(group) == 2 and len({place_name(tally.place) for _, tally, _ in group}) == 2]
