"""Any other number of a report: the open figure an ask means, quoted with its clause or derived from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.asked_words import PRIOR
from assistant.answering.averages import answer_average
from assistant.answering.changes import ASKS_CHANGE, states_change
from assistant.answering.complements import answer_from_denied
from assistant.answering.composing import Composer
from assistant.answering.deriving import ENOUGH, LEFT, Deriving
from assistant.answering.extremes import extreme, extreme_of_places, extreme_of_turn
from assistant.answering.joint_figures import joint_sum
from assistant.answering.matching import Match
from assistant.answering.open_facts import OpenFacts
from assistant.answering.paired import answer_from_pair
from assistant.answering.question import Ask, Question
from assistant.answering.remainder import Remainder
from assistant.answering.rivals import rival, state_rivals
from assistant.answering.sides import compared, two_sides
from assistant.answering.sifted import answer_sifted
from assistant.answering.stating import state
from assistant.answering.subset_told import answer_of_subset, whole_of_subset
from assistant.answering.through_years import ThroughYears
from assistant.answering.together import added_up, of_one_only
from assistant.answering.told_so import told_so
from assistant.answering.year_parts import of_other_year, other_deadline
from assistant.facts.status import metrics_named
from assistant.types import Fact
from assistant.words.content import grams, residue
from assistant.words.intention import to_come
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number

_CLOSE = 0.88
"""A match this near to the best is stated beside it, one per place."""
_SAYS_SO = 0.85
_OWN_WORDS, _TELLING = 4, 3
"""Up to so many characters an ask says little; from so many pieces on its introduction names a matter."""
_SAME_SOURCE = 0.75
"""A match in the report that answered the ask before is meant if it is this near to the best of all."""
_NEARLY = ENOUGH * 0.85
_LISTED = {"件", "项", "个", "起"}
_ANNOUNCED = re.compile(r"([^，。；;：:]+)[：:][^。；;：:]*$")
"""The clause that announces an enumeration (另有7处仍在办理之中：甲县4处，…)."""
_SUM = re.compile(r"总(?:投资|规模|额|面积|长度|产能|能力|金额)|合计|加起来|总和")
_STATES_WHOLE = re.compile(r"合计|总|共|累计|比|较")
_OPEN = re.compile(r"未|没|剩|余|尚|还有|仍")
_NOT_ALL = re.compile(r"(?:[尚还仍]|并)?(?:未|没有?)(?:能)?(?:全部|完全|全都|都)")
"""尚未全部完成 says of no number how much is left."""
_CHANGE_QUESTION = re.compile(r"同比|环比|较上年(?:同期)?|变化|怎么变的?|怎样|如何|升了?还是降了?|是升是降")
_COMPARES = re.compile(r"(?<!对)[比较](?![重例])[^，。；]{1,14}?(?:多|少|高|低)(?:了|出)?(?:多少|几)")
_ONLY_CHANGE = re.compile(
    r"(?:又|还|并|且)?(?:同比|环比|[比较与同跟和][^，。]{2,12}?(?:相比)?)?(?:是|又|还)?"
    r"(?:上升|下降|增加|减少|提高|降低|增长|改善|提升|升高|回落|升|降|增|减|涨|跌|高|低|多|少|好|差)[^，。]{0,4}?(?:多少|几)"
)
"""A later ask that names no subject of its own: only how much the figure before it rose or fell, or exceeds another."""


class OpenFigures:
    """Answers asks for numbers outside the status algebra; each method is False when no figure is close enough."""

    def __init__(
        self, composer: Composer, question: Question, facts: Sequence[Fact], names: Sequence[str], titles: Mapping[str, str]
    ) -> None:
        self.composer = composer
        self.question = question
        self.names = names
        self.open_facts = OpenFacts(composer, question, facts, names, titles)
        self.deriving = Deriving(composer, question, self.open_facts)
        self.through_years = ThroughYears(composer, question, self.open_facts)
        self.stated: list[Fact] = []
        """The figures that answered the ask before, whose change the next ask may be about."""

    def answer(self, ask: Ask) -> bool:
        """Add the figure an ask means, one line per place where it names none."""
        if self.stated and ask.shared and _ONLY_CHANGE.match(ask.words):
            return any([self._its_change(fact, ask) for fact in self.stated])
        if compared(ask) is not None and two_sides(ask, self.composer, self.open_facts.facts, self._plainly):
            return True
        if added_up(self._summed(ask), ask, self.composer, self._plainly):
            return True
        every = self.open_facts.match(ask)
        if answer_average(ask, self.deriving, self._plainly):
            return True
        words = f"{ask.shared}{ask.words}"
        sifted = answer_sifted(words, every, self.deriving)
        if sifted is not None:
            return sifted
        if paired := answer_from_pair(ask, words, every, self.deriving) or answer_from_denied(words, every, self.deriving):
            self.stated = paired[-1:]
            return True
        if answer_of_subset(ask, self.open_facts, self.deriving):
            return True
        rest = Remainder(self.composer, self.open_facts).answer(self.open_facts.words.whole(ask), every)
        return self._meant(ask, every) if rest is None else rest

    def _summed(self, ask: Ask) -> str:
        """The words by which a question for a sum names what it adds up, empty where it asks for none."""
        return self.open_facts.words.topic(self.open_facts.words.whole(ask)) if "sum" in self.question.forms else ""

    def _plainly(self, ask: Ask) -> list[Match]:
        """The figures one side of a comparison may mean, as if it alone were asked for."""
        plain = replace(self.question, text=ask.words, forms=frozenset(), asks=(ask,))
        return OpenFacts(self.composer, plain, self.open_facts.facts, self.names, self.open_facts.titles).match(ask)

    def _meant(self, ask: Ask, every: Sequence[Match]) -> bool:
        """State or derive the figures that match an ask best."""
        found = [match for match in every if match.score >= ENOUGH * (0.86 if match.headed else 1.0)]
        # A class of another name (济南市47件) answers nothing but a question for it.
        found = [match for match in found if match.clause or match.fact.metric != "分类"]
        found = (
            self._about_introduced(ask, self._beside_stated(found)) if ask.shared and not (ask.unit or self._says_itself(ask)) else found
        )
        if self._prior_of_stated() or self.deriving.named_sum(ask) or (not found and self._only_one(ask)):
            return True
        if not found:
            return ask.unit_class == "比例" and self.deriving.share_of_named(ask)
        if self._put_together(ask, found) or (not found[0].measured and whole_of_subset(ask, found[0].fact, self.deriving)):
            return True
        if (self._combined() and not _STATES_WHOLE.search(found[0].fact.context)) or of_one_only(self._summed(ask), found):
            # What is asked is put together of several figures: one of them alone would be a wrong answer.
            return False
        chosen = self._per_place(found)
        if LEFT.search(ask.words) and not found[0].measured:
            if self.deriving.left_in_sentence(found[0].fact) or self.deriving.left_over(found[0].fact):
                return True
            # What is left is never answered by what is done.
            chosen = [match for match in chosen if _OPEN.search(_NOT_ALL.sub(" ", _with_announcement(match.fact)))]
        chosen = self._as_compared(ask, chosen)
        if not chosen:
            return False
        if self._prior_of_found(found) or self._of_members(ask, found):
            return True
        for match in chosen:
            self._with_change(match.fact, rival(match.fact, every))
        self.stated = [match.fact for match in chosen]
        return True

    def _put_together(self, ask: Ask, found: Sequence[Match]) -> bool:
        """The difference or sum of two or more figures of one sentence, or of two years."""
        step = self.deriving.step(ask, found[0].fact) or self.deriving.counted_sum(found[0].fact)
        return step or (len(self.question.years) > 1 and self.through_years.between(found))

    def _as_compared(self, ask: Ask, chosen: list[Match]) -> list[Match]:
        """For an ask how far something rose or two things lie apart those figures that say so: a level alone does not."""
        if self.open_facts.only_change(ask) or _COMPARES.search(ask.words):
            chosen = [match for match in chosen if self._says_change(match.fact, ask)]
        sides = compared(ask)
        return [m for m in chosen if states_change(m.fact) and sides[1] in m.fact.context] if sides is not None else chosen

    def _says_change(self, fact: Fact, ask: Ask) -> bool:
        """Whether a figure, or the one right behind it, says a change against what the ask compares with."""
        change = fact if states_change(fact) else self.deriving.change_of(fact)
        return change is not None and _same_comparison(ask.words, change.context)

    def _of_members(self, ask: Ask, found: Sequence[Match]) -> bool:
        """The sum, or the largest or smallest, of figures told member by member or in one breath."""
        if joint_sum(self.composer, self.deriving.of_sentence(found[0].fact), found[0].fact, self.question.text):
            return True
        if "sum" in self.question.forms and self.deriving.alike_sum(found[0].fact):
            return True
        summed = _SUM.search(ask.words) and self.deriving.members_sum(found[0].fact, found)
        return bool(summed) or extreme(self.composer, ask.words, found)

    def _beside_stated(self, found: list[Match]) -> list[Match]:
        """For a later ask only what the reports say that answered the one before, where they say about as much as others."""
        reports = {fact.report for fact in self.stated}
        own = [match for match in found if match.fact.report in reports]
        return own if own and own[0].score >= _SAME_SOURCE * found[0].score else found

    def _says_itself(self, ask: Ask) -> bool:
        """Whether an ask has so many words of its own that it needs none of its introduction's."""
        return len(residue(self.open_facts.words.topic(ask.words), self.composer.lexicon)) > _OWN_WORDS

    def _about_introduced(self, ask: Ask, found: list[Match]) -> list[Match]:
        """For an ask that says little (…，罚了多少) the figures whose row or document speaks of what introduces it (某厂怎么处理的)."""
        lexicon = self.composer.lexicon
        named = grams(residue(self.open_facts.words.topic(ask.shared), lexicon), lexicon)
        told = {id(match): named & grams(self._around(match.fact), lexicon) for match in found}
        if len(named) < _TELLING or self.stated:
            return found
        return [match for match in found if len(told[id(match)]) >= len(named) / 3]

    def _around(self, fact: Fact) -> str:
        """The paragraph or table row of a figure up to its sentence's end, its headings and its document's matter."""
        text, title = self.composer.report(fact.report).clean, self.open_facts.titles.get(fact.report, "")
        begins = text.rfind("\n", 0, fact.start) + 1
        return f"{text[begins : fact.passage.end]} {' '.join(fact.passage.section)} {title}"

    def extreme_of(self, clause: str) -> bool:
        """The largest or smallest of figures listed in turn that a clause asks for."""
        facts = self.open_facts.facts
        return extreme_of_turn(self.composer, clause, facts) or extreme_of_places(self.composer, clause, facts)

    def intended(self, ask: Ask, metric: str) -> bool:
        """What is to reach a status by some day (年底前能完成几项), by the clauses that say it is planned; of each place the nearest."""
        lexicon = self.composer.lexicon
        wanted = grams(ask.words, lexicon)
        chosen: dict[str, tuple[float, Fact]] = {}
        for fact in told_so(ask.words, self.open_facts.facts, self.open_facts.facts):
            if (
                fact.unit_class not in _LISTED
                or (ask.unit_class not in {"", "项", "件"} and fact.unit_class != ask.unit_class)
                or not (lexicon.intention.planned(fact.context) or to_come(fact.context, fact.as_of))
                or metric not in metrics_named(fact.context, lexicon)
                or of_other_year(fact, self.question.years)
                or other_deadline(ask.words, fact.context)
            ):
                continue
            nearness = len(wanted & grams(fact.context, lexicon))
            place = fact.place.display if fact.place else fact.report
            if place not in chosen or nearness > chosen[place][0]:
                chosen[place] = nearness, fact
        for _, fact in chosen.values():
            state(self.composer, fact)
        return bool(chosen)

    def beside(self, ask: Ask) -> bool:
        """State the figure of another status of what the ask before was about, from the same report; False where it has none."""
        reports = {fact.report for fact in self.stated}
        found = (m for m in self.open_facts.match(ask) if m.fact.report in reports and m.fact not in self.stated)
        best = next((m.fact for m in found if m.score >= ENOUGH and m.fact.metric in {"", "分类", *ask.metrics}), None)
        if best is not None and _names_status(best, ask, self.composer.lexicon):
            state(self.composer, best)
            return True
        return False

    def stated_so(self, ask: Ask) -> bool:
        """State the one figure whose own clause says nearly all of an ask (2164项任务已完成超过64%)."""
        best = next(iter(self.open_facts.match(ask)), None)
        if best is None or best.clause < _SAYS_SO or best.score < _SAYS_SO:
            return False
        state(self.composer, best.fact)
        return True

    def _its_change(self, fact: Fact, ask: Ask) -> bool:
        """The change a text states right behind the figure just given (…，同比升了多少), of the comparison asked for."""
        change = next((one for one in self.deriving.changes_of(fact) if _same_comparison(ask.words, one.context)), None)
        if change is not None:
            state(self.composer, change)
        return change is not None

    def _combined(self) -> bool:
        """Whether the question is about a sum of named figures, or a difference between two years, that could not be computed."""
        times = max(len(self.question.years), len(self.question.dates))
        return self.question.together or (times > 1 and bool({"difference", "sum"} & self.question.forms))

    def _with_change(self, fact: Fact, other: Fact | None) -> None:
        """State a figure beside the one that contradicts it, else with the change stated for it where the question is about change."""
        if other is not None:
            state_rivals(self.composer, fact, other)
            return
        state(self.composer, fact)
        alone = len(self.question.asks) == 1
        asked = alone and ASKS_CHANGE.search(self.question.text) and not states_change(fact)
        change = self.deriving.change_of(fact) if asked else None
        if change is not None:
            state(self.composer, change)

    def _prior_of_stated(self) -> bool:
        """Last year's figure when the question itself states this year's."""
        if not PRIOR.search(self.question.text):
            return False
        named = (fact for fact in self.open_facts.facts if self._stated(fact) and self.deriving.change_of(fact) is not None)
        fact = next(named, None)
        return fact is not None and self.deriving.prior(fact)

    def _prior_of_found(self, found: Sequence[Match]) -> bool:
        """Last year's figure from the one the question means."""
        if not PRIOR.search(self.question.text):
            return False
        named = [match.fact for match in found if self._stated(match.fact) and match.fact.unit_class != "比例"]
        return self.deriving.prior((named or [found[0].fact])[0])

    def _stated(self, fact: Fact) -> bool:
        return show_number(fact.quantity.value or 0) in self.question.numbers

    def _only_one(self, ask: Ask) -> bool:
        """The one figure of a rare unit in scope (分几大类), when the ask says nothing but the unit."""
        lexicon = self.composer.lexicon
        said = re.sub("分(?:成|为|了)?", "", self.open_facts.words.topic(ask.words))
        if ask.unit not in {"类", "大类", "批", "批次"} or grams(residue(said, lexicon), lexicon):
            return False
        facts = [fact for fact in self.open_facts.facts if fact.quantity.unit.startswith(ask.unit) and fact.quantity.value is not None]
        if len({fact.quantity.value for fact in facts}) != 1:
            return False
        state(self.composer, facts[0])
        return True

    def _per_place(self, found: Sequence[Match]) -> list[Match]:
        """The best match of each place close to the best of all; within one place the newest statement of equal rank."""
        top = found[0]
        chosen: dict[str, Match] = {}
        for match in found:
            if match.score < top.score * _CLOSE:
                break
            elsewhere = not self.names and match.fact.report != top.fact.report
            if elsewhere and (match.score < top.score * 0.86 or match.clause < 0.55):
                continue
            place = match.fact.place.display if match.fact.place else match.fact.report
            known = chosen.get(place)
            if known is None or (not self.question.years and _replaces(match, known)):
                chosen[place] = match
        return list(chosen.values())[:6]

    def change(self, ask: Ask) -> bool:
        """A figure with the change stated for it (优良率同比怎么变)."""
        found = self.open_facts.match(replace(ask, words=_CHANGE_QUESTION.sub(" ", ask.words)))
        for match in found:
            change = self.deriving.change_of(match.fact)
            if match.score >= _NEARLY and not states_change(match.fact) and change is not None:
                state(self.composer, match.fact)
                state(self.composer, change)
                return True
        return False

    def trend(self, ask: Ask) -> bool:
        """The same figure through the years."""
        return self.through_years.trend(ask)

    def _says_half(self, fact: Fact, named: frozenset[str]) -> bool:
        """Whether a figure's clause says at least half of what is asserted of one (优良天数112天 is nothing of 重污染天数)."""
        return len(named & grams(f"{fact.context}{fact.label}{''.join(fact.members)}", self.composer.lexicon)) * 2 >= len(named)

    def premise(self, ask: Ask) -> bool:
        """Check an asserted figure outside the lists (罚款450万元，是这样吗): the stated one, said to be right or wrong."""
        spans = self.composer.lexicon.units.find(self.question.text)
        span = next((span for span in spans if show_number(span.quantity.value or 0) in self.question.premise), None)
        if span is None:
            return False
        words = self.question.text[: span.start] + "多少" + self.question.text[span.end :]
        asked = replace(ask, words=words, unit=span.quantity.unit, unit_class=span.unit_class)
        found = self._plainly(asked)
        named = grams(residue(self.open_facts.words.topic(self.question.text[: span.start]), self.composer.lexicon), self.composer.lexicon)
        meant = (m.fact for m in found if m.score >= _NEARLY and (m.measured or self._says_half(m.fact, named)))
        fact = next((fact for fact in meant if fact.quantity.unit == span.quantity.unit), None)
        if fact is None:
            return False
        state(self.composer, fact)
        right = fact.quantity.value == span.quantity.value
        self.composer.lines[-1] = self.composer.phrase("premise_right" if right else "premise_wrong") + self.composer.lines[-1]
        return True


def _with_announcement(fact: Fact) -> str:
    """A figure's clause, behind a colon with the clause that announces the enumeration it is a member of."""
    announced = _ANNOUNCED.search(fact.passage.text[: fact.start - fact.passage.start])
    return f"{announced[1] if announced else ''}{fact.context}"


def _replaces(match: Match, known: Match) -> bool:
    """Whether a match of nearly equal rank is the newer statement of a figure of the same kind."""
    if match.fact.unit_class != known.fact.unit_class:
        return False
    return match.score >= known.score * 0.92 and (match.fact.as_of or "") > (known.fact.as_of or "")


def _same_comparison(asked: str, stated: str) -> bool:
    """Whether a stated change compares with what an ask compares with: last year, last month, a named year, target or whole."""
    if "环比" in asked or re.search(r"上月|上季", asked):
        return bool(re.search(r"环比|上月|上季", stated))
    if re.search(r"同比|上年|去年|同期", asked):
        return bool(re.search(r"同比|上年|去年|同期", stated))
    compared = re.search(r"[比较与同跟和]([^，。]{2,12}?)(?:相比)?(?:上|下|增|减|提|降|改|升|回|涨|跌|高|低|多|少|好|差)", asked)
    return compared is None or all(character in stated for character in re.sub(r"[的了约]", "", compared[1]))


def _names_status(fact: Fact, ask: Ask, lexicon: Lexicon) -> bool:
    """Whether a figure's own clause or column says one of the statuses asked for."""
    said = metrics_named(f"{fact.context} {fact.label}", lexicon)
    return bool({fact.parent, *said} & set(ask.metrics))
