"""The classes of a list as figures: stated, or derived class by class (未办结 = 总数 − 办结), and when a question names one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.arithmetic import difference, percentage
from assistant.answering.composing import amount, printed
from assistant.facts.tally import Tally
from assistant.types import Fact, Number, once

_TAIL = re.compile(r"(?:污染|行业|问题|类|类型|环境|破坏|市|县|区|州|盟|省|地区|案件|件|的|方面)+$")
_AFTER_CLASS = (
    "件|信访|交办|转办|移交|举报|投诉|领域|方面|整改|完成|办结|办理|销号|属实|按时|收了?|接[到了的]|承办"
    r"|分[到了得]|摊|占|未|(?:(?:19|20)\d\d年)?\d{1,2}月|\d{1,2}[日号]|今|去年|本[批月年]|上[批月]|尚|不|少|差|高|低|总|到|截|第|那|这|呢"
)
"""What may go on behind a class without making it part of a longer name."""
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
        return printed(self.facts[0].quantity)


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
    every, finished = whole.quantity.value or 0, done.quantity.value or 0
    if metric in _RATES:
        rate, formula = percentage(finished, every)
        return Part(whole.label, rate, "%", (whole, done), tally, formula)
    rest, formula = difference(every, finished)
    return Part(whole.label, rest, whole.quantity.unit, (whole, done), tally, formula)


def same_unit(one: str, other: str) -> bool:
    """Whether two counts are of the same thing: 105个问题 are no part of 242件."""
    kinds = ({"件", "宗"}, {"个", "项", "条"})
    return one == other or any({one, other} <= kind for kind in kinds)


@lru_cache(maxsize=50_000)
def means(label: str, wanted: str) -> bool:
    """Whether a question names a class: its label where no other noun goes on from it."""
    if label not in wanted:
        return False
    if len(label) == 1:
        # 水 and 气 stand for a class only as such, not inside 污水厂 or 天气.
        alone = rf"(?<![一-龥]){label}(?=污染|类|环境|$|[的、，有是占多方和各几])"
        joined = rf"(?:涉|中|和|与|、|有关|关于|累计){label}(?=污染|类|[的、，有是占多方和各几]|$)"
        return bool(re.search(rf"{alone}|{joined}|{label}(?:污染|类)", wanted))
    # 浣南 stands for the district 浣南区 only where no other noun goes on (浣南再生水厂).
    follower = r"(?=$|[多几的有是占、，和与及各市县区州盟旗共类行污问里中被累合加还没未办比一两三四五总？?。，,])"
    return bool(re.search(rf"{re.escape(label)}(?:{follower}|{_AFTER_CLASS})", wanted))


def _area_labels(facts: Sequence[Fact]) -> frozenset[str]:
    """Areas and channels that are classes somewhere in scope, without their level (于洪, 来电)."""
    split = (fact.label for fact in facts if fact.metric == "分类" and fact.dimension in {"区域", "渠道"})
    bare = (re.sub(r"(?:市|县|区|州|盟|旗)$", "", label) for label in split if 2 <= len(label) <= 10)
    return frozenset(label for label in bare if len(label) >= 2)


def named_parts(text: str, facts: Sequence[Fact], names: Sequence[str]) -> tuple[str, ...]:
    """The areas and channels in scope that a question names, without the scope's own place."""
    labels = once(_area_labels, facts)
    return tuple(label for label in labels if means(label, text) and not any(label in name for name in names))
