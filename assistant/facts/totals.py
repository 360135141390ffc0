"""Which figures are the total of a list: those that count its members and are no part of it, wherever its noun stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.bare import total_label
from assistant.facts.cells import Cell, Sentence
from assistant.facts.classify import Classifier
from assistant.facts.clipped import clipped
from assistant.facts.context import LOOK_BACK, apart, batches_named, inspection_behind, inspection_of, only_inspection, statement
from assistant.facts.counting import counting_noun, handed_over, triggered
from assistant.facts.daily import NOTICE
from assistant.facts.groups import Lists
from assistant.facts.named_apart import foremost, in_turn
from assistant.facts.plain_words import leads_on
from assistant.facts.setting import TAKEN_ON, Setting
from assistant.facts.status import metrics_named, statuses
from assistant.facts.taken_in import taken_in
from assistant.facts.tally import OPEN_PARTS
from assistant.facts.tracks import TrackFinder
from assistant.types import Fact, Inspection, Report, Track

_OWN_LIST = re.compile(r"涉及(?:我|该|本)|其中(?:涉及)?(?:我|该|本)[省市县区州旗]")
_TOTAL_NAME = re.compile(
    r"(?:总数|总量|总任务数?|任务数|问题数|应(?:整?改|完成|办结?|办理)数?|(?:交办|转办|移交|受理|承办|反馈)(?:件|问题)?数|总件数)量?$"
)
"""What a total is called in a list joined by 分别 (总数、办结数分别为93件、88件)."""
_CALLED_TOTAL = re.compile(
    r"(?:总数|总量|总账|总任务|总计|一共|总共|拢共|底数|盘子|分母|(?:任务|问题|事项|清单|台账)(?:总?[数量]|所列|共计?|合计|总计)|应整?改|(?:反馈|意见|清单|台账|任务)所[列涉]|应当?销号?)(?:为|是|有|达到?|的)*$"
)
"""Right ahead of a figure: words that make it all there are."""
_TOTAL_ALONE = re.compile(r"(?:总|总数|总量|共|合计|总计)(?:为|是|有)?")
_A_PLACE = re.compile(r"^[一-龥]{1,4}[省市县区州盟旗]")
_OF_ITEMS = re.compile(r"(?:的)?(?:整改)?(?:任务|事项|问题)?(?:当中|之中|中|里|内|已|均|虽)")
"""Right behind a figure: of so many items some are told next."""
_OF_KIND = re.compile(r"类(?:信访|举报|投诉)?(?:件|案件)?$")
"""Right ahead of a figure: what a class is called that opens a sentence (大气污染类举报25件)."""
_SO_FAR = re.compile(r"(?:^|止|[日号末底])累计(?:共|为|有|已?达)?$")
"""Right ahead of a figure in a notice on complaints: all that came in (到2日为止累计204件)."""
_CONCERNS = re.compile(r"^(?:其中)?(?:分别)?涉及")
_OF_THESE = re.compile(r"其中|含|包括|包含")
_FED_BACK = re.compile("反馈|整改|任务")
_THE_OTHER = re.compile(r"(?:其[他它余]|另外|余下|剩下|剩余)的?$")
"""Right ahead of a figure of all others."""
_IS_HANDED = re.compile(
    r"[，,—]+(?:这?(?:就|便)?[是系为]|[均皆都全][是系为])[^，。；\d]*(?:[\d年月日]{5,11}[^，。；\d]*)?"
    r"(?:交|转|移)(?:办|由|送|来|给|交)[^，。；\d]{2,30}"
)
_SUM_ALONE = re.compile(r"[^，。；\d]{0,6}?(?:共计?|合计?|总计|计|总共|一共)?")
_HOW_FAR = re.compile("办[结完理]|结案|完成|在办|销|进[度展]")
_HANDLED_BY = re.compile(r"(?P<name>[一-龥]{1,9}?(?:[镇乡县区市局厅委]|街道))(?:共|已)?(?P<verb>承办|办理|牵头|领办|负责|接收|收到|分到)")
"""Ahead of a figure: which area or office it is of, and what it does."""
_OWN_PLACE = re.compile(r"我[省市县区州旗](?:名下|共|有|计|为)*")
_ALL_OF_IT = re.compile("[均都全皆俱还尚仍]|悉数|一律|^$")
_ITS_LIST = re.compile(r"(?:交办|转办|移交|转来|交来|承办|承接|承担|认领|领办|接收|收到|反馈|指出)[^，。；]{0,24}$")
_OTHERS = re.compile(r"(?<!此)除(?!此)[^。；]{2,80}[以之]?外[，,]$")
"""Ahead of a figure of all others: 除石檐乡矿山修复滞后外，32项问题已完成."""


class TotalReader:
    """Tells the totals of one report from its other figures."""

    def __init__(self, report: Report, lists: Lists, tracks: TrackFinder, setting: Setting, classifier: Classifier) -> None:
        self.report = report
        self.lists = lists
        self.tracks = tracks
        self.setting = setting
        self.classifier = classifier
        self.lexicon = tracks.lexicon

    def ours(self, cell: Cell) -> Cell:
        """A figure with the report's own place called 我县, as offices call themselves either way."""
        own = self.report.place.name if self.report.place else ""
        return replace(cell, before=cell.before.replace(own, f"我{own[-1]}")) if own and own in cell.before else cell

    def without_next(self, cell: Cell, sentence: Sentence, track: Track) -> Cell:
        """A figure without the status behind it that is said of the next one, a part of it (第二轮的29项|改完|27项)."""
        following = sentence.cells[cell.index + 1] if leads_on(cell, sentence) else None
        if following is None or (following.span.quantity.value or 0) > (cell.span.quantity.value or 0):
            return cell
        found = statuses(cell.after, self.lexicon)
        plain = bool(found) and found[0].start == 0 and not cell.after[found[-1].end :].strip("的了")
        return replace(cell, after="") if plain or clipped(replace(cell, before=""), track, self.lexicon)[0] else cell

    def counts(self, cell: Cell, sentence: Sentence, track: Track, said: Sequence[Fact]) -> bool:
        """Whether a figure is the total of a list of a track; `said` are the facts that its sentence has told so far."""
        of_class = not cell.after and (cell.index > 0 or _OF_KIND.search(cell.before)) and self.classifier.names_class(cell.before)
        if of_others(cell, sentence, self.lists) or foremost(cell) or of_class:
            return False
        if self._first_of_areas(cell, sentence):
            return False
        if self._of_place(cell, sentence):
            return self.tracks.of(cell, sentence, self.setting.paragraph) is track
        if track is Track.PROBLEM and self.tracks.only_complaints(cell) and not _FED_BACK.search(cell.words):
            return False
        if self._labelled(cell):
            return self._bare_total(cell, sentence, track)
        if self._counted(cell, sentence, track, said) or self._called_total(cell, sentence, track):
            return True
        return self._leads_parts(cell, sentence, track) and not _told_as_part(cell, said)

    def _first_of_areas(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether a figure opens a list of areas, behind 涉及 or not (涉及蓬塘区2件、江屿区3件): a class, no total."""
        after = sentence.cells[cell.index + 1] if cell.index + 1 < len(sentence.cells) else None
        name = _CONCERNS.sub("", cell.before)
        whose, other = (_HANDLED_BY.match(one.before) if one else None for one in (cell, after))
        if whose and other and whose["verb"] == other["verb"] and whose["name"] != other["name"]:
            return True  # 石檐镇承办信访件40件，望棠镇承办30件
        return (
            after is not None
            and not cell.after
            and self.classifier.is_area(name, self.report.place)
            and self.classifier.is_area(after.before, self.report.place)
        )

    def _of_place(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether a figure behind the bare name of another place leads on to a part of it: 乙市|47项，完成40项."""
        following = sentence.cells[cell.index + 1] if cell.index + 1 < len(sentence.cells) else None
        if following is None or cell.after or not self.setting.of_place_named(cell):
            return False
        small = (following.span.quantity.value or 0) <= (cell.span.quantity.value or 0)
        return small and following.span.unit_class == cell.span.unit_class and bool(statuses(following.words, self.lexicon))

    def _labelled(self, cell: Cell) -> bool:
        """Whether a figure without a unit of its own has the name of a total ahead of it (总20)."""
        return not cell.after and _unitless(cell) and bool(total_label(self.lexicon).match(cell.before))

    def _counted(self, cell: Cell, sentence: Sentence, track: Track, said: Sequence[Fact]) -> bool:
        turn = in_turn(cell, sentence)
        if turn:
            return bool(_TOTAL_NAME.search(turn)) and self.tracks.of(cell, sentence, self.setting.paragraph) is track
        if cell.after[:1] in {"中", "里"} and not cell.before and not cell.bracketed and self._named_behind(cell, sentence, track):
            # 16项完成、7项未完成，7项中又有2项滞后: a part told again is no list.
            return not _told_as_part(cell, said)
        if counting_noun(cell, track, self.lexicon):
            own = inspection_of(cell.lead[-40:] + cell.before + cell.after)
            if own is None and self.lists.has(track, cell.span.quantity.value):
                return True
            words = cell.lead[-60:] + cell.before + cell.after + "".join(sentence.passage.section)
            listed = (
                triggered(words, track, self.lexicon)
                or self.names_inspection(cell, sentence)
                or self.setting.place != self.report.place
                or (track is Track.COMPLAINT and self._about_complaints(cell))
            )
            return listed and not self._subset(cell, track, said)
        if track is Track.PROBLEM and self.setting.place != self.report.place and TAKEN_ON.search(cell.before):
            return self.tracks.of(cell, sentence, self.setting.paragraph) is Track.PROBLEM
        return track is Track.COMPLAINT and self._complaints(cell, sentence, said)

    def _complaints(self, cell: Cell, sentence: Sentence, said: Sequence[Fact]) -> bool:
        """Whether a figure in 件 that no noun names is a total of complaints: by how they came in, or to whom they were handed."""
        if cell.span.unit_class != "件" or cell.bracketed:
            return False
        if taken_in(cell, self.lexicon) and self._on_complaints(cell, sentence):
            return not self._subset(cell, Track.COMPLAINT, said)
        if self._called_behind(cell, sentence) or self._own_of_batch(cell, sentence):
            return True
        if self.report.place and re.match(rf"涉及(?:我[省市县区州旗]|{re.escape(self.report.place.name)})", cell.after):
            return self.tracks.of(cell, sentence, self.setting.paragraph) is Track.COMPLAINT
        if cell.after.strip("的中里面， ") and not statuses(cell.after, self.lexicon) and not self.classifier.remark(cell.after):
            return False
        if self.report.genre == NOTICE and _SO_FAR.search(cell.before) and self.lists.has(Track.COMPLAINT):
            return True
        previous = sentence.cells[cell.index - 1] if cell.index else None
        return handed_over(cell, previous) and self.tracks.of(cell, sentence, self.setting.paragraph) is Track.COMPLAINT

    def _called_total(self, cell: Cell, sentence: Sentence, track: Track) -> bool:
        """Whether a figure that words call a total (总数33个, 任务总量10项) is that of the only list its sentence tells statuses of."""
        label = cell.before or re.split(r"[；。：:，、（）()｜]", cell.lead.rstrip("，："))[-1]
        called = bool(_CALLED_TOTAL.search(label) or _TOTAL_ALONE.fullmatch(label)) and not cell.after.strip("，（”")
        return called and self.opens(cell, sentence, track) and bool(self._status_cells(sentence, track))

    def _leads_parts(self, cell: Cell, sentence: Sentence, track: Track) -> bool:
        """Whether a figure of items leads on to a part of them, of the inspection named before (10个里改到位6个; 10项任务已销账4项)."""
        behind = sentence.cells[cell.index + 1] if cell.index + 1 < len(sentence.cells) else None
        leads = _OF_ITEMS.match(cell.after) is not None and not _A_PLACE.sub("", cell.before).strip("的，（")
        return leads and self._leads_to(cell, behind, sentence, track) and self.opens(cell, sentence, track)

    def _leads_to(self, cell: Cell, behind: Cell | None, sentence: Sentence, track: Track) -> bool:
        """Whether the figure behind another has a status, or the words between them are one (10项任务已销账4项)."""
        if behind is None or (behind.span.quantity.value or 0) > (cell.span.quantity.value or 0):
            return False
        return behind in self._status_cells(sentence, track) or (not behind.before and bool(statuses(cell.after, self.lexicon)))

    def opens(self, cell: Cell, sentence: Sentence, track: Track) -> bool:
        """Whether a figure can be the first total of a list that its paragraph tells of an inspection."""
        named = self.names_inspection(cell, sentence) or self.setting.paragraph_inspection is not None
        return named and self.lists.recent_total(track, self.setting.paragraph) is None and self.setting.place == self.report.place

    def _status_cells(self, sentence: Sentence, track: Track) -> list[Cell]:
        """The figures of a sentence beside a status of a track's items, of 反馈问题 where nothing says complaints."""
        if (track is Track.COMPLAINT) is not self._settled(sentence):
            return []
        return [one for one in sentence.cells if one.span.unit_class != "比例" and statuses(one.words, self.lexicon)]

    def _bare_total(self, cell: Cell, sentence: Sentence, track: Track) -> bool:
        """Whether a figure that 总 or 合计 alone names (总20，完成14) is of a track: by its words, else by the statuses with it."""
        on_list = self.setting.on_inspections or self.names_inspection(cell, sentence)
        named = self.tracks.named(cell.lead + cell.before)
        return on_list and track is (named or (Track.COMPLAINT if self._settled(sentence) else Track.PROBLEM))

    def _named_behind(self, cell: Cell, sentence: Sentence, track: Track) -> bool:
        """Whether what a figure counts is told at the end of its sentence: 33个里完成20个，这是省级督察反馈问题的账."""
        rest = sentence.passage.text[cell.end - sentence.passage.start :][:LOOK_BACK]
        named = self.lexicon.tracks[track].noun_pattern.search(rest) and only_inspection(rest)
        return bool(named) and self.tracks.of(cell, sentence, self.setting.paragraph) is track

    def names_inspection(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether the words around a figure, or the end of its sentence, name an inspection with its level or round."""
        end = cell.end - sentence.passage.start
        rest = sentence.passage.text[end : end + LOOK_BACK]
        near = inspection_of(self.setting.introduced + cell.lead[-60:] + cell.before + cell.after) or inspection_behind(rest)
        return (near or (only_inspection(rest) if not cell.index else None)) is not None

    def _subset(self, cell: Cell, track: Track, said: Sequence[Fact]) -> bool:
        """Whether a smaller count behind the total of one sentence only names some of its members (涉及水环境的10个问题)."""
        own = self.report.place.name if self.report.place else ""
        if _OF_THESE.match(cell.before) and not _OWN_LIST.search(cell.words) and "批" not in cell.before:
            return bool(self._whole_before(cell, track, said))
        if triggered(cell.words, track, self.lexicon) or _OWN_LIST.search(cell.words) or (own and cell.before.endswith(f"涉及{own}")):
            return False
        return self._whole_before(cell, track, said)

    def _whole_before(self, cell: Cell, track: Track, said: Sequence[Fact]) -> bool:
        """Whether the last total of a sentence is larger than a figure behind it, of the same place and of no other inspection."""
        totals = [fact for fact in said if fact.metric == "总数" and fact.track is track]
        value, own = cell.span.quantity.value, inspection_of(statement(cell.lead) + cell.words)
        if not totals or value is None or (own is not None and _another(own, totals[-1].inspection)):
            return False
        return totals[-1].place == self.setting.place and value < (totals[-1].quantity.value or 0)

    def _called_behind(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether the clause behind a figure that is alone calls it what was handed over (合16件，系…交办的第十三批举报)."""
        rest = sentence.passage.text[cell.end - sentence.passage.start :]
        said = _IS_HANDED.match(rest) if not cell.after and _SUM_ALONE.fullmatch(cell.before) else None
        return said is not None and self.lexicon.tracks[Track.COMPLAINT].noun_pattern.search(said[0]) is not None

    def _own_of_batch(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether a figure that only its own place stands ahead of is what a batch brought it: 第十批，我县23件."""
        said = statement(cell.lead)
        alone = not cell.after and _OWN_PLACE.fullmatch(cell.before) and bool(batches_named(said)) and not _HOW_FAR.search(said)
        return bool(alone) and self._on_complaints(cell, sentence)

    def _on_complaints(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether a sentence is on the complaints of an inspection: by its noun or its statuses, or because its paragraph counts them."""
        on_inspection = self.setting.on_inspections or "督察" in self.report.title or self.names_inspection(cell, sentence)
        named = self.tracks.named(self.setting.introduced + sentence.passage.text)
        beside = self.lists.recent_track(self.setting.paragraph)
        counted = named is Track.COMPLAINT or beside is Track.COMPLAINT or self._settled(sentence)
        return on_inspection and Track.PROBLEM is not named and counted

    def _settled(self, sentence: Sentence) -> bool:
        """Whether a sentence names a status that only complaints have."""
        named = metrics_named(sentence.passage.text, self.lexicon)
        return any(self.lexicon.metrics[name].tracks == {Track.COMPLAINT} for name in named)

    def _about_complaints(self, cell: Cell) -> bool:
        beside_a_list = self.lists.recent_track(self.setting.paragraph) is not None and self.setting.on_inspections
        named = beside_a_list and re.search(r"(?:信访|举报|投诉|交办|转办)案?件", cell.words)
        return self.report.genre == NOTICE or bool(named) or bool(re.search(r"信访|举报|投诉|交办", self.report.title))


def _another(own: Inspection, held: Inspection) -> bool:
    """Whether a clause names another inspection than the one told of, be it only its 回头看."""
    return apart(own, held) or (own.revisit and not held.revisit)


def _told_as_part(cell: Cell, said: Sequence[Fact]) -> bool:
    """Whether a sentence has told a figure before as what is not finished."""
    return any(fact.metric in OPEN_PARTS and fact.quantity.value == cell.span.quantity.value for fact in said)


def of_others(cell: Cell, sentence: Sentence, lists: Lists) -> bool:
    """Whether a figure is of all but what was just told (除石檐乡矿山修复滞后外，32项问题已完成; 反馈的其他32项问题)."""
    others = (_OTHERS.search(cell.lead[-LOOK_BACK:]) and not whole_list(cell, sentence, lists)) or _THE_OTHER.search(cell.before)
    return bool(others) and not re.search(r"[中里]", cell.after)


def whole_list(cell: Cell, sentence: Sentence, lists: Lists) -> bool:
    """Whether a figure behind excepted ones is of the whole list: 除5件外，我市承办的督察91件举报均已办结.

    It is not where the sentence, or a total of a list, tells the figure that both come to.
    """
    excepted = _OTHERS.search(cell.lead[-LOOK_BACK:])
    value, own = cell.span.quantity.value, _ITS_LIST.search(cell.before)
    if excepted is None or own is None or value is None or not _ALL_OF_IT.search(cell.after.rstrip("信访举报投诉群众交转办件问题项")):
        return False
    begins = cell.start - len(cell.before) - len(excepted[0]) - 1
    out = [one.span.quantity.value or 0 for one in sentence.cells if begins <= one.start < cell.start]
    told = {one.span.quantity.value for one in sentence.cells} | {group.total for group in lists.groups}
    return bool(out) and value + sum(out) not in told


def _unitless(cell: Cell) -> bool:
    """Whether a figure is printed without the unit it counts in."""
    return not cell.span.quantity.text.endswith(cell.span.quantity.unit)
