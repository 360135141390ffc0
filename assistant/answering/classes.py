"""Classifications of a list: one class, several together, the largest, a share, those of a size (domain.md 2.6, 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.composing import Composer, amount
from assistant.answering.question import Ask, Question
from assistant.answering.scoreboard import derivation, note_number
from assistant.facts.tally import Tally
from assistant.types import Fact, Number, Status, Track
from assistant.words.numerals import parse_number, show_number, tidy

_TAIL = re.compile(r"(?:污染|行业|问题|类|类型|环境|破坏|市|县|区|州|盟|省|地区|案件|件|的|方面)+$")
_LARGEST = re.compile(r"最集中|最多|最高|最大|居首|排第一|首位")
_TOP = re.compile(r"(?:前|最多的)([一二两三四五六七八九十\d]+)(?:位|名|个|类|的)?")
_DIMENSIONS = (
    ("污染类型", r"类型|哪类|什么污染|哪种污染|污染要素|哪一类"),
    ("行业", r"行业"),
    ("区域", r"地区|区域|哪[个些几]?[市县区州省]|盟市|州市|镇街|乡镇|街道|哪个镇|地方|县区|市县|哪里"),
    ("部门", r"部门|单位"),
    ("渠道", r"渠道|来源"),
)
_DONE = {"未办结": "办结", "未完成": "完成", "未销号": "销号"}
_RATES = {"办结率": "办结", "完成率": "完成", "整改率": "完成", "销号率": "销号"}


@dataclass(frozen=True, slots=True)
class Part:
    """One class of a list: a stated figure, or one derived from stated ones of the same class by `formula`."""

    label: str
    value: Number
    unit: str
    facts: tuple[Fact, ...]
    tally: Tally
    formula: str | None = None

    @property
    def shown(self) -> str:
        """The figure as the text prints it, or as computed."""
        if self.formula is not None or not self.facts[0].quantity.text:
            return amount(self.value, self.unit)
        quantity = self.facts[0].quantity
        return amount(self.value, self.unit, quantity.approximate, quantity.text.replace(" ", ""))


def class_label(label: str) -> str:
    """The class without what only says that it is one: 噪声 for 噪声污染, 于洪 for 于洪区."""
    return _TAIL.sub("", label) or label


def parts_of(tally: Tally, metric: str) -> list[Part]:
    """A list's classes for a metric: stated, or per class 未办结 = 总数 − 办结 and rates; empty when the list does not split it."""
    plain = {f.label: f for f in tally.classes if not f.parent and f.quantity.value is not None}
    if metric in {"", "总数"}:
        return [_stated(fact, tally) for fact in plain.values()]
    own = [f for f in tally.classes if f.parent == metric and f.quantity.value is not None]
    if own:
        return [_stated(fact, tally) for fact in {f.label: f for f in own}.values()]
    done = {f.label: f for f in tally.classes if f.parent == _DONE.get(metric, _RATES.get(metric, "-"))}
    return [_derived(plain[label], fact, metric, tally) for label, fact in done.items() if label in plain and plain[label].quantity.value]


def _stated(fact: Fact, tally: Tally) -> Part:
    return Part(fact.label, fact.quantity.value or 0, fact.quantity.unit, (fact,), tally, fact.formula or None)


def _derived(whole: Fact, done: Fact, metric: str, tally: Tally) -> Part:
    total, part = whole.quantity.value or 0, done.quantity.value or 0
    if metric in _RATES:
        rate = tidy(round(part / total * 100, 1))
        return Part(whole.label, rate, "%", (whole, done), tally, f"{show_number(part)}÷{show_number(total)}≈{show_number(rate)}%")
    rest = tidy(round(total - part, 6))
    return Part(whole.label, rest, whole.quantity.unit, (whole, done), tally, f"{show_number(total)}−{show_number(part)}={show_number(rest)}")


class Classes:
    """Answers about classes of the lists in scope."""

    def __init__(self, composer: Composer, question: Question, tallies: Sequence[Tally]) -> None:
        self.composer = composer
        self.question = question
        self.tallies = tallies

    def lists(self) -> list[Tally]:
        """The lists with classes; of those of one inspection the newest, batches giving way to 累计 unless a batch is asked for."""
        newest: dict[tuple[object, ...], Tally] = {}
        for tally in self.tallies:
            key = (tally.place, tally.track, tally.inspection.level, tally.inspection.revisit, tally.batch if self.question.batch else "")
            known = newest.get(key)
            if tally.classes and (known is None or self._rank(tally) > self._rank(known)):
                newest[key] = tally
        return list(newest.values())

    def _rank(self, tally: Tally) -> tuple[bool, str]:
        return (bool(self.question.batch) or tally.batch in {"", "累计"}, tally.as_of or "")

    def named(self, ask: Ask, words: str) -> list[Part]:
        """The classes an ask names for the metric it asks about; empty rather than another metric's figure."""
        canonical = self.composer.lexicon.canonical
        wanted = canonical(words)
        metric = next((m for m in ask.metrics if m != "总数"), "")
        found: list[Part] = []
        for tally in self.lists():
            for part in parts_of(tally, metric):
                department = part.facts[0].dimension == "部门"
                text = canonical(self.question.text) if department else wanted
                if means(canonical(part.label), text) or means(canonical(class_label(part.label)), text):
                    found.append(part)
        labels = [class_label(part.label) for part in found]
        return [part for part in found if not any(class_label(part.label) != other and class_label(part.label) in other for other in labels)]

    def count(self, parts: Sequence[Part]) -> None:
        """State the figures of named classes; several of one list asked for together are added or subtracted as well."""
        self._together(parts)
        for part in parts:
            self.composer.lines.append(f"{self._add(part)}{'.' if self.composer.english else '。'} {self._sentence(part)}".replace("。 ", "。"))
        if parts:
            self._correct_total(parts[0])

    def _together(self, parts: Sequence[Part]) -> None:
        """合计 of several named classes of one list, or the difference between two."""
        if len(parts) < 2 or len({part.tally.report for part in parts}) != 1 or len({part.unit for part in parts}) != 1:
            return
        values = [part.value for part in parts]
        if "difference" in self.question.forms and len(parts) == 2:
            value = tidy(round(abs(values[0] - values[1]), 6))
            formula = f"{show_number(max(values))}−{show_number(min(values))}={show_number(value)}"
        elif "sum" in self.question.forms:
            value = tidy(round(sum(values), 6))
            formula = "+".join(show_number(v) for v in values) + f"={show_number(value)}"
        else:
            return
        cited = self.composer.cite_facts([fact for part in parts for fact in part.facts])
        self.composer.figure(value, parts[0].unit, "合计", cited, formula)
        self.composer.lines.append(f"{amount(value, parts[0].unit)}。" + derivation(self.composer, formula, parts[0].unit))
        self.composer.statuses.append(Status.DERIVED)

    def _add(self, part: Part) -> str:
        cited = self.composer.cite_facts(part.facts)
        self.composer.figure(part.value, part.unit, part.label, cited, part.formula, part.facts[0].quantity.approximate)
        self.composer.statuses.append(Status.DERIVED if part.formula else Status.CERTAIN)
        if part.formula is None:
            note_number(self.composer, part.facts[0])
        return part.shown

    def _sentence(self, part: Part) -> str:
        fact, tally = part.facts[0], part.tally
        asof = self.composer.date(tally.as_of, fact.report)
        whose = self.composer.whose(fact.place, fact.inspection, fact.track, fact.report) + tally.batch
        listed = self.composer.phrase("list_complaint" if fact.track is Track.COMPLAINT else "list_problem") + (fact.parent or "")
        text = self.composer.phrase("classes", asof=asof, whose=whose, list=listed, name=part.label, amount=part.shown)
        return f"{text}（{part.formula}）。" if part.formula else f"{text}。"

    def _correct_total(self, part: Part) -> None:
        """Say so when the question assumes another total than the list has (第十三批有20件，其中…)."""
        assumed = re.findall(r"(\d+)(?:件|个|项|条)", self.question.text)
        if part.tally.total is None or not assumed:
            return
        total = part.tally.total.quantity
        if total.value is not None and show_number(total.value) not in assumed and show_number(part.value) not in assumed:
            self.composer.figure(total.value, total.unit, "总数", (self.composer.cite_fact(part.tally.total),))
            self.composer.lines.append(self.composer.phrase("total_differs", amount=total.text, assumed="、".join(assumed)))

    def share(self, parts: Sequence[Part]) -> bool:
        """State the share of named classes in their list's total; False when there is no total of the same unit."""
        done = False
        for part in parts:
            total = part.tally.total
            if total is None or not total.quantity.value or not _same_unit(total.quantity.unit, part.unit):
                continue
            rate, formula = _share(part.value, total.quantity.value)
            cited = self.composer.cite_facts((*part.facts, total))
            self.composer.figure(rate, "%", f"{part.label}占比", cited, formula)
            shown = self._add(part)
            asof = self.composer.date(part.tally.as_of, part.tally.report)
            whose = self.composer.whose(total.place, total.inspection, total.track, total.report)
            listed = self.composer.phrase("list_complaint" if total.track is Track.COMPLAINT else "list_problem")
            said = self.composer.phrase("share", rate=f"{show_number(rate)}%", formula=formula)
            self.composer.lines.append(f"{show_number(rate)}%。{asof}{whose}{listed}{total.quantity.text}中，{part.label}{shown}，{said}。")
            self.composer.figure(total.quantity.value, total.quantity.unit, "总数", (self.composer.cite_fact(total),))
            self.composer.statuses.append(Status.DERIVED)
            done = True
        return done

    def superlative(self, text: str, metric: str) -> bool:
        """State the largest or smallest classes of the dimension asked about; False when no list splits that way."""
        dimension = next((name for name, pattern in _DIMENSIONS if re.search(pattern, text)), "")
        done = False
        for tally in self.lists():
            parts = self._of_dimension(parts_of(tally, metric), dimension)
            if len(parts) < 2:
                continue
            largest = bool(_LARGEST.search(text))
            top = _TOP.search(text)
            if top is not None and (number := parse_number(top[1])) is not None and 1 < number <= 10:
                self._ranked(sorted(parts, key=lambda part: -part.value)[: int(number)])
            else:
                self._extreme(parts, largest, text)
            done = True
        return done

    @staticmethod
    def _of_dimension(parts: list[Part], dimension: str) -> list[Part]:
        kept = [part for part in parts if not dimension or part.facts[0].dimension == dimension]
        kept = [part for part in kept if not re.fullmatch(r"其[他它](?:.{0,4})?", part.label)] or kept
        if not dimension and len({part.facts[0].dimension for part in kept}) > 1:
            kept = [part for part in kept if part.facts[0].dimension == "污染类型"] or kept
        return kept

    def all_of(self, metric: str) -> bool:
        """Name every class of a status (还没办结的是哪些区的); False when no list splits it."""
        for tally in self.lists():
            parts = [part for part in self._of_dimension(parts_of(tally, metric), "区域") if part.value]
            if metric and len(parts) > 1:
                self._ranked(sorted(parts, key=lambda part: -part.value))
                return True
        return False

    def _ranked(self, parts: Sequence[Part]) -> None:
        names = "，".join(f"{part.label}{self._add(part)}" for part in parts)
        self.composer.lines.append(f"{names}。（{self._list_name(parts[0])}）")
        self.composer.statuses.append(Status.DERIVED)

    def _extreme(self, parts: Sequence[Part], largest: bool, text: str) -> None:
        value = (max if largest else min)(part.value for part in parts)
        best = [part for part in parts if part.value == value]
        for part in best:
            self._add(part)
        key = ("largest" if largest else "smallest") if len(best) == 1 else "tied"
        names = "、".join(part.label for part in best)
        said = self.composer.phrase(key, name=names, names=names, amount=best[0].shown, rank="最多" if largest else "最少")
        if best[0].formula:
            said += f"（{best[0].formula}）"
        total = best[0].tally.total
        if len(best) == 1 and re.search(r"占|比例|百分", text) and total is not None and total.quantity.value and _same_unit(total.quantity.unit, best[0].unit):
            rate, formula = _share(best[0].value, total.quantity.value)
            self.composer.figure(rate, "%", f"{best[0].label}占比", self.composer.cite_facts((*best[0].facts, total)), formula)
            said += "，" + self.composer.phrase("share", rate=f"{show_number(rate)}%", formula=formula)
        self.composer.lines.append(f"{said}。（{self._list_name(best[0])}）")
        self.composer.statuses.append(Status.DERIVED)

    def _list_name(self, part: Part) -> str:
        fact = part.facts[0]
        asof = self.composer.date(part.tally.as_of, fact.report)
        whose = self.composer.whose(fact.place, fact.inspection, fact.track, fact.report)
        listed = self.composer.phrase("list_complaint" if fact.track is Track.COMPLAINT else "list_problem")
        return f"{asof}{whose}{part.tally.batch}{listed}{fact.parent}"

    def of_size(self, text: str) -> bool:
        """Name the classes of a given size (哪些区是6件); False when the question gives none or no class has it."""
        sized = re.search(r"哪(?:些|几个|个|几)[^，。？\d]{1,8}?(\d+)(?:件|个|项)", text)
        for tally in self.lists() if sized is not None else ():
            parts = [part for part in parts_of(tally, "") if sized is not None and show_number(part.value) == sized[1]]
            if parts:
                for part in parts:
                    self._add(part)
                self.composer.lines.append("、".join(part.label for part in parts) + f"，各{parts[0].shown}。（{self._list_name(parts[0])}）")
                return True
        return False


def _share(part: Number, total: Number) -> tuple[Number, str]:
    rate = tidy(round(part / total * 100, 1))
    exact = abs(part / total * 1000 - round(part / total * 1000)) < 1e-9
    return rate, f"{show_number(part)}÷{show_number(total)}{'=' if exact else '≈'}{show_number(rate)}%"


def _same_unit(one: str, other: str) -> bool:
    """Whether two counts are of the same thing: 105个问题 are no part of 242件."""
    kinds = ({"件", "宗"}, {"个", "项", "条"})
    return one == other or any({one, other} <= kind for kind in kinds)


def means(label: str, wanted: str) -> bool:
    """Whether a question names a class: its label where no other noun goes on from it."""
    if len(label) == 1:
        # 水 and 气 stand for a class only as such, not inside 污水厂 or 天气.
        pattern = rf"(?<![一-龥]){label}(?=污染|类|环境|$|[的、，有是占多方和])|(?:涉|和|与|、|有关|关于|累计){label}(?=污染|类|[的、，有是占多方和]|$)|{label}(?:污染|类)"
        return bool(re.search(pattern, wanted))
    # 浣南 stands for the district 浣南区 only where no other noun goes on (浣南再生水厂).
    follower = r"(?=$|[多几的有是占、，和与及各市县区州盟旗共类行污问里中被累合加还没未办比一总])"
    return bool(re.search(rf"{re.escape(label)}(?:{follower}|件|信访|交办|举报|领域|方面)", wanted))
