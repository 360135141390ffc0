"""Classifications of a list: one class, the largest, a share, all of them (domain.md 2.6, 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.composing import Composer, amount
from assistant.answering.question import Ask, Question
from assistant.answering.scoreboard import note_number
from assistant.facts.tally import Tally
from assistant.types import Fact, Status, Track
from assistant.words.numerals import show_number, tidy

_TAIL = re.compile(r"(?:污染|行业|问题|类|类型|环境|破坏|市|县|区|州|盟|省|地区|案件|件|的|方面)+$")
_LARGEST = re.compile(r"最多|最高|最大|居首|排第一|首位|第一多")
_DIMENSIONS = (("污染类型", r"类型|哪类|什么污染|哪种污染|污染要素|哪一类"), ("行业", r"行业"), ("区域", r"地区|区域|哪个[市县区州盟]|哪[市县区州]|盟市|州市|镇街|乡镇|街道|哪个镇|地方|县区|市县|哪里"), ("部门", r"部门|单位"), ("渠道", r"渠道|来源"))


def class_label(fact: Fact) -> str:
    """The class without what only says that it is one: 噪声 for 噪声污染, 于洪 for 于洪区."""
    short = _TAIL.sub("", fact.label)
    return short or fact.label


class Classes:
    """Answers about classes of the lists in scope."""

    def __init__(self, composer: Composer, question: Question, tallies: Sequence[Tally]) -> None:
        self.composer = composer
        self.question = question
        self.tallies = tallies

    def named(self, ask: Ask, words: str) -> list[Fact]:
        """The classes an ask names, the longest label first; 其他 only when nothing else is named."""
        canonical = self.composer.lexicon.canonical
        wanted = canonical(words)
        metric = next((m for m in ask.metrics if m not in {"总数"}), "")
        found: dict[tuple[str, str], Fact] = {}
        for tally in self.lists():
            for fact in tally.classes:
                if fact.parent != (metric if metric in {f.parent for f in tally.classes} else ""):
                    continue
                unit = fact.dimension == "部门" and canonical(fact.label) in canonical(self.question.text)
                if unit or self._means(canonical(fact.label), wanted) or self._means(canonical(class_label(fact)), wanted):
                    found.setdefault((tally.report + tally.batch + tally.inspection.display, class_label(fact)), fact)
        labels = [class_label(fact) for fact in found.values()]
        return [fact for fact in found.values() if not any(class_label(fact) != other and class_label(fact) in other for other in labels)]

    @staticmethod
    def _means(label: str, wanted: str) -> bool:
        if len(label) == 1:
            # 水 and 气 stand for a class only as such, not inside 污水厂 or 天气.
            return bool(re.search(rf"(?<![一-龥]){label}(?=污染|类|环境|$|[的、，有是占多方和])|(?:涉|和|与|、|有关|关于){label}(?=污染|类|[的、，有是占多方和]|$)|{label}(?:污染|类)", wanted))
        # 浣南 stands for the district 浣南区 only where no other noun goes on (浣南再生水厂).
        return bool(re.search(rf"{re.escape(label)}(?=$|[多几的有是占、，和与及各市县区州盟旗共类行污问里中被]|件|信访|交办|举报|领域|方面)", wanted))

    def lists(self) -> list[Tally]:
        """The lists with classes; of those of one inspection the newest, batches giving way to 累计."""
        newest: dict[tuple[object, ...], Tally] = {}
        for tally in self.tallies:
            key = (tally.place, tally.track, tally.inspection.level, tally.inspection.revisit, tally.batch if self.question.batch else "")
            known = newest.get(key)
            rank = (bool(self.question.batch) or tally.batch in {"", "累计"}, tally.as_of or "")
            if tally.classes and (known is None or rank > (bool(self.question.batch) or known.batch in {"", "累计"}, known.as_of or "")):
                newest[key] = tally
        return list(newest.values())

    def count(self, facts: Sequence[Fact]) -> None:
        """State the figures of named classes."""
        for fact in facts:
            tally = self._tally(fact)
            shown = self._add(fact)
            whose, asof = self._whose(fact, tally)
            listed = self.composer.phrase("list_complaint" if fact.track is Track.COMPLAINT else "list_problem")
            batch = tally.batch if tally else ""
            parent = fact.parent or ""
            text = self.composer.phrase("classes", asof=asof, whose=whose + batch, list=listed + parent, name=fact.label, amount=shown)
            self.composer.lines.append(f"{shown}。{text}。" if not self.composer.english else f"{shown}. {text}.")
            self.composer.statuses.append(Status.MASKED if fact.quantity.masked else Status.DERIVED if fact.formula else Status.CERTAIN)
            self._correct_total(fact, tally)

    def _correct_total(self, fact: Fact, tally: Tally | None) -> None:
        """Say so when the question assumes another total than the list has (第十三批有20件，其中…)."""
        assumed = re.findall(r"(\d+)(?:件|个|项|条)", self.question.text)
        if tally is None or tally.total is None or not assumed:
            return
        total = tally.total.quantity
        if total.value is not None and show_number(total.value) not in assumed and show_number(fact.quantity.value or 0) not in assumed:
            self.composer.figure(total.value, total.unit, "总数", (self.composer.cite_fact(tally.total),))
            self.composer.lines.append(self.composer.phrase("total_differs", amount=total.text, assumed="、".join(assumed)))

    def _add(self, fact: Fact) -> str:
        quantity = fact.quantity
        self.composer.figure(quantity.value, quantity.unit, fact.label, self.composer.cite_facts((fact,)), fact.formula or None, quantity.approximate)
        note_number(self.composer, fact)
        return amount(quantity.value, quantity.unit, quantity.approximate, quantity.text.replace(" ", ""))

    def _whose(self, fact: Fact, tally: Tally | None) -> tuple[str, str]:
        asof = self.composer.date(tally.as_of if tally else fact.as_of, fact.report)
        return self.composer.whose(fact.place, fact.inspection, fact.track, fact.report), asof

    def _tally(self, fact: Fact) -> Tally | None:
        return next((tally for tally in self.tallies if fact in tally.classes), None)

    def share(self, facts: Sequence[Fact]) -> bool:
        """State the share of named classes in their list's total; False when there is no total."""
        done = False
        for fact in facts:
            tally = self._tally(fact)
            if tally is None or tally.total is None or not tally.total.quantity.value or fact.quantity.value is None:
                continue
            total = tally.total.quantity.value
            value = tidy(round(fact.quantity.value / total * 100, 1))
            exact = abs(fact.quantity.value / total * 1000 - round(fact.quantity.value / total * 1000)) < 1e-9
            formula = f"{show_number(fact.quantity.value)}÷{show_number(total)}{'=' if exact else '≈'}{show_number(value)}%"
            cited = self.composer.cite_facts((fact, tally.total))
            self.composer.figure(value, "%", f"{fact.label}占比", cited, formula)
            shown = self._add(fact)
            whose, asof = self._whose(fact, tally)
            listed = self.composer.phrase("list_complaint" if fact.track is Track.COMPLAINT else "list_problem")
            share = self.composer.phrase("share", rate=f"{show_number(value)}%", formula=formula)
            self.composer.lines.append(f"{show_number(value)}%。{asof}{whose}{listed}{tally.total.quantity.text}中，{fact.label}{shown}，{share}。")
            self.composer.figure(total, tally.unit, "总数", (self.composer.cite_fact(tally.total),))
            self.composer.statuses.append(Status.DERIVED)
            done = True
        return done

    def superlative(self, text: str, metric: str) -> bool:
        """State the largest or smallest class of the dimension asked about; False when no list splits that way."""
        dimension = next((name for name, pattern in _DIMENSIONS if re.search(pattern, text)), "")
        done = False
        for tally in self.lists():
            parents = {fact.parent for fact in tally.classes}
            parent = metric if metric in parents else ""
            classes = [f for f in tally.classes if f.parent == parent and (not dimension or f.dimension == dimension) and f.quantity.value is not None]
            if not dimension and len({f.dimension for f in classes}) > 1:
                classes = [f for f in classes if f.dimension == "污染类型"] or classes
            if len(classes) < 2:
                continue
            largest = bool(_LARGEST.search(text))
            extreme = (max if largest else min)(f.quantity.value or 0 for f in classes)
            best = [fact for fact in classes if fact.quantity.value == extreme]
            best = list({fact.label: fact for fact in best}.values())
            for fact in best:
                self._add(fact)
            shown = amount(extreme, best[0].quantity.unit)
            key = ("largest" if largest else "smallest") if len(best) == 1 else "tied"
            said = self.composer.phrase(key, name=best[0].label, names="、".join(f.label for f in best), amount=shown, rank="最多" if largest else "最少")
            whose, asof = self._whose(best[0], tally)
            listed = self.composer.phrase("list_complaint" if tally.track is Track.COMPLAINT else "list_problem")
            share = self._share_of(best[0], tally) if len(best) == 1 and re.search(r"占|比例|百分", text) else ""
            self.composer.lines.append(f"{said}{'，' + share if share else ''}。（{asof}{whose}{tally.batch}{listed}{parent}）")
            self.composer.statuses.append(Status.DERIVED)
            done = True
        return done

    def _share_of(self, fact: Fact, tally: Tally) -> str:
        if tally.total is None or not tally.total.quantity.value or fact.quantity.value is None:
            return ""
        value = tidy(round(fact.quantity.value / tally.total.quantity.value * 100, 1))
        formula = f"{show_number(fact.quantity.value)}÷{show_number(tally.total.quantity.value)}≈{show_number(value)}%"
        self.composer.figure(value, "%", f"{fact.label}占比", self.composer.cite_facts((fact, tally.total)), formula)
        return self.composer.phrase("share", rate=f"{show_number(value)}%", formula=formula)
