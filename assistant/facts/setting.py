"""Where a figure stands: whose place, which inspection, which batch, as of when; makes a Fact of a cell with all of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter

from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import (
    ALL_INSPECTIONS,
    LOOK_BACK,
    batch_behind,
    batch_of,
    dated,
    dated_behind,
    inspection_behind,
    inspection_of,
    last_batch,
    merge,
    of_this_batch,
    only_day,
    only_inspection,
    period_of,
    speaks_jointly,
    statement,
    subject_place,
    this_batch,
)
from assistant.facts.groups import Group, Spot
from assistant.types import Fact, Inspection, Place, Report, Track
from assistant.words.dates import find_dates
from assistant.words.spans import disjoint, overlaps

_TOUCHES_NUMBERS = frozenset({"分页标记", "断行拼接", "数字识别"})
_SO_IT_IS = re.compile(r"(?:便|就|即|正|亦)是?(?:如此|这样|这个(?:情况|格局|样子|局面|数)|这些数?)[。；]?$")
"""At the end of a sentence: all of it is said of the one inspection that it names (…；没完成的7条在推进，省级督察的10条问题便是如此)."""
_TAKES_ON = re.compile(r"承担|涉及|认领|牵头")
TAKEN_ON = re.compile(rf"(?:{_TAKES_ON.pattern})(?:了|的)?$")
"""Before a number: how much of a list a place has to do."""
_GOES_ON = re.compile("其中")
_SINCE = re.compile(r"(?:督[察查]|进驻)(?:组)?(?:进驻)?以来(?![^。；]*第[一二三四五六七八九十百\d]+批)[^。；]{0,40}?(?:共|累计|合计|总计)")
"""Beside figures of single batches: all that came in since the inspection began."""
_BATCH_ASIDE = re.compile(r"[（(](?:其中|含|包括|包含)[^（()）]*批[^（()）]*[）)]")
"""In closed brackets: how much of the figure ahead one batch is."""
THIS_BATCH = "本批"
"""The batch that a notice is on, where it does not number it."""
_DAY_ALONE = re.compile(r"(?:截至|截止|到|至)(3[01]|[12]\d|0?[1-9])日")
_DAY_HEADING = re.compile(
    r"[^一-龥\w（(]*[（(]?(?P<day>(?:(?:19|20)\d{2}年)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号])[）)]?\s*[:：]?"
)
"""A line that is a day and nothing else: what follows came in on it (▍4月6日 / 当日9时至21时…)."""
_THAT_DAY = re.compile(r"当[日天]|[本是该]日|累计")
_MONTH_NAMED = 600
"""So many characters before a day without a month its month is named."""
_SHORT_BRACKET = 12
"""Up to so many characters in brackets only name again what stands before them, and the clause goes on behind."""
_SAYS_LITTLE = re.compile(r"[\d共计为有余\s]|[约近](?=\d)")
_AT_LENGTH = re.compile(r"[一-龥]{2,12}?\d+[项个件](?:任务|问题)?[，,]")
"""A place with its total as a clause of its own."""
_OPENS_STATEMENT = 20
"""So many characters behind a place and its figure tell whether a statement opens with it."""
LAST_WORDS = 40
"""So many characters at the end of a sentence can date all its figures."""


_OPENING = 600
"""So many characters say what a document is on."""


class Setting:
    """What the sentences read so far leave valid for the next figure."""

    def __init__(self, report: Report) -> None:
        self.report = report
        opening = report.clean[:_OPENING]
        self.document_inspection = inspection_of(report.title) or only_inspection(opening)
        self.on_inspections = self.document_inspection is not None or inspection_of(opening) is not None
        """Whether the document is on one or several inspections at all."""
        self.paragraph_inspection: Inspection | None = None
        self.place: Place | None = report.place
        self.paragraph = -1
        self.batch = last_batch(report.title)
        self.period = ""
        """The period of the sentence before, which one that begins with 其中 goes on telling of."""
        self.introduced = ""
        """The words of the sentence before in this paragraph, where it has no figure (信访件怎么分布？就属地而言，…)."""
        self.day = ""
        """The day that the last line of its own names for what follows."""
        self.all_told = (-1, -1)
        """The sentence in which a total of all inspections was told, and where that ends: what follows in it is of all as well."""
        self.told: dict[int, str] = {}
        """The day that the text itself gives a figure, by the figure's start."""
        self.repaired = disjoint((repair.start, repair.end) for repair in report.repairs if repair.type in _TOUCHES_NUMBERS)

    def enter(self, sentence: Sentence) -> bool:
        """Take up a sentence; True when it begins a paragraph, which forgets what the last one spoke of."""
        begins = sentence.paragraph != self.paragraph
        if heading := _DAY_HEADING.fullmatch(sentence.passage.text.strip()):
            self.day = heading["day"]
        if begins:
            self.paragraph = sentence.paragraph
            self.paragraph_inspection = None
            self.introduced = ""
            self.place = self.report.place
        if speaks_jointly(sentence.passage.text):
            self.place = self.report.place
        self.place = subject_place(sentence.passage.text, self.report) or self.place
        return begins

    def reach(self, cell: Cell, sentence: Sentence) -> None:
        """Note the place a statement within the sentence opens with (…；乙市交办42件), or its last clause on what a place has to do."""
        said = statement(cell.lead + cell.before)
        begin = cell.start - sentence.passage.start
        clauses = [clause for clause in said.split("，") if _TAKES_ON.search(clause)]
        if speaks_jointly(said):
            self.place = self.report.place
        own = next((place for clause in reversed(clauses) if (place := subject_place(clause, self.report))), None)
        # 乙市47项，完成40项: what follows its first figure tells that the statement is on that place.
        opening = said + sentence.passage.text[begin : begin + _OPENS_STATEMENT] if len(said) <= _OPENS_STATEMENT else said
        headed = opening.rpartition("：")[2]  # 各地进展：甲市61项，完成49项; but 分地区看：甲县17项完成14项，… tells parts of the list
        told_of = subject_place(headed, self.report) if _AT_LENGTH.match(headed) else None
        self.place = own or subject_place(opening, self.report) or told_of or self.place

    def of_place_named(self, cell: Cell) -> bool:
        """Whether nothing but the name of another place than the document's own stands ahead of a figure of that place."""
        return self.place is not None and self.place != self.report.place and cell.before.strip() == self.place.name

    def leave(self, sentence: Sentence) -> None:
        """Keep what a sentence named for the rest of its paragraph."""
        text = sentence.passage.text
        self.introduced = "" if sentence.cells else text
        self.batch = last_batch(text) or self.batch
        self.period = period_of(text) or (self.period if _GOES_ON.match(text) else "")
        named = inspection_of(text)
        if named is not None:
            self.paragraph_inspection = merge(named, self.document_inspection)

    def fact(self, cell: Cell, sentence: Sentence, track: Track, metric: str, *, label: str = "", group: Group | None = None) -> Fact:
        """The figure of a cell as a fact, of a list when it belongs to one."""
        before = _said(cell)
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
            inspection=group.inspection if group else self.inspection(cell, sentence),
            unit_class="排名" if cell.span.ordinal and cell.span.unit_class in {"人", ""} else cell.span.unit_class,
            of=group.id if group else "",
            period=period_of(before) or (self.period if _GOES_ON.match(sentence.passage.text) else ""),
            as_of=self._as_of(cell, sentence, before, counted=bool(metric)),
            repaired=cell.span.damaged or self._repaired(cell),
            context=_clause(cell, sentence),
            batch=group.batch if group else self._batch(cell, sentence),
            members=cell.names if len(cell.names) > 1 else (),
        )

    def _as_of(self, cell: Cell, sentence: Sentence, before: str, *, counted: bool) -> str | None:
        """The day up to which a figure counts: told in its sentence, else the document's own; `counted`: it is of a list."""
        told = dated(before, self.report) or dated_behind(_tail(cell, sentence), self.report)
        told = told or self._day_alone(cell, before)
        if told is None and self.day and _THAT_DAY.search(before):
            told = dated(f"截至{self.day}", self.report)
        told = told or (only_day(sentence.passage.text[:LOOK_BACK], self.report) if counted else None)
        if told:
            self.told[cell.start] = told
        return told or self.report.as_of

    def _day_alone(self, cell: Cell, before: str) -> str | None:
        """The day of 截至24日, in the month that the text named last."""
        said = _DAY_ALONE.search(before)
        named = (
            [date for date in find_dates(self.report.clean[max(0, cell.start - _MONTH_NAMED) : cell.start]) if date.month] if said else []
        )
        years = [date.year for date in named if date.year] or [int((self.report.as_of or "0000")[:4])]
        if said is None or not named or not years[-1]:
            return None
        return f"{years[-1]:04d}-{named[-1].month:02d}-{int(said[1]):02d}"

    def spot(self, cell: Cell, sentence: Sentence, track: Track) -> Spot:
        """All that decides which list of a track the figure belongs to; problems come in no batches that could be counted up."""
        batch = self._batch(cell, sentence)
        return Spot(
            track,
            cell.span.quantity.value,
            cell.span.quantity.text,
            cell.span.unit_class,
            self.place,
            self.paragraph,
            sentence.passage.section,
            self.inspection(cell, sentence),
            (inspection_of(_said(cell) + cell.after) or self._named_behind(cell, sentence)) is not None,
            "" if track is Track.PROBLEM and batch == "累计" else batch,
            self.day,
        )

    def inspection(self, cell: Cell, sentence: Sentence) -> Inspection:
        """Whose figure it is: the words before it, else its headings, else its paragraph, else the document's title."""
        begins, ends = self.all_told
        if begins == sentence.passage.start and ends <= cell.start:
            between = sentence.passage.text[ends - begins : cell.start - begins]
            if inspection_of(between + cell.after) is None:
                return Inspection(campaign=ALL_INSPECTIONS)
        near = inspection_of(_said(cell) + cell.after) or self._named_behind(cell, sentence)
        heading = inspection_of("".join(sentence.passage.section))
        around = merge(heading, self.document_inspection) if heading else self.paragraph_inspection or self.document_inspection
        return merge(near, around)

    def _named_behind(self, cell: Cell, sentence: Sentence) -> Inspection | None:
        """The inspection said behind a figure for its sentence, or the only one that its statement names (完成24项，占省级督察33项的…)."""
        rest = _rest(cell, sentence)
        if _SO_IT_IS.search(sentence.passage.text) and (whole := only_inspection(sentence.passage.text)):
            return whole
        other = bool(self.paragraph_inspection or inspection_of("".join(sentence.passage.section)))
        return inspection_behind(rest) or only_inspection(re.split("[；;]", rest)[0] if other else rest)

    def _batch(self, cell: Cell, sentence: Sentence) -> str:
        """The batch a figure counts: said before it, right behind it, or 本批 of the batch last named."""
        lead = _BATCH_ASIDE.sub("", _said(cell))
        if of_this_batch(lead):
            return self.batch or THIS_BATCH
        behind = batch_behind(sentence.passage.text, cell.end - sentence.passage.start)
        running = "累计" if self.batch and _SINCE.search(lead) else ""
        return batch_of(lead) or behind or running or (self.batch if this_batch(lead) else "")

    def _repaired(self, cell: Cell) -> bool:
        """Whether the cleaner touched the number itself, so that the answer says so."""
        return bool(self.repaired) and overlaps(self.report.offsets.raw_span(cell.start, cell.end), self.repaired)


def _rest(cell: Cell, sentence: Sentence) -> str:
    """What the sentence says behind the number, as far as it can be read for each number of a long one."""
    end = cell.end - sentence.passage.start
    return sentence.passage.text[end : end + LOOK_BACK]


def _tail(cell: Cell, sentence: Sentence) -> str:
    """The last words of the sentence that stand behind the number."""
    return sentence.passage.text[max(cell.end - sentence.passage.start, len(sentence.passage.text) - LAST_WORDS) :]


def _said(cell: Cell) -> str:
    """What the sentence says up to the number."""
    return cell.lead[-LOOK_BACK:] + cell.before


def _clause(cell: Cell, sentence: Sentence) -> str:
    """The whole clause the number stands in; a bare one takes the clause before it along."""
    start, end = cell.start - sentence.passage.start, cell.end - sentence.passage.start
    first = bisect_right(sentence.clauses, start, key=itemgetter(0)) - 1
    last = bisect_left(sentence.clauses, end, key=itemgetter(0)) - 1
    begins, ends = first >= 0 and start < sentence.clauses[first][1], last >= 0 and end <= sentence.clauses[last][1]
    if not begins and not ends:
        return cell.words
    first, last = first if begins else last, last if ends else first
    first = _before_bracket(sentence, first)
    text = sentence.passage.text[sentence.clauses[first][0] : sentence.clauses[last][1]]
    if first and len(_SAYS_LITTLE.sub("", text)) <= 3:
        text = sentence.passage.text[sentence.clauses[first - 1][0] : sentence.clauses[last][1]]
    return text.strip()


def _before_bracket(sentence: Sentence, clause: int) -> int:
    """The clause that a short bracket parts from its own end: 可吸入颗粒物 of 可吸入颗粒物（PM10）平均42微克/立方米."""
    begin, bracket = sentence.clauses[clause][0], sentence.clauses[clause - 1] if clause > 1 else (0, 0)
    text = sentence.passage.text
    closes = text[begin - 1 : begin] in {"）", ")"} and text[bracket[0] - 1 : bracket[0]] in {"（", "("} and bracket[1] == begin - 1
    opens_behind = closes and sentence.clauses[clause - 2][1] == bracket[0] - 1
    return clause - 2 if opens_behind and bracket[1] - bracket[0] <= _SHORT_BRACKET else clause
