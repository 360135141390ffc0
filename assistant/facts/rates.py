"""Rates of a list: 完成率92%, 办结率由81%提高到94%, 完成率分别为92%、88%."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

from assistant.facts.cells import Cell, Sentence
from assistant.facts.classify import Classifier
from assistant.facts.context import LOOK_BACK
from assistant.facts.groups import Group, Lists
from assistant.facts.named_apart import in_turn
from assistant.facts.setting import Setting
from assistant.facts.tracks import TrackFinder
from assistant.types import Fact, Track

_RATES = re.compile(
    r"(?<!投资)(?<!资金)(?<!支付)(?<!工程量)(整改完成率|完成率|销号率|整改率|按时办结率|办结率|整改完成占比|(?:完成|销号|办结)(?:占比|比例))"
)
_RATE_METRIC = {"整改完成率": "完成率", "整改完成占比": "完成率", "按时办结率": ""}
_RATE_METRIC |= {f"{status}{share}": f"{status}率" for status in ("完成", "销号", "办结") for share in ("占比", "比例")}
_LEADS_IN = re.compile(r"^.*(?:[的市县]有|的是|分别[是为有])(?=.)")
"""The words before the first of several places: 快于全市平均的有."""
_NEAR = 3
"""A rate follows the counts it is of by so many numbers at most."""
_RISEN_TO = re.compile(r"(?:提高|提升|上升|增长|增加|升|下降|降低?|回落)[到至为]$")


class RateReader:
    """Reads the percentages of one report that are rates of its lists."""

    def __init__(self, lists: Lists, tracks: TrackFinder, setting: Setting, classifier: Classifier) -> None:
        self.lists = lists
        self.tracks = tracks
        self.setting = setting
        self.classifier = classifier
        self.intention = tracks.lexicon.intention
        self.last: tuple[str, Group | None] = "", None
        """The rate last stated with its list, which the rates of places behind it go on with."""

    def facts(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """The rates a percentage states, one fact for each it names (完成率、销号率均为100%); empty when it is no rate of a list."""
        if cell.span.quantity.unit not in {"%", "％"}:
            return []
        parallel = in_turn(cell, sentence) or self._in_brackets(cell)
        if parallel and not _RATES.search(parallel):
            return self._of_class(cell, sentence, parallel)
        following = sentence.cells[cell.index + 1].before if cell.index + 1 < len(sentence.cells) else ""
        risen = bool(_RISEN_TO.match(cell.before)) and cell.index > 0
        said = parallel or (sentence.cells[cell.index - 1].before if risen else cell.before)
        found = list(_RATES.finditer(said))
        # 完成率、销号率分别达到… of which one figure only is read says neither.
        if (
            not found
            or (len(found) > 1 and "分别" in said)
            or _RISEN_TO.match(following)
            or self.intention.planned(said[: found[0].start()])
        ):
            return []
        names = [match[0] for match in found]
        metrics = [_RATE_METRIC.get(name, name) for name in names]
        track = self.tracks.of_rate(cell, sentence, metrics, self.setting.paragraph)
        if track is Track.OTHER or self._of_other_counts(cell, sentence):
            return []
        group = self.lists.holding(self.setting.spot(cell, sentence, track))
        fact = self.setting.fact(cell, sentence, track, metrics[0], label=names[0], group=group)
        self.last = metrics[-1], group
        return [replace(fact, metric=metric, members=()) for metric in metrics if metric]

    def _of_other_counts(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether a rate is that of two figures told right before it which are of no list (应敷设9.3公里、已敷设3.7公里，完成率39.8%)."""
        rate = cell.span.quantity
        counts = [one.span for one in sentence.cells[: cell.index] if one.span.quantity.value and one.span.unit_class != "比例"][-_NEAR:]
        decimals = len(rate.text.rstrip("%％ ").partition(".")[2])
        totals = {group.total for group in self.lists.groups}
        for part, whole in permutations((span.quantity for span in counts), 2):
            if part.value and whole.value and part.value <= whole.value and whole.value not in totals:
                told = abs(100 * part.value / whole.value - (rate.value or 0)) <= 0.5 * 10**-decimals
                if told and whole.unit == part.unit:
                    return True
        return False

    def _in_brackets(self, cell: Cell) -> str:
        """The place whose rate stands alone in brackets behind it: 桐陂县 of 快于全市平均的有桐陂县（99.1%）."""
        if not cell.bracketed or cell.before or cell.after:
            return ""
        outside = re.split(r"[、，；：:,;)）]", cell.lead.rstrip("（("))[-1].strip()
        name = _LEADS_IN.sub("", outside)
        return name if self.classifier.dimension(name, cell) == "区域" else ""

    def _of_class(self, cell: Cell, sentence: Sentence, name: str) -> list[Fact]:
        """The rate of one place or class (完成率分别为92.24%、91.57%): of the rate its sentence names, else its paragraph's."""
        rates = _RATES.findall(cell.lead[-LOOK_BACK:] + cell.before)
        metric = _RATE_METRIC.get(rates[-1], rates[-1]) if rates else self.last[0] if cell.bracketed else ""
        track = self.tracks.of_rate(cell, sentence, [metric], self.setting.paragraph)
        group = self.lists.holding(self.setting.spot(cell, sentence, track))
        if track is Track.OTHER and self.last[1] is not None and metric == self.last[0]:
            track, group = self.last[1].track, self.last[1]
        fact = self.setting.fact(cell, sentence, track, "分类", label=name, group=group)
        return [replace(fact, dimension=self.classifier.dimension(name, cell), parent=metric, members=())]
