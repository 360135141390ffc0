"""Any other number of a report: matched by unit, words and place, quoted with its clause, or derived from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.classes import means
from assistant.answering.composing import Composer, amount
from assistant.answering.matching import Match, best_facts
from assistant.answering.places import strip_names, without_scope
from assistant.answering.question import Ask, Question
from assistant.answering.scoreboard import derivation, note_number
from assistant.facts.context import PERIOD
from assistant.types import Fact, Number, Status
from assistant.words.content import grams, question_grams, residue
from assistant.words.numerals import show_number, tidy

_ENOUGH = 0.5
_HEAD_BONUS = 0.18
_CLOSE = 0.88
_COMPATIBLE = {"件": {"件", "起", "项"}, "起": {"件", "起", "次"}, "项": {"项", "件", "处", "份", "家"}, "处": {"处", "项", "家"}, "家": {"家", "项", "处"}, "份": {"份", "项"}, "次": {"次", "人次", "份"}, "人": {"人", "人次"}, "人次": {"人", "人次"}, "重量": {"重量", "产能"}, "产能": {"产能", "重量"}, "比例": {"比例"}, "排名": {"排名", "人"}}
_PRIOR = re.compile(r"(?:去年|上年|前一年|上一年)(?!.{0,6}(?:比|相比)).{0,16}(?:多少|是多大)|(?:去年|上年|前一年|上一年)(?:同期)?(?:约|大约|大概)?(?:是|为|有)?多少|(?:去年|上年)同期.{0,8}多少")
_SUM = re.compile(r"总(?:投资|规模|额|面积|长度|产能|能力|金额)|合计|加起来|总和")
_ASKS_CHANGE = re.compile(r"同比|环比|增加|减少|上升|下降|提高|降低|变化|增长|改善|降了|升了|涨|幅")
_STATES_CHANGE = re.compile(r"(?:增加|减少|上升|下降|提高|降低|增长|改善|提升|上涨|压减)(?:了|约|幅度为)?$|(?:比|较|同比|环比)[^，]{0,12}(?:增|减|升|降|提高|低|高)[^，]{0,4}$")
_INTENDED = re.compile(r"计划|目标|预计|力争|拟|将(?:于|在|完成)|争取|以内|以上|达到.{0,6}以上")
_LEFT = re.compile(r"还剩|剩余|剩下|余下|尚余|还有.{0,8}没|没(?:有)?(?:处理|清运|完成|修)|未(?:处理|清运|完成|修)")
_DONE = re.compile(r"已(?:经)?(?:处理|清运|完成|修复|治理|建成|处置|清理|拆除|搬迁)|累计(?:处理|清运|完成|修复)")
_CHANGE = re.compile(r"(下降|减少|降低|上升|增加|提高|增长)")


class OpenFigures:
    """Answers asks for numbers outside the status algebra."""

    def __init__(self, composer: Composer, question: Question, facts: Sequence[Fact], names: Sequence[str], titles: Mapping[str, str]) -> None:
        self.composer = composer
        self.question = question
        self.facts = [fact for fact in facts if fact.dimension != "单项" and not fact.formula]
        self.names = names
        self.titles = titles
        self.parts = _named_parts(question.text, facts, names)

    def match(self, ask: Ask) -> list[Match]:
        """The facts an ask may mean, best first, of a unit it allows and a period it names."""
        lexicon = self.composer.lexicon
        allowed = _COMPATIBLE.get(ask.unit_class, {ask.unit_class}) if ask.unit_class else None
        facts = [fact for fact in self.facts if allowed is None or fact.unit_class in allowed]
        facts = self._in_period(facts)
        words = re.sub(rf"(?:多少|几){re.escape(ask.unit)}", " ", ask.words) if ask.unit else ask.words
        wanted = question_grams(self._words(words), lexicon)
        introduction = ask.shared or (self.question.text if len(self.question.asks) == 1 else "")
        shared = question_grams(self._words(introduction), lexicon)
        if not wanted:
            wanted, shared = shared, frozenset()
        wanted = frozenset(gram for gram in wanted if len(gram) > 1) or wanted
        found = best_facts(wanted, shared, facts, self.titles, lexicon)
        if not _PRIOR.search(self.question.text):
            found = [m for m in found if show_number(m.fact.quantity.value or 0) not in self.question.numbers] or found
        found = self._by_period(self._by_metric(ask, found))
        found = self._of_part(found)
        found = self._by_change(ask, self._by_head(ask, self._words(words), found))
        if ask.unit:
            unit = ask.unit.lstrip("万亿")
            found = [replace(m, score=m.score * (1.1 if m.fact.quantity.unit.lstrip("万亿").startswith(unit) else 0.85)) for m in found]
            found.sort(key=lambda one: (-one.score, -one.clause, one.fact.start))
        return found

    @staticmethod
    def _by_metric(ask: Ask, found: list[Match]) -> list[Match]:
        """A figure of the very status asked for moves up, one of another status down."""
        if not ask.metrics:
            return found
        return [replace(m, score=m.score + 0.2 if m.fact.metric in ask.metrics else m.score * (0.7 if m.fact.metric else 0.95)) for m in found]

    def _of_part(self, found: list[Match]) -> list[Match]:
        """When the question names a part of the place (于洪区, 来电), only figures of that very part; never the whole's."""
        if not self.parts:
            return found
        return [m for m in found if any(part in f"{m.fact.context}{m.fact.label}{m.fact.place.display if m.fact.place else ''}" for part in self.parts)]

    def _by_period(self, found: list[Match]) -> list[Match]:
        """A figure of the period asked for (上半年, 全年, 2024年) moves up, one of another period down."""
        asked = PERIOD.search(self.question.text)
        part = re.sub(r"(?:19|20)\d{2}年", "", asked[0]) if asked else ""
        moved = []
        intended = re.search(r"计划|目标|预计|要求|将|拟|应|打算", self.question.text)
        for m in found:
            said = f"{m.fact.period} {self.titles.get(m.fact.report, '')} {m.fact.passage.text}"
            score = m.score
            if part and part in said:
                score *= 1.15
            elif part and PERIOD.search(m.fact.period):
                score *= 0.6
            if any(year in m.fact.period for year in self.question.years):
                score *= 1.12
            if not intended and _INTENDED.search(m.fact.context):
                score *= 0.8
            moved.append(replace(m, score=score))
        return sorted(moved, key=lambda one: (-one.score, -one.clause, one.fact.start))

    def _by_change(self, ask: Ask, found: list[Match]) -> list[Match]:
        """An increase (较上月增加3处) answers a question about change and no other."""
        asked = bool({"difference", "trend"} & self.question.forms) or bool(_ASKS_CHANGE.search(ask.words + self.question.text))
        only = "difference" in self.question.forms and bool(re.search(r"比|较", self.question.text))
        moved = [
            replace(m, score=m.score * (1.3 if asked else 0.6)) if _STATES_CHANGE.search(self._lead(m.fact)) else replace(m, score=m.score * (0.75 if only else 1.0))
            for m in found
        ]
        return sorted(moved, key=lambda one: (-one.score, -one.clause, one.fact.start))

    @staticmethod
    def _lead(fact: Fact) -> str:
        at = fact.context.find(fact.quantity.text)
        return fact.context[:at] if at >= 0 else fact.context

    def _by_head(self, ask: Ask, words: str, found: list[Match]) -> list[Match]:
        """Facts that count the noun the question counts (多少个点位) move up, those of another noun down."""
        match = re.search(r"(?:多少|几)[万亿]?(?:" + re.escape(ask.unit) + r")?([一-龥]{2,8}?)(?:[？?，,。]|$|了|的|是)", ask.words)
        lexicon = self.composer.lexicon
        head = question_grams(match[1], lexicon) if match else frozenset()
        if not head:
            return found
        moved = []
        for one in found:
            inside = len(head & grams(f"{one.fact.context} {one.fact.label}", lexicon)) / len(head)
            rest = grams(residue(words, lexicon), lexicon) - head
            held = len(rest & grams(one.fact.passage.text, lexicon)) / len(rest) if rest else 1.0
            score = one.score + _HEAD_BONUS * inside if inside >= 0.5 and held >= 0.3 else one.score * (0.72 if inside >= 0.34 else 0.5)
            moved.append(replace(one, score=score, headed=inside >= 0.5))
        return sorted(moved, key=lambda one: (-one.score, -one.clause, one.fact.start))

    def _words(self, text: str) -> str:
        text = without_scope(strip_names(text, self.names))
        if _PRIOR.search(text):
            text = re.sub(r"去年|上年|前一年|上一年|同期|大约|大概|约", " ", text)
        return re.sub(r"(?:19|20)\d{2}年(?:底|末)?|截至|\d{1,2}月\d{1,2}日", " ", text)

    def _in_period(self, facts: list[Fact]) -> list[Fact]:
        years = self.question.years
        if not years:
            return facts
        fitting = [fact for fact in facts if any(year in fact.period or year in fact.passage.text or (fact.as_of or "").startswith(year) for year in years)]
        exact = [fact for fact in fitting if any(year in fact.period for year in years)]
        loose = [fact for fact in fitting if fact not in exact and not re.search(r"(?:19|20)\d{2}", fact.period)]
        known = set(map(id, exact + loose))
        undated = [f for f in facts if id(f) not in known and f.as_of is None and not re.search(r"(?:19|20)\d{2}", f.passage.text)]
        known |= set(map(id, undated))
        said = undated + [f for f in facts if id(f) not in known and not re.search(r"(?:19|20)\d{2}", f.period) and self._year_before(f) in years]
        return exact + loose + said

    def _year_before(self, fact: Fact) -> str:
        """The year the text last named before a figure, empty when it named none."""
        found = re.findall(r"(?:19|20)\d{2}(?=年)", self.composer.report(fact.report).clean[max(0, fact.start - 600) : fact.start])
        return found[-1] if found else ""

    def answer(self, ask: Ask) -> bool:
        """Add the figure an ask means, one line per place where it names none; False when no fact is close enough."""
        found = [match for match in self.match(ask) if match.score >= _ENOUGH * (0.86 if match.headed else 1.0)]
        if _PRIOR.search(self.question.text):
            named = [fact for fact in self.facts if show_number(fact.quantity.value or 0) in self.question.numbers and self.changes_of(fact) is not None]
            if named and self._prior(named[0]):
                return True
        if self._named_sum(ask) or (not found and self._only_one(ask)):
            return True
        if not found:
            return False
        top = found[0]
        if len(self.question.years) > 1 and self._between_years(ask, found):
            return True
        chosen = self._per_place(found, top)
        if _LEFT.search(ask.words):
            if self._left_over(top.fact):
                return True
            # What is left is never answered by what is done.
            chosen = [m for m in chosen if re.search(r"未|没|剩|余|尚|还有|仍", m.fact.context)]
            if not chosen:
                return False
        if _PRIOR.search(self.question.text):
            named = [m.fact for m in found if show_number(m.fact.quantity.value or 0) in self.question.numbers and m.fact.unit_class != "比例"]
            if self._prior((named or [top.fact])[0]):
                return True
        if _SUM.search(ask.words) and self._sum(top, found):
            return True
        for match in chosen:
            self._state(match.fact)
            change = self.changes_of(match.fact) if _ASKS_CHANGE.search(self.question.text) else None
            if change is not None:
                self._state(change)
        return True

    def change(self, ask: Ask) -> bool:
        """A figure with the change stated for it (优良率同比怎么变); False when its sentence states none."""
        words = re.sub(r"同比|环比|较上年(?:同期)?|变化|怎么变的?|怎样|如何|升了?还是降了?|是升是降", " ", ask.words)
        found = [m for m in self.match(replace(ask, words=words)) if m.score >= _ENOUGH * 0.85]
        base = next((m.fact for m in found if not _STATES_CHANGE.search(self._lead(m.fact)) and self.changes_of(m.fact) is not None), None)
        change = self.changes_of(base) if base is not None else None
        if base is None or change is None:
            return False
        self._state(base)
        self._state(change)
        return True

    def _only_one(self, ask: Ask) -> bool:
        """The one figure of a rare unit in scope (分几大类), when the ask says nothing but the unit."""
        if ask.unit not in {"类", "大类", "批", "批次"} or grams(residue(self._words(ask.words), self.composer.lexicon), self.composer.lexicon):
            return False
        facts = [fact for fact in self.facts if fact.quantity.unit.startswith(ask.unit) and fact.quantity.value is not None]
        if len({fact.quantity.value for fact in facts}) != 1:
            return False
        self._state(facts[0])
        return True

    def _named_sum(self, ask: Ask) -> bool:
        """The sum of two figures named side by side (交办单和提醒函一共多少份), each found by its own name."""
        named = re.search(r"([^，。、的0-9年月]{2,8}?)[和与及、]([^，。、的]{2,8}?)(?:一共|合计|总共|加起来|共)", ask.words)
        if named is None:
            return False
        facts = []
        for noun in named.groups():
            found = [m for m in self.match(replace(ask, words=f"{noun}多少{ask.unit}")) if m.score >= _ENOUGH and m.fact.quantity.value is not None]
            if not found:
                return False
            facts.append(found[0].fact)
        if facts[0].start == facts[1].start or facts[0].report != facts[1].report or facts[0].quantity.unit != facts[1].quantity.unit:
            return False
        value = tidy(round(sum(fact.quantity.value or 0 for fact in facts), 6))
        formula = "+".join(show_number(fact.quantity.value or 0) for fact in facts) + f"={show_number(value)}"
        unit = facts[0].quantity.unit
        self.composer.figure(value, unit, "合计", self.composer.cite_facts(facts), formula)
        self.composer.lines.append(f"{amount(value, unit)}。" + derivation(self.composer, formula, unit))
        self.composer.statuses.append(Status.DERIVED)
        for fact in facts:
            self.composer.figure(fact.quantity.value, unit, fact.label, (self.composer.cite_fact(fact),))
        return True

    def trend(self, ask: Ask) -> bool:
        """The same figure through the years, oldest first, with its direction; False when fewer than two dates hold it."""
        found = [match for match in self.match(ask) if match.score >= _ENOUGH * 0.8]
        if not found:
            return False
        top = found[0]
        points: dict[str, Fact] = {}
        for match in found:
            year = re.search(r"(?:19|20)\d{2}", match.fact.period)
            key = year[0] if year else (match.fact.as_of or "")[:4]
            same = match.fact.quantity.unit == top.fact.quantity.unit and match.fact.place == top.fact.place and match.score >= top.score * 0.8
            if key and same and match.fact.quantity.value is not None and (not self.question.years or key in self.question.years):
                known = points.get(key)
                if known is None or (match.fact.as_of or "") > (known.as_of or ""):
                    points[key] = match.fact
        if len(points) < 2:
            return False
        ordered = [points[key] for key in sorted(points)]
        for fact in ordered:
            self._state(fact)
        first, last = ordered[0].quantity.value or 0, ordered[-1].quantity.value or 0
        value = tidy(round(abs(last - first), 6))
        formula = f"{show_number(max(first, last))}−{show_number(min(first, last))}={show_number(value)}"
        unit = ordered[0].quantity.unit
        if value:
            key = _direction(ordered[0], ordered[-1])
            self.composer.figure(value, unit, "变化", self.composer.cite_facts((ordered[0], ordered[-1])), formula)
            self.composer.lines.insert(0, self.composer.phrase(key, amount=amount(value, unit), formula=formula) + "。")
            self.composer.statuses.append(Status.DERIVED)
        return True

    def premise(self, ask: Ask) -> bool:
        """Check an asserted figure outside the lists (罚款450万元，是这样吗): the stated one, said to be right or wrong."""
        units = self.composer.lexicon.units.find(self.question.text)
        asserted = [span for span in units if show_number(span.quantity.value or 0) in self.question.premise]
        if not asserted:
            return False
        span = asserted[0]
        words = self.question.text[: span.start] + "多少" + self.question.text[span.end :]
        found = [m for m in self.match(replace(ask, words=words, unit=span.quantity.unit, unit_class=span.unit_class)) if m.score >= _ENOUGH * 0.85]
        same = [m for m in found if m.fact.quantity.unit == span.quantity.unit]
        if not same:
            return False
        fact = same[0].fact
        right = fact.quantity.value == span.quantity.value
        self._state(fact)
        self.composer.lines[-1] = self.composer.phrase("premise_right" if right else "premise_wrong") + self.composer.lines[-1]
        return True

    def _between_years(self, ask: Ask, found: list[Match]) -> bool:
        """The same figure in two years with the difference (2023年的罚款比2022年多多少)."""
        sides = []
        for year in sorted(self.question.years):
            best = next((m.fact for m in found if (year in m.fact.period or (not re.search(r"(?:19|20)\d{2}", m.fact.period) and (m.fact.as_of or "").startswith(year)))), None)
            if best is None or best.quantity.value is None:
                return False
            sides.append((year, best))
        (_, first), (_, last) = sides[0], sides[-1]
        if first.quantity.unit != last.quantity.unit or first.quantity.value is None or last.quantity.value is None:
            return False
        value = tidy(round(abs(last.quantity.value - first.quantity.value), 6))
        larger, smaller = max(first.quantity.value, last.quantity.value), min(first.quantity.value, last.quantity.value)
        formula = f"{show_number(larger)}−{show_number(smaller)}={show_number(value)}"
        unit = "个百分点" if first.quantity.unit in {"%", "％"} else first.quantity.unit
        self.composer.figure(value, unit, "变化", self.composer.cite_facts((first, last)), formula)
        key = _direction(first, last)
        self.composer.lines.append(self.composer.phrase(key, amount=amount(value, unit), formula=formula) + "。")
        for _, fact in sides:
            self._state(fact)
        self.composer.statuses.append(Status.DERIVED)
        return True

    def _left_over(self, fact: Fact) -> bool:
        """What is left of an amount of which a stated part is done (积存3.2万立方米，已处理2.4万立方米)."""
        near = [f for f in self.facts if f.report == fact.report and abs(f.start - fact.start) < 120 and f.quantity.unit == fact.quantity.unit and f.quantity.value is not None]
        named = [f for f in self.facts if f.report == fact.report and show_number(f.quantity.value or 0) in self.question.numbers]
        if named and fact.quantity.value is not None and not _LEFT.search(fact.context) and re.search(r"修复|处理|清运|完成|治理|建成|整治|拆除", fact.context):
            near = [named[0], replace(fact, context=f"已完成{fact.context}")]
        done = [f for f in near if _DONE.search(f.context)]
        whole = [f for f in near if not _DONE.search(f.context) and not _LEFT.search(f.context)]
        if _LEFT.search(fact.context) or len(done) != 1 or len(whole) != 1:
            return False
        total, part = whole[0].quantity.value, done[0].quantity.value
        if total is None or part is None or part > total:
            return False
        value = tidy(round(total - part, 6))
        formula = f"{show_number(total)}−{show_number(part)}={show_number(value)}"
        unit = fact.quantity.unit
        self.composer.figure(value, unit, "剩余", self.composer.cite_facts((whole[0], done[0])), formula)
        self.composer.lines.append(f"{amount(value, unit)}。" + derivation(self.composer, formula, unit))
        self.composer.statuses.append(Status.DERIVED)
        for one in (whole[0], done[0]):
            self._state(one)
        return True

    def _per_place(self, found: list[Match], top: Match) -> list[Match]:
        """The best match of each report close to the best of all; within one report the newest statement of equal rank."""
        chosen: dict[str, Match] = {}
        for match in found:
            if match.score < top.score * _CLOSE:
                break
            place = match.fact.place.display if match.fact.place else match.fact.report
            if not self.names and match.fact.report != top.fact.report and (match.score < top.score * 0.86 or match.clause < 0.55):
                continue
            known = chosen.get(place)
            if known is None:
                chosen[place] = match
            elif match.score >= known.score * 0.92 and (match.fact.as_of or "") > (known.fact.as_of or "") and not self.question.years:
                chosen[place] = match
        return list(chosen.values())[:6]

    def _state(self, fact: Fact) -> None:
        composer, quantity = self.composer, fact.quantity
        cited = composer.cite_fact(fact)
        composer.figure(quantity.value, quantity.unit, fact.label, (cited,), None, quantity.approximate)
        clause = _own_part(fact)
        place = fact.place.display if fact.place else ""
        if quantity.masked:
            composer.statuses.append(Status.MASKED)
            what = re.sub(r"[*＊×Xx]+\S?$", "", clause)
            composer.lines.append(composer.phrase("place_line", place=place or fact.report, text=composer.phrase("masked", what=f"“{what}”")))
            return
        asof = composer.date(fact.as_of, fact.report) if not fact.period else ""
        shown = amount(quantity.value, quantity.unit, quantity.approximate, quantity.text.replace(" ", ""))
        period = f"{fact.period}，" if fact.period and fact.period not in clause else ""
        if composer.english:
            composer.lines.append(composer.phrase("figure_in_source", amount=shown, asof=asof, place=place, text=f"{period}{clause}"))
            composer.statuses.append(Status.CERTAIN)
            self._notes(fact, clause)
            return
        composer.lines.append(f"{shown}。{asof}{place}：{period}{clause}。" if place else f"{shown}。{asof}{period}{clause}。")
        composer.statuses.append(Status.CERTAIN)
        self._notes(fact, clause)

    def _notes(self, fact: Fact, clause: str) -> None:
        note_number(self.composer, fact)
        if fact.quantity.unit in {"%", "％"} and _CHANGE.search(clause) and re.search(r"率|比例", self._before(fact)):
            self.composer.caveat("percent_point", text=clause)
            self.composer.lines[-1] += self.composer.phrase("percent_point_short")
        if "同比" in clause and re.search(r"第[一二三]轮", fact.passage.text[: fact.start - fact.passage.start][-40:]):
            self.composer.caveat("rounds_compare")

    @staticmethod
    def _before(fact: Fact) -> str:
        return fact.passage.text[max(0, fact.start - fact.passage.start - 24) : fact.start - fact.passage.start]

    def changes_of(self, fact: Fact) -> Fact | None:
        """The change stated right behind a figure (…，同比下降18.26%), None when the next number is no change."""
        following = [other for other in self.facts if other.report == fact.report and other.passage.start == fact.passage.start and other.start > fact.start]
        if following and following[0].unit_class in {"比例", "排名"} and re.search(r"同比|同期|较上年|比上年|较上月|环比", following[0].context):
            return following[0]
        return None

    def _prior(self, fact: Fact) -> bool:
        """Derive last year's figure from this year's and its stated change: now ÷ (1 ∓ x)."""
        change = self.changes_of(fact)
        if change is None or change.quantity.value is None or fact.quantity.value is None:
            return False
        down = bool(re.search(r"下降|减少|降低", change.context))
        factor = 1 - change.quantity.value / 100 if down else 1 + change.quantity.value / 100
        raw = fact.quantity.value / factor
        value: Number = tidy(round(raw)) if abs(raw - round(raw)) < 0.06 or raw > 30 else tidy(round(raw, 1))
        formula = f"{show_number(fact.quantity.value)}÷(1{'−' if down else '+'}{show_number(change.quantity.value)}%)≈{show_number(value)}"
        cited = self.composer.cite_facts((fact, change))
        unit = fact.quantity.unit
        self.composer.figure(value, unit, "上年同期", cited, formula, True)
        self.composer.figure(fact.quantity.value, unit, fact.label, cited)
        self.composer.figure(change.quantity.value, "%", change.label, cited)
        self.composer.lines.append(f"约{amount(value, unit)}（推算，材料没有直接写）。{fact.context}，{change.context}。" + derivation(self.composer, formula, unit))
        self.composer.statuses.append(Status.DERIVED)
        note_number(self.composer, fact)
        note_number(self.composer, change)
        return True

    def _sum(self, top: Match, found: list[Match]) -> bool:
        """Add up the members of one enumeration (各项目投资) when the text gives no total itself."""
        fact = top.fact
        if re.search(r"总|合计|共", fact.context):
            return False
        key = grams(fact.context, self.composer.lexicon)
        alike = [m for m in found if len(key & grams(m.fact.context, self.composer.lexicon)) >= 0.34 * len(key)]
        siblings = [m.fact for m in alike if m.fact.report == fact.report and m.fact.passage.section == fact.passage.section and abs(m.fact.start - fact.start) < 500 and m.fact.quantity.unit == fact.quantity.unit and m.fact.quantity.value is not None]
        if len(siblings) < 2:
            return False
        siblings.sort(key=lambda one: one.start)
        value = tidy(round(sum(one.quantity.value or 0 for one in siblings), 6))
        formula = "+".join(show_number(one.quantity.value or 0) for one in siblings) + f"={show_number(value)}"
        cited = self.composer.cite_facts(siblings)
        approximate = any(one.quantity.approximate for one in siblings)
        self.composer.figure(value, fact.quantity.unit, "合计", cited, formula, approximate)
        for one in siblings:
            self.composer.figure(one.quantity.value, one.quantity.unit, one.label, (self.composer.cite_fact(one),), None, one.quantity.approximate)
            note_number(self.composer, one)
        self.composer.lines.append(f"{amount(value, fact.quantity.unit, approximate)}。" + derivation(self.composer, formula, fact.quantity.unit))
        self.composer.statuses.append(Status.DERIVED)
        return True


def _direction(first: Fact, last: Fact) -> str:
    """The wording of a change: counts 增加/减少, levels (浓度, 比例, 指数) 上升/下降."""
    before, after = first.quantity.value or 0, last.quantity.value or 0
    if before == after:
        return "difference"
    level = first.unit_class in {"浓度", "比例", "指数"}
    return ("rose" if level else "grew") if after > before else ("fell" if level else "shrank")


def _own_part(fact: Fact) -> str:
    """The clause of a figure; of a long enumeration (于洪区14件、浑南区11件、…) only the figure's own member."""
    text = fact.context if fact.quantity.text and fact.quantity.text in fact.context else fact.passage.text
    if len(re.findall(r"\d+", text)) <= 5 or "、" not in text:
        return text
    return next((part for part in text.split("、") if fact.quantity.text in part), text)


def _named_parts(text: str, facts: Sequence[Fact], names: Sequence[str]) -> tuple[str, ...]:
    """Areas and channels the question names that are classes somewhere in scope (于洪, 来电), without the scope's own place."""
    found = set()
    for fact in facts:
        if fact.metric == "分类" and fact.dimension in {"区域", "渠道"} and 2 <= len(fact.label) <= 10:
            bare = re.sub(r"(?:市|县|区|州|盟|旗)$", "", fact.label)
            if len(bare) >= 2 and means(bare, text) and not any(bare in name for name in names):
                found.add(bare)
    return tuple(found)
