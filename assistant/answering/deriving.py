"""Open figures computed from stated ones of one text: last year's, a sum, a share, what is left, how far something went (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.arithmetic import Computed, change, difference, percentage, points_before, year_before
from assistant.answering.changes import states_change
from assistant.answering.composing import Composer, amount
from assistant.answering.lists import batch_number
from assistant.answering.matching import Match
from assistant.answering.open_facts import OpenFacts
from assistant.answering.question import Ask, Question
from assistant.answering.stating import state
from assistant.answering.verbs import around
from assistant.answering.worked_out import changed, state_sum
from assistant.facts.status import metrics_named
from assistant.types import Fact, Number, Status, once
from assistant.words.content import grams
from assistant.words.numerals import parse_number, show_number

ENOUGH = 0.5
"""From this score on a figure is the one meant."""
LEFT = re.compile(
    r"还剩|剩余|剩下|余下|尚余|[还尚仍][差缺欠]|[还尚仍]有.{0,12}[没未]|(?:没(?:有)?|未)(?:处理|清运|完成|修|铺|建|拆|敷)"
    r"|(?:几|多少)[^，。？?]{0,10}(?:没(?:有)?|未)能?[一-龥]{1,4}(?:[？?]|$)"
)
_DONE = re.compile(r"已(?:经)?(?:处理|清运|完成|修复|治理|建成|处置|清理|拆除|搬迁)|累计(?:处理|清运|完成|修复)")
_LEFT_BEFORE = re.compile(r"(?:还剩|剩余|剩下|余下|尚余|尚有|还有|其余|仍有|未完成)[^，。]{0,4}$|[欠差]$")
VERBS = (
    "完成|铺设|建成|修复|清运|处理|治理|整治|敷设|改造|拆除|整改|安装|清理|关停|退出"
    "|清退|退还|恢复|搬迁|取缔|消除|处置|封堵|验收|复垦|复绿|疏浚|清淤"
    "|解决|化解|办结|办理|审查|审结|审核|审批|上报|报送|答复|回复|发放|拨付|支付|支出|签订|认领|核查|排查"
)
_DONE_BEFORE = re.compile(
    rf"(?:(?:已经?|仅|只|才|累计|实际|实)(?:(?:{VERBS}){{1,3}}|有|拆|改|装|铺|修|建|退)?|^(?:[日底月]|其中|[^，。]{{0,4}}[时前今]|现(?:在|已)?|已)?(?:{VERBS}){{1,3}}|完成(?:{VERBS})?|[铺建修拆装改][好完]|到位)(?:投资|投入|资金)?(?:了)?$"
)
_PLANNED_BEFORE = re.compile(
    rf"(?:[应需拟须]|计划|目标|要求|任务|方案|预计|力争|承诺|概算|总投资)(?:{VERBS}|铺|拆|改|建|总?投资|投入|资金|配套|为|是|有)*$"
)
_WORK = re.compile(r"修复|处理|清运|完成|治理|建成|整治|拆除")
_SIDE_BY_SIDE = re.compile(r"((?:[^，。、的0-9]{1,8}?[和与及、])+[^，。、的]{2,10}?)(?:一共|合计|总共|加起来|共)")
_VERB_OF_SUM = re.compile(r"(?:一共|合计|总共|加起来|共)([^\W了是有为]{2})了?(?:多少|几)")
"""What was done with all that a question puts side by side (…一共诫勉了多少人)."""
_ALIKE = re.compile(r"([一-龥]{1,4}?([牌单函件片卡]))([一-龥]{1,4}?\2)(?=一共|合计|总共|加起来|共)")
"""Two names of one kind without a word between them: 红牌黄牌一共."""
_ASKS_STEP = re.compile(r"(?:提高|提升|增加|扩大|增长|上升|新增|减少|下降|降低|压减|缩小|[增减升降])了?(?:多少|几)")
_FROM = re.compile(r"(?:由|从)(?:原来的?|原先的?|年初的?|[^，。；由从]{0,6}的)?$")
_TO = re.compile(r"[一-龥]{0,2}[提增上扩减下降压缩升][一-龥]{0,3}[到至为]$")
_JOINS = re.compile(r"另外|另有|其余|其中|其他|剩余|余下|还有|[的有，、\s]")
_WORDED = 4
"""So many characters of one wording say that two figures count one thing."""
_KINDS = re.compile(r"([两二三四五六七八九十]|(?<!\d)\d)(?:大)?(?:类|种|方面|部分|项(?!目)|块|处|家|座|个[市县区厂站项方])")
"""So many kinds, parts or places, as a question and a text count them."""
_STATES_WHOLE = re.compile(r"合计|总|共")
_CHANGE_WORDS = re.compile(r"同比|同期|较上年|比上年|较上月|环比")

_BY_HOW_MANY = re.compile(
    r"(?:[少多][了出]?|减少|增加|[增减升降]了?|下降|上升)(?:大概|大约|约)?(?:多少|几)(?!%|个?百分)[件个项起家人次座处吨亩户万亿元]"
)
"""Asks by how many a figure differs from the year before."""
_NO_LEVEL = re.compile(r"标准|限值|目标|要求|指标值")
"""What a level is only held against (接近国家二级标准的35微克/立方米，同比下降15.2%)."""


class Deriving:
    """Adds computed figures with their terms; each method is False when a term is missing."""

    def __init__(self, composer: Composer, question: Question, open_facts: OpenFacts) -> None:
        self.composer = composer
        self.question = question
        self.open_facts = open_facts

    def change_of(self, fact: Fact) -> Fact | None:
        """The change stated right behind a figure (…，同比下降18.26%), None when the next number is no change."""
        following = (other for other in self.of_sentence(fact) if other.start > fact.start)
        after = next(following, None)
        if after is None or not _CHANGE_WORDS.search(after.context):
            return None
        alike = after.quantity.unit == fact.quantity.unit and states_change(after)
        return after if alike or after.unit_class in {"比例", "排名"} else None

    def changes_of(self, fact: Fact) -> list[Fact]:
        """All changes stated behind a figure up to the next level (…，好于目标值4.6个百分点，同比上升5.7个百分点)."""
        found: list[Fact] = []
        for other in self.of_sentence(fact):
            if other.start > fact.start:
                if not states_change(other):
                    break
                found.append(other)
        return found

    def of_sentence(self, fact: Fact) -> Sequence[Fact]:
        """The open figures of a figure's own sentence, itself among them."""
        return once(by_sentence, self.open_facts.facts).get((fact.report, fact.passage.start), ())

    def prior(self, fact: Fact) -> bool:
        """Last year's figure from this year's and its stated change."""
        stated = self.change_of(fact)
        if stated is None or stated.quantity.value is None or fact.quantity.value is None or stated.unit_class == "排名":
            return False
        if _NO_LEVEL.search(fact.label):
            return False
        composer, unit, change_unit = self.composer, fact.quantity.unit, stated.quantity.unit
        fell = bool(re.search(r"下降|减少|降低", stated.context))
        before = points_before if "点" in change_unit or (unit == change_unit and unit not in {"%", "％"}) else year_before
        value, formula = before(fact.quantity.value, stated.quantity.value, fell=fell)
        approximate = "≈" in formula
        if _BY_HOW_MANY.search(self.question.text):
            value, formula = _apart(value, fact.quantity.value, formula)
        cited = composer.cite_facts((fact, stated))
        composer.figure(value, unit, "相差" if _BY_HOW_MANY.search(self.question.text) else "上年同期", cited, formula, approximate)
        composer.figure(fact.quantity.value, unit, fact.label, cited)
        composer.figure(stated.quantity.value, change_unit, stated.label, cited)
        said = f"{'约' if approximate else ''}{amount(value, unit)}（推算，材料没有直接写）。{fact.context}，{stated.context}。"
        composer.lines.append(said + composer.derivation(formula, unit))
        composer.statuses.append(Status.DERIVED)
        composer.note_number(fact)
        composer.note_number(stated)
        return True

    def members_sum(self, top: Fact, found: Sequence[Match]) -> bool:
        """The members of one enumeration (各项目投资) added up when the text gives no total itself."""
        if re.search(r"总|合计|共", top.context):
            return False
        lexicon = self.composer.lexicon
        key = grams(top.context, lexicon)
        alike = [m.fact for m in found if len(key & grams(m.fact.context, lexicon)) >= 0.34 * len(key)]
        members = sorted((fact for fact in alike if beside(fact, top)), key=lambda fact: fact.start)
        if len(members) < 2:
            return False
        approximate = any(fact.quantity.approximate for fact in members)
        state_sum(self.composer, members, approximate)
        for fact in members:
            quantity = fact.quantity
            cited = (self.composer.cite_fact(fact),)
            self.composer.figure(quantity.value, quantity.unit, fact.label, cited, None, quantity.approximate)
            self.composer.note_number(fact)
        return True

    def alike_sum(self, top: Fact) -> bool:
        """The sum of what one report says in the same words of several lists (3项需长期持续整改；另外7项需长期持续整改)."""
        own = _same_words(top)
        here = [fact for fact in self.open_facts.facts if fact.report == top.report and fact.quantity.unit == top.quantity.unit]
        members = list({fact.start: fact for fact in here if _same_words(fact) == own and fact.quantity.value is not None}.values())
        values = [fact.quantity.value for fact in members]
        if len(own) < _WORDED or len(members) < 2 or len(set(values)) < len(values) or re.search(r"总|合计|共", own):
            return False  # the same figure told twice is no second list
        batches = {batch_number(fact.batch) for fact in members} - {None}
        if len(batches) > 1 and batches != set(range(1, len(members) + 1)):
            return False  # some batches only are not all there were
        state_sum(self.composer, members)
        for fact in members:
            state(self.composer, fact)
        return True

    def counted_sum(self, top: Fact) -> bool:
        """The sum of so many members of one kind as question and sentence both count (三类未完成事项合计几个: 甲6个、乙10个、丙18个)."""
        asked = {parse_number(number) for number in _KINDS.findall(self.question.text)} if "sum" in self.question.forms else set()
        same = [one for one in self.of_sentence(top) if one.metric == top.metric and one.quantity.unit == top.quantity.unit]
        members = list({one.start: one for one in same if one.quantity.value is not None}.values())
        before = top.passage.text[: members[0].start - top.passage.start] if members else ""
        told = {parse_number(number) for number in _KINDS.findall(before)}
        if len(members) < 2 or len(members) not in asked & told or any(_STATES_WHOLE.search(_directly_before(one)) for one in members):
            return False
        state_sum(self.composer, members)
        for one in members:
            self.composer.figure(one.quantity.value, one.quantity.unit, one.label, (self.composer.cite_fact(one),))
        return True

    def named_sum(self, ask: Ask) -> bool:
        """The sum of figures named side by side (交办单和提醒函一共多少份), each found by its own name."""
        words = self.open_facts.words.topic(self.open_facts.words.whole(ask))
        verb = _VERB_OF_SUM.search(words)
        nouns, did = _side_by_side(words), verb[1] if verb is not None else ""
        facts = [fact for noun in nouns if (fact := self._named(noun + did, ask)) is not None]
        if not facts or len({fact.start for fact in facts}) != len(nouns):
            return False
        if len({(fact.report, fact.quantity.unit) for fact in facts}) != 1:
            return False
        if not all(did in fact.context for fact in facts):
            return False  # 地方和央企一共诫勉多少人: no 问责3035人 among its terms
        state_sum(self.composer, facts)
        for fact in facts:
            self.composer.figure(fact.quantity.value, fact.quantity.unit, fact.label, (self.composer.cite_fact(fact),))
        return True

    def share_of_named(self, ask: Ask) -> bool:
        """The share in a whole the question names of the one part its sentence gives the status asked for (530项任务完成了百分之几)."""
        wholes = [f for f in self.open_facts.facts if show_number(f.quantity.value or 0) in self.question.numbers and not f.quantity.masked]
        parts = [(whole, part) for whole in wholes for part in self.parts_in_sentence(whole, ask.metrics)]
        if len({part.quantity.value for _, part in parts}) != 1:
            return False
        whole, part = parts[0]
        return self.share(part, whole)

    def share(self, part: Fact, whole: Fact) -> bool:
        """State what share of a whole a part is, with both; always True."""
        share, formula = percentage(part.quantity.value or 0, whole.quantity.value or 1)
        composer = self.composer
        composer.figure(share, "%", "占比", composer.cite_facts((part, whole)), formula)
        composer.lines.append(f"{amount(share, '%')}。" + composer.derivation(formula, "%"))
        composer.statuses.append(Status.DERIVED)
        for one in (part, whole):
            state(composer, one)
        return True

    def parts_in_sentence(self, whole: Fact, metrics: Sequence[str]) -> list[Fact]:
        """The smaller counts behind a whole in its sentence whose clause says one of some statuses."""
        every, lexicon = whole.quantity.value, self.composer.lexicon
        behind = [f for f in self.of_sentence(whole) if f.start > whole.start and f.unit_class == whole.unit_class]
        held = [f for f in behind if f.quantity.value is not None and every is not None and f.quantity.value <= every]
        return [f for f in held if metrics_named(f.context, lexicon) & set(metrics)]

    def _named(self, noun: str, ask: Ask) -> Fact | None:
        found = self.open_facts.match(replace(ask, words=f"{noun}多少{ask.unit}"))
        return next((m.fact for m in found if m.score >= ENOUGH and m.fact.quantity.value is not None), None)

    def left_in_sentence(self, fact: Fact) -> bool:
        """What the sentence of a figure says is left, or what its whole and its done part leave (4处点位仅3处完成); False for neither."""
        if any(show_number(other.quantity.value or 0) in self.question.numbers for other in self.open_facts.facts):
            return False  # the question names the whole itself
        same = [other for other in self.of_sentence(fact) if other.quantity.value is not None]
        same = list({other.start: other for other in same if other.quantity.unit == fact.quantity.unit}.values())
        left = [other for other in same if _LEFT_BEFORE.search(_directly_before(other))]
        if len(left) == 1:
            state(self.composer, left[0])
            return True
        done = [other for other in same if _is_done(_directly_before(other))]
        whole = [other for other in same if other not in done]
        return not left and len(done) == len(whole) == 1 and self.leaves(whole[0], done[0])

    def left_over(self, fact: Fact) -> bool:
        """What is left of an amount of which a stated part is done (积存3.2万立方米，已处理2.4万立方米)."""
        if LEFT.search(fact.context):
            return False
        near = self._near(fact)
        done = [other for other in near if _DONE.search(other.context)]
        whole = [other for other in near if not _DONE.search(other.context) and not LEFT.search(other.context)]
        return len(done) == len(whole) == 1 and self.leaves(whole[0], done[0])

    def leaves(self, whole: Fact, done: Fact) -> bool:
        """State what a whole leaves without its done part; False where the part is larger."""
        every, part, unit = whole.quantity.value, done.quantity.value, whole.quantity.unit
        if every is None or part is None or part > every:
            return False
        value, formula = difference(every, part)
        self.composer.figure(value, unit, "剩余", self.composer.cite_facts((whole, done)), formula)
        self.composer.lines.append(f"{amount(value, unit)}。" + self.composer.derivation(formula, unit))
        self.composer.statuses.append(Status.DERIVED)
        for one in (whole, done):
            state(self.composer, one)
        return True

    def _near(self, fact: Fact) -> list[Fact]:
        """The figures an amount left over may be computed from: its neighbours, or the whole the question itself names."""
        here = [other for other in self.open_facts.facts if other.report == fact.report]
        whole = [other for other in here if show_number(other.quantity.value or 0) in self.question.numbers]
        alike = bool(whole) and whole[0].unit_class == fact.unit_class  # 610家 are none of 1840个
        if alike and fact.quantity.value is not None and _WORK.search(fact.context):
            return [whole[0], replace(fact, context=f"已完成{fact.context}")]
        same = [other for other in here if other.quantity.unit == fact.quantity.unit and other.quantity.value is not None]
        return [other for other in same if abs(other.start - fact.start) < 120]

    def step(self, ask: Ask, fact: Fact) -> bool:
        """How far something went, from the two ends that one clause states (由2万吨提高到3.5万吨)."""
        if not _ASKS_STEP.search(ask.words):
            return False
        here = [one for one in self.of_sentence(fact) if one.quantity.value is not None]
        for first, last in zip(here, here[1:], strict=False):
            said = first.passage.text[first.end - first.passage.start : last.start - first.passage.start]
            ends = _FROM.search(_directly_before(first)) and _TO.fullmatch(said) and first.quantity.unit == last.quantity.unit
            if ends and fact in (first, last):
                self.composer.lines.append(changed(self.composer, first, last))
                state(self.composer, last)
                self.composer.statuses.append(Status.DERIVED)
                return True
        return False


def _same_words(fact: Fact) -> str:
    """The words next to a figure, without those that only join it to what stands before."""
    return _JOINS.sub("", "".join(around(fact)))


def _side_by_side(words: str) -> list[str]:
    """The names of what is added up, the head of the last given to those without (蓝色、红色督办单: 蓝色督办单, 红色督办单)."""
    alike = _ALIKE.search(words)
    if alike is not None:
        return [alike[1], alike[3]]
    match = _SIDE_BY_SIDE.search(words)
    if match is None:
        return []
    *names, last = re.split("[和与及、]", match[1])
    head = last[len(names[0]) :] if all(len(name) == len(names[0]) for name in names) and len(last) > len(names[0]) + 1 else ""
    return [*(name if len(name) > 2 else name + head for name in names), last]


def _directly_before(fact: Fact) -> str:
    """The words between a figure and the one or the comma before it."""
    return re.split(r"[，。；：\d]", fact.passage.text[: fact.start - fact.passage.start])[-1]


def _is_done(before: str) -> bool:
    """Whether the words before a figure say that so much is done: 已拆除, 实际完成, 整改; 应完成 is what was planned."""
    return bool(_DONE_BEFORE.search(before)) and not _PLANNED_BEFORE.search(before)


def _apart(before: Number, now: Number, formula: str) -> Computed:
    """How far two years lie apart, with how the earlier one came about."""
    value, step = change(before, now)
    return Computed(value, f"{formula}，{step}")


def by_sentence(facts: Sequence[Fact]) -> dict[tuple[str, int], list[Fact]]:
    """Some facts by the report and sentence they stand in, in their order."""
    found: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.report, fact.passage.start), []).append(fact)
    return found


def beside(fact: Fact, top: Fact) -> bool:
    """Whether a figure stands in one enumeration with another: same section, close by, same unit."""
    here = fact.report == top.report and fact.passage.section == top.passage.section and abs(fact.start - top.start) < 500
    return here and fact.quantity.unit == top.quantity.unit and fact.quantity.value is not None
