"""Rates of a list: 完成率92%, 办结率由81%提高到94%, 完成率分别为92%、88%."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.facts.cells import Cell, Sentence
from assistant.facts.classify import Classifier
from assistant.facts.context import LOOK_BACK
from assistant.facts.groups import Lists
from assistant.facts.named_apart import in_turn
from assistant.facts.setting import Setting
from assistant.facts.status import planned
from assistant.facts.tracks import TrackFinder
from assistant.types import Fact, Track

_RATES = re.compile(r"(整改完成率|完成率|销号率|整改率|按时办结率|办结率|完成比例)")
_RATE_METRIC = {"整改完成率": "完成率", "完成比例": "完成率", "按时办结率": ""}
_RISEN_TO = re.compile(r"(?:提高|提升|上升|增长|增加|升|下降|降低?|回落)[到至为]$")


class RateReader:
    """Reads the percentages of one report that are rates of its lists."""

    def __init__(self, lists: Lists, tracks: TrackFinder, setting: Setting, classifier: Classifier) -> None:
        self.lists = lists
        self.tracks = tracks
        self.setting = setting
        self.classifier = classifier

    def facts(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """The rates a percentage states, one fact for each it names (完成率、销号率均为100%); empty when it is no rate of a list."""
        if cell.span.quantity.unit not in {"%", "％"}:
            return []
        parallel = in_turn(cell, sentence)
        if parallel:
            return self._in_turn(cell, sentence, parallel)
        following = sentence.cells[cell.index + 1].before if cell.index + 1 < len(sentence.cells) else ""
        risen = bool(_RISEN_TO.match(cell.before)) and cell.index > 0
        said = sentence.cells[cell.index - 1].before if risen else cell.before
        found = list(_RATES.finditer(said))
        if not found or _RISEN_TO.match(following) or planned(said[: found[0].start()]):
            return []
        names = [match[0] for match in found]
        metrics = [_RATE_METRIC.get(name, name) for name in names]
        track = self.tracks.of_rate(cell, sentence, metrics, self.setting.paragraph)
        if track is Track.OTHER:
            return []
        group = self.lists.holding(self.setting.spot(cell, sentence, track))
        fact = self.setting.fact(cell, sentence, track, "", label=names[0], group=group)
        return [replace(fact, metric=metric, members=()) for metric in metrics if metric]

    def _in_turn(self, cell: Cell, sentence: Sentence, name: str) -> list[Fact]:
        """One rate of a list joined by 分别 (完成率分别为92.24%、91.57%): a class of that rate."""
        rates = _RATES.findall(cell.lead[-LOOK_BACK:] + cell.before)
        track = self.tracks.of(cell, sentence, self.setting.paragraph)
        group = self.lists.holding(self.setting.spot(cell, sentence, track))
        fact = self.setting.fact(cell, sentence, track, "分类", label=name, group=group)
        return [replace(fact, dimension=self.classifier.dimension(name, cell), parent=rates[-1] if rates else "", members=())]
