"""Which of the two lists a number speaks of: its own noun, its unit, what was just counted, its headings (domain.md 2.1)."""

from __future__ import annotations

import re

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import LOOK_BACK, WHOSE, statement
from assistant.facts.counting import WHOLE_SAID
from assistant.facts.groups import Lists
from assistant.facts.status import statuses
from assistant.types import Track
from assistant.words.lexicon import Lexicon

_AHEAD, _NEAR = 36, 12
"""The noun of a figure stands so near behind it, the name of the inspection in front of the noun left out."""
_INSPECTED = re.compile(r"督[察查]")


_HANDED_OVER = re.compile(r"(?:交办|转办|移交)(?:的)?(?:生态|环境|环保)*问题(?!线索)")
_RECTIFIED = re.compile(
    r"督[察查](?:[“]?回头看[”]?)?(?:反馈意见|反馈)?整改|整改完成率|完成率|整改率|销号|完成整改|整改完成|完成整治|整改到位"
)
_WORK_OF_INSPECTION = re.compile(r"督[察查](?:[“”]?回头看[”]?)?[^，。；\d]{0,8}(?:整改|反馈|意见|清单|任务|事项)")
_PLACE = re.compile(r"[一-龥]{2,3}[省市县区州旗]")
_COMPLAINED = re.compile(r"信访|举报|投诉|办结|来电|来信|\d件")
_BARE = frozenset({"问题", "整改问题", "问题整改", "整改任务", "任务"})
_MEANT_OF_PROBLEMS = {"办结": "完成", "未办结": "未完成"}
"""Statuses of complaints that texts also say of problems."""


class TrackFinder:
    """Decides between 反馈问题 and 信访件; the two are never mixed up for want of a noun."""

    def __init__(self, lexicon: Lexicon, lists: Lists) -> None:
        self.lexicon = lexicon
        self.lists = lists

    def of_status(self, cell: Cell, sentence: Sentence, metrics: tuple[str, ...], paragraph: int) -> Track | None:
        """The list a status figure is of; None when no list it can belong to is spoken of."""
        each = [self.lexicon.metrics[metric].tracks for metric in metrics]
        tracks = frozenset.intersection(*each) or each[0]
        found = self.of(cell, sentence, paragraph, by_unit=True)
        if len(tracks) > 1:
            return found if found in tracks else None
        (track,) = tracks
        if track is Track.COMPLAINT and found is Track.PROBLEM and cell.span.quantity.unit in {"项", "条"} and metrics == ("办结",):
            return found
        return found if track is Track.PROBLEM and cell.span.unit_class == "件" and found is Track.COMPLAINT else track

    def of_problems(self, cell: Cell, sentence: Sentence, metrics: tuple[str, ...], paragraph: int) -> tuple[str, ...]:
        """The statuses of a figure, those of complaints as what they mean of problems counted in 个 or 条 (反馈问题72个，已办完59个)."""
        if not metrics or not set(metrics) <= _MEANT_OF_PROBLEMS.keys() or cell.span.unit_class != "项":
            return metrics
        if self.of(cell, sentence, paragraph, by_unit=True) is not Track.PROBLEM:
            return metrics
        return tuple(_MEANT_OF_PROBLEMS[metric] for metric in metrics)

    @staticmethod
    def handed_over_problems(cell: Cell, sentence: Sentence) -> bool:
        """Whether 交办问题 counted in 个 are told as problems, by how far they are rectified, and nothing names a complaint."""
        text = sentence.passage.text
        named = cell.span.unit_class == "项" and _HANDED_OVER.search(cell.before[-_AHEAD:] + cell.after[:_NEAR])
        return bool(named) and bool(_RECTIFIED.search(text)) and not _COMPLAINED.search(text)

    def of_rate(self, cell: Cell, sentence: Sentence, metrics: list[str], paragraph: int) -> Track:
        """The list a rate is of: 办结率 is one of complaints, any other without a noun one of problems when an inspection is named."""
        if "办结率" in metrics:
            return Track.COMPLAINT
        found = self.of(cell, sentence, paragraph)
        return Track.PROBLEM if found is Track.OTHER and _INSPECTED.search(cell.lead + cell.before) else found

    def of(self, cell: Cell, sentence: Sentence, paragraph: int, *, by_unit: bool = False) -> Track:
        """The list of any number: its own noun, else its unit, else the list last counted in this paragraph, else the words around.

        `by_unit`: a figure in 个 or 项 does not go on with a list counted in 件, as classes of it may.
        """
        for track in (Track.COMPLAINT, Track.PROBLEM):
            noun = self.lexicon.tracks[track].noun_pattern
            named = noun.search(WHOSE.sub("", cell.after[:_AHEAD])[:_NEAR]) or noun.search(cell.before)
            if named and not (track is Track.PROBLEM and named[0] in _BARE and self.only_complaints(cell)):
                return track
        if cell.span.unit_class == "件":
            return self._pieces(cell, paragraph)
        recent = self.lists.recent_track(paragraph, cell.span.quantity.unit if by_unit else "")
        if recent is not None and cell.span.unit_class in {"项", "比例"}:
            return recent
        if by_unit and cell.span.unit_class == "项" and self._tells_only_statuses(sentence):
            return Track.PROBLEM
        lead = self.named(cell.lead[-LOOK_BACK:])
        if lead is not None:
            return lead
        if cell.span.unit_class not in {"项", "比例"}:
            return Track.OTHER
        rest = sentence.passage.text[cell.end - sentence.passage.start :]
        around = self.named("".join(sentence.passage.section)) or self.named(rest)
        rectified = by_unit and bool(_RECTIFIED.search(cell.lead[-LOOK_BACK:] + cell.before))
        return around or (Track.PROBLEM if rectified or self.lists.has(Track.PROBLEM) else Track.OTHER)

    def _tells_only_statuses(self, sentence: Sentence) -> bool:
        """Whether a sentence on the rectification of an inspection counts nothing but how its items stand (1项滞后，8项完成，合起来9项)."""
        text = sentence.passage.text
        if not _WORK_OF_INSPECTION.search(text) or self.lexicon.tracks[Track.COMPLAINT].noun_pattern.search(text):
            return False
        said = [(one, bool(statuses(one.words, self.lexicon))) for one in sentence.cells if one.span.unit_class == "项"]
        plain = all(status or not one.words or WHOLE_SAID.fullmatch(_PLACE.sub("", one.words)) for one, status in said)
        return plain and sum(status for _, status in said) > 1

    def only_complaints(self, cell: Cell) -> bool:
        """Whether 问题 counted in 件 can only be complaints: nothing else has been counted so far (386件信访投诉问题…完成问题整改314件)."""
        return cell.span.quantity.unit == "件" and self.lists.has(Track.COMPLAINT) and not self.lists.has(Track.PROBLEM)

    def _pieces(self, cell: Cell, paragraph: int) -> Track:
        """件 counts complaints, unless the same statement has just counted problems and named no complaint (49个问题，完成40件)."""
        said = statement(cell.lead)
        problems = self.lexicon.tracks[Track.PROBLEM].noun_pattern.search(said)
        complaints = self.lexicon.tracks[Track.COMPLAINT].noun_pattern.search(said)
        counted = self.lists.recent_track(paragraph) is Track.PROBLEM
        return Track.PROBLEM if problems and not complaints and counted else Track.COMPLAINT

    def named(self, text: str) -> Track | None:
        """The track whose noun a text names last."""
        ends = {
            track: max((match.end() for match in words.noun_pattern.finditer(text)), default=-1)
            for track, words in self.lexicon.tracks.items()
        }
        best = max(ends, key=lambda track: (ends[track], track is Track.COMPLAINT))
        return best if ends[best] >= 0 else None
