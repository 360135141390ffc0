"""Which open figures an ask may mean: matched by words, then preferred by metric, period, part, noun, change and unit, in this order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from assistant.answering.asked_words import AskedWords
from assistant.answering.by_visit import before_round, rounds_of
from assistant.answering.changes import ASKS_CHANGE
from assistant.answering.composing import Composer
from assistant.answering.fact_words import fact_words
from assistant.answering.matching import Match, best_facts
from assistant.answering.measures import asked_measure, figures_of, of_mentioned, unmeasured
from assistant.answering.naming import (
    about_complaints,
    asks_of_complaints,
    kind_asked,
    of_other_inspection,
    subject_of,
)
from assistant.answering.objects import ELSEWHERE, about, named_object
from assistant.answering.open_figures import of_units, open_figures
from assistant.answering.parts import named_parts
from assistant.answering.preferring import Preferring
from assistant.answering.qualifiers import qualified
from assistant.answering.question import Ask, Question
from assistant.answering.scoping import fitting, meant_so
from assistant.answering.told_so import of_no_one, on_several, reworded, told_so
from assistant.answering.year_parts import COMPARED_YEAR, LOOSE, YEAR
from assistant.types import Fact, Report, once
from assistant.words.content import question_grams
from assistant.words.numerals import parse_number

_COMPATIBLE = {
    "件": {"件", "起", "项"},
    "起": {"件", "起", "次"},
    "项": {"项", "件", "处", "份", "家"},
    "处": {"处", "项", "家"},
    "家": {"家", "项", "处"},
    "份": {"份", "项"},
    "次": {"次", "人次", "份"},
    "人": {"人", "人次"},
    "人次": {"人", "人次"},
    "重量": {"重量", "产能"},
    "产能": {"产能", "重量"},
    "比例": {"比例"},
    "排名": {"排名", "人"},
}
"""Unit classes a question may confuse: 多少处 is also answered by 12项."""
_COUNTED = {"件", "项", "处", "家", "人", "起", "组"}
"""What 个 may count: 多少个网格员 is answered by 236名."""
_BARE_UNIT = re.compile(r"(?:多少|几)([笔期篇场台套起宗户张块只头艘])$")
"""A measure word that the lexicon does not class; a figure in another unit does not answer it."""
_ASKS_END = re.compile(r"[到至为]了?(?:多少|几)")
"""提高到多少 asks for the level reached."""
_MONTH = re.compile(r"(?<![\d.—~－-])(?P<month>1[0-2]|0?[1-9])月份?(?![\d前底末日])")
_COMPARES = re.compile(r"[比较与和至到—～~－-]")
"""Two months are compared, or a span of several is meant."""
_REGION = re.compile(r"(?P<name>[一-龥\d]{2,10}(?:区域|市区|设区市|地区|片区|流域|城市群))[:：]")
_OWN_MONTH = re.compile(r"(?:(?:19|20)\d\d年)?(?P<month>1[0-2]|0?[1-9])月份?")
_FEW = 40
"""In so many reports a thing is looked for by its name."""


class OpenFacts:
    """The figures outside the status algebra in scope, and the best of them for an ask."""

    def __init__(
        self, composer: Composer, question: Question, facts: Sequence[Fact], names: Sequence[str], titles: Mapping[str, str]
    ) -> None:
        self.composer = composer
        self.lexicon = composer.lexicon
        self.question = question
        self.facts = open_figures(facts)
        self.titles = titles
        self.words = AskedWords(question, names)
        self.preferring = Preferring(self.words, self.lexicon, titles, named_parts(question.text, facts, names))

    def match(self, ask: Ask) -> list[Match]:
        """The facts an ask may mean, best first, of a unit it allows and a period it names."""
        kind = ask.unit_class or kind_asked(ask.words, self.lexicon)
        allowed = _COMPATIBLE.get(kind, {kind}) | (_COUNTED if ask.unit == "个" else set())
        meant = qualified((ask.words, self.question.text), meant_so(self.question.text, self.facts, self.lexicon), self.lexicon)
        facts = self._in_years(of_units(meant, frozenset(allowed)) if kind else meant)
        asked = self.words.topic(self.words.whole(ask))
        facts = self._of_object(fitting(self.question.text, facts))
        name = self.measure(ask)
        measured = self._in_month(self._measured(name, ask, facts)) if name else []
        if measured:
            return self._ranked(ask, measured)
        # What is left of a named thing may follow from what is told of it.
        if not self.object:
            facts = unmeasured(name, facts, self.lexicon) if name else of_mentioned(asked, facts, self.lexicon)
        facts = self._of_the_subject(ask, asked, self._in_batches(facts))
        wanted = question_grams(self.words.counted(ask), self.lexicon)
        introduction = ask.shared or (self.question.text if len(self.question.asks) == 1 else "")
        shared = question_grams(self.words.topic(introduction), self.lexicon)
        if not wanted:
            wanted, shared = shared, frozenset()
        wanted = frozenset(gram for gram in wanted if len(gram) > 1) or wanted
        found = best_facts(wanted, shared, facts, fact_words(self.facts, self.lexicon), self.titles, self.lexicon)
        return self.preferring.ordered(ask, found)

    def measure(self, ask: Ask) -> str:
        """The measure an ask means (罚款, 约谈, 优良天数比例), empty where it means none or something more special."""
        kind = ask.unit_class or kind_asked(ask.words, self.lexicon)
        units = frozenset(_COMPATIBLE.get(kind, {kind}) | (_COUNTED if ask.unit == "个" else set())) if kind else frozenset[str]()
        shared = self.words.topic(ask.shared) if len(self.question.asks) > 1 else ""
        units = frozenset() if self.only_change(ask) else units
        asked = self.words.whole(ask).replace(self.object, " ") if self.object else self.words.whole(ask)
        asked = asked if re.search("[比较]", asked) else _OWN_MONTH.sub(" ", asked)  # how far two months lie apart a text may state
        return asked_measure(self.words.topic(asked), shared, units, self.lexicon, of_object=bool(self.object))

    @cached_property
    def object(self) -> str:
        """The one thing the question names and the texts know by the same name."""
        return named_object(self.question.text, [report.clean for report in self._reports], self.lexicon)

    @property
    def _reports(self) -> list[Report]:
        found: dict[str, Report] = {}
        for fact in self.facts:
            if fact.report not in found:
                found[fact.report] = self.composer.report(fact.report)
                if len(found) == _FEW:
                    break
        return list(found.values())

    def _is_about(self, fact: Fact) -> bool:
        return about(self.object, self.question.text, self.composer.report(fact.report), fact.start, fact.end) > ELSEWHERE

    def _of_object(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The figures told of the one thing the question names, all where it names none or none is told of it."""
        told = [fact for fact in facts if self._is_about(fact)] if self.object else []
        return told or facts

    def only_change(self, ask: Ask) -> bool:
        """Whether an ask is about how much something changed in one year (同比下降百分之几), not about its level."""
        changes = ASKS_CHANGE.search(ask.words) and not _ASKS_END.search(ask.words)
        return len(self.question.years) < 2 and bool(changes) and "trend" not in self.question.forms

    def _measured(self, name: str, ask: Ask, facts: Sequence[Fact]) -> list[Fact]:
        """The figures of the measure an ask means; none where no text in scope tells it."""
        changes = self.only_change(ask)
        found = figures_of(name, self._in_years(self.facts) if changes else facts, self.lexicon, changes=changes)
        return [fact for fact in found if not self._of_region(fact)] or found

    def _of_region(self, fact: Fact) -> bool:
        """Whether the line a figure stands in is headed by a region within the place that the question does not name (关中8市区：…)."""
        text = self.composer.report(fact.report).clean
        headed = _REGION.match(text, text.rfind("\n", 0, fact.start) + 1)
        return headed is not None and headed["name"] not in self.question.text

    def _ranked(self, ask: Ask, facts: Sequence[Fact]) -> list[Match]:
        """The figures of one measure, those first whose sentence says most of the ask and is of the period asked for."""
        said = best_facts(
            question_grams(self.words.counted(ask), self.lexicon),
            frozenset(),
            facts,
            fact_words(self.facts, self.lexicon),
            self.titles,
            self.lexicon,
        )
        scores = {id(match.fact): match.score for match in said}
        found = [Match(fact, 1 + scores.get(id(fact), 0.0), 1.0, measured=True) for fact in facts]
        return self.preferring.of_measure(ask, found)

    def _in_batches(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The figures that can belong to a batch the question names: their report speaks of that batch."""
        asked = _batches(self.question.text)
        if not asked:
            return facts
        reports = {fact.report for fact in facts}
        speaking = {report for report in reports if asked & _batches(self.composer.report(report).clean)}
        return [fact for fact in facts if fact.report in speaking]

    def _of_the_subject(self, ask: Ask, asked: str, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The figures of the inspection asked about whose text names the subject or class the topic asks for."""
        inspection, several = self.question.inspection, once(on_several, self.facts)
        if inspection is not None:
            facts = [f for f in facts if not of_other_inspection(inspection, f) and not of_no_one(inspection, f, several)]
            facts = [f for f in facts if not before_round(inspection, f, rounds_of(self.lexicon))]
        facts = told_so(self.words.whole(ask), facts, self.facts)
        bare = _BARE_UNIT.search(ask.words) if not ask.unit and not ask.unit_class else None
        if bare is not None:
            facts = [fact for fact in facts if fact.quantity.unit.startswith(bare[1])]
        if asks_of_complaints(self.words.whole(ask), self.lexicon):
            facts = [fact for fact in facts if self._about_complaints(ask, fact)]
        subject = subject_of(asked, self.lexicon)
        if subject:
            facts = [fact for fact in facts if subject.counted_by(fact) and subject.named_in(_said(fact))]
        return facts

    def _about_complaints(self, ask: Ask, fact: Fact) -> bool:
        text = f"{_said(fact)}{''.join(fact.passage.section)}{self.titles.get(fact.report, '')}"
        return about_complaints(self.words.whole(ask), text, self.lexicon)

    def _in_years(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The facts of the years asked for: by their period, sentence or report, else undated, or after a mention of the year."""
        years = self.question.years
        if not years:
            return facts
        compares = ASKS_CHANGE.search(self.question.text) or "difference" in self.question.forms

        def said(fact: Fact) -> str:
            return fact.passage.text if compares else _without_compared_years(fact.passage.text)

        fitting = [f for f in facts if any(year in f.period or year in said(f) or (f.as_of or "").startswith(year) for year in years)]
        exact = [f for f in fitting if any(year in f.period for year in years)]
        # 2015年103天…今年143天: the last is of the report's own year.
        loose = [f for f in fitting if not YEAR.search(f.period) and not (exact and LOOSE.match(f.period))]
        known = set(map(id, exact + loose))
        told = {fact.report for fact in exact}
        undated = [f for f in facts if id(f) not in known and f.report not in told and self._undated(f)]
        known |= set(map(id, undated))
        later = [f for f in facts if id(f) not in known and not YEAR.search(f.period) and self._year_before(f) in years]
        return exact + loose + undated + later

    def _in_month(self, facts: Sequence[Fact]) -> list[Fact]:
        """Those that may be of the one month a question names: none told of another, and none of a report on another."""
        months = {int(found["month"]) for found in _MONTH.finditer(self.question.text)}
        if len(months) != 1 or _COMPARES.search(self.question.text):
            return list(facts)
        return [fact for fact in facts if self._month_of(fact) in (None, *months)]

    def _month_of(self, fact: Fact) -> int | None:
        """The month a figure is of: its own, that in its report's title, or that of the day it counts to."""
        own = _OWN_MONTH.fullmatch(fact.period) or _MONTH.search(self.titles.get(fact.report, ""))
        if own is not None:
            return int(own["month"])
        day = fact.as_of or self.composer.report(fact.report).as_of or ""
        return int(day[5:7]) if len(day) > len("2019-") else None

    def _undated(self, fact: Fact) -> bool:
        """Whether a figure of a report without a date can be of a year asked for: the report speaks of that year somewhere."""
        if fact.as_of is not None or YEAR.search(fact.period + COMPARED_YEAR.sub(" ", fact.passage.text)):
            return False
        told = _without_compared_years(self.composer.report(fact.report).clean)
        return any(year in told for year in self.question.years)

    def _year_before(self, fact: Fact) -> str:
        """The year the text last named before a figure, empty when it named none the question asks for."""
        before = self.composer.report(fact.report).clean[max(0, fact.start - 600) : fact.start]
        if not any(year in before for year in self.question.years):
            return ""
        found = re.findall(r"(?:19|20)\d{2}(?=年)", COMPARED_YEAR.sub(" ", before))
        return found[-1] if found else ""


@lru_cache(maxsize=64)
def _batches(text: str) -> frozenset[object]:
    """The numbers of the batches a text speaks of."""
    return frozenset(parse_number(numeral) for numeral in re.findall(r"第([一二三四五六七八九十百\d]+)批", text))


@lru_cache(maxsize=50_000)
def _without_compared_years(text: str) -> str:
    """A sentence without the years it only compares with."""
    return COMPARED_YEAR.sub(" ", text)


def _said(fact: Fact) -> str:
    """A figure's sentence with what its cell and clause say of it."""
    return f"{'' if reworded(fact) else fact.passage.text}{fact.label}{fact.status_text}{fact.context}"
