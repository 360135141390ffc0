"""Questions about the classes of a list: one, several together, the largest, a share, those of a size (domain.md 2.6, 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.arithmetic import Computed, change, percentage, total
from assistant.answering.composing import Composer, amount
from assistant.answering.leading import Leading
from assistant.answering.lists import days_named, told_on
from assistant.answering.many_places import first_places
from assistant.answering.parts import Part, class_label, means, same_unit
from assistant.answering.places import without_scope
from assistant.answering.question import Ask, Question
from assistant.answering.scoreboard import TRUTH
from assistant.answering.splitting import larger_untold, of_dimension, split_by
from assistant.facts.context import apart
from assistant.facts.tally import Tally
from assistant.types import Fact, Number, Status
from assistant.words.dates import show_date
from assistant.words.numerals import parse_number, show_number

EXTREME = re.compile(
    r"排?前[一二两三四五六七八九十\d]+(?:位|名|个|类|的|是)|最集中|最多|最少|最高|最低|最大|最小|居首|排第一|首位",
)
_OTHER_MEASURE = re.compile(
    r"(?:投资|问责|约谈|金额|罚款|资金|经费|浓度|面积|规模|产能|长度|指数|温度|距离|评分|得分|分数"
    r"|(?<!办结)(?<!完成)(?<!销号)(?<!整改)(?<!满意)(?<!属实)率)[^，。]{0,6}(?:最|居首|排)"
)
"""What is measured, not counted by a list."""
OF_OBJECTS = re.compile(r"哪一?[座台条口艘辆栋]")
"""Asks for one of some objects, never for a class."""
_LARGEST = re.compile(r"最集中|最多|最高|最大|居首|排第一|首位")
_WHOLE = 100
_TOP = re.compile(r"(?:前|最多的)([一二两三四五六七八九十\d]+)(?:位|名|个|类|的)?")
_ADDED_UP = re.compile(r"加(?!大|强|快|重|油|密|固|工)|合计|合起来|合在一起|一共|总共|之和")
"""Adds several classes up."""
_EACH_AREA = re.compile(
    r"(?:各|每个?)(?:个)?(?:[县区市旗镇乡]+|街道|属地|地区|地(?=分?别?各?自?(?:有|是|为)?(?:多少|几|情况|数|的?信访|的?举报|[？?，]|$))|区域|板块)(?![级直])|(?:按|分)(?:[县区镇乡]+|街道|属地|区域|地区)"
)
"""Asks for the figure of every area of a list."""


def asks_for_extreme(text: str) -> bool:
    """Whether a text asks which class is the largest or smallest (哪类最多)."""
    return bool(EXTREME.search(text) and re.search(r"哪|什么|谁", text))


class Classes:
    """Answers about classes of the lists in scope."""

    def __init__(self, composer: Composer, question: Question, tallies: Sequence[Tally]) -> None:
        self.composer = composer
        self.question = question
        self.tallies = tallies
        self.leading = Leading(tallies, by_batch=bool(question.batch))

    def named(self, ask: Ask, words: str) -> list[Part]:
        """The classes an ask names for the metric it asks about; empty rather than another metric's figure."""
        canonical = self.composer.lexicon.canonical
        wanted = canonical(re.sub(r"\s+", "", without_scope(words)))
        found: list[Part] = []
        for tally in self.leading.lists:
            # 还剩几件没有办结 says two statuses, of which a list splits one.
            split = (parts for metric in ask.metrics if metric != "总数" and (parts := self.leading.parts(tally, metric)))
            chosen = next(split, []) if set(ask.metrics) - {"总数"} else self.leading.parts(tally, "")
            if {"完成", "未销号"} <= set(ask.metrics):  # 完成未销号: what is not closed is also what is not done
                chosen = [part for part in self.leading.parts(tally, "未销号") if part.formula is None]
            for part in chosen:
                department = part.facts[0].dimension == "部门"
                text = canonical(self.question.text) if department else wanted
                if means(canonical(part.label), text) or means(canonical(class_label(part.label)), text):
                    found.append(part)
        labels = [class_label(part.label) for part in found]
        return [
            part for part in found if not any(class_label(part.label) != other and class_label(part.label) in other for other in labels)
        ]

    def count(self, parts: Sequence[Part], *, whole: bool = True) -> None:
        """State the figures of named classes; several of one list asked for together are added or subtracted as well.

        `whole`: a number of the question may be meant for the total of their list.
        """
        self._together(parts)
        for part in first_places(parts, lambda part: part.tally.owner, self.composer):
            self.composer.lines.append(
                f"{self._add(part)}{'.' if self.composer.english else '。'} {self._sentence(part)}".replace("。 ", "。")
            )
            self._other_source(part)
        if parts and whole:
            self._correct_total(parts[0])

    def _other_source(self, part: Part) -> None:
        """Say what the other kind of source (ledger or report) has for a class, where it has another figure."""
        own = part.tally
        for tally in sorted(self.tallies, key=lambda one: one.as_of or "", reverse=True):
            if tally.counted is own.counted or _listed_as(tally) != _listed_as(own):
                continue
            facts = [fact for fact in tally.classes if fact.parent == part.facts[0].parent and _same_class(fact.label, part.label)]
            if facts and facts[0].quantity.value not in {None, part.value}:
                fact = facts[0]
                cited = self.composer.cite_facts([fact])
                asof = self.composer.date(tally.as_of, tally.report, aside=True) if tally.as_of else ""
                title, said = self.composer.report(tally.report).title, f"{part.label}{amount(fact.quantity.value, fact.quantity.unit)}"
                self.composer.lines.append(self.composer.phrase("other_source", asof=asof, title=title, text=said))
                self.composer.figure(fact.quantity.value, fact.quantity.unit, part.label, cited, fact.formula or None)
                return

    def asserted(self, ask: Ask, words: str) -> bool:
        """Confirm or correct the figure a question gives one class (桐陂县有22件，对吗); False where it names none or several."""
        parts = self.named(ask, words)
        spans = self.composer.lexicon.units.find(words)
        claimed = [span.quantity for span in spans if show_number(span.quantity.value or 0) in self.question.premise]
        if len(parts) != 1 or len(claimed) != 1 or not same_unit(claimed[0].unit, parts[0].unit):
            return False
        whole = self._whole(parts[0])
        if whole is not None and whole.quantity.value == claimed[0].value != parts[0].value:
            return False  # the number is said of the list
        self.count(parts, whole=False)
        key = "premise_right" if claimed[0].value == parts[0].value else "premise_wrong"
        self.composer.lines[0] = self.composer.phrase(key) + self.composer.lines[0]
        return True

    def _together(self, parts: Sequence[Part]) -> None:
        """合计 of several named classes of one list, of one class in several batches, or the difference between two."""
        one = len({part.tally.report for part in parts}) == 1 or len({part.label for part in parts}) == 1
        if len(parts) < 2 or not one or len({part.unit for part in parts}) != 1:
            return
        values = [part.value for part in parts]
        if "difference" in self.question.forms and len(parts) == 2:
            value, formula = change(values[0], values[1])
        elif "sum" in self.question.forms and not _of_one_list_twice(parts):
            value, formula = total(values)
        else:
            return
        rates = parts[0].unit == "%" and "difference" in self.question.forms
        unit = "个百分点" if rates else parts[0].unit
        cited = self.composer.cite_facts([fact for part in parts for fact in part.facts])
        self.composer.figure(value, unit, "合计", cited, formula)
        self.composer.lines.append(f"{amount(value, unit)}。" + self.composer.derivation(formula, unit))
        self.composer.statuses.append(Status.DERIVED)

    def _add(self, part: Part) -> str:
        cited = self.composer.cite_facts(part.facts)
        label = part.label if part.formula else f"{part.label}{part.facts[0].parent}"
        self.composer.figure(part.value, part.unit, label, cited, part.formula, part.facts[0].quantity.approximate)
        self.composer.statuses.append(Status.DERIVED if part.formula else Status.CERTAIN)
        if part.formula is None:
            self.composer.note_number(part.facts[0])
        return part.shown

    def _sentence(self, part: Part) -> str:
        fact, tally = part.facts[0], part.tally
        asof = self.composer.date(tally.as_of, fact.report) or self._day_asked(tally)
        whose = self.composer.whose(fact.place, fact.inspection, fact.report) + tally.batch
        listed = self.composer.listed(fact.track) + fact.parent
        text = self.composer.phrase("classes", asof=asof, whose=whose, list=listed, name=part.label, amount=part.shown)
        return f"{text}（{part.formula}）。" if part.formula else f"{text}。"

    def _day_asked(self, tally: Tally) -> str:
        """The day of the question that a list without a date is told on."""
        day = next((date for date in days_named(self.question) if told_on(tally, date[-5:])), "")
        return f"{show_date(day)}，" if day and not self.composer.english else ""

    def _correct_total(self, part: Part) -> None:
        """Say so when the question assumes another total than the list has (第十三批有20件，其中…)."""
        assumed, whole = self.question.assumed, part.tally.total
        if whole is None or whole.quantity.value is None or not assumed:
            return
        if show_number(whole.quantity.value) not in assumed and show_number(part.value) not in assumed:
            self.composer.figure(whole.quantity.value, whole.quantity.unit, "总数", (self.composer.cite_fact(whole),))
            self.composer.lines.append(self.composer.phrase("total_differs", amount=whole.quantity.text, assumed="、".join(assumed)))

    def share(self, parts: Sequence[Part]) -> bool:
        """State the share of named classes in their list's total; False when there is no total of the same unit."""
        done = self._share_together(parts)
        for part in parts:
            whole = self._whole(part)
            share = self._share(part)
            if whole is None or share is None:
                continue
            shown = self._add(part)
            asof = self.composer.date(part.tally.as_of, part.tally.report)
            whose = self.composer.whose(whole.place, whole.inspection, whole.report)
            listed = f"{asof}{whose}{self.composer.listed(whole.track)}{whole.quantity.text}"
            self.composer.lines.append(f"{show_number(share.value)}%。{listed}中，{part.label}{shown}，{self._said(share)}。")
            self.composer.figure(whole.quantity.value, whole.quantity.unit, "总数", (self.composer.cite_fact(whole),))
            self.composer.statuses.append(Status.DERIVED)
            done = True
        return done

    def _share_together(self, parts: Sequence[Part]) -> bool:
        """State what share classes of one list have together, where a question adds them up (生态破坏加土壤占多少)."""
        one_list = len({id(part.tally) for part in parts}) == 1 and len({part.facts[0].dimension for part in parts}) == 1
        whole = self._whole(parts[0]) if len(parts) > 1 and one_list and _ADDED_UP.search(self.question.text) else None
        if whole is None or not whole.quantity.value or not all(same_unit(whole.quantity.unit, part.unit) for part in parts):
            return False
        every = total(part.value for part in parts)
        share = percentage(every.value, whole.quantity.value)
        if every.value > whole.quantity.value:
            return False  # one item may be of several classes
        cited = self.composer.cite_facts((*(fact for part in parts for fact in part.facts), whole))
        self.composer.figure(share.value, "%", "合计占比", cited, share.formula)
        names = "、".join(part.label for part in parts)
        self.composer.lines.append(
            f"{show_number(share.value)}%。{names}合计{amount(every.value, parts[0].unit)}（{every.formula}），{self._said(share)}。"
        )
        return True

    def _whole(self, part: Part) -> Fact | None:
        """The total a class is a part of: of its own list, else of another statement of it that all classes together make up."""
        if part.tally.total is not None:
            return part.tally.total
        fact = part.facts[0]
        every = sum(one.quantity.value or 0 for one in part.tally.classes if (one.dimension, one.parent) == (fact.dimension, fact.parent))
        return next((t.total for t in self.tallies if t.total is not None and _restates(t, part.tally, every)), None)

    def _share(self, part: Part) -> Computed | None:
        """Add a class's share in its list's total; None when there is no total of the same unit."""
        whole = self._whole(part)
        if whole is None or not whole.quantity.value or not same_unit(whole.quantity.unit, part.unit):
            return None
        share = percentage(part.value, whole.quantity.value)
        self.composer.figure(share.value, "%", f"{part.label}占比", self.composer.cite_facts((*part.facts, whole)), share.formula)
        return share

    def _said(self, share: Computed) -> str:
        return self.composer.phrase("share", rate=f"{show_number(share.value)}%", formula=share.formula)

    def superlative(self, text: str, metric: str) -> bool:
        """State the largest or smallest classes of the dimension asked about; False when no list splits that way."""
        if _OTHER_MEASURE.search(text) or OF_OBJECTS.search(text):
            return False
        dimension = split_by(text, self.question.text)
        if dimension == "核查结果":
            return self._by_truth(text)
        dimension = dimension or ("区域" if _EACH_AREA.search(text) else "")
        split = [parts for tally in self.leading.lists if len(parts := of_dimension(self.leading.parts(tally, metric), dimension)) > 1]
        if not dimension:
            # One notice may split its list by channel and by county: one of them is meant.
            split = [parts for parts in split if parts[0].facts[0].dimension == "污染类型"] or split
            split = [parts for parts in split if parts[0].facts[0].dimension == split[0][0].facts[0].dimension]
        if not metric:
            split = [parts for parts in split if not _of_several_wholes(parts)]
        if not metric and _LARGEST.search(text):
            split = [parts for parts in split if not larger_untold(parts)]
        top = _TOP.search(text)
        number = parse_number(top[1]) if top is not None else None
        for parts in split:
            if number is not None and 1 < number <= 10:
                self._ranked(sorted(parts, key=lambda part: -part.value)[: int(number)])
            else:
                self._extreme(parts, text)
        return bool(split)

    def _by_truth(self, text: str) -> bool:
        """The largest or smallest of 属实, 部分属实, 不属实 of a list whose total they make up."""
        for tally in self.tallies:
            facts = [tally.parts[name][0] for name in TRUTH if tally.parts.get(name)]
            whole = tally.total.quantity.value if tally.total else None
            if len(facts) > 1 and sum(fact.quantity.value or 0 for fact in facts) == whole:
                named = [replace(fact, label=fact.metric) for fact in facts]
                self._extreme([Part(fact.label, fact.quantity.value or 0, fact.quantity.unit, (fact,), tally) for fact in named], text)
                return True
        return False

    def all_of(self, metric: str) -> bool:
        """Name every class of a status (还没办结的是哪些区的); False when no list splits it."""
        for tally in self.leading.lists:
            parts = [part for part in of_dimension(self.leading.parts(tally, metric), "区域") if part.value]
            if metric and len(parts) > 1:
                self._ranked(sorted(parts, key=lambda part: -part.value))
                return True
        return False

    def each_area(self, text: str, metric: str) -> bool:
        """State every area's figure (各县分别多少件); False where it is not asked for, or where several places have lists."""
        if not _EACH_AREA.search(text) or len({tally.owner for tally in self.leading.lists}) != 1:
            return False
        split = [[part for part in self.leading.parts(tally, metric) if part.facts[0].dimension == "区域"] for tally in self.leading.lists]
        found = [parts for parts in split if len(parts) > 1]
        if any(class_label(part.label) in without_scope(text) for parts in found for part in parts):
            return False  # 按属地统计，石檐乡有多少件 asks for one of them
        for parts in found:
            self._ranked(parts)
        return bool(found)

    def _ranked(self, parts: Sequence[Part]) -> None:
        names = "，".join(f"{part.label}{self._add(part)}" for part in parts)
        self.composer.lines.append(f"{names}。（{self._list_name(parts[0])}）")
        self.composer.statuses.append(Status.DERIVED)

    def _extreme(self, parts: Sequence[Part], text: str) -> None:
        largest = bool(_LARGEST.search(text))
        value = (max if largest else min)(part.value for part in parts)
        best = [part for part in parts if part.value == value]
        for part in best:
            self._add(part)
        key = ("largest" if largest else "smallest") if len(best) == 1 else "tied"
        names = "、".join(part.label for part in best)
        said = self.composer.phrase(key, name=names, names=names, amount=best[0].shown, rank="最多" if largest else "最少")
        if best[0].unit == "%" and not self.composer.english:
            said = said.replace("最多", "最高").replace("最少", "最低")
        if best[0].formula:
            said += f"（{best[0].formula}）"
        if len(best) == 1 and re.search(r"占|比例|百分", text) and (share := self._share(best[0])) is not None:
            said += "，" + self._said(share)
        self.composer.lines.append(f"{said}。（{self._list_name(best[0])}）")
        self.composer.statuses.append(Status.DERIVED)

    def _list_name(self, part: Part) -> str:
        fact = part.facts[0]
        asof = self.composer.date(part.tally.as_of, fact.report)
        whose = self.composer.whose(fact.place, fact.inspection, fact.report)
        return f"{asof}{whose}{part.tally.batch}{self.composer.listed(fact.track)}{fact.parent}"

    def of_size(self, text: str) -> bool:
        """Name the classes of a given size (哪些区是6件); False when the question gives none or no class has it."""
        sized = re.search(r"哪(?:些|几个|个|几)[^，。？\d]{1,8}?(\d+)(?:件|个|项)", text)
        for tally in self.leading.lists if sized is not None else ():
            parts = [part for part in self.leading.parts(tally, "") if sized is not None and show_number(part.value) == sized[1]]
            if parts:
                for part in parts:
                    self._add(part)
                names = "、".join(part.label for part in parts)
                self.composer.lines.append(f"{names}，各{parts[0].shown}。（{self._list_name(parts[0])}）")
                return True
        return False

    def all_of_one(self) -> bool:
        """Answer 都是灵宝市的吗 from the classes of the list: yes only when that class makes up the total."""
        match = re.search(r"都是(?:在|属于)?(.{1,10}?)的?(?:吗|对吗|吧)", self.question.text)
        if match is None:
            return False
        for tally in self.leading.lists:
            plain = [fact for fact in tally.classes if not fact.parent]
            group = [fact for fact in plain if fact.dimension == "区域"] or plain
            if tally.total is None or len(group) < 2:
                continue
            if not self.question.numbers or str(tally.total.quantity.value) in self.question.numbers:
                self._confirm(match[1], tally.total, group)
                return True
        return False

    def _confirm(self, label: str, whole: Fact, group: Sequence[Fact]) -> None:
        """Say yes when the class of this label is the whole list, else what the list consists of."""
        composer = self.composer
        composer.cite_facts([whole, *group])
        for fact in group:
            composer.figure(fact.quantity.value, fact.quantity.unit, fact.label, (composer.cite_fact(fact),))
        if any(fact.quantity.value == whole.quantity.value and label in fact.label for fact in group):
            composer.lines.append(composer.phrase("yes"))
        else:
            shown = [fact.quantity.text.removesuffix(fact.quantity.unit) + fact.quantity.unit for fact in group]
            text = "，".join(f"{fact.label}{text}" for fact, text in zip(group, shown, strict=True) if fact.quantity.value)
            composer.lines.append(composer.phrase("not_all_of", text=f"{whole.quantity.text}中，{text}。"))
        composer.statuses.append(Status.CERTAIN)


def _restates(tally: Tally, other: Tally, value: Number) -> bool:
    """Whether a list with this total is the one of which another statement gives the classes only."""
    total = tally.total.quantity.value if tally.total is not None else None
    return total == value and tally.owner == other.owner and not apart(tally.inspection, other.inspection)


def _of_several_wholes(parts: Sequence[Part]) -> bool:
    """Whether shares come to more than there is: each is one of another whole (占涉噪声举报的77.6%)."""
    return all(part.unit == "%" for part in parts) and sum(part.value for part in parts) > _WHOLE + 1


def _of_one_list_twice(parts: Sequence[Part]) -> bool:
    """Whether parts are one class of one list at two dates: all that came in by the later holds the earlier."""
    wholes = [part for part in parts if part.tally.batch in {"", "累计"}]
    pairs = ((one, other) for n, one in enumerate(wholes) for other in wholes[:n])
    return any(
        one.label == other.label and one.tally.report != other.tally.report and not apart(one.tally.inspection, other.tally.inspection)
        for one, other in pairs
    )


def _same_class(one: str, other: str) -> bool:
    """Whether two labels are of one class: 县水利局 and 水利局负责."""
    bare, rival = class_label(one), class_label(other)
    return min(len(bare), len(rival)) > 1 and (bare.endswith(rival) or rival.endswith(bare)) or bare == rival


def _listed_as(tally: Tally) -> tuple[object, ...]:
    """What two sources of one list have in common."""
    return tally.owner, tally.track, tally.inspection.level, tally.inspection.round, tally.batch
