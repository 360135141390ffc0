"""A report becomes facts: every quantity an open fact, those of the status algebra typed (design.md 3, domain.md 2)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from assistant.facts.attach import (
    OPEN_SIDE,
    due,
    heading,
    is_rest,
    items_first,
    meant_or_new,
    merged,
    named_statuses,
    names_items,
    remains,
    still_open,
    widened,
    within,
    wording,
)
from assistant.facts.cells import Cell, Sentence, sentences
from assistant.facts.classify import classifier
from assistant.facts.clipped import clipped
from assistant.facts.closing import awaiting, closed_list, is_sum, parts_before, rates_joined, says_all
from assistant.facts.context import LOOK_BACK, batch_of, statement
from assistant.facts.counting import countable, counting_noun, excluded, intake, triggered
from assistant.facts.dating import dated_lists
from assistant.facts.groups import Group, Lists
from assistant.facts.items import item_facts
from assistant.facts.ledger import ledger_facts
from assistant.facts.ledger_rows import ledger_lines
from assistant.facts.members import members_behind
from assistant.facts.named_apart import in_turn, told_in_turn
from assistant.facts.rates import RateReader
from assistant.facts.setting import Setting
from assistant.facts.status import leading, statuses
from assistant.facts.table_rows import tabled
from assistant.facts.tables import table_facts
from assistant.facts.tally import OPEN_PARTS
from assistant.facts.totals import TotalReader, of_others
from assistant.facts.tracks import TrackFinder
from assistant.facts.wholly import said_of_all, universal
from assistant.types import Fact, Inspection, Report, Track
from assistant.words.lexicon import Lexicon

EXTRACTOR_VERSION = 5
_COUNTS_ALL = frozenset({"总数", "收到", "受理"})
_LIST_ONLY = frozenset({"序时", "超序时", "滞后", "销号", "未销号", "反弹"})
MOST_ROWS = 3000
"""In a longer ledger only the rows are counted: a hundred thousand figures of single cells would slow every question and answer none."""

_ALL_THE = re.compile(r"(?:全部|所有)的?$")
_BEFORE_ALL = "0000"
"""The day of a plan: all that it dates is still to come (2024年完成20个)."""


class Extractor:
    """Walks one report sentence by sentence, remembering the lists it has opened."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.report = report
        self.lexicon = lexicon
        self.lists = Lists()
        self.tracks = TrackFinder(lexicon, self.lists)
        self.facts: list[Fact] = []
        self.setting = Setting(report)
        self.own_work: float | None = None
        self.first = 0
        """Where among the facts those of the sentence at hand begin."""
        self.picked: set[tuple[str, int]] = set()
        self.listed: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        """The (class, dimension) pairs that sentences before this one have listed, by list and by the status whose figure they split."""
        self.universal, _ = universal(lexicon)
        self.classifier = classifier(lexicon)
        self.rates = RateReader(self.lists, self.tracks, self.setting, self.classifier)
        self.totals = TotalReader(report, self.lists, self.tracks, self.setting, self.classifier)
        self.ledger = ledger_lines(report, lexicon)
        self.left_alone = self.ledger if len(self.ledger) > MOST_ROWS else frozenset()

    def run(self) -> list[Fact]:
        """All facts of the report in text order."""
        for sentence in sentences(self.report, self.lexicon, self.left_alone):
            self._sentence(sentence)
        self.facts = dated_lists(self.facts, self.setting.told)
        self.facts += table_facts(self.report, self.lexicon, self.setting.document_inspection or Inspection())
        self.facts += item_facts(self.report, self.lexicon, self.setting.document_inspection or Inspection())
        self.facts += ledger_facts(self.report, self.lexicon)
        return sorted(self.facts, key=lambda fact: fact.start)

    def _sentence(self, sentence: Sentence) -> None:
        if self.setting.enter(sentence):
            self.own_work = None
        self.first = len(self.facts)
        for cell in sentence.cells:
            self.setting.reach(cell)
            self._cell(cell, sentence)
        self.facts += list(said_of_all(sentence, self.facts[self.first :], self.report, self.lexicon))
        for fact in self.facts[self.first :]:
            if fact.metric == "分类":
                self.listed[fact.of, fact.parent].add((self.classifier.kind(fact.label), fact.dimension))
        self.facts[self.first :] = rates_joined(awaiting(self.facts[self.first :]))
        self.setting.leave(sentence)

    def _cell(self, cell: Cell, sentence: Sentence) -> None:
        if tabled(self.report, cell.start, cell.end):
            return
        if self.report.clean.rfind("\n", 0, cell.start) + 1 in self.ledger:
            self.facts.append(self.setting.fact(cell, sentence, Track.OTHER, "", label=_label(cell)))
            return
        made = (
            self.rates.facts(cell, sentence)
            or self._statuses(cell, sentence)
            or self._remainder(cell, sentence)
            or self._closing(cell, sentence)
            or self._total(cell, sentence)
            or self._part(cell, sentence)
        )
        if not made and cell.span.unit_class in {"件", "项"} and excluded(cell, self.lexicon):
            self.own_work = cell.span.quantity.value
        self.facts += made or [self._open(cell, sentence)]

    def _open(self, cell: Cell, sentence: Sentence) -> Fact:
        """A figure of no list; one of several told in turn with its own name."""
        fact = self.setting.fact(cell, sentence, Track.OTHER, "", label=_label(cell))
        named = told_in_turn(cell, sentence)
        if named is None:
            return fact
        name, clause = named
        return replace(fact, label=name[:40], members=(), context=clause or fact.context)

    def _statuses(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        own = _BEFORE_ALL if self.report.genre == "整改方案" else self.report.as_of
        named = named_statuses(cell, sentence, self.lexicon, own)
        # 25个问题完成率100%: a count of things is no rate.
        found = [span for span in named if not self.lexicon.metrics[span.metric].rate_of or cell.span.unit_class == "比例"]
        metrics, short = self.tracks.of_problems(cell, sentence, leading(found), self.setting.paragraph), ""
        if not metrics:
            metrics, short = self._clipped(cell, sentence)
        track = self.tracks.of_status(cell, sentence, metrics, self.setting.paragraph) if metrics else None
        if track is None or merged(metrics) or not countable(cell, track) or self._of_own_work(cell, metrics):
            return []
        spot = self.setting.spot(cell, sentence, track)
        group = None if self._beyond(cell) else self.lists.holding(spot, metrics)
        group = group or self.lists.open(spot, counted=False)
        of_class = self._of_class(cell, sentence, track, group, metrics)
        if of_class:
            return of_class
        apart = in_turn(cell, sentence)
        text = (apart or short or wording(cell, sentence, self.lexicon)).strip("，；。 ")
        listed = items_first(cell, self.lexicon)
        label = "、".join(cell.names) if not listed and self._items_named(cell) else ""
        made = self._implied_total(cell, sentence, track, group)
        for metric in widened(tuple(self.lexicon.elsewhere(metric, track) for metric in metrics), text):
            if track not in self.lexicon.metrics[metric].tracks:
                continue
            if cell.span.quantity.value is not None:
                group.stated.add((metric, cell.span.quantity.value))
            fact = self.setting.fact(cell, sentence, track, metric, label=label, group=group)
            fact = replace(fact, status_text=text, parent=self._whole_of(cell, metric))
            made += (
                _one_each(fact, cell)
                if cell.span.quantity.each and len(cell.names) > 1
                else [replace(fact, members=listed or (cell.names if label else members_behind(cell, sentence)))]
            )
        return made

    def _clipped(self, cell: Cell, sentence: Sentence) -> tuple[tuple[str, ...], str]:
        """A status clipped short (没好3个), of a figure that goes on with a list of this paragraph, and its words."""
        track = self.lists.recent_track(self.setting.paragraph, cell.span.quantity.unit)
        if track is None or not countable(cell, track) or meant_or_new(cell.lead + cell.before):
            return (), ""
        if self.lists.holding(self.setting.spot(cell, sentence, track)) is None:
            return (), ""
        metric, said = clipped(cell, track, self.lexicon)
        return ((metric,) if metric else ()), said

    def _items_named(self, cell: Cell) -> bool:
        """Whether the words before a status figure name its very items, rather than statuses (完成和基本完成合计28项)."""
        named = len(cell.names) > 1 or bool(cell.after and names_items(cell))
        return named and not any(statuses(name, self.lexicon) for name in cell.names)

    def _beyond(self, cell: Cell) -> bool:
        """Whether a part comes on top of a list that is already done as a whole (应完成的41项全部完成，另外6项…)."""
        if not cell.before.startswith(("另外", "另有")):
            return False
        clause = re.split(r"[，,；;。]", cell.lead.rstrip("，,；; "))[-1]
        clause = re.sub(r"全[省市县区州旗]", "", clause)
        return bool(self.universal.search(clause)) and bool(statuses(clause, self.lexicon))

    def _of_class(self, cell: Cell, sentence: Sentence, track: Track, group: Group, metrics: tuple[str, ...]) -> list[Fact]:
        """A status of one class of the list, not of the list: 青岑县34件，办结30件；桐陂县27件全部办结."""
        fact = self.setting.fact(cell, sentence, track, "分类", group=group)
        name = cell.before if self.classifier.is_area(cell.before, self.report.place) else ""
        if name:
            whole = replace(fact, label=name, dimension=self.classifier.dimension(name, cell), members=())
            return [whole, *(replace(whole, parent=metric) for metric in metrics)]
        begins = sentence.passage.start + len(cell.lead) - len(statement(cell.lead))
        said = [known for known in self.facts[self.first :] if known.start >= begins and known.metric]
        classes = [known for known in said if known.metric == "分类" and not known.parent and known.dimension in {"区域", "部门"}]
        value = cell.span.quantity.value
        if (
            len(classes) != 1
            or value is None
            or value > (classes[0].quantity.value or 0)
            or any(known.start > classes[0].start and known.metric == "总数" for known in said)
        ):
            return []
        return [replace(fact, label=classes[0].label, dimension=classes[0].dimension, parent=metric, members=()) for metric in metrics]

    def _of_own_work(self, cell: Cell, metrics: tuple[str, ...]) -> bool:
        """Whether a status goes with the office's own findings counted just before (发现问题118个，完成115个)."""
        value = cell.span.quantity.value
        if self.own_work is None or value is None or value > self.own_work or _LIST_ONLY & set(metrics):
            return False
        return not any(triggered(cell.words, track, self.lexicon) for track in self.lexicon.tracks)

    def _whole_of(self, cell: Cell, metric: str) -> str:
        """The status whose figure this one is a part of: named in brackets, by 中, or by 其中 before the same status."""
        if cell.bracketed:
            opening = cell.start - (len(cell.lead) + len(cell.before)) + max(cell.lead.rfind("（"), cell.lead.rfind("("))
            ahead = [fact for fact in self.facts[self.first :] if fact.end <= opening]
            # 已完成20项（销号15项、待销号5项）: every figure of a bracket is part of the one ahead of the bracket.
            return _last_status(ahead) if ahead and ahead[-1].metric else ""
        if due(statement(cell.lead) + cell.before):
            return metric
        same = bool(re.match(r"其中|(?:这|当)中", cell.before)) and self._parent() == metric
        whole = within(cell, self.lexicon) or (metric if same else "")
        # 未完成问题中符合序时要求的18个 are all of the list that are on schedule.
        return "" if whole == "未完成" and metric in OPEN_PARTS[whole] else whole

    def _remainder(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """还剩4个 without a status of its own is what the list has not finished, by the status last counted."""
        rest = is_rest(cell)
        track = self.tracks.of(cell, sentence, self.setting.paragraph) if rest or remains(cell) else Track.OTHER
        if track is Track.OTHER or not countable(cell, track):
            return []
        group = self.lists.holding(self.setting.spot(cell, sentence, track))
        if group is None:
            return []
        said = [fact for fact in reversed(self.facts) if fact.of == group.id and fact.metric in OPEN_SIDE and not fact.parent]
        left = (group.total or 0) - (cell.span.quantity.value or 0)
        fitting = [fact for fact in said if fact.quantity.value == left]
        done = next((fact.metric for fact in fitting or said), "")
        if rest and (done, (group.total or 0) - (cell.span.quantity.value or 0)) not in group.stated:
            return []
        metric = OPEN_SIDE.get(done, "未办结" if track is Track.COMPLAINT else "未完成")
        made = self.setting.fact(cell, sentence, track, metric, group=group)
        return [replace(made, status_text=metric if rest else cell.before, members=members_behind(cell, sentence))]

    def _implied_total(self, cell: Cell, sentence: Sentence, track: Track, group: Group) -> list[Fact]:
        """62件信访件全部办结 and 反馈的41个问题已完成整改 state the list's total as well."""
        noun = self.lexicon.tracks[track].head_pattern.match(cell.after.lstrip("的"))
        # 反馈问题31个无一例外完成整改: the noun may stand ahead as well.
        ahead = noun is None and counting_noun(replace(self.totals.ours(cell), after=""), track, self.lexicon)
        if (
            not (noun or ahead)
            or of_others(cell)
            or group.total is not None
            or not (statuses(cell.after, self.lexicon) or _ALL_THE.search(cell.before))
            or not (_ALL_THE.search(cell.before) or says_all(cell, noun.end() if noun else 0, self.universal))
        ):
            return []
        group.total, group.printed = cell.span.quantity.value, cell.span.quantity.text
        label = noun[0] if noun else _label(replace(cell, after=""))
        return [self.setting.fact(cell, sentence, track, "总数", label=label, group=group)]

    def _closing(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """总数28个 behind the parts of a list that had no total yet."""
        group = closed_list(cell, self.facts[self.first :], self.lists) if is_sum(cell, self.lexicon) else None
        if group is None or not countable(cell, group.track):
            return []
        group.total, group.printed = cell.span.quantity.value, cell.span.quantity.text
        return [self.setting.fact(cell, sentence, group.track, "总数", label=_label(cell), group=group)]

    def _total(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        if (
            cell.span.ordinal
            or excluded(cell, self.lexicon)
            or still_open(cell, self.lexicon)
            or meant_or_new(cell.lead)
            or (cell.bracketed and cell.index)
        ):
            return []
        for track in (Track.COMPLAINT, Track.PROBLEM):
            told_as_problem = track is Track.COMPLAINT and self.tracks.handed_over_problems(cell, sentence)
            ours = self.totals.ours(cell)
            if told_as_problem or not countable(cell, track) or not self.totals.counts(ours, sentence, track, self.facts[self.first :]):
                continue
            self.own_work = None
            spot = self.setting.spot(cell, sentence, track)
            group = parts_before(cell, spot, self.facts[self.first :], self.lists) or self.lists.open(spot, counted=True)
            return [self.setting.fact(cell, sentence, track, intake(ours), label=_label(cell), group=group)]
        return []

    def _part(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        if cell.span.unit_class not in {"件", "项", "起", "比例"} or cell.span.ordinal or cell.span.quantity.unit.endswith("类"):
            return []
        said = (fact.dimension for fact in reversed(self.facts[self.first :]) if fact.metric and fact.unit_class != "比例")
        parts = [part for part in self.classifier.parts(cell, sentence, next(said, "")) if not self._names_list(part[0])]
        if not parts:
            return []
        track = self.tracks.of(cell, sentence, self.setting.paragraph)
        spot = self.setting.spot(cell, sentence, track)
        group = self.lists.holding(spot) if track is not Track.OTHER else None
        group = group or self.lists.going_on(spot, next((fact.of for fact in reversed(self.facts[self.first :]) if fact.of), ""))
        alone = self.lists.recent_track(self.setting.paragraph) is None
        listed = triggered(cell.lead[-LOOK_BACK:], track, self.lexicon) if alone and track is not Track.OTHER else False
        if group is None and alone and cell.span.unit_class != "比例" and (listed or self.totals.names_inspection(cell, sentence)):
            group = self.lists.open(spot, counted=False) if track is not Track.OTHER else None
        parent = self._parent(heading(cell.lead[-LOOK_BACK:], self.lexicon))
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

    def _parent(self, announced: str = "") -> str:
        """The status whose figure is being split: the last one of this sentence, unless a total came after it, else the announced one."""
        last = _last_status(self.facts[self.first :])
        if last or any(fact.metric in _COUNTS_ALL for fact in self.facts[self.first :]):
            return last
        counted = any(fact.metric and fact.metric != "分类" for fact in self.facts[self.first :])
        return "" if counted else announced


def _last_status(said: list[Fact]) -> str:
    """The status whose figure stands last among some facts; none where a total came after it."""
    for fact in reversed(said):
        if fact.metric in _COUNTS_ALL:
            return ""
        if fact.metric and fact.metric != "分类" and fact.unit_class != "比例":
            return fact.metric
    return ""


def _one_each(fact: Fact, cell: Cell) -> list[Fact]:
    """A figure that 均 gives to several named lists: one fact a list (domain.md 3, 均)."""
    names = [re.sub(r"(?:排查)?(?:反馈)?(?:整改)?(?:任务|问题)(?:均.*)?$", "", name) for name in cell.names]
    return [
        replace(fact, label=name, of=f"{fact.of}.{i}", inspection=replace(fact.inspection, campaign=name))
        for i, name in enumerate(names, 1)
    ]


def _label(cell: Cell) -> str:
    """What an open figure counts, in its own words: the noun behind it, else the words before it."""
    return (cell.after.strip() or cell.before.strip())[:40]


def extract(report: Report, lexicon: Lexicon) -> list[Fact]:
    """All facts of a report in text order."""
    return Extractor(report, lexicon).run()
