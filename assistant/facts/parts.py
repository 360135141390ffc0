"""The parts of a list by class: 水污染21件、大气污染9件 of a list or of one of its statuses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from assistant.facts.cells import Cell, Sentence
from assistant.facts.classify import Classifier
from assistant.facts.context import LOOK_BACK, batch_of
from assistant.facts.counting import triggered
from assistant.facts.groups import Group, Lists
from assistant.facts.setting import Setting
from assistant.facts.standing import heading
from assistant.facts.totals import TotalReader
from assistant.facts.tracks import TrackFinder
from assistant.types import Fact, Track
from assistant.words.lexicon import Lexicon

_POINTS = frozenset({"这", "这些", "该", "此", "上述", "以上", "本批"})
"""What points at a whole list (这272件) is no class of it."""
COUNTS_ALL = frozenset({"总数", "收到", "受理"})


class PartReader:
    """Tells what class of which list a figure counts, and remembers what has been listed already."""

    def __init__(
        self, lexicon: Lexicon, lists: Lists, tracks: TrackFinder, setting: Setting, classifier: Classifier, totals: TotalReader
    ) -> None:
        self.lexicon = lexicon
        self.lists = lists
        self.tracks = tracks
        self.setting = setting
        self.classifier = classifier
        self.totals = totals
        self.picked: set[tuple[str, int]] = set()
        """The sentences that pick out classes of a list, by list and start."""
        self.listed: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        """The (class, dimension) pairs that sentences before this one have listed, by list and by the status whose figure they split."""

    def leave(self, told: list[Fact]) -> None:
        """The sentence is over; what it listed is known."""
        for fact in told:
            if fact.metric == "分类":
                self.listed[fact.of, fact.parent].add((self.classifier.kind(fact.label), fact.dimension))

    def facts(self, cell: Cell, sentence: Sentence, told: list[Fact]) -> list[Fact]:
        """One fact for each class that a figure counts; `told` are the facts of its sentence so far. Empty when it counts none."""
        if cell.span.unit_class not in {"件", "项", "起", "比例"} or cell.span.ordinal or cell.span.quantity.unit.endswith("类"):
            return []
        said = (fact.dimension for fact in reversed(told) if fact.metric and fact.unit_class != "比例")
        named = self.classifier.parts(cell, sentence, next(said, ""))
        own = self.setting.report.place.name if self.setting.report.place else ""
        parts = [part for part in named if part[0] not in {*_POINTS, own} and not self._names_list(part[0])]
        if not parts:
            return []
        track = self.tracks.of(cell, sentence, self.setting.paragraph)
        spot = self.setting.spot(cell, sentence, track)
        group = self.lists.holding(spot) if track is not Track.OTHER else None
        group = group or self.lists.going_on(spot, next((fact.of for fact in reversed(told) if fact.of), ""))
        alone = self.lists.recent_track(self.setting.paragraph) is None
        listed = triggered(cell.lead[-LOOK_BACK:], track, self.lexicon) if alone and track is not Track.OTHER else False
        if group is None and alone and cell.span.unit_class != "比例" and (listed or self.totals.names_inspection(cell, sentence)):
            group = self.lists.open(spot, counted=False) if track is not Track.OTHER else None
        parent = parent_of(told, heading(cell.lead[-LOOK_BACK:], self.lexicon))
        if group is None or self._listed_again(sentence, group, parts, parent):
            return []
        track = group.track
        fact = self.setting.fact(cell, sentence, track, "分类", group=group)
        fact = replace(fact, parent=parent, members=(), batch=batch_of(cell.lead[-LOOK_BACK:]) or group.batch)
        return [replace(fact, label=name, dimension=dimension) for name, dimension in parts]

    def _names_list(self, name: str) -> bool:
        """Whether a class would be called what the whole list is (占84件信访件的67.9%)."""
        return any(words.noun_pattern.fullmatch(name) for words in self.lexicon.tracks.values())

    def _listed_again(self, sentence: Sentence, group: Group, parts: list[tuple[str, str]], parent: str) -> bool:
        """Whether a sentence picks out classes that another one has already listed in full (突出的是畜禽养殖14件、驾校6件)."""
        if (group.id, sentence.passage.start) in self.picked:
            return True
        again = any((self.classifier.kind(name), dimension) in self.listed.get((group.id, parent), ()) for name, dimension in parts)
        if again:
            self.picked.add((group.id, sentence.passage.start))
        return again


def parent_of(told: list[Fact], announced: str = "") -> str:
    """The status whose figure is being split: the last one of this sentence, unless a total came after it, else the announced one."""
    last = last_status(told)
    if last or any(fact.metric in COUNTS_ALL for fact in told):
        return last
    counted = any(fact.metric and fact.metric != "分类" for fact in told)
    return "" if counted else announced


def last_status(said: list[Fact]) -> str:
    """The status whose figure stands last among some facts; none where a total came after it."""
    for fact in reversed(said):
        if fact.metric in COUNTS_ALL:
            return ""
        if fact.metric and fact.metric != "分类" and fact.unit_class != "比例":
            return fact.metric
    return ""
