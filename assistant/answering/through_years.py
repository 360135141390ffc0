"""The same open figure in several years: their difference or sum, and how it went on year by year (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.changes import states_change
from assistant.answering.composing import Composer
from assistant.answering.deriving import ENOUGH
from assistant.answering.matching import Match
from assistant.answering.open_facts import OpenFacts
from assistant.answering.question import Ask, Question
from assistant.answering.stating import state
from assistant.answering.worked_out import changed, state_sum
from assistant.answering.year_parts import YEAR
from assistant.facts.context import apart
from assistant.types import Fact, Status
from assistant.words.content import grams


class ThroughYears:
    """Sets figures of several years side by side; each method is False when one of them is missing."""

    def __init__(self, composer: Composer, question: Question, open_facts: OpenFacts) -> None:
        self.composer = composer
        self.question = question
        self.open_facts = open_facts

    def between(self, found: Sequence[Match]) -> bool:
        """The same figure in two years with the difference (2023年的罚款比2022年多多少) or the sum."""
        years = sorted(self.question.years)
        # A difference of levels is no difference of the changes stated beside them.
        found = [match for match in found if not states_change(match.fact)]
        if not found:
            return False
        dated = [match for match in found if any(year in match.fact.period for year in years)] or found
        sides = [fact for year in years if (fact := self._of_year(year, dated[0].fact) or _best_of_year(year, dated)) is not None]
        if len(sides) != len(years) or any(fact.quantity.value is None for fact in sides):
            return False
        first, last = sides[0], sides[-1]
        if first.quantity.unit != last.quantity.unit or not _of_one_kind(first, last):
            return False
        if len({re.sub(r"(?:19|20)\d{2}年", "", fact.period) for fact in sides}) > 1:
            self.composer.caveat("periods_differ", text="、".join(fact.period or (fact.as_of or "")[:4] for fact in sides))
        if "sum" in self.question.forms:
            state_sum(self.composer, sides)
            for fact in sides:
                state(self.composer, fact)
            return True
        self.composer.lines.append(changed(self.composer, first, last))
        for fact in sides:
            state(self.composer, fact)
        self.composer.statuses.append(Status.DERIVED)
        return True

    def _of_year(self, year: str, best: Fact) -> Fact | None:
        """A year's figure worded like the best match (罚款286.4万元 for 罚款412.6万元): by its own period, else by its report's date."""
        alike = [fact for fact in self.open_facts.facts if fact.quantity.unit == best.quantity.unit and _of_one_kind(fact, best)]
        said = [fact for fact in alike if year in fact.period or (not YEAR.search(fact.period) and (fact.as_of or "").startswith(year))]
        lexicon = self.composer.lexicon
        wording, around = grams(_worded(best), lexicon), grams(_unnumbered(best.passage.text), lexicon)
        shares = [
            (
                len(wording & grams(_worded(fact), lexicon)) / max(len(wording), 1),
                year in fact.period,
                len(around & grams(_unnumbered(fact.passage.text), lexicon)),
                -fact.start,
                fact,
            )
            for fact in said
        ]
        share, *_, fact = max(shares, key=lambda one: one[:4], default=(0.0, False, 0, 0, best))
        return fact if share >= 0.6 else None

    def trend(self, ask: Ask) -> bool:
        """The same figure through the years, oldest first, with its direction; False when fewer than two dates hold it."""
        found = [match for match in self.open_facts.match(ask) if match.score >= ENOUGH * 0.8]
        # Through the years a level is followed, not the changes stated beside it.
        found = [match for match in found if not states_change(match.fact)] or found
        points = self._points(found)
        if len(points) < 2:
            return False
        ordered = [points[year] for year in sorted(points)]
        for fact in ordered:
            state(self.composer, fact)
        if ordered[0].quantity.value != ordered[-1].quantity.value:
            self.composer.lines.insert(0, changed(self.composer, ordered[0], ordered[-1]))
            self.composer.statuses.append(Status.DERIVED)
        return True

    def _points(self, found: Sequence[Match]) -> dict[str, Fact]:
        """Year by year the newest statement of what the best match states."""
        points: dict[str, Fact] = {}
        for match in found:
            fact, top = match.fact, found[0].fact
            stated = YEAR.search(fact.period)
            year = stated[0] if stated else (fact.as_of or "")[:4]
            same = fact.quantity.unit == top.quantity.unit and _of_one_kind(fact, top) and match.score >= found[0].score * 0.8
            if not year or not same or fact.quantity.value is None or (self.question.years and year not in self.question.years):
                continue
            if year not in points or (fact.as_of or "") > (points[year].as_of or ""):
                points[year] = fact
        return points


def _of_one_kind(one: Fact, other: Fact) -> bool:
    """Whether two figures may be held against each other: of one place, no two lists (第二轮中央 beside 第二轮省级), no two statuses."""
    if one.place != other.place or (one.of and other.of and (one.track is not other.track or one.metric != other.metric)):
        return False
    return not apart(one.inspection, other.inspection)


def _best_of_year(year: str, found: Sequence[Match]) -> Fact | None:
    """The match of a year that is as good as the best of all, in its unit, when only one value is."""
    top = found[0]
    alike = [m for m in found if m.fact.quantity.unit == top.fact.quantity.unit and m.fact.place == top.fact.place]
    near = [m.fact for m in alike if year in m.fact.period and (m.score >= top.score * 0.9 or m.measured)]
    return near[0] if len({fact.quantity.value for fact in near}) == 1 else None


def _worded(fact: Fact) -> str:
    """The clause of a figure without the clauses before it and without numbers."""
    before, figure, behind = fact.context.partition(fact.quantity.text)
    return _unnumbered(before.split("，")[-1] + figure + behind)


def _unnumbered(text: str) -> str:
    return re.sub(r"[\d.,]+", " ", text)
