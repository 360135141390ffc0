"""A report becomes facts: every quantity an open fact, those of the status algebra typed (design.md 3, domain.md 2)."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.facts.cells import Cell, Sentence, sentences
from assistant.facts.classify import Classifier
from assistant.facts.context import batch_of, dated, inspection_of, merge, period_of, subject_place
from assistant.facts.groups import Group, countable, counting_noun, excluded, triggered
from assistant.facts.items import item_facts
from assistant.facts.ledger import ledger_facts, ledger_lines
from assistant.facts.status import StatusSpan, leading, planned, statuses
from assistant.facts.tables import table_facts
from assistant.types import Fact, Inspection, Place, Report, Track
from assistant.words.lexicon import Lexicon, alternatives

EXTRACTOR_VERSION = 1
_RATES = re.compile(r"(整改完成率|完成率|销号率|整改率|按时办结率|办结率|完成比例)")
_BEFORE_TAIL = re.compile(r"(?:[了的有共为计达约近数:：]|整改|问题|任务|事项|措施|仅有|合计|累计|的仅|并?[^，。]{0,10}的(?:有|共)?)*")
_AFTER_GAP = 6
_TOUCHES_NUMBERS = frozenset({"分页标记", "断行拼接", "数字识别"})
_INCREMENT = re.compile(r"当月|本月|新增|再$|当天|当日|本周|计划")
_RANKS = frozenset({"位", "名"})


class Extractor:
    """Walks one report sentence by sentence, remembering the lists it has opened."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self.report = report
        self.lexicon = lexicon
        self.groups: list[Group] = []
        self.facts: list[Fact] = []
        self.document_inspection = inspection_of(report.title) or inspection_of(report.clean[:600])
        self.paragraph_inspection: Inspection | None = None
        self.place: Place | None = report.place
        self.paragraph = -1
        self.universal = alternatives(lexicon.data["metrics"]["universal"])
        self.classifier = Classifier(lexicon)
        self.ledger = ledger_lines(report, lexicon)

    def run(self) -> list[Fact]:
        """All facts of the report in text order."""
        for sentence in sentences(self.report, self.lexicon):
            self._sentence(sentence)
        self.facts += table_facts(self.report, self.lexicon, self.document_inspection or Inspection())
        self.facts += item_facts(self.report, self.lexicon, self.document_inspection or Inspection())
        self.facts += ledger_facts(self.report, self.lexicon)
        return sorted(self.facts, key=lambda fact: fact.start)

    def _sentence(self, sentence: Sentence) -> None:
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.paragraph_inspection = None
            self.place = self.report.place
        text = sentence.passage.text
        self.place = subject_place(text, self.report) or self.place
        first = len(self.facts)
        for cell in sentence.cells:
            if not cell.span.ordinal or cell.span.quantity.unit in _RANKS:
                self._cell(cell, sentence)
        self._whole_list(sentence, first)
        named = inspection_of(text)
        if named is not None:
            self.paragraph_inspection = merge(named, self.document_inspection)

    def _cell(self, cell: Cell, sentence: Sentence) -> None:
        if self.report.clean.rfind("\n", 0, cell.start) + 1 in self.ledger:
            self.facts.append(self._fact(cell, sentence, Track.OTHER, "", label=_label(cell)))
            return
        made = self._rates(cell, sentence) or self._statuses(cell, sentence) or self._total(cell, sentence) or self._part(cell, sentence)
        self.facts += made or [self._fact(cell, sentence, Track.OTHER, "", label=_label(cell))]

    def _fact(self, cell: Cell, sentence: Sentence, track: Track, metric: str, *, label: str = "", group: Group | None = None) -> Fact:
        before = cell.lead + cell.before
        inspection = group.inspection if group else self._inspection(cell, sentence)
        return Fact(
            report=self.report.id,
            place=group.place if group else self.place,
            track=track,
            metric=metric,
            quantity=cell.span.quantity,
            label=label,
            passage=sentence.passage,
            start=cell.start,
            end=cell.end,
            inspection=inspection,
            unit_class="排名" if cell.span.ordinal and cell.span.unit_class in {"人", ""} else cell.span.unit_class,
            of=group.id if group else "",
            period=period_of(before),
            as_of=dated(before, self.report) or self.report.as_of,
            repaired=cell.span.damaged or self._repaired(cell),
            context=_clause(cell, sentence),
            batch=group.batch if group else batch_of(before),
            members=cell.names if len(cell.names) > 1 else (),
        )

    def _repaired(self, cell: Cell) -> bool:
        """Whether the cleaner touched the number itself, so that the answer says so."""
        start, end = self.report.offsets.raw_span(cell.start, cell.end)
        return any(repair.type in _TOUCHES_NUMBERS and repair.start < end and start < repair.end for repair in self.report.repairs)

    def _inspection(self, cell: Cell, sentence: Sentence) -> Inspection:
        """Whose figure it is: the words before it, else its headings, else its paragraph, else the document's title."""
        near = inspection_of(cell.lead + cell.before + cell.after)
        heading = inspection_of("".join(sentence.passage.section))
        around = merge(heading, self.document_inspection) if heading else self.paragraph_inspection or self.document_inspection
        return merge(near, around)

    def _rates(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        if cell.span.quantity.unit not in {"%", "％"}:
            return []
        names = _RATES.findall(cell.before)
        parallel = self.classifier.parallel(cell, sentence)
        if parallel:
            return self._parallel_rate(cell, sentence, parallel)
        track = self._list_of(cell, sentence)
        metrics = [{"整改完成率": "完成率", "完成比例": "完成率", "按时办结率": ""}.get(name, name) for name in names]
        if "办结率" in metrics:
            track = Track.COMPLAINT
        group = self._group(track, cell, sentence)
        return [self._fact(cell, sentence, track, metric, label=names[0], group=group) for metric in metrics if metric]

    def _parallel_rate(self, cell: Cell, sentence: Sentence, name: str) -> list[Fact]:
        """One rate of a list joined by 分别 (完成率分别为92.24%、91.57%): a class of that rate."""
        rates = _RATES.findall(cell.lead + cell.before)
        fact = self._fact(cell, sentence, self._list_of(cell, sentence), "分类", label=name, group=self._group(self._list_of(cell, sentence), cell, sentence))
        return [replace(fact, dimension=self.classifier.dimension(name, cell), parent=rates[-1] if rates else "", members=())]

    def _statuses(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        found = self._named_statuses(cell, sentence)
        if not found:
            return []
        metrics = leading(found)
        track = self._status_track(cell, sentence, metrics)
        if track is None or not countable(cell, track):
            return []
        group = self._group(track, cell, sentence) or self._open(track, cell, sentence, None)
        kept = [metric for metric in metrics if track in self.lexicon.metrics[metric].tracks]
        text = (cell.after if any(span.start >= 0 for span in found) and statuses(cell.after, self.lexicon) else cell.before).strip("，；。 ")
        label = "、".join(cell.names) if len(cell.names) > 1 or (cell.after.strip() and _item_like(cell)) else ""
        parent = self._parent(sentence) if cell.bracketed else self._within(cell)
        made = self._implied_total(cell, sentence, track, group)
        for metric in kept:
            fact = replace(self._fact(cell, sentence, track, metric, label=label, group=group), status_text=text, parent=parent)
            made += _one_each(fact, cell) if cell.span.quantity.each and len(cell.names) > 1 else [replace(fact, members=cell.names if label else ())]
        return made

    def _within(self, cell: Cell) -> str:
        """The status a figure is a part of: 完成 in 已整改到位的问题中尚有5项未销号."""
        match = re.search(r"^(.*)中(?:，)?(?:尚|还|仍|也|只|仅|共)?有?$", cell.before)
        found = statuses(match[1], self.lexicon) if match else []
        return found[-1].metric if found else ""

    def _implied_total(self, cell: Cell, sentence: Sentence, track: Track, group: Group) -> list[Fact]:
        """62件信访件全部办结 states the list's total as well."""
        noun = self.lexicon.tracks[track].head_pattern.match(cell.after.lstrip("的"))
        value = cell.span.quantity.value
        if noun is None or group.total is not None or not self.universal.match(cell.after.lstrip("的")[noun.end() :]):
            return []
        group.total = value
        return [self._fact(cell, sentence, track, "总数", label=noun[0], group=group)]

    def _named_statuses(self, cell: Cell, sentence: Sentence) -> list[StatusSpan]:
        """The statuses that belong to the number: right behind it, or right before it with nothing but its noun behind."""
        after = cell.after.lstrip("的")
        offset = self._noun_end(after)
        behind = [span for span in statuses(after, self.lexicon) if span.start >= offset]
        if behind and self._introduces_next(cell, sentence, len(cell.after) - (behind[-1].end + len(cell.after) - len(after))):
            behind = []
        if behind and not after[offset:].startswith("的") and behind[0].start - offset <= _AFTER_GAP:
            run = [behind[0]]
            for span in behind[1:]:
                if span.start - run[-1].end <= _AFTER_GAP:
                    run.append(span)
            return [] if planned(after[offset : run[0].start]) else run
        before = statuses(cell.before, self.lexicon)
        if not before or not _BEFORE_TAIL.fullmatch(self._without_nouns(cell.before[before[-1].end :])):
            return []
        if after and offset == 0 and not re.match(r"[中里等]|以上|左右", after):
            return []
        if planned(cell.before[: before[0].end][-10:]) or _INCREMENT.search(cell.before[: before[0].start]):
            return []
        # 已整改到位但还没有销号的3个 counts the latter only.
        turn = cell.before.rfind("但")
        return [span for span in before if span.start > turn] or before

    @staticmethod
    def _introduces_next(cell: Cell, sentence: Sentence, gap: int) -> bool:
        """Whether the status behind this number belongs to the next one (62件举报件办结55件)."""
        if cell.index + 1 >= len(sentence.cells):
            return False
        following = sentence.cells[cell.index + 1]
        return gap <= 2 and following.start - cell.end - len(cell.after) <= 0

    def _noun_end(self, after: str) -> int:
        ends = [match.end() for words in self.lexicon.tracks.values() if (match := words.head_pattern.match(after))]
        return min(ends) if ends else 0

    def _without_nouns(self, text: str) -> str:
        for words in self.lexicon.tracks.values():
            text = words.noun_pattern.sub("", text)
        return text

    def _status_track(self, cell: Cell, sentence: Sentence, metrics: tuple[str, ...]) -> Track | None:
        tracks = frozenset.intersection(*(self.lexicon.metrics[metric].tracks for metric in metrics)) or self.lexicon.metrics[metrics[0]].tracks
        if len(tracks) == 1:
            (track,) = tracks
            if track is Track.PROBLEM and cell.span.unit_class == "件" and self._list_of(cell, sentence) is Track.COMPLAINT:
                return Track.COMPLAINT
            return track
        track = self._list_of(cell, sentence)
        return track if track in tracks else None

    def _list_of(self, cell: Cell, sentence: Sentence) -> Track:
        """Which list a number speaks of: its own noun, else its unit, else the list last counted in this paragraph."""
        for track in (Track.COMPLAINT, Track.PROBLEM):
            if self.lexicon.tracks[track].noun_pattern.search(cell.after[:12]) or self.lexicon.tracks[track].noun_pattern.search(cell.before):
                return track
        if cell.span.unit_class == "件":
            return Track.COMPLAINT
        recent = [group.track for group in self.groups if group.paragraph == self.paragraph]
        if recent and cell.span.unit_class in {"项", "比例"}:
            return recent[-1]
        lead = self._recent_noun(cell.lead)
        if lead is not None:
            return lead
        if cell.span.unit_class == "项":
            heading = self._recent_noun("".join(sentence.passage.section))
            return heading or (Track.PROBLEM if any(group.track is Track.PROBLEM for group in self.groups) else Track.OTHER)
        return Track.OTHER

    def _recent_noun(self, text: str) -> Track | None:
        ends = {track: max((m.end() for m in words.noun_pattern.finditer(text)), default=-1) for track, words in self.lexicon.tracks.items()}
        best = max(ends, key=lambda track: (ends[track], track is Track.COMPLAINT))
        return best if ends[best] >= 0 else None

    def _total(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        if cell.span.ordinal or excluded(cell, self.lexicon) or (cell.bracketed and cell.index):
            return []
        for track in (Track.COMPLAINT, Track.PROBLEM):
            if not countable(cell, track) or not self._counts(cell, sentence, track):
                continue
            group = self._open(track, cell, sentence, cell.span.quantity.value)
            return [self._fact(cell, sentence, track, _intake(cell), label=_label(cell), group=group)]
        return []

    def _counts(self, cell: Cell, sentence: Sentence, track: Track) -> bool:
        if counting_noun(cell, track, self.lexicon):
            near = cell.lead[-60:] + cell.before + cell.after
            headings = "".join(sentence.passage.section)
            own = inspection_of(cell.lead[-40:] + cell.before + cell.after)
            known = own is None and any(group.track is track and group.total == cell.span.quantity.value for group in self.groups)
            return known or triggered(near, track, self.lexicon) or triggered(headings, track, self.lexicon) or (track is Track.COMPLAINT and self._about_complaints())
        if track is not Track.COMPLAINT or cell.span.unit_class != "件" or (cell.after.strip("的中 ") and not statuses(cell.after, self.lexicon)) or cell.bracketed:
            return False
        handed = re.search(r"(?:累计|共|共计|总计|合计)?(?:交办|转办|移交|受理|收到)(?:我[省市县区旗])?(?:共|累计|合计)?$|督察组?(?:交办|转办|移交)?的?$", cell.before)
        return bool(handed) and (self._list_of(cell, sentence) is Track.COMPLAINT)

    def _about_complaints(self) -> bool:
        return self.report.genre == "信访件办理情况公开" or bool(re.search(r"信访|举报|投诉|交办", self.report.title))

    def _open(self, track: Track, cell: Cell, sentence: Sentence, total: float | None) -> Group:
        """A new list, or the one already open that this number restates."""
        inspection, batch = self._inspection(cell, sentence), batch_of(cell.lead + cell.before)
        for group in reversed(self.groups):
            same = group.track is track and group.total == total and total is not None and group.place == self.place
            unsaid = inspection_of(cell.lead + cell.before + cell.after) is None
            if same and (unsaid or group.paragraph == self.paragraph or _compatible(group.inspection, inspection)) and (group.batch == batch or not batch or not group.batch):
                group.paragraph = self.paragraph
                return group
        group = Group(f"{track.name}{len(self.groups) + 1}", track, inspection, batch, self.place, total, self.paragraph, sentence.passage.section)
        self.groups.append(group)
        return group

    def _group(self, track: Track, cell: Cell, sentence: Sentence) -> Group | None:
        """The list a part belongs to: the last one of its track in this paragraph that is large enough, else in this section."""
        value = cell.span.quantity.value or 0
        unit = cell.span.unit_class
        inspection = self._inspection(cell, sentence)
        for group in reversed(self.groups):
            fits = group.track is track and group.place == self.place and (group.total is None or value <= group.total or unit == "比例")
            fits = fits and _compatible(group.inspection, inspection)
            if fits and group.paragraph == self.paragraph:
                return group
            if fits and group.section == sentence.passage.section and sentence.passage.section and not inspection_of(cell.lead):
                return group
        counted = [group for group in self.groups if group.track is track and group.total is not None and group.place == self.place]
        if len(counted) == 1 and _compatible(counted[0].inspection, inspection) and value <= (counted[0].total or 0) and not batch_of(cell.lead + cell.before):
            return counted[0]
        return None

    def _part(self, cell: Cell, sentence: Sentence) -> list[Fact]:
        if cell.span.unit_class not in {"件", "项", "起", "比例"} or cell.span.ordinal:
            return []
        parts = self.classifier.parts(cell, sentence)
        if not parts:
            return []
        track = self._list_of(cell, sentence)
        if track is Track.OTHER:
            return []
        group = self._group(track, cell, sentence)
        if group is None:
            return []
        parent = self._parent(sentence) if group.total != sum(0 for _ in parts) else ""
        facts = []
        for name, dimension in parts:
            fact = self._fact(cell, sentence, track, "分类", label=name, group=group)
            facts.append(replace(fact, dimension=dimension, parent=parent, members=(), batch=batch_of(cell.lead) or group.batch))
        return facts

    def _parent(self, sentence: Sentence) -> str:
        """The status whose figure is being split: the last one of this sentence, unless a total came after it."""
        for fact in reversed(self.facts):
            if fact.passage.start != sentence.passage.start or fact.metric == "总数":
                return ""
            if fact.metric and fact.metric != "分类" and fact.unit_class != "比例":
                return fact.metric
        return ""

    def _whole_list(self, sentence: Sentence, first: int) -> None:
        """A clause like 均已完成整改并验收销号 behind a total says that the status holds for all of it."""
        for begin, end in sentence.clauses:
            start = sentence.passage.start + begin
            clause = sentence.passage.text[begin:end].strip()
            if any(start <= cell.start < sentence.passage.start + end for cell in sentence.cells):
                continue
            opening = re.match(rf"(?:截至目前|目前|现|现已|已|到目前)?[，,]?(?:{self.universal.pattern})", clause)
            if opening is None:
                continue
            totals = [fact for fact in self.facts[first:] if fact.metric == "总数" and fact.end <= start]
            found = statuses(clause, self.lexicon)
            if not totals or not found or start - totals[-1].end > 40 or planned(clause[: found[0].start]):
                continue
            base = totals[-1]
            between = re.sub(r"[（(][^）)]*[）)]", "", self.report.clean[base.end : start])
            if not re.fullmatch(r"[^，,；;：:。]*[，,；;：:。]\s*", between):
                continue
            for metric in leading(found):
                if base.track in self.lexicon.metrics[metric].tracks:
                    self.facts.append(replace(base, metric=metric, status_text=clause, label="", members=(), context=clause))


def _intake(cell: Cell) -> str:
    """Which level of the funnel a total is (domain.md 3): 收到 and 受理 by the inspection team are not yet what it handed over."""
    match = re.search(r"(?:组|督察)[^，。]{0,6}(收到|接到|受理)|(受理)(?:有效)?举报", cell.lead[-30:] + cell.before)
    if match is None or re.search(r"交办|转办|移交|转来|交来", cell.before):
        return "总数"
    return "受理" if "受理" in match[0] else "收到"


def _compatible(one: Inspection, other: Inspection) -> bool:
    return (
        (not one.level or not other.level or one.level == other.level)
        and (not one.round or not other.round or one.round == other.round)
        and one.revisit == other.revisit
        and one.campaign == other.campaign
    )


def _one_each(fact: Fact, cell: Cell) -> list[Fact]:
    """A figure that 均 gives to several named lists: one fact a list (domain.md 3, 均)."""
    names = [re.sub(r"(?:排查)?(?:反馈)?(?:整改)?(?:任务|问题)(?:均.*)?$", "", name) for name in cell.names]
    return [replace(fact, label=name, of=f"{fact.of}.{i}", inspection=replace(fact.inspection, campaign=name)) for i, name in enumerate(names, 1)]


def _item_like(cell: Cell) -> bool:
    """Whether the words before a part name the very items (自然保护区整治和基层执法车辆配备2个问题)."""
    return len(cell.names) == 1 and len(cell.names[0]) > 6 and not re.match(r"[一二三四五六七八九]是|对", cell.names[0]) and cell.before.endswith(cell.names[0])


def _clause(cell: Cell, sentence: Sentence) -> str:
    """The whole clause the number stands in; a bare one takes the clause before it along."""
    start, end = cell.start - sentence.passage.start, cell.end - sentence.passage.start
    spans = [(a, b) for a, b in sentence.clauses if a <= start < b or a < end <= b]
    if not spans:
        return cell.words
    first = sentence.clauses.index(spans[0])
    text = sentence.passage.text[spans[0][0] : spans[-1][1]]
    if first and len(re.sub(r"[\d共计为有约近余\s]", "", text)) <= 3:
        text = sentence.passage.text[sentence.clauses[first - 1][0] : spans[-1][1]]
    return text.strip()


def _label(cell: Cell) -> str:
    """What an open figure counts, in its own words: the noun behind it, else the words before it."""
    return (cell.after.strip() or cell.before.strip())[:40]


def extract(report: Report, lexicon: Lexicon) -> list[Fact]:
    """All facts of a report in text order."""
    return Extractor(report, lexicon).run()
