"""A report becomes facts: every quantity an open fact, those of the status algebra typed (design.md 3, domain.md 2)."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.facts.area_pairs import Listed, area_pairs
from assistant.facts.attach import named_statuses
from assistant.facts.cells import Cell, Sentence, sentences
from assistant.facts.classify import classifier
from assistant.facts.clipped import clipped
from assistant.facts.closing import adds_up, awaiting, closed_list, is_sum, parts_before, rates_joined, rest_of_part, says_all
from assistant.facts.complement import left_to_the_rest
from assistant.facts.context import closing_day, statement
from assistant.facts.counting import SELF_FOUND, countable, counting_noun, excluded, intake, names_batch, of_works, triggered
from assistant.facts.daily import daily_lists, of_its_batch, tables_batched
from assistant.facts.dating import closed_by_day, dated_lists
from assistant.facts.earlier import of_earlier, of_no_count
from assistant.facts.funnel import handed_on
from assistant.facts.groups import Group, Lists, Spot
from assistant.facts.items import item_facts
from assistant.facts.ledger import ledger_facts
from assistant.facts.ledger_rows import ledger_lines
from assistant.facts.members import members_behind
from assistant.facts.named_apart import foremost, in_turn, told_in_turn
from assistant.facts.paragraphs import dated_together, totals_summed
from assistant.facts.parts import PartReader, last_status, parent_of
from assistant.facts.plain_words import leads_on, told_plainly
from assistant.facts.planned import meant_or_new
from assistant.facts.ranked import ranked
from assistant.facts.rates import RateReader
from assistant.facts.read_by_examples import ExampleReader
from assistant.facts.setting import Setting
from assistant.facts.standing import (
    OPEN_SIDE,
    due,
    is_rest,
    items_first,
    merged,
    names_items,
    remains,
    rest_items,
    says_rest,
    still_open,
    within,
)
from assistant.facts.status import leading, statuses
from assistant.facts.subsets import subsets
from assistant.facts.table_rows import tabled
from assistant.facts.tables import table_facts
from assistant.facts.tally import OPEN_PARTS
from assistant.facts.totals import TotalReader, of_others, whole_list
from assistant.facts.tracks import TrackFinder
from assistant.facts.whole_of_all import whole_of_all
from assistant.facts.wholly import said_of_all, universal
from assistant.facts.wider import widened, wording
from assistant.types import Fact, Inspection, Report, Track
from assistant.words.lexicon import Lexicon

EXTRACTOR_VERSION = 18
_LIST_ONLY = frozenset({"序时", "超序时", "滞后", "销号", "未销号", "反弹"})
MOST_ROWS = 3000
"""In a longer ledger only the rows are counted: a hundred thousand figures of single cells would slow every question and answer none."""

_NEW = re.compile(r"新(?:近|又|再)?(?:增|完成|销号|办结|整改|推进|启动)")
"""Before a number: what came about lately, no list."""
_OF_OWN_REST = re.compile(r"\d[个项件条](?:自查|自纠|自行排查)[^。；]{0,20}(?:尚?未|没有?)[^。；]*$")
"""Ahead of what the office has put right of its own findings, behind what it has not: 54个自查问题尚未整改，已整改的74个."""
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
        self.built = False
        """Whether what the office counts of its own in this paragraph are works or rules, which are on schedule or behind as well."""
        self.in_turn: Listed | None = None
        """The areas that the sentence at hand lists with figures of their own."""
        self.read: list[Sentence] = []
        """The sentences of the paragraph at hand."""
        self.span = (0, 0)
        """Where the paragraph at hand begins and how far it is read."""
        self.first = self.paragraph = 0
        """Where among the facts those of the sentence at hand begin, and those of its paragraph."""
        self.universal, _ = universal(lexicon)
        self.classifier = classifier(lexicon)
        self.rates = RateReader(self.lists, self.tracks, self.setting, self.classifier)
        self.totals = TotalReader(report, self.lists, self.tracks, self.setting, self.classifier)
        self.examples = ExampleReader(lexicon, self.lists, self.setting)
        self.parts = PartReader(lexicon, self.lists, self.tracks, self.setting, self.classifier, self.totals)
        self.ledger = ledger_lines(report, lexicon)
        self.left_alone = self.ledger if len(self.ledger) > MOST_ROWS else frozenset()

    def run(self) -> list[Fact]:
        """All facts of the report in text order."""
        for sentence in sentences(self.report, self.lexicon, self.left_alone):
            self._sentence(sentence)
        self._end_paragraph()
        told = of_its_batch(daily_lists(self.facts, self.report.title), self.report)
        headline = len(self.report.title) if self.report.clean.startswith(self.report.title) else 0
        self.facts = dated_lists(told, self.setting.told, headline)
        self.facts += table_facts(self.report, self.lexicon, self.setting.document_inspection or Inspection())
        self.facts += item_facts(self.report, self.lexicon, self.setting.document_inspection or Inspection())
        self.facts += ledger_facts(self.report, self.lexicon)
        return sorted(tables_batched(self.facts), key=lambda fact: fact.start)

    def _end_paragraph(self) -> None:
        """Read what only the whole of a paragraph tells: figures ahead of the list they are of, the totals and the day of its lists."""
        text = self.report.clean[slice(*self.span)]
        self.facts[self.paragraph :] = self.examples.without_false_totals(self.facts[self.paragraph :], self.read, self.span[0], text)
        self._read_again()
        self.facts[self.paragraph :] = self.examples.facts(self.facts[self.paragraph :], self.read, self.span[0], text)
        self.read.clear()
        own = self.report.place.name if self.report.place else ""
        said = totals_summed(self.facts[self.paragraph :], self.lists, own, self.classifier)
        self.facts[self.paragraph :] = dated_together(said, self.report.clean[slice(*self.span)], self.report, self.setting.told)

    def _read_again(self) -> None:
        """Read the figures of the paragraph again that stand before the list they are of was named (改完30个。反馈的34个问题…)."""
        named: dict[str, int] = {}
        for fact in self.facts[self.paragraph :]:
            if fact.of:
                named.setdefault(fact.of, fact.start)
        listed = {fact.start for fact in self.facts[self.paragraph :] if fact.of}
        last = max(named.values(), default=-1)
        for sentence in self.read if named else ():
            for cell in sentence.cells:
                if cell.start in listed or cell.start > last or of_works(cell, self.lexicon):
                    continue
                self.first = len(self.facts)
                self.setting.reach(cell, sentence)
                self._cell(cell, sentence)
                again = [fact for fact in self.facts[self.first :] if fact.of in named]
                kept = [fact for fact in self.facts[self.paragraph : self.first] if not again or fact.start != cell.start]
                self.facts[self.paragraph :] = kept + again

    def _sentence(self, sentence: Sentence) -> None:
        if sentence.paragraph != self.setting.paragraph:
            self._end_paragraph()
            self.span = (sentence.passage.start, sentence.passage.end)
        self.span = (self.span[0], sentence.passage.end)
        if self.setting.enter(sentence):
            self.own_work, self.built = None, False
            self.paragraph = len(self.facts)
        self.first = len(self.facts)
        self.in_turn = (
            area_pairs(sentence, self.lexicon)
            or ranked(sentence, self.classifier, self.report.place, self.lexicon)
            or subsets(sentence, self.lexicon)
        )
        for cell in sentence.cells:
            self.setting.reach(cell, sentence)
            self._cell(cell, sentence)
        self.facts[self.first :] = handed_on(self.facts[self.first :], self.lists)
        self.facts += list(said_of_all(sentence, self.facts[self.first :], self.report, self.lexicon))
        self.facts += list(left_to_the_rest(sentence, self.facts[self.first :], self.lists, self.lexicon))
        self.parts.leave(self.facts[self.first :])
        self.facts[self.first :] = rates_joined(rest_of_part(awaiting(self.facts[self.first :])))
        self.read.append(sentence)
        if day := closing_day(sentence.passage.text, self.report):
            self.facts[self.paragraph :] = closed_by_day(self.facts[self.paragraph :], day, self.setting.told)
        self.setting.leave(sentence)

    def _cell(self, cell: Cell, sentence: Sentence) -> None:
        if tabled(self.report, cell.start, cell.end):
            return
        if self.report.clean.rfind("\n", 0, cell.start) + 1 in self.ledger:
            self.facts.append(self.setting.fact(cell, sentence, Track.OTHER, "", label=_label(cell)))
            return
        if self._works(cell):
            self.own_work, self.built = cell.span.quantity.value, True
            self.facts.append(self._open(cell, sentence))
            return
        if cell.span.unit_class in {"件", "项", "个"} and (of_earlier(cell, sentence, self.report.as_of) or of_no_count(cell)):
            self.facts.append(self._open(cell, sentence))
            return
        made = (
            self._of_area(cell, sentence)
            or self._whole(cell, sentence)
            or self.rates.facts(cell, sentence)
            or self._statuses(cell, sentence)
            or self._remainder(cell, sentence)
            or self._closing(cell, sentence)
            or self._total(cell, sentence)
            or self.parts.facts(cell, sentence, self.facts[self.first :])
        )
        if not made and cell.span.unit_class in {"件", "项"} and excluded(cell, self.lexicon):
            self.own_work = cell.span.quantity.value
        if not made and self.own_work is not None and (cell.span.quantity.value or 0) <= self.own_work:
            self.examples.of_other_work.add(cell.start)
        self.facts += made or [self._open(cell, sentence)]

    def _works(self, cell: Cell) -> bool:
        """Whether a figure counts works or rules in a paragraph that has told of no list yet."""
        counted = cell.span.unit_class == "项" and of_works(cell, self.lexicon)
        return counted and self.lists.recent_track(self.setting.paragraph) is None

    def _of_area(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """A figure of one of the areas that a sentence lists in turn: of the list that all of them add up to, else of none."""
        pair = self.in_turn.pairs.get(cell.index) if self.in_turn else None
        if self.in_turn is None or pair is None or self.setting.place != self.report.place:
            return []  # where a statement opens with a place, its figures are that place's own list
        track = Track.COMPLAINT if cell.span.quantity.unit == "件" else Track.PROBLEM
        summed = self.in_turn.list_of(self.lists.groups, track)
        group = summed or self.lists.holding(self.setting.spot(cell, sentence, track))
        if group is None:
            return [replace(self._open(cell, sentence), label=pair.name)]
        fact = self.setting.fact(cell, sentence, track, "分类", group=group)
        dimension = self.classifier.dimension(pair.name, cell) or pair.dimension
        return [replace(fact, label=pair.name, dimension=dimension, parent=pair.metric, members=())]

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
        if named and whole_list(cell, sentence, self.lists) and not statuses(cell.before, self.lexicon):
            return []  # 除5件外，我市承办的91件举报均已办结: it is all of them, not how many are done
        found = [span for span in named if not self.lexicon.metrics[span.metric].rate_of or cell.span.unit_class == "比例"]
        metrics, short = self.tracks.of_problems(cell, sentence, leading(found), self.setting.paragraph), ""
        if not metrics:
            metrics, short = self._clipped(cell, sentence)
        track = self.tracks.of_status(cell, sentence, metrics, self.setting.paragraph) if metrics else None
        if track is None or merged(metrics) or not countable(cell, track) or self._of_own_work(cell, metrics):
            return []
        spot = self.setting.spot(cell, sentence, track)
        group = self._group(cell, spot, metrics)
        of_class = self._of_class(cell, sentence, track, group, metrics)
        if of_class:
            return of_class
        apart = in_turn(cell, sentence)
        text = (apart or foremost(cell) or short or wording(cell, sentence, self.lexicon)).strip("，；。 ")
        rest = rest_items(cell, self.lexicon)
        if rest:
            text = text.partition(rest[-1])[2] or text
        listed = items_first(cell, self.lexicon) or rest
        label = "、".join(cell.names) if not listed and self._items_named(cell) else ""
        made = self._implied_total(cell, sentence, track, group)
        for metric in widened(tuple(self.lexicon.elsewhere(metric, track) for metric in metrics), text, cell.lead + cell.before):
            if track not in self.lexicon.metrics[metric].tracks:
                continue
            if cell.span.quantity.value is not None:
                group.stated.add((metric, cell.span.quantity.value))
            fact = self.setting.fact(cell, sentence, track, metric, label=label, group=group)
            fact = replace(fact, status_text=text, parent=self._whole_of(cell, metric))
            made += (
                _one_each(fact, cell)
                if cell.span.quantity.each and len(cell.names) > 1 and not apart
                else [replace(fact, members=listed or (cell.names if label else members_behind(cell, sentence)))]
            )
        return made + self._left_of_untold(cell, group, made)

    @staticmethod
    def _left_of_untold(cell: Cell, group: Group, made: list[Fact]) -> list[Fact]:
        """What is left of a list without a total (完成29个，剩余18个正在抓紧落实) is all that it has not finished."""
        if group.total is not None or group.track is not Track.PROBLEM or not says_rest(cell) or len(made) != 1:
            return []
        done = any(metric in {"完成", "完成或基本完成"} for metric, _ in group.stated)
        return [replace(made[0], metric="未完成")] if done and made[0].metric in OPEN_PARTS["未完成"] and not made[0].parent else []

    def _group(self, cell: Cell, spot: Spot, metrics: tuple[str, ...]) -> Group:
        """The list of a status figure: that of its whole where it is the part of a fraction, else the one that can hold it."""
        if cell.out_of is not None:
            whole = cell.out_of.quantity
            return self.lists.open(replace(spot, value=whole.value, printed=whole.text), counted=True)
        held = None if self._beyond(cell) else self.lists.holding(spot, metrics)
        return held or self.lists.open(spot, counted=False)

    def _whole(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """The whole of a fraction is the total of the list that its part is of."""
        before = sentence.cells[cell.index - 1] if cell.index else None
        if before is None or before.out_of is not cell.span:
            return []
        part = next((fact for fact in self.facts[self.first :] if fact.start == before.start and fact.of), None)
        group = self.lists.known(part.of) if part else None
        if group is None:
            return [self._open(cell, sentence)]
        return [self.setting.fact(cell, sentence, group.track, "总数", label=_label(cell), group=group)]

    def _clipped(self, cell: Cell, sentence: Sentence) -> tuple[tuple[str, ...], str]:
        """A status clipped short (没好3个) or all that is told of a figure that goes on with a list of this paragraph, and its words."""
        track = self.lists.recent_track(self.setting.paragraph, cell.span.quantity.unit)
        if track is None or not countable(cell, track) or meant_or_new(cell.lead + cell.before):
            return (), ""
        if self.lists.holding(self.setting.spot(cell, sentence, track)) is None:
            return (), ""
        # 29项改完27项: what stands between two figures is said of the second.
        metric, said = clipped(replace(cell, after="") if leads_on(cell, sentence) else cell, track, self.lexicon)
        if not metric:
            metric, said = told_plainly(cell, sentence, track, self.lexicon, self.report.place.name if self.report.place else "")
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
        area = self.classifier.is_area(cell.before, self.report.place) and not self.setting.of_place_named(cell)
        name = cell.before if area else ""
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
        """Whether a status goes with the office's own findings counted just before (发现问题118个，完成115个; 自查92/152个)."""
        if (cell.out_of is not None or SELF_FOUND.match(cell.after)) and excluded(cell, self.lexicon):
            return True
        value = cell.span.quantity.value
        if self.own_work is None or value is None or (_LIST_ONLY & set(metrics) and not self.built):
            return False
        if value > self.own_work and not _OF_OWN_REST.search(cell.lead):
            return False
        return not any(triggered(cell.words, track, self.lexicon) for track in self.lexicon.tracks)

    def _whole_of(self, cell: Cell, metric: str) -> str:
        """The status whose figure this one is a part of: named in brackets, by 中, or by 其中 before the same status."""
        if cell.bracketed:
            opening = cell.start - (len(cell.lead) + len(cell.before)) + max(cell.lead.rfind("（"), cell.lead.rfind("("))
            ahead = [fact for fact in self.facts[self.first :] if fact.end <= opening]
            if ahead and (self._of_rate(ahead[-1]) or re.search("[，；。]", self.report.clean[ahead[-1].end : opening])):
                return ""  # 办结占比69.8%（37件），其余或阶段性办结（10件）: brackets behind words of their own
            # 已完成20项（销号15项、待销号5项）: every figure of a bracket is part of the one ahead of the bracket.
            return last_status(ahead) if ahead and ahead[-1].metric else ""
        if due(statement(cell.lead) + cell.before):
            return metric
        same = bool(re.match(r"其中|(?:这|当)中", cell.before)) and parent_of(self.facts[self.first :]) == metric
        whole = within(cell, self.lexicon) or (metric if same else "")
        # 未完成问题中符合序时要求的18个 are all of the list that are on schedule.
        return "" if whole == "未完成" and metric in OPEN_PARTS[whole] else whole

    def _of_rate(self, fact: Fact) -> bool:
        """Whether a figure is the rate of a status."""
        return bool(fact.metric in self.lexicon.metrics and self.lexicon.metrics[fact.metric].rate_of)

    def _remainder(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        """还剩4个 without a status of its own is what the list has not finished, by the status last counted."""
        rest = is_rest(cell)
        track = self.tracks.of(cell, sentence, self.setting.paragraph) if rest or remains(cell) else Track.OTHER
        if track is Track.OTHER or not countable(cell, track):
            return []
        group = self.lists.holding(self.setting.spot(cell, sentence, track))
        if group is None or not any(fact.of == group.id for fact in self.facts[self.paragraph :]):
            return []  # what is left of something else: 6个断面中3个为Ⅱ类，余下3个为Ⅲ类
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
        # 整改清单见底，25项悉数完成: nothing was told of the list yet, so that they are all of it.
        first = not cell.before and self.totals.opens(cell, sentence, track) or self.setting.of_place_named(cell)
        bare = first and not group.stated
        if (
            not (noun or ahead or bare)
            or of_others(cell, sentence, self.lists)
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
        said = self.facts[self.first :]
        if not cell.index and cell.before and not cell.lead:
            said = self.facts[self.paragraph :]  # …办结72件，在办9件。总计81件。
        group = (closed_list(cell, said, self.lists) if is_sum(cell, self.lexicon) else None) or adds_up(cell, said, self.lists)
        if group is None or not countable(cell, group.track):
            return []
        group.total, group.printed = cell.span.quantity.value, cell.span.quantity.text
        return [self.setting.fact(cell, sentence, group.track, "总数", label=_label(cell), group=group)]

    def _total(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        if names_batch(cell) and self.tracks.of(cell, sentence, self.setting.paragraph) is Track.COMPLAINT:
            group = self.lists.open(self.setting.spot(cell, sentence, Track.COMPLAINT), counted=True)
            return [self.setting.fact(cell, sentence, Track.COMPLAINT, "总数", label=_label(cell), group=group)]
        if (
            cell.span.ordinal
            or cell.start in self.examples.no_totals
            or cell.out_of is not None
            or excluded(cell, self.lexicon)
            or still_open(cell, self.lexicon)
            or meant_or_new(cell.lead)
            or _NEW.search(cell.before)
            or (cell.bracketed and cell.index)
        ):
            return []
        for track in (Track.COMPLAINT, Track.PROBLEM):
            told_as_problem = track is Track.COMPLAINT and self.tracks.handed_over_problems(cell, sentence)
            alone = self.totals.without_next(cell, sentence, track)
            ours = self.totals.ours(alone)
            if told_as_problem or not countable(cell, track) or not self.totals.counts(ours, sentence, track, self.facts[self.first :]):
                continue
            self.own_work = None
            spot = self.setting.spot(alone, sentence, track)
            if whole_of_all(cell, spot, self.lists):
                self.setting.all_told = (sentence.passage.start, cell.start)
                spot = self.setting.spot(alone, sentence, track)
            group = parts_before(cell, spot, self.facts[self.first :], self.lists) or self.lists.open(spot, counted=True)
            return [self.setting.fact(cell, sentence, track, intake(ours), label=_label(alone), group=group)]
        return []


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
