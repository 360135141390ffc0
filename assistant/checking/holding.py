"""One sentence against the sources: word for word, by what its figures count, or by the sentences nearest to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.checking.basis import Basis
from assistant.checking.claims import DateClaim, NumberClaim
from assistant.checking.copies import Change, Copy, compared
from assistant.checking.counted import Counted, Verdict
from assistant.checking.evidence import Evidence
from assistant.checking.growth import Growth
from assistant.checking.guard import Finding, findings
from assistant.checking.guardwords import GuardWords, load_guard_words
from assistant.checking.lines import Line
from assistant.checking.naming import Names
from assistant.checking.proofrules import ProofRules, load_rules
from assistant.checking.retelling import pairs
from assistant.checking.row_units import RowUnits
from assistant.checking.sourcebook import Source, SourceBook
from assistant.checking.standing import clauses
from assistant.checking.tokens import Tokens, plain
from assistant.checking.told_days import AS_OF, ToldDays, has_day
from assistant.checking.turns import Turns
from assistant.types import LOOK, MUST, Fact

_NEAR = 0.45
"""The share of its pairs of characters that makes a source worth a closer look."""
_CANDIDATES, _EVIDENCE = 6, 8
_KINDS = {"number": "数字", "unit": "单位", "hedge": "约数", "each": "数字", "date": "日期", "status": "状态", "negation": "状态"}
_SHORT = 12
"""A line of so few letters says too little to be compared: what it claims must stand in a source as it is."""
_FEW = 3
_STATUS = frozenset({"状态", "口径升级"})
_GAP = re.compile(r"[^，。；]{0,3}?\s{3,}")
"""What stands open behind a status word: its figure is a gap, so it is said of nothing."""
_TEAM = 12
"""A team's number stands so many letters before 督察组 at most."""


@dataclass(frozen=True)
class Holder:
    """The sources made ready for sentences to be held against them."""

    basis: Basis
    home: Path | None = None
    title: str = ""
    """The title of the text: a line of it is taken over from nowhere."""

    @cached_property
    def words(self) -> GuardWords:
        """The words of the guard."""
        return load_guard_words(self.home)

    @cached_property
    def rules(self) -> ProofRules:
        """The proof-reading table."""
        return load_rules(self.home)

    @cached_property
    def tokens(self) -> Tokens:
        """How sentences are taken apart."""
        return Tokens(self.words, self.basis.place)

    @cached_property
    def book(self) -> SourceBook:
        """The sentences of the sources."""
        return SourceBook(self.basis.reports.values(), self.tokens)

    @cached_property
    def counted(self) -> Counted:
        """The lists of the sources."""
        return Counted(self.basis.facts, self.rules.in_hand)

    @cached_property
    def days(self) -> ToldDays:
        """The days that the sources tell."""
        return ToldDays(self.basis, self.book, self.rules.changes)

    @cached_property
    def units(self) -> RowUnits:
        """The items that the sources name with their units."""
        return RowUnits(self.basis.reports.values(), self.words, self.rules)

    @cached_property
    def names(self) -> Names:
        """The names that the sources have."""
        return Names(self.basis, self.book, self.words, self.rules)

    @cached_property
    def turns(self) -> Turns:
        """The clauses of the sources, with how each is told."""
        return Turns(self.book, self.words)

    @cached_property
    def growth(self) -> Growth:
        """The lists of the sources from day to day."""
        return Growth(self.basis.facts, self.home)

    def hold(self, line: Line, previous: Sequence[int] = ()) -> list[int]:
        """Tie or fault whatever a sentence claims; where it stands in the sources, for the sentence behind it.

        `previous` is where the sentence before it stands there.
        """
        self.units.heads(line)
        self.names.addressed(line, self.title)
        behind = self.book.behind(previous)
        same = self.book.same(line.text)
        if same and (set(same) & set(behind) or not self._beside(line, behind)):
            source = self.book.sources[next((one for one in same if one in behind), same[0])]
            if source.text.endswith("："):
                self.names.issued(line)  # whom a report of the source was sent to signs nothing here
            for claim in line.open():
                line.tie(claim.start, claim.end, source.passage)
            return same
        self.units.hold(line)
        self.growth.hold(line)
        copy = self._beside(line, behind) or self._copy(line)
        self._typed(line, copy)
        if copy is not None:
            self._copied(line, copy)
        else:
            self.names.hold(line)
        self.turns.hold(line)
        self.names.items(line)
        self.names.counted(line)
        if line.open():
            self._nearest(line)
        return [self.book.sources.index(copy.source)] if copy is not None else []

    def _beside(self, line: Line, behind: Sequence[int]) -> Copy | None:
        """The sentence that stands at this place in the source, where this one is it with another figure, date or name."""
        for place in behind if not (self._formulaic(line) or line.shown) and not self.rules.changes.formula.search(line.text) else ():
            copy = compared(line.text, self.tokens.of(line.text, line.claims), self.book.sources[place], self.words, self.rules.changes)
            if copy.changes and copy.at_its_place:
                return copy
        return None

    def _formulaic(self, line: Line) -> bool:
        return line.headline or plain(line.text) in plain(self.title)

    def _copy(self, line: Line) -> Copy | None:
        """The source a sentence was taken over from with the fewest changes."""
        if self._formulaic(line) or self.rules.changes.formula.search(line.text) or _claims_all(line):
            return None
        wanted = pairs(line.text)
        tokens = self.tokens.of(line.text, line.claims)
        near = [source for share, source in self.book.nearest(wanted, _CANDIDATES) if share >= _NEAR] if wanted else []
        found = [compared(line.text, tokens, source, self.words, self.rules.changes) for source in near]
        copied = [copy for copy in found if copy.taken_over]
        return min(copied, key=_likeness, default=None)

    def _typed(self, line: Line, copy: Copy | None) -> None:
        """The figures whose meaning is known, by the lists of the sources."""
        verdicts: list[Verdict] = []
        for fact in line.facts:
            claim = _claim_of(fact, line)
            if claim is None or not fact.metric or fact.formula:
                continue
            verdict = self.counted.verdict(fact, dated=_dated(line))
            if verdict is None:
                continue
            if verdict.holds:
                verdicts.append(verdict)
                line.tie(claim.start, claim.end, verdict.passage, verdict.formula)
            elif not (copy and _keeps(copy, claim)):
                self._wrong(line, claim, fact, verdict)
        self.days.as_of(line, verdicts)

    def _wrong(self, line: Line, claim: NumberClaim, fact: Fact, verdict: Verdict) -> None:
        what = f"{fact.inspection.display}{fact.track.value}{fact.label if fact.metric == '分类' else fact.metric}"
        shown = f"{verdict.says}（{verdict.formula}）" if verdict.formula else verdict.says
        line.fault("数字", claim.start, claim.end, shown, f"资料中{what}为{shown}，请核对后改正", MUST, verdict.passage)

    def _copied(self, line: Line, copy: Copy) -> None:
        counts = (bool(line.ties) and not copy.near_whole) or bool(line.shown)
        """Sentences that give counts, and cells of tables, are worded freely."""
        for change in copy.changes:
            if (change.strength == LOOK and counts) or (change.kind in _STATUS and _GAP.match(line.text, change.end)):
                continue
            if line.shown and line.text[change.start : change.end].startswith("第"):
                continue  # what names a row is no figure of it
            if not change.says and self._told_alone(line, change):
                continue
            if not line.settled.isdisjoint(range(change.start, change.end)) or (not copy.near_whole and _counted_here(line, change)):
                continue
            line.fault(change.kind, change.start, change.end, change.says, change.advice, change.strength, copy.source.passage)
        for token in copy.kept:
            line.tie(token.start, token.end, copy.source.passage)

    def _told_alone(self, line: Line, change: Change) -> bool:
        """Whether what a sentence has beyond the one it was taken from is a clause of its own that stands in the sources so."""
        whole = next((line.text[start:end] for start, end in clauses(line.text) if start <= change.start < end), "")
        return len(plain(whole)) > 2 and plain(whole) in self.book.plain

    def _nearest(self, line: Line) -> None:
        """What is still open, by the sentences nearest to it."""
        near = [source for _, source in self.book.nearest(pairs(line.shown or line.text), _EVIDENCE)]
        self._standing(line)
        self._ranks(line)
        if not line.open():
            return
        evidence = Evidence(tuple(source.passage.text for source in near), names=self.basis.place)
        faults = {(one.start, one.end): one for one in findings(line.text, evidence, self.home) if one.kind in _KINDS}
        for claim in line.open():
            if line.shown and isinstance(claim, NumberClaim) and claim.ordinal:
                continue  # what names a row is no figure of it
            fault = next((one for (start, end), one in faults.items() if start < claim.end and claim.start < end), None)
            home = _holder(claim, near)
            if fault is None and home is not None:
                line.tie(claim.start, claim.end, home.passage)
            else:
                self._open(line, claim, fault)

    def _standing(self, line: Line) -> None:
        """A short line, or a clause, stands in a source letter by letter."""
        for start, end in clauses(line.text) if not line.shown else ():
            words = plain(line.text[start:end])
            holding = self.book.holding(words) if len(words) > _FEW else []
            for claim in line.open() if holding else []:
                if start <= claim.start and claim.end <= end:
                    line.tie(claim.start, claim.end, holding[0].passage)
        whole = plain(line.text)
        if len(whole) <= _SHORT and (holding := self.book.holding(whole)):
            for claim in line.open():
                line.tie(claim.start, claim.end, holding[0].passage)
        self.days.told(line)
        for claim in line.open() if len(whole) <= _SHORT else ():
            if isinstance(claim, DateClaim) and not self.book.holding(line.text[claim.start : claim.end + 2]):
                self._open(line, claim, None)

    def _ranks(self, line: Line) -> None:
        """A rank, round or number of a team stands in a source with the words behind it (第二轮中央), and with the days of the sentence."""
        days = [date for date in line.claims.dates if date.month and date.day and not line.text[: date.start].endswith(AS_OF)]
        for claim in line.open():
            if not isinstance(claim, NumberClaim):
                continue
            if not claim.ordinal:
                self._batches(line, claim)
                continue
            words = line.text[claim.start : claim.end + 2]
            holding = self.book.holding(words)
            dated = [one for one in holding if not days or any(has_day(one, day) for day in days)]
            if dated:
                line.tie(claim.start, claim.end, dated[0].passage)
            elif holding and "督察组" in line.text[claim.end : claim.end + _TEAM]:
                says = next((one for one in self.book.sources if any(has_day(one, day) for day in days)), None)
                if says is not None:
                    line.fault("名称", claim.start, claim.end, "", "资料中同一时间进驻的不是这个督察组，请核对", MUST, says.passage)

    def _batches(self, line: Line, claim: NumberClaim) -> None:
        """So many batches there are when the last one is numbered so (第十二批)."""
        if claim.unit != "批":
            return
        for source in self.book.sources:
            numbers = (token.number for token in source.tokens if token.number is not None and token.number.ordinal)
            if any((one.value, one.unit) == (claim.value, claim.unit) for one in numbers):
                line.tie(claim.start, claim.end, source.passage)
                return

    def _open(self, line: Line, claim: NumberClaim | DateClaim, fault: Finding | None) -> None:
        kind = _KINDS[fault.kind] if fault else "待核"
        why = f"：{fault.why}" if fault else ""
        line.fault(kind, claim.start, claim.end, "", f"【待核】资料中没有找到“{claim.text}”的出处{why}，请补充出处或改正", LOOK)


def _claims_all(line: Line) -> bool:
    """Whether a line is hardly more than its figure or date: any other line with another date is alike."""
    claimed = sum(one.end - one.start for one in line.claims.numbers) + sum(one.end - one.start for one in line.claims.dates)
    return len(plain(line.text)) - claimed < _FEW


def _likeness(copy: Copy) -> tuple[bool, float, int]:
    """First what is most alike, then what has fewest changes; a part of a sentence with changes last."""
    return (copy.in_part and bool(copy.changes), -round(copy.share + copy.whole, 1), len(copy.changes))


def _dated(line: Line) -> bool:
    return "截至" in line.text or "截止" in line.text


def _claim_of(fact: Fact, line: Line) -> NumberClaim | None:
    start, end = fact.start - line.passage.start, fact.end - line.passage.start
    return next((one for one in line.claims.numbers if one.start < end and start < one.end), None)


def _keeps(copy: Copy, claim: NumberClaim) -> bool:
    """Whether the source has the figure at the same place and nothing that it says of it was changed."""
    kept = any(token.start == claim.start for token in copy.kept)
    return kept and not any(change.strength == MUST and abs(change.start - claim.start) <= _SHORT for change in copy.changes)


def _counted_here(line: Line, change: Change) -> bool:
    """Whether the figures of the clause that a changed status word stands in were found in the lists as what they are called."""
    if change.kind not in _STATUS:
        return False
    start, end = next((span for span in clauses(line.text) if span[0] <= change.start < span[1]), (0, 0))
    at = line.passage.start
    return any(start <= tie.start - at < end for tie in line.ties)


def _holder(claim: NumberClaim | DateClaim, near: list[Source]) -> Source | None:
    """The nearest sentence that has a figure or date."""
    for source in near:
        for token in source.tokens:
            number, date = token.number, token.date
            if isinstance(claim, NumberClaim) and number and number.value == claim.value and number.ordinal == claim.ordinal:
                return source
            if isinstance(claim, DateClaim) and date and date.covers(claim):
                return source
    return None
