"""A sample as a library of its own, so that slots can be asked over it alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.drafting.shapes import Shapes
from assistant.types import Fact, Hit, Report, ReportHead, Scope, Track


@dataclass(frozen=True)
class OneReport:
    """The sample as a library of its own."""

    sample: Report
    found: Sequence[Fact]

    def heads(self, scope: Scope) -> Sequence[ReportHead]:
        """The sample's head, whatever is asked."""
        one = self.sample
        return [ReportHead(one.id, one.title, one.genre, one.place, one.as_of, one.path, one.sample)]

    def report(self, report_id: str) -> Report:
        """The sample."""
        return self.sample

    def facts(self, scope: Scope) -> Sequence[Fact]:
        """Its facts."""
        return self.found

    def persons(self, shapes: Shapes) -> list[str]:
        """Names and contacts of persons, private ones and officials."""
        text = self.sample.clean
        return [text[start:end] for start, end, _ in self.person_spans(shapes)]

    def person_spans(self, shapes: Shapes) -> list[tuple[int, int, str]]:
        """Where persons are named, and whether it is a name or a contact; officials stand between a post and 同志."""
        officials = [(match.end(1), match.end() - len("同志"), "姓名") for match in shapes.named_person.finditer(self.sample.clean)]
        return [*((one.start, one.end, one.kind) for one in self.sample.private), *officials]

    def search(self, query: str, scope: Scope, k: int = 10) -> Sequence[Hit]:
        """Nothing: a template is made without search."""
        return []


def lead_of(facts: Iterable[Fact]) -> Track:
    """The list that a sample is about: complaints only where it counts no feedback problems."""
    tracks = {fact.track for fact in facts if fact.metric}
    return Track.COMPLAINT if Track.COMPLAINT in tracks and Track.PROBLEM not in tracks else Track.PROBLEM
