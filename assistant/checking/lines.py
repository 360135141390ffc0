"""A sentence of a text under proof: what it claims, and what has been found of each claim so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.checking.claims import Claims, DateClaim, NumberClaim, read_claims
from assistant.checking.gaps import without_gaps
from assistant.checking.guardwords import GuardWords
from assistant.checking.sourcebook import said, whole_sentences
from assistant.types import Fact, Flaw, Passage, Report, Tie


@dataclass
class Line:
    """A sentence of the text with what it claims, and what is known of that so far; offsets are those of the sentence."""

    passage: Passage
    text: str
    """Its gaps and its list number blanked."""
    claims: Claims
    facts: list[Fact]
    ties: list[Tie] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    shown: str = ""
    """The row that it is a cell of; empty outside tables."""
    settled: set[int] = field(default_factory=set)
    """Characters of figures and dates that are tied or faulted."""

    @property
    def headline(self) -> bool:
        """Whether it is a title, a heading or a line of its own without a full stop: too formulaic to be taken over from anywhere."""
        return not self.passage.text.endswith(("。", "；", "！", "？", "”", "，"))

    @property
    def section(self) -> str:
        """The headings above it."""
        return " / ".join(self.passage.section)

    def tie(self, start: int, end: int, passage: Passage, formula: str = "") -> None:
        """What stands there rests on a sentence."""
        if self.settled.isdisjoint(range(start, end)):
            at = self.passage.start
            self.ties.append(Tie(at + start, at + end, self.text[start:end], self.section, passage.text, passage.report, formula))
            self.settled.update(range(start, end))

    def fault(self, kind: str, start: int, end: int, says: str, advice: str, strength: str, passage: Passage | None = None) -> None:
        """What stands there does not hold."""
        at = self.passage.start
        quote, report = (passage.text, passage.report) if passage else ("", "")
        self.flaws.append(
            Flaw(
                kind,
                at + start,
                at + end,
                self.section,
                self.shown or self.passage.text,
                self.text[start:end],
                says,
                advice,
                strength,
                quote,
                report,
            )
        )
        self.settled.update(range(start, end))

    def open(self) -> list[NumberClaim | DateClaim]:
        """The figures and dates of which nothing is known yet."""
        claims: list[NumberClaim | DateClaim] = [*self.claims.numbers, *self.claims.dates]
        return [one for one in claims if self.settled.isdisjoint(range(one.start, one.end))]


def lines(report: Report, facts: Sequence[Fact], words: GuardWords) -> Iterator[Line]:
    """The sentences of a text with their claims and the typed figures among them."""
    ordered = sorted(facts, key=lambda fact: fact.start)
    for passage in whole_sentences(report):
        begin, _ = said(passage.text)
        text = " " * begin + without_gaps(passage.text[begin:])
        own = [fact for fact in ordered if passage.start <= fact.start < passage.end]
        row = report.clean[report.clean.rfind("\n", 0, passage.start) + 1 : _line_end(report.clean, passage.end)]
        shown = row if report.cells and report.cell_place(passage.start, passage.end) else ""
        head = text.find("：") + 1 if shown else 0
        text = " " * head + text[head:]
        yield Line(passage, text, read_claims(text, words), own, shown=shown)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)
