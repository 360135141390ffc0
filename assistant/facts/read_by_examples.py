"""Figures that the rules leave open or misread, read by the examples they resemble, where they fit the sums of a list.

Rules know the words of the field; examples (figure_roles.py) know how hundreds of writers put them together. What rules have read is
changed only where examples are nearly sure of something else and hold what it was taken for unlikely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.facts.attach import INCREMENT
from assistant.facts.cells import Cell, Sentence
from assistant.facts.context import statement
from assistant.facts.counting import countable, excluded, of_works
from assistant.facts.earlier import of_earlier
from assistant.facts.figure_marks import Figure, figure_marks
from assistant.facts.figure_roles import CLASS, OTHER, in_parts, learned, role
from assistant.facts.groups import LIST_UNITS, Group, Lists
from assistant.facts.list_nouns import without_nouns
from assistant.facts.planned import meant_or_new, still_to_do
from assistant.facts.setting import Setting
from assistant.facts.standing import due
from assistant.facts.status import statuses
from assistant.facts.tally import EXCLUSIVE, OPEN_PARTS
from assistant.facts.wholly import universal
from assistant.types import Fact, Track
from assistant.words import asked
from assistant.words.lexicon import Lexicon

_NO_COUNTS = frozenset({"日期", "比例", "钱", "浓度"})
_LIKELY, _CLOSING = 0.5, 0.15
"""So likely must be what a figure counts in a list that is known, and so likely where it just makes up the total."""
_SURE, _UNLIKELY = 0.8, 0.1
"""So likely must be what a figure counts to change what rules have read, and so unlikely what they took it for."""
_ALSO, _OPENS = 0.6, 0.6
"""So likely must be what a figure counts besides what it was read as, and what two figures count that open a list."""
_BESIDE, _SAID_OF = 14, 24
"""So many characters ahead of a figure can say that it is planned, so many behind it what all of it is."""


_FOREIGN, _SURELY_FOREIGN, _DENIED = 0.7, 0.9, 0.05
"""So likely must all figures of a list be of none to be left open, and one of a list that stays, and so unlikely what rules took it for."""
_NARROWS = 0.9
"""So likely must words say what part of a list a figure counts."""
_DAY = re.compile(r"(?:截至|截止|至|到|于)?(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)[底末前]?|20\d\d年[底末]?")
_PLAN = "整改方案"
"""The genre of a paper in which nothing is done yet."""
_EXCEPTED = ("外", "以外", "之外")
_INSPECTED = re.compile(r"督[察查]|[央省]督|回头看")
"""What names an inspection."""
_RUNNING = ("", "累计")
"""What the batch of a list is that counts them all."""
_TOTAL, _CLOSED = "总数", "销号"
_WITHIN = {"未销号": "完成"}
"""What examples call a status that is part of another."""
_LEFT = {"未完成": ("完成",), "未销号": ("销号",), "未办结": ("办结",), "完成": ("未完成",), "销号": ("未销号",), "办结": ("未办结",)}
"""What makes up a list together with a status."""
_MORE = frozenset({"未完成", "未销号", _CLOSED})
"""Statuses beside those of which an item has one only."""
_VAGUE = "推进"
"""What is under way may be late or not; the examples know it as on schedule only."""
_WIDE = frozenset({_TOTAL, "未完成"})
"""What a figure may count besides a status of its own."""


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a figure may count."""

    likely: float
    start: int
    track: Track
    metric: str


class ExampleReader:
    """Reads the figures of a paragraph that the rules have left to the examples."""

    def __init__(self, lexicon: Lexicon, lists: Lists, setting: Setting) -> None:
        self.lexicon, self.lists, self.setting = lexicon, lists, setting
        self._universal, _ = universal(lexicon)
        self.of_other_work: set[int] = set()
        """Where figures begin that rules have found to be of works or findings of the office itself."""
        self.no_totals: set[int] = set()
        """Where figures begin that rules would take for the total of a list and examples for one of its classes."""
        self._begun: set[str] = set()
        """The lists that paragraphs before have told of."""

    def without_false_totals(self, said: Sequence[Fact], read: Sequence[Sentence], begins: int, text: str) -> list[Fact]:
        """The facts of a paragraph, those of a list left open whose total is rather a class (电话举报12件、信件4件，计16件)."""
        if sum(fact.metric == _TOTAL for fact in said) < 2:
            return list(said)
        paragraph = _Paragraph(said, read, begins, text, self.lexicon)
        false, true = self._false_totals(paragraph, said)
        if false and true:
            self.no_totals |= {fact.start for fact in said if fact.of in false and fact.metric == _TOTAL}
            self.lists.groups[:] = [group for group in self.lists.groups if group.id not in false]
            paragraph.set_all([_left_open(fact) if fact.of in false else fact for fact in paragraph.said])
        return paragraph.said

    def facts(self, said: Sequence[Fact], read: Sequence[Sentence], begins: int, text: str) -> list[Fact]:
        """The facts of a paragraph, its figures as those of a list where examples and sums agree on what they count."""
        if self.setting.report.genre == _PLAN or not (self.setting.on_inspections or any(fact.of for fact in said)):
            return list(said)
        paragraph = _Paragraph(said, read, begins, text, self.lexicon)
        guesses = sorted(self._guesses(paragraph), key=lambda one: -one.likely)
        self._overrule(paragraph, guesses)
        self._open(paragraph, guesses)
        for guess in guesses:
            if paragraph.is_open(guess.start):
                self._join(paragraph, guess)
        self._add(paragraph, guesses)
        if self.setting.report.place is not None:
            self._disown(paragraph)
        return paragraph.said

    def _disown(self, paragraph: _Paragraph) -> None:
        """Leave open what rules took for a list and examples hold for figures of something else (热线工单办结2098件)."""
        lists: dict[str, list[Fact]] = {}
        for fact in paragraph.said:
            if fact.of and not fact.parent and fact.metric != CLASS and not fact.inspection.campaign and fact.batch in _RUNNING:
                lists.setdefault(fact.of, []).append(fact)
        for of, own in lists.items():
            foreign = {fact.start for fact in own if self._is_foreign(paragraph, fact, _FOREIGN)}
            named = any(_INSPECTED.search(paragraph.statement_ahead(fact.start)) for fact in own)
            if all(fact.start in foreign for fact in own) and of not in self._begun and not named:
                self.lists.groups[:] = [group for group in self.lists.groups if group.id != of]
                paragraph.set_all([_left_open(fact) if fact.of == of else fact for fact in paragraph.said])
                continue
            totals = {fact.start for fact in own if fact.metric == _TOTAL}
            for fact in own:
                if fact.start not in totals and self._is_foreign(paragraph, fact, _SURELY_FOREIGN) and not _makes_up(fact, own):
                    paragraph.put(fact.start, [_left_open(one) if one.of == of else one for one in paragraph.at(fact.start)])
        self._begun |= {fact.of for fact in paragraph.said if fact.of}

    @staticmethod
    def _is_foreign(paragraph: _Paragraph, fact: Fact, least: float) -> bool:
        """Whether a figure is likely one of no list, and unlikely what rules took it for."""
        likely = paragraph.likely(fact.start)
        taken = likely.get(role(fact.track, fact.metric))  # of what no example is of, examples say nothing
        known = taken is not None and fact.metric in {_TOTAL, *_MORE, *EXCLUSIVE.get(fact.track, ())}
        return known and likely[OTHER] >= least and (taken or 0.0) <= _DENIED

    def _false_totals(self, paragraph: _Paragraph, said: Sequence[Fact]) -> tuple[set[str], set[str]]:
        """The lists of a paragraph whose total is rather a class, and those whose total is one."""
        totals = [fact for fact in said if fact.metric == _TOTAL and fact.of]
        false, true = set[str](), set[str]()
        for fact in totals if len(totals) > 1 else ():
            likely = paragraph.likely(fact.start)
            chance = likely.get(role(fact.track, _TOTAL), 0.0)
            if chance >= _LIKELY:
                true.add(fact.of)
            elif chance <= _UNLIKELY and likely.get(CLASS, 0.0) >= _SURE:
                false.add(fact.of)
        return false - true, true

    def _guesses(self, paragraph: _Paragraph) -> Iterator[_Guess]:
        for start in paragraph.counted():
            if self._aside(*paragraph.cells[start]):
                continue
            for name, chance in paragraph.likely(start).items():
                part = in_parts(name)
                if part is None or chance < _CLOSING or paragraph.unit(start) not in LIST_UNITS[part[0]]:
                    continue
                if countable(paragraph.cells[start][0], part[0]):
                    yield _Guess(chance, start, *part)

    def _aside(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether a figure is said to be something else than how the list stands: planned, new, due, of an earlier day, of other work."""
        report, said = self.setting.report, cell.lead + cell.before
        planned = (
            meant_or_new(said) or still_to_do(cell.before[-_BESIDE:], self.lexicon, report.as_of) or due(statement(cell.lead) + cell.before)
        )
        other = excluded(cell, self.lexicon) or of_earlier(cell, sentence, report.as_of) or cell.start in self.of_other_work
        return planned or other or cell.span.ordinal or bool(INCREMENT.search(self._ahead_of_status(cell)))

    def _doubtful(self, cell: Cell) -> bool:
        """Whether a figure is one of the list only where it makes up the total: excepted from something, of works, or of a part."""
        return _excepted(cell) or of_works(cell, self.lexicon) or self._narrowed(cell)

    def _ahead_of_status(self, cell: Cell) -> str:
        found = statuses(cell.before, self.lexicon)
        return cell.before[: found[0].start] if found else cell.before

    def _narrowed(self, cell: Cell) -> bool:
        """Whether the words ahead of a figure, or of its status, rather say what part of a list it counts (矿山整改完成的数字是9项)."""
        place = self.setting.report.place
        words = _DAY.sub("", without_nouns(self._ahead_of_status(cell), self.lexicon))
        words = re.sub(r"\W", "", words.replace(place.name, "") if place else words)
        return bool(words) and asked.learned().stretches.likelihoods(words)[asked.NARROWING] >= _NARROWS

    def _overrule(self, paragraph: _Paragraph, guesses: Sequence[_Guess]) -> None:
        """Take figures for what examples are sure of, where they hold what they were read as for unlikely."""
        totals = {(one.start, one.track) for one in guesses if one.metric == _TOTAL and one.likely >= _LIKELY}
        for guess in guesses:
            here = paragraph.at(guess.start)
            excepted = _excepted(paragraph.cells[guess.start][0])
            if guess.likely < _SURE or excepted or not here or not all(_plain(fact) and fact.track is guess.track for fact in here):
                continue
            chances = paragraph.likely(guess.start)
            taken = {fact.metric for fact in here}
            doubted = all(chances.get(role(guess.track, metric), 0.0) <= _UNLIKELY for metric in taken)
            doubted = doubted and not (guess.metric in OPEN_PARTS and taken <= {*OPEN_PARTS[guess.metric]})
            whole = any(start != guess.start and track is guess.track for start, track in totals)
            group = self.lists.known(here[0].of)
            if group is not None and guess.metric not in taken and doubted and (whole or _TOTAL not in taken):
                self._replace(paragraph, guess, group, here)

    def _replace(self, paragraph: _Paragraph, guess: _Guess, group: Group, here: list[Fact]) -> None:
        """Take a figure for something else, in its list or in the one that its paragraph goes on with once it is no list of its own."""
        before = group.total, group.printed
        if any(fact.metric == _TOTAL for fact in here):
            group.total, group.printed = None, ""
        paragraph.put(guess.start, [])
        homes = [one for fact in paragraph.said if fact.track is guess.track and (one := self.lists.known(fact.of)) is not None]
        home = group if group in homes or not homes else homes[0]
        if not self._join(paragraph, guess, home):
            paragraph.put(guess.start, here)
            group.total, group.printed = before

    def _open(self, paragraph: _Paragraph, guesses: Sequence[_Guess]) -> None:
        """Open a list for figures of a paragraph that has none yet, where two of them surely are of one."""
        listed = {fact.track for fact in paragraph.said if fact.of}
        for track in (one for one in LIST_UNITS if one not in listed):
            sure = [one for one in guesses if one.track is track and one.likely >= _OPENS and paragraph.is_open(one.start)]
            sure = [one for one in sure if not self._doubtful(paragraph.cells[one.start][0])]
            if len({one.metric for one in sure}) < 2 or len({one.start for one in sure}) < 2:
                continue
            total = next((one for one in sure if one.metric == _TOTAL), None)
            first = total or min(sure, key=lambda one: one.start)
            cell, sentence = paragraph.cells[first.start]
            self.setting.reach(cell, sentence)
            group = self.lists.open(self.setting.spot(cell, sentence, track), counted=total is not None)
            paragraph.put(first.start, [_worded(self.setting.fact(cell, sentence, track, first.metric, group=group))])

    def _join(self, paragraph: _Paragraph, guess: _Guess, home: Group | None = None) -> bool:
        """Make a figure part of the list that holds it, if it has room for it."""
        cell, sentence = paragraph.cells[guess.start]
        self.setting.reach(cell, sentence)
        group = home or self.lists.holding(self.setting.spot(cell, sentence, guess.track), (guess.metric,))
        own = paragraph.of(group) if group is not None else []
        if group is None or (home is None and not own) or not _fits(guess, cell, group, own):
            return False
        if home is None and not _closes(guess, cell, group, own) and self._doubtful(cell):
            return False
        if guess.metric == _TOTAL:
            group.total, group.printed = cell.span.quantity.value, cell.span.quantity.text
        group.stated.add((guess.metric, cell.span.quantity.value or 0))
        paragraph.put(guess.start, [_worded(self.setting.fact(cell, sentence, guess.track, guess.metric, group=group))])
        return True

    def _add(self, paragraph: _Paragraph, guesses: Sequence[_Guess]) -> None:
        """What a figure counts besides: a total of which all is said to be done, what is not finished and all of it late."""
        for guess in guesses:
            here = [fact for fact in paragraph.at(guess.start) if fact.of and fact.track is guess.track and not fact.parent]
            said = {fact.metric for fact in here}
            if guess.likely < _ALSO or not said or not said <= _WIDE or guess.metric in {_TOTAL, *said}:
                continue
            group, (cell, sentence) = self.lists.known(here[0].of), paragraph.cells[guess.start]
            if group is None or not self._of_all(cell, sentence):
                continue
            own = [fact for fact in paragraph.of(group) if fact.start != guess.start and fact.metric != _TOTAL]
            if _fits(guess, cell, group, own):
                self.setting.reach(cell, sentence)
                made = self.setting.fact(cell, sentence, guess.track, guess.metric, group=group)
                paragraph.put(guess.start, [*paragraph.at(guess.start), _worded(made)])

    def _of_all(self, cell: Cell, sentence: Sentence) -> bool:
        """Whether words at a figure say something of all that it counts, as a fact."""
        behind = re.split(r"[；。]", sentence.passage.text[cell.end - sentence.passage.start :])[0][:_SAID_OF]
        said = f"{cell.before[-_BESIDE:]}，{behind}"
        own = self.setting.report.as_of
        meant = self.lexicon.intention.planned(said) or still_to_do(behind, self.lexicon, own) or (own is None and "前" in behind)
        return bool(self._universal.search(said)) and not meant and "除" not in sentence.passage.text


class _Paragraph:
    """The facts of a paragraph by where their figures begin, its cells, and what the examples say of each figure."""

    def __init__(self, said: Sequence[Fact], read: Sequence[Sentence], begins: int, text: str, lexicon: Lexicon) -> None:
        self._facts: dict[int, list[Fact]] = {}
        self.set_all(said)
        self.cells: Mapping[int, tuple[Cell, Sentence]] = {cell.start: (cell, sentence) for sentence in read for cell in sentence.cells}
        self._read, self._begins, self._text, self._lexicon = read, begins, text, lexicon
        self._likely: dict[int, Mapping[str, float]] = {}

    @property
    def said(self) -> list[Fact]:
        """All facts, those of one figure together."""
        return [fact for facts in self._facts.values() for fact in facts]

    def set_all(self, said: Sequence[Fact]) -> None:
        """Take other facts for those of the paragraph."""
        self._facts = {}
        for fact in said:
            self._facts.setdefault(fact.start, []).append(fact)

    def at(self, start: int) -> list[Fact]:
        """The facts a figure has been read as."""
        return self._facts.get(start, [])

    def statement_ahead(self, start: int) -> str:
        """The statement that leads to a figure, up to it."""
        cell, _ = self.cells[start]
        return statement(cell.lead) + cell.before

    def put(self, start: int, made: list[Fact]) -> None:
        """Read a figure as something else."""
        self._facts[start] = made

    def of(self, group: Group) -> list[Fact]:
        """The facts of a list."""
        return [fact for fact in self.said if fact.of == group.id]

    @cached_property
    def _figures(self) -> list[Figure]:
        return figures_of(self._read, self._begins)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {one.start + self._begins: at for at, one in enumerate(self._figures)}

    def counted(self) -> list[int]:
        """Where the figures begin that could be of a list."""
        return [start for start in self._places if self.unit(start)]

    def likely(self, start: int) -> Mapping[str, float]:
        """How likely a figure counts what; nothing is said of a figure that counts nothing."""
        if start not in self._likely:
            at = self._places.get(start)
            self._likely[start] = {} if at is None else learned().likely(figure_marks(self._text, self._figures, at, self._lexicon))
        return self._likely[start]

    def unit(self, start: int) -> str:
        """What a figure is counted in that could be one of a list; else empty."""
        here = self.at(start)
        known = bool(here) and here[0].quantity.value is not None and not here[0].quantity.approximate and not here[0].quantity.each
        return here[0].quantity.unit if known and self.cells[start][0].out_of is None else ""

    def is_open(self, start: int) -> bool:
        """Whether rules have made nothing of a figure."""
        return all(not fact.of and not fact.metric and fact.track is Track.OTHER for fact in self.at(start))


def figures_of(read: Sequence[Sentence], begins: int) -> list[Figure]:
    """The figures of some sentences that count something, at offsets from `begins`."""
    cells = (cell for sentence in read for cell in sentence.cells if cell.span.unit_class not in _NO_COUNTS)
    return [Figure(cell.start - begins, cell.end - begins, cell.span.quantity.value) for cell in cells]


def _excepted(cell: Cell) -> bool:
    """Whether a figure is what something is said of all but."""
    return cell.before.endswith("除") or cell.after.startswith(_EXCEPTED)


def _plain(fact: Fact) -> bool:
    """Whether a fact is a figure of a list as a whole, which may have been read wrongly."""
    known = fact.track in EXCLUSIVE and fact.metric in {_TOTAL, *EXCLUSIVE[fact.track], *_MORE} and fact.metric != _VAGUE
    return bool(fact.of) and known and not fact.parent and not fact.inspection.campaign


def _left_open(fact: Fact) -> Fact:
    return replace(fact, track=Track.OTHER, metric="", of="", status_text="")


def _worded(fact: Fact) -> Fact:
    return replace(fact, status_text="" if fact.metric == _TOTAL else fact.metric, parent=_WITHIN.get(fact.metric, ""))


def _fits(guess: _Guess, cell: Cell, group: Group, own: Sequence[Fact]) -> bool:
    """Whether a list has room for a figure: none other of that name, and no more than the total with those that exclude it."""
    value, exclusive = cell.span.quantity.value or 0, EXCLUSIVE[group.track]
    parts = {fact.metric: fact.quantity.value or 0 for fact in own if not fact.parent}
    if guess.metric == _TOTAL:
        return guess.likely >= _LIKELY and group.total is None and value >= max(parts.values(), default=0)
    if guess.metric in parts or (guess.metric == _CLOSED and any(name == "完成" and value > known for name, known in group.stated)):
        return False
    others = sum(known for name, known in parts.items() if name in exclusive)
    fits = group.total is None or guess.metric not in exclusive or others + value <= group.total
    return _closes(guess, cell, group, own) or (fits and guess.likely >= _LIKELY)


def _makes_up(fact: Fact, own: Sequence[Fact]) -> bool:
    """Whether a figure and others of its list come to the total: those that exclude it, or the one that it is what is left of."""
    exclusive = EXCLUSIVE.get(fact.track, ())
    values = {one.metric: one.quantity.value or 0 for one in own}
    parts = sum(value for name, value in values.items() if name in exclusive) if fact.metric in exclusive else 0
    left = sum(values.get(name, 0) for name in _LEFT.get(fact.metric, ()))
    return _TOTAL in values and values[_TOTAL] in {parts, left + values[fact.metric] if left else 0} - {0}


def _closes(guess: _Guess, cell: Cell, group: Group, own: Sequence[Fact]) -> bool:
    """Whether a figure just makes up the total of a list with those that exclude it."""
    exclusive = EXCLUSIVE[group.track]
    others = {fact.metric: fact.quantity.value or 0 for fact in own if not fact.parent and fact.metric in exclusive}
    return group.total is not None and guess.metric in exclusive and sum(others.values()) + (cell.span.quantity.value or 0) == group.total
