"""Which open figures an ask may mean: matched by words, then preferred by metric, period, part, noun, change and unit, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from assistant.answering.changes import ASKS_CHANGE, states_change, subject
from assistant.answering.composing import Composer
from assistant.answering.fact_words import fact_words
from assistant.answering.matching import Match, best_facts
from assistant.answering.measures import asked_measure, figures_of, unmeasured
from assistant.answering.naming import (
    about_complaints,
    counts_the_class,
    kind_asked,
    names_closely,
    names_what_is_asked,
    of_other_inspection,
)
from assistant.answering.objects import ELSEWHERE, about, named_object
from assistant.answering.open_figures import of_units, open_figures
from assistant.answering.parts import named_parts
from assistant.answering.places import place_name, strip_names, without_scope
from assistant.answering.question import Ask, Question
from assistant.answering.scoping import fits
from assistant.answering.told_so import meant_factor, of_no_one, on_several, running_factor, told_otherwise
from assistant.answering.verbs import verb_factors
from assistant.answering.year_parts import LOOSE, OF_YEAR, one_way, part_of_year
from assistant.facts.context import PERIOD
from assistant.types import Fact, Report, once
from assistant.words.content import grams, question_grams, residue
from assistant.words.numerals import parse_number, show_number

PRIOR = re.compile(
    r"(?:去年|上年|前一年|上一年)(?!.{0,6}(?:比|相比)).{0,16}(?:多少|是多大)"
    r"|(?:去年|上年|前一年|上一年)(?:同期)?(?:约|大约|大概)?(?:是|为|有)?多少"
    r"|(?:去年|上年)同期.{0,8}多少"
)
"""A question for last year's figure, which texts mostly state only as a change."""
YEAR = re.compile(r"(?:19|20)\d{2}")
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
_COMPARED_YEAR = re.compile(r"(?:[比较]|[与同跟和](?=[^，]{5,9}相比))(?:19|20)\d{2}年")
"""A year a text compares with is not the year of its figures."""
_BOUNDS = re.compile(r"以内|以上")
"""A bound is mostly that of a goal."""
_PLANS = re.compile(r"(?:整改|实施|工作)方案")
_PLAN = 0.7
"""How much a figure of a plan is meant where the question asks for none: what is to be done was not done."""
_OPEN_TAIL = re.compile(r"(?:还|尚)?[没未].*$")
_OPEN_ASK = re.compile(r"((?:几|多少)[^，。？?]{3,12}?)(?:还|尚|仍)?(?:没(?:有)?|未)能?[一-龥]{1,4}(?=[？?]|$)")
_BARE_UNIT = re.compile(r"(?:多少|几)([笔期篇场台套起宗户张块只头艘])$")
"""A measure word that the lexicon does not class; a figure in another unit does not answer it."""
_HEAD_BONUS = 0.18
_FEW = 40
"""In so many reports a thing is looked for by its name."""
_MEMBERS = re.compile(r"((?:[一-龥]{2,6}、)+[一-龥]{2,6}?(?:和[一-龥]{2,6}?)?)等?[\d一二三四五六七八九十]+[个条座处家]")


class OpenFacts:
    """The figures outside the status algebra in scope, and the best of them for an ask."""

    def __init__(
        self, composer: Composer, question: Question, facts: Sequence[Fact], names: Sequence[str], titles: Mapping[str, str]
    ) -> None:
        self.composer = composer
        self.lexicon = composer.lexicon
        self.question = question
        self.facts = open_figures(facts)
        self.names = names
        self.titles = titles
        self.parts = named_parts(question.text, facts, names)

    def match(self, ask: Ask) -> list[Match]:
        """The facts an ask may mean, best first, of a unit it allows and a period it names."""
        kind = ask.unit_class or kind_asked(ask.words, self.lexicon)
        allowed = _COMPATIBLE.get(kind, {kind}) | (_COUNTED if ask.unit == "个" else set())
        facts = self._in_years(of_units(self.facts, frozenset(allowed)) if kind else self.facts)
        asked = self.topic(self.whole(ask))
        facts = self._of_object([fact for fact in facts if fits(self.question.text, fact, self.lexicon)])
        name = self.measure(ask)
        measured = self._measured(name, ask, facts) if name else []
        if measured:
            return self._ranked(ask, measured)
        # What is left of a named thing may follow from what is told of it.
        facts = unmeasured(name, facts, self.lexicon) if name and not self.object else facts
        facts = [fact for fact in facts if self._in_batches(fact) and self._of_the_subject(ask, asked, fact)]
        wanted = question_grams(self._asked(ask), self.lexicon)
        introduction = ask.shared or (self.question.text if len(self.question.asks) == 1 else "")
        shared = question_grams(self.topic(introduction), self.lexicon)
        if not wanted:
            wanted, shared = shared, frozenset()
        wanted = frozenset(gram for gram in wanted if len(gram) > 1) or wanted
        found = best_facts(wanted, shared, facts, fact_words(self.facts, self.lexicon), self.titles, self.lexicon)
        adjustments = (
            self._unasserted,
            self._of_metric,
            self._of_period,
            self._of_part,
            self._of_members,
            self._of_head,
            self._of_verb,
            self._of_running_total,
            self._of_change,
            self._of_unit,
        )
        for adjusted in adjustments:
            found = sorted(adjusted(ask, found), key=lambda match: (-match.score, -match.clause, match.fact.start))
        return found

    def measure(self, ask: Ask) -> str:
        """The measure an ask means (罚款, 约谈, 优良天数比例), empty where it means none or something more special."""
        kind = ask.unit_class or kind_asked(ask.words, self.lexicon)
        units = frozenset(_COMPATIBLE.get(kind, {kind}) | (_COUNTED if ask.unit == "个" else set())) if kind else frozenset[str]()
        shared = self.topic(ask.shared) if len(self.question.asks) > 1 else ""
        units = frozenset() if self._only_change(ask) else units
        asked = self.whole(ask).replace(self.object, " ") if self.object else self.whole(ask)
        return asked_measure(self.topic(asked), shared, units, self.lexicon, of_object=bool(self.object))

    @cached_property
    def object(self) -> str:
        """The one thing the question names and the texts know by the same name."""
        return named_object(self.question.text, [report.clean for report in self._reports], self.lexicon)

    @property
    def _reports(self) -> list[Report]:
        return [self.composer.report(report) for report in dict.fromkeys(fact.report for fact in self.facts)][:_FEW]

    def _is_about(self, fact: Fact) -> bool:
        return about(self.object, self.question.text, self.composer.report(fact.report), fact.start, fact.end) > ELSEWHERE

    def _of_object(self, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The figures told of the one thing the question names, all where it names none or none is told of it."""
        told = [fact for fact in facts if self._is_about(fact)]
        return told if self.object and told else facts

    def _only_change(self, ask: Ask) -> bool:
        """Whether an ask is about how much something changed in one year (同比下降百分之几), not about its level."""
        return len(self.question.years) < 2 and bool(ASKS_CHANGE.search(ask.words)) and "trend" not in self.question.forms

    def _measured(self, name: str, ask: Ask, facts: Sequence[Fact]) -> list[Fact]:
        """The figures of the measure an ask means; none where no text in scope tells it."""
        changes = self._only_change(ask)
        return figures_of(name, self._in_years(self.facts) if changes else facts, self.lexicon, changes=changes)

    def _ranked(self, ask: Ask, facts: Sequence[Fact]) -> list[Match]:
        """The figures of one measure, those first whose sentence says most of the ask and is of the period asked for."""
        said = best_facts(
            question_grams(self._asked(ask), self.lexicon),
            frozenset(),
            facts,
            fact_words(self.facts, self.lexicon),
            self.titles,
            self.lexicon,
        )
        scores = {id(match.fact): match.score for match in said}
        found = [Match(fact, 1 + scores.get(id(fact), 0.0), 1.0) for fact in facts]
        for adjusted in (self._unasserted, self._of_period, self._of_part):
            found = sorted(adjusted(ask, found), key=lambda match: (-match.score, -match.clause, match.fact.start))
        return found

    def whole(self, ask: Ask) -> str:
        """The words of an ask, of the whole question where it is the only one."""
        return self.question.text if len(self.question.asks) == 1 else ask.words

    def topic(self, text: str) -> str:
        """The words of a question that say what is counted: without places, inspection and dates."""
        text = without_scope(strip_names(text, self.names))
        if PRIOR.search(text):
            text = re.sub(r"去年|上年|前一年|上一年|同期|大约|大概|约", " ", text)
        if "difference" in self.question.forms:
            text = re.sub(r"变化|相差|(?<=[年月日底])[比较]", " ", text)
        return re.sub(r"(?:19|20)\d{2}年(?:底|末)?|截至|\d{1,2}月\d{1,2}日", " ", text)

    def _in_batches(self, fact: Fact) -> bool:
        """Whether a figure can belong to a batch the question names: its report speaks of that batch."""
        asked = _batches(" ".join(self.question.batches))
        return not asked or bool(asked & _batches(self.composer.report(fact.report).clean))

    def _of_the_subject(self, ask: Ask, asked: str, fact: Fact) -> bool:
        """Whether a figure is of the inspection asked about and its text names the subject or class the topic asks for."""
        if (
            of_other_inspection(self.question.inspection, fact)
            or of_no_one(self.question.inspection, fact, once(on_several, self.facts))
            or told_otherwise(self.whole(ask), fact)
        ):
            return False
        bare = _BARE_UNIT.search(ask.words) if not ask.unit and not ask.unit_class else None
        if bare is not None and not fact.quantity.unit.startswith(bare[1]):
            return False
        text = f"{fact.passage.text}{fact.label}{fact.status_text}{fact.context}"
        if not about_complaints(self.whole(ask), f"{text}{''.join(fact.passage.section)}{self.titles.get(fact.report, '')}", self.lexicon):
            return False
        if not names_closely(asked, _statement(fact), self.lexicon):
            return False
        return names_what_is_asked(asked, text, self.lexicon) and counts_the_class(asked, fact, self.lexicon)

    def _asked(self, ask: Ask) -> str:
        # 还有多少处错接点没整改 is about 错接点: what is done to them may be worded otherwise.
        words = _OPEN_ASK.sub(r"\1", ask.words)
        return self.topic(re.sub(rf"(?:多少|几){re.escape(ask.unit)}", " ", words) if ask.unit else words)

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
        loose = [f for f in fitting if not YEAR.search(f.period)]
        known = set(map(id, exact + loose))
        undated = [f for f in facts if id(f) not in known and self._undated(f)]
        known |= set(map(id, undated))
        later = [f for f in facts if id(f) not in known and not YEAR.search(f.period) and self._year_before(f) in years]
        return exact + loose + undated + later

    def _undated(self, fact: Fact) -> bool:
        """Whether a figure of a report without a date can be of a year asked for: the report speaks of that year somewhere."""
        if fact.as_of is not None or YEAR.search(fact.period + _COMPARED_YEAR.sub(" ", fact.passage.text)):
            return False
        return any(year in self.composer.report(fact.report).clean for year in self.question.years)

    def _year_before(self, fact: Fact) -> str:
        """The year the text last named before a figure, empty when it named none."""
        before = self.composer.report(fact.report).clean[max(0, fact.start - 600) : fact.start]
        found = re.findall(r"(?:19|20)\d{2}(?=年)", _COMPARED_YEAR.sub(" ", before))
        return found[-1] if found else ""

    def _unasserted(self, _: Ask, found: list[Match]) -> list[Match]:
        """A number the question itself states is not what it asks for, unless last year's is derived from it."""
        if PRIOR.search(self.question.text):
            return found
        return [m for m in found if show_number(m.fact.quantity.value or 0) not in self.question.numbers] or found

    @staticmethod
    def _of_metric(ask: Ask, found: list[Match]) -> list[Match]:
        """A figure of the very status asked for moves up, one of another status down."""
        if not ask.metrics:
            return found
        scores = (m.score + 0.2 if m.fact.metric in ask.metrics else m.score * (0.7 if m.fact.metric else 0.95) for m in found)
        return _scored(found, scores)

    def _of_period(self, _: Ask, found: list[Match]) -> list[Match]:
        """A figure of the period asked for (上半年, 全年, 2024年) moves up, one of another period or only intended down."""
        return _scored(found, (m.score * self._period_factor(m.fact) for m in found))

    def _period_factor(self, fact: Fact) -> float:
        part, own = part_of_year(self.question.text), one_way(OF_YEAR.sub("", fact.period))
        factor = 1.0
        if part and own and own != part and not LOOSE.search(own):
            factor *= 0.6
        elif part and part in one_way(f"{fact.period} {self.titles.get(fact.report, '')} {fact.passage.text}"):
            factor *= 1.15
        elif part and PERIOD.search(fact.period):
            factor *= 0.6
        if any(year in fact.period for year in self.question.years):
            factor *= 1.12
        intention = self.lexicon.intention
        if not intention.asked(self.question.text):
            meant = _BOUNDS.search(fact.context) or intention.meant(fact.context)
            factor *= 0.8 if meant else _PLAN if _PLANS.search(self.titles.get(fact.report, "")) else 1.0
        return factor

    def _of_part(self, _: Ask, found: list[Match]) -> list[Match]:
        """When the question names a part of the place (于洪区, 来电), only figures of that very part; never the whole's."""
        if not self.parts:
            return found
        return [m for m in found if any(part in f"{m.fact.context}{m.fact.label}{place_name(m.fact.place)}" for part in self.parts)]

    def _of_members(self, _: Ask, found: list[Match]) -> list[Match]:
        """A figure of some members the text names (甲河、乙江等5条河流) moves down when the question names none of them."""
        return _scored(found, (m.score * (0.7 if self._of_others(m.fact) else 1.0) for m in found))

    def _of_others(self, fact: Fact) -> bool:
        named = _MEMBERS.search(fact.context)
        return (
            named is not None
            and fact.quantity.text not in named[0]
            and not any(name in self.question.text for name in re.split("[、和]", named[1]))
        )

    def _of_head(self, ask: Ask, found: list[Match]) -> list[Match]:
        """Facts that count the noun the question counts (多少个点位) move up, those of another noun down."""
        counted = re.search(r"(?:多少|几)[万亿]?(?:" + re.escape(ask.unit) + r")?([一-龥]{2,8}?)(?:[？?，,。]|$|了|的|是)", ask.words)
        # 还有几处点位没完成 counts 点位; 没铺 counts nothing.
        head = question_grams(_OPEN_TAIL.sub("", counted[1]), self.lexicon) if counted else frozenset()
        if not head:
            return found
        rest = grams(residue(self._asked(ask), self.lexicon), self.lexicon) - head
        held_heads = [len(head & grams(f"{m.fact.context} {m.fact.label}", self.lexicon)) / len(head) for m in found]
        fullest = max(held_heads, default=0.0)
        moved = []
        for m, inside in zip(found, held_heads, strict=True):
            held = len(rest & grams(m.fact.passage.text, self.lexicon)) / len(rest) if rest else 1.0
            # 网格118个 holds half of 网格员, which is nothing where 网格员236名 holds it all.
            headed = inside >= max(0.5, 0.6 * fullest)
            score = m.score + _HEAD_BONUS * inside if headed and held >= 0.3 else m.score * (0.72 if inside >= 0.34 else 0.5)
            moved.append(m._replace(score=score, headed=headed))
        return moved

    def _of_verb(self, ask: Ask, found: list[Match]) -> list[Match]:
        """Of the figures of one sentence the one behind the words that the question has before its number (取缔了几家) moves up."""
        factors = verb_factors(ask.words, [match.fact for match in found], self.lexicon)
        return _scored(found, (match.score * factor for match, factor in zip(found, factors, strict=True)))

    def _of_running_total(self, ask: Ask, found: list[Match]) -> list[Match]:
        """Of a count of one day and the same up to it the latter, of a planned figure and a reached one that asked for."""
        facts, asked, intention = [match.fact for match in found], self.whole(ask), self.lexicon.intention
        factors = [running_factor(asked, one, facts) * meant_factor(ask.words, one, facts, intention) for one in facts]
        return _scored(found, (match.score * factor for match, factor in zip(found, factors, strict=True)))

    def _of_change(self, ask: Ask, found: list[Match]) -> list[Match]:
        """An increase (较上月增加3处) answers a question about change of its own subject and no other."""
        forms, text = self.question.forms, self.question.text
        # …比例多少，同比上升多少: only the second ask is about change.
        alone = len(self.question.asks) == 1
        asked = alone and bool({"difference", "trend"} & forms) or bool(ASKS_CHANGE.search(ask.words + (text if alone else ask.shared)))
        only = alone and "difference" in forms and bool(re.search(r"比|较", text))
        stated, other = 1.3 if asked else 0.6, 0.75 if only else 1.0
        topic = frozenset(gram for gram in question_grams(ASKS_CHANGE.sub(" ", self._asked(ask)), self.lexicon) if len(gram) > 1)

        def factor(fact: Fact) -> float:
            if not states_change(fact):
                return other
            return stated if not topic or topic & grams(subject(fact), self.lexicon) else 0.5

        return _scored(found, (m.score * factor(m.fact) for m in found))

    @staticmethod
    def _of_unit(ask: Ask, found: list[Match]) -> list[Match]:
        """A figure in the very unit asked for moves up."""
        if not ask.unit:
            return found
        unit = ask.unit.lstrip("万亿")
        # 多少次 is as well answered by 58人次, 多少人 by 29名.
        held = ["人" if m.fact.quantity.unit in {"名", "位"} else m.fact.quantity.unit.lstrip("万亿") for m in found]
        return _scored(
            found, (m.score * (1.1 if one.startswith(unit) or one.endswith(unit) else 0.85) for m, one in zip(found, held, strict=True))
        )


@lru_cache(maxsize=64)
def _batches(text: str) -> frozenset[object]:
    """The numbers of the batches a text speaks of."""
    return frozenset(parse_number(numeral) for numeral in re.findall(r"第([一二三四五六七八九十百\d]+)批", text))


@lru_cache(maxsize=50_000)
def _without_compared_years(text: str) -> str:
    """A sentence without the years it only compares with."""
    return _COMPARED_YEAR.sub(" ", text)


def _statement(fact: Fact) -> str:
    """What stands between the last full stop or semicolon and a figure, and its clause."""
    return re.split(r"[。；;]", fact.passage.text[: fact.start - fact.passage.start])[-1] + fact.context


def _scored(found: Sequence[Match], scores: Iterable[float]) -> list[Match]:
    return [Match(match.fact, score, match.clause, match.headed) for match, score in zip(found, scores, strict=True)]
