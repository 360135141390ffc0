"""The sentence that says where a list stands: total, parts in the source's own words, as-of date, formula, caveats."""

from __future__ import annotations

import re

from assistant.answering.composing import Composer, amount, printed
from assistant.answering.places import place_name
from assistant.facts.tally import Derived, Tally
from assistant.types import Fact, Track

_LEADING = re.compile(
    r"^(?:已经(?=完)|中|举报|[，、的]|其中|其余|余下|剩余|剩下|另外|另有|问题|任务|事项|措施|信访件|举报件|均已|均|已有|已|有|需|还有|尚有|的有|共)+"
)
_UNTIL = re.compile(
    r"(?:截至|截止|到|至)?(?:目前|(?:(?:19|20)\d{2}年)?\d{1,2}月(?:\d{1,2}日|底)?(?:[上中下]午)?(?:\d{1,2}[时:：]\d*)?)，?|全[省市县区旗州]"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s?(?:件|个|项|条|宗|起|处)?")
_TRAILING = re.compile(r"(?:[，、的]|仅有|共有|有|共|任务|问题|事项|合计)+$")

TRUTH = ("属实", "基本属实", "部分属实", "不属实")
"""What a check of complaints found, apart from how far their handling is."""


def part_text(fact: Fact) -> str:
    """A part in the source's words (提前完成整改, 正在加紧整改), the metric's name where they are unwieldy."""
    bare = _NUMBER.sub("", _UNTIL.sub("", re.sub(r"\s", "", fact.status_text)))  # 到 2023 年 12 月 10 日完成
    text = _TRAILING.sub("", _LEADING.sub("", bare)).strip()
    return text if 2 <= len(text) <= 16 and not re.search(r"[，。；：（(]", text) else fact.metric


class Scoreboard:
    """Writes statements about one list into a Composer."""

    def __init__(self, composer: Composer, tally: Tally) -> None:
        self.composer = composer
        self.tally = tally

    def facts(self) -> list[Fact]:
        """The total and each distinct part, in reading order, once per number in the text."""
        tally = self.tally
        parts = [fact for group in tally.parts.values() for fact in group if fact.unit_class != "比例"]
        seen: set[object] = set()
        kept = []
        for fact in sorted(parts, key=lambda one: (bool(one.parent), one.start)):
            if fact.parent and fact.metric not in {"销号", "验收", "长期坚持"}:
                continue
            key = (fact.report, fact.start) if not fact.label else (fact.report, fact.start, fact.label)
            value = (fact.metric, fact.quantity.value)
            if key in seen or value in seen:
                continue
            seen |= {key, value}
            kept.append(fact)
        return ([tally.total] if tally.total else []) + sorted(kept, key=lambda one: one.start)

    def statement(self, metric: str = "") -> str:
        """The whole line about the list, with its facts cited and its figures added.

        For a `metric`: without the parts of the other split, as findings (属实) and states of handling (办结) tell nothing of one another.
        """
        composer, tally = self.composer, self.tally
        facts = [fact for fact in self.facts() if not metric or fact is tally.total or (fact.metric in TRUTH) is (metric in TRUTH)]
        composer.cite_facts(facts)
        parts = "，".join([self._part(fact) for fact in facts if fact is not tally.total])
        listed = composer.listed(tally.track, tally.total.metric if tally.total else "")
        whose = composer.whose(tally.place, tally.inspection, tally.report)
        batch = tally.batch if tally.batch and any(tally.batch in fact.passage.text for fact in facts) else ""
        asof = composer.date(tally.as_of, tally.report)
        if tally.total is None:
            return composer.phrase("scoreboard_parts", asof=asof, whose=whose + batch, list=listed, parts=parts)
        self._figure(tally.total, "总数")
        total = composer.phrase("total_word", total=printed(tally.total.quantity))
        text = composer.phrase("scoreboard", asof=asof, whose=whose + batch, list=listed, total=total, parts=parts)
        # Without parts the colon that would introduce them goes.
        return text if parts else re.sub(r"[：:]\s*([。.])$", r"\1", text)

    def _part(self, fact: Fact) -> str:
        """One part with its amount and the items named with it."""
        text = part_text(fact)
        said = self.composer.phrase("part", text=text, amount=printed(fact.quantity))
        if fact.members and not fact.inspection.campaign:
            said += self.composer.phrase("members", names="、".join(fact.members))
        self._figure(fact, text)
        if fact.metric == "推进":
            self.composer.caveat("vague", text=text)
        return said

    def _figure(self, fact: Fact, label: str) -> None:
        quantity = fact.quantity
        self.composer.figure(
            quantity.value, quantity.unit, label, self.composer.cite_facts((fact,)), fact.formula or None, quantity.approximate
        )
        self.composer.note_number(fact)

    def head(self, derived: Derived, metric: str) -> str:
        """The figure that answers the question, added first; `*` is never shown as a number."""
        cited = self.composer.cite_facts(derived.facts)
        self.composer.figure(derived.value, derived.unit, metric, cited, derived.formula, derived.approximate)
        self.composer.statuses.append(derived.status)
        stated = derived.facts[0].quantity.text.replace(" ", "") if derived.formula is None and derived.facts else ""
        return amount(derived.value, derived.unit, derived.approximate, stated)

    def formula(self, derived: Derived) -> str:
        """The derivation as a sentence, empty for a stated figure."""
        return self.composer.derivation(derived.formula, derived.unit) if derived.formula else ""

    def caveats(self, metric: str) -> None:
        """What a reader must not conclude from the figure (domain.md 2.4)."""
        composer, tally = self.composer, self.tally
        if metric in {"未完成", "完成", "完成率"} and tally.track is Track.PROBLEM:
            if tally.parts.get("序时"):
                composer.caveat("on_track")
            closed = tally.derive("未销号")
            if closed is None:
                composer.caveat("closed_unstated")
            elif metric == "未完成" and (rest := tally.derive("未完成")) and closed.value != rest.value and closed.formula:
                whose = place_name(tally.place) + tally.inspection.display
                composer.caveat("also_unclosed", whose=whose, amount=amount(closed.value, closed.unit), formula=closed.formula)
        if tally.track is Track.COMPLAINT and not tally.parts.get("销号"):
            composer.caveat("staged" if tally.parts.get("阶段性办结") else "settled")
        wrong = tally.imbalance()
        if wrong:
            composer.caveat("imbalance", text=wrong)
