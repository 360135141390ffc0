"""Which of the open figures that fit an ask is meant: preferred by metric, period, part, noun, verb, change and unit, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.asked_words import PRIOR, AskedWords
from assistant.answering.changes import ASKS_CHANGE, states_change, subject
from assistant.answering.matching import Match
from assistant.answering.places import place_name
from assistant.answering.question import Ask
from assistant.answering.told_so import meant_factor, running_factor
from assistant.answering.verbs import around, verb_factors
from assistant.answering.year_parts import LOOSE, of_other_year, of_year, one_way, own_part, part_of_year
from assistant.facts.context import PERIOD
from assistant.types import Fact
from assistant.words.content import grams, question_grams, residue
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number

_BOUNDS = re.compile(r"以内|以上")
"""A bound is mostly that of a goal."""
_PLANS = re.compile(r"(?:整改|实施|工作)方案")
_PLAN = 0.7
"""How much a figure of a plan is meant where the question asks for none: what is to be done was not done."""
_OPEN_TAIL = re.compile(r"(?:还|尚)?[没未].*$")
_HEAD_BONUS = 0.18
_OWN_YEAR = 1.4
"""How much more a figure is meant whose own words name the year asked for (由2023年的63.2%提高到71.5%)."""
_SUBSET = re.compile(r"(?:其中|另外|另有|其余|其他|其它|剩余|余下)的?(?:有|还有)?$")
"""Right before a figure that is only a part or the rest of the one told before it."""
_ASKS_SUBSET = re.compile(r"其中|当中|里[面头]?|另外|其余|其他|其它|剩|余")
_PLACE_LABEL = re.compile(r"[一-龥]{2,5}(?:街道|[省市县区州盟旗镇乡])")
_OWN_MEMBER, _OWN_LABEL = 0.05, 4
_MORE = 0.5
"""From this share of words that an ask does not have, a part is another thing than what is asked for."""
_MEMBERS = re.compile(r"((?:[一-龥]{2,6}、)+[一-龥]{2,6}?(?:和[一-龥]{2,6}?)?)等?[\d一二三四五六七八九十]+[个条座处家]")


class Preferring:
    """Moves the matches of an ask up and down; `parts` are the areas and channels its question names."""

    def __init__(self, words: AskedWords, lexicon: Lexicon, titles: Mapping[str, str], parts: Sequence[str]) -> None:
        self.words = words
        self.question = words.question
        self.lexicon = lexicon
        self.titles = titles
        self.parts = parts

    def ordered(self, ask: Ask, found: list[Match]) -> list[Match]:
        """The matches of an ask, best first."""
        steps = (
            self._unasserted,
            self._of_metric,
            self._of_period,
            self._of_part,
            self._of_members,
            self._of_whole,
            self._of_head,
            self._of_verb,
            self._of_named_member,
            self._of_running_total,
            self._of_change,
            self._of_unit,
        )
        for step in steps:
            found = _sorted(step(ask, found), found)
        return found

    def of_measure(self, ask: Ask, found: list[Match]) -> list[Match]:
        """The figures of the one measure an ask means, best first: only number, period and part tell them apart."""
        for step in (self._unasserted, self._of_period, self._of_part):
            found = _sorted(step(ask, found), found)
        return found

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

    def _of_period(self, ask: Ask, found: list[Match]) -> list[Match]:
        """A figure of the period asked for (上半年, 全年, 2024年) moves up, one of another period or only intended down."""
        return _scored(found, (m.score * self._period_factor(ask, m.fact) for m in found))

    def _period_factor(self, ask: Ask, fact: Fact) -> float:
        part = part_of_year(self.question.text)
        factor = self._part_factor(part, fact) if part else 1.0
        years = self.question.years
        if any(year in fact.period for year in years):
            factor *= 1.12
        named = [year for year in years if year in ask.words] if len(self.question.asks) > 1 else years
        if named:
            factor *= _OWN_YEAR if of_year(fact, named) else 0.5 if of_other_year(fact, named) else 1.0
        intention = self.lexicon.intention
        if not intention.asked(self.question.text):
            meant = _BOUNDS.search(fact.context) or intention.meant(fact.context)
            factor *= 0.8 if meant else _PLAN if _PLANS.search(self.titles.get(fact.report, "")) else 1.0
        return factor

    def _part_factor(self, part: str, fact: Fact) -> float:
        own = own_part(fact.period)
        if own and own != part and not LOOSE.search(own):
            return 0.6
        if part in one_way(f"{fact.period} {self.titles.get(fact.report, '')} {fact.passage.text}"):
            return 1.15
        return 0.6 if PERIOD.search(fact.period) else 1.0

    def _of_part(self, _: Ask, found: list[Match]) -> list[Match]:
        """When the question names a part of the place (于洪区, 来电), only figures of that very part; never the whole's."""
        if not self.parts:
            return found
        return [m for m in found if any(_told_of(part, m.fact) for part in self.parts)]

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

    def _of_whole(self, ask: Ask, found: list[Match]) -> list[Match]:
        """A part told behind its whole (达到37次，其中15次为大范围过程) moves down where the ask does not name the part."""
        if _ASKS_SUBSET.search(ask.words):
            return found
        return _scored(found, (m.score * (0.6 if self._unnamed_part(ask, m.fact) else 1.0) for m in found))

    def _of_named_member(self, ask: Ask, found: list[Match]) -> list[Match]:
        """The member of an enumeration that the ask names (大洼区3处, 轻度富营养的39个) goes before its siblings and its whole."""
        fullest: dict[tuple[str, int], float] = {}
        for m in found:
            key = m.fact.report, m.fact.passage.start
            fullest[key] = max(fullest.get(key, 0.0), m.score)
        scores = (
            max(m.score, fullest[m.fact.report, m.fact.passage.start] + _OWN_MEMBER) if self._named_in(ask, m.fact) else m.score
            for m in found
        )
        return _scored(found, scores)

    @staticmethod
    def _named_in(ask: Ask, fact: Fact) -> bool:
        label = fact.label.removesuffix("的") if not fact.metric else ""
        own = fact.place is not None and label == fact.place.name
        telling = _PLACE_LABEL.fullmatch(label) or (len(label) >= _OWN_LABEL and fact.label.endswith("的"))
        return bool(telling) and not own and label in ask.words

    def _unnamed_part(self, ask: Ask, fact: Fact) -> bool:
        before, behind = around(fact)
        if not _SUBSET.search(before):
            return False
        own = grams(residue(f"{_SUBSET.sub('', before)} {behind}", self.lexicon), self.lexicon)
        return bool(own) and len(own - question_grams(self.words.whole(ask), self.lexicon)) >= _MORE * len(own)

    def _of_head(self, ask: Ask, found: list[Match]) -> list[Match]:
        """Facts that count the noun the question counts (多少个点位) move up, those of another noun down."""
        counted = re.search(r"(?:多少|几)[万亿]?(?:" + re.escape(ask.unit) + r")?([一-龥]{2,8}?)(?:[？?，,。]|$|了|的|是)", ask.words)
        # 还有几处点位没完成 counts 点位; 没铺 counts nothing.
        head = question_grams(_OPEN_TAIL.sub("", counted[1]), self.lexicon) if counted else frozenset()
        if not head:
            return found
        rest = grams(residue(self.words.counted(ask), self.lexicon), self.lexicon) - head
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
        asked, intention = self.words.whole(ask), self.lexicon.intention
        beside: dict[str, list[Fact]] = {}
        for match in found:
            beside.setdefault(match.fact.report, []).append(match.fact)

        def factor(one: Fact) -> float:
            others = beside[one.report]
            return running_factor(asked, one, others) * meant_factor(ask.words, one, others, intention)

        return _scored(found, (match.score * factor(match.fact) for match in found))

    def _of_change(self, ask: Ask, found: list[Match]) -> list[Match]:
        """An increase (较上月增加3处) answers a question about change of its own subject and no other."""
        forms, text = self.question.forms, self.question.text
        # …比例多少，同比上升多少: only the second ask is about change.
        alone = len(self.question.asks) == 1
        asked = alone and bool({"difference", "trend"} & forms) or bool(ASKS_CHANGE.search(ask.words + (text if alone else ask.shared)))
        only = alone and "difference" in forms and bool(re.search(r"比|较", text))
        stated, other = 1.3 if asked else 0.6, 0.75 if only else 1.0
        topic = frozenset(gram for gram in question_grams(ASKS_CHANGE.sub(" ", self.words.counted(ask)), self.lexicon) if len(gram) > 1)

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


def _told_of(part: str, fact: Fact) -> bool:
    """Whether a figure is of a part: by its own words, else by its sentence, which names the part before it and no other place since."""
    if part in f"{fact.context}{fact.label}{place_name(fact.place)}":
        return True
    before = fact.passage.text[: fact.start - fact.passage.start]
    at = before.rfind(part)
    return at >= 0 and fact.metric != "分类" and not _PLACE_LABEL.search(before, at + len(part))


def _sorted(found: list[Match], before: list[Match]) -> list[Match]:
    """Matches best first; those of a step that changed nothing are so already."""
    return found if found is before else sorted(found, key=lambda match: (-match.score, -match.clause, match.fact.start))


def _scored(found: Sequence[Match], scores: Iterable[float]) -> list[Match]:
    return [match._replace(score=score) for match, score in zip(found, scores, strict=True)]
