"""What staff settled, laid over what was read: the one place where corrections take effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.store.anchors import anchored, restated
from assistant.store.places import renamed
from assistant.types import Action, Correction, Fact, Facts, Field, Inspection, Place, Quantity, Report, ReportHead, Settled

Ruling = tuple[Correction, tuple[int, ...]]
"""A correction with the facts of its report that it speaks of."""

SETTLED_BY_HAND = "人工核定"
_OF_REPORT = (Field.PLACE, Field.AS_OF, Field.GENRE, Field.INSPECTION, Field.SAME_PLACE)


@dataclass(frozen=True)
class Settlement:
    """The corrections in force at one generation; what it makes of a report is worked out once."""

    corrections: tuple[Correction, ...] = ()
    _facts: dict[tuple[str, int], Facts] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.corrections)

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Correction, ...]]:
        """The corrections of each report, the latest of a field of it only."""
        found: dict[str, dict[object, Correction]] = {}
        for one in self.corrections:
            if one.report:
                # Both are a report's place; figures are told apart when their facts are at hand.
                of_report = Field.PLACE if one.field is Field.SAME_PLACE else one.field
                found.setdefault(one.report, {})[of_report if of_report in _OF_REPORT else one.number] = one
        return {report: tuple(sorted(kept.values(), key=lambda one: one.number)) for report, kept in found.items()}

    @cached_property
    def names(self) -> Mapping[str, Correction]:
        """The places that are the same wherever they are named, by the name that gives way."""
        return {one.before: one for one in self.corrections if one.field is Field.SAME_PLACE and not one.report}

    def head(self, read: ReportHead) -> ReportHead:
        """A report's head as it holds now."""
        place, names = self.place(read.place, read)
        own = {one.field: one for one in self.by_report.get(read.id, ())}
        settled = self._of_report(read, place)
        if place is not None and self.names:
            names += tuple(name for name in self._given_up(place) if name not in names)
        if not settled and not names:
            return read
        return replace(
            read,
            place=place,
            as_of=own[Field.AS_OF].after if Field.AS_OF in own else read.as_of,
            genre=own[Field.GENRE].after if Field.GENRE in own else read.genre,
            known_as=names,
            settled=settled,
        )

    def _given_up(self, place: Place) -> list[str]:
        """Every name that a place goes by besides its own: asked for by one, all its reports are meant."""
        return [
            name for name, one in self.names.items() if one.detail.place and renamed(one.detail.place, self.names)[0].name == place.name
        ]

    def place(self, read: Place | None, head: ReportHead) -> tuple[Place | None, tuple[str, ...]]:
        """A place read in a report as it holds now, and the names by which it is known too."""
        ruling = self._own_place(head.id) if read == head.place else None
        given_up = [head.place.display] if ruling is not None and ruling.field is Field.SAME_PLACE and head.place is not None else []
        read = ruling.detail.place if ruling is not None else read
        if read is None or not self.names:
            return read, tuple(given_up)
        place, names = renamed(read, self.names)
        return place, (*given_up, *names)

    def _own_place(self, report: str) -> Correction | None:
        """The latest word on the place of one report."""
        said = (one for one in self.by_report.get(report, ()) if one.field in {Field.PLACE, Field.SAME_PLACE})
        return next(said, None)

    def _of_report(self, read: ReportHead, place: Place | None) -> tuple[Settled, ...]:
        said = self._own_place(read.id)
        own = [
            one for one in self.by_report.get(read.id, ()) if one.field not in {Field.PLACE, Field.SAME_PLACE, Field.VALUE, Field.COUNTS}
        ]
        own += [said] if said is not None else []
        begun = said.detail.place if said is not None else read.place
        if begun is not None and place != begun:
            own += [one for one in self.names.values() if one.before in (begun.name, begun.display, *begun.within)]
        return tuple(_settled(one) for one in own)

    def facts(self, read: ReportHead, revision: int, facts: Facts) -> Facts:
        """A report's facts as they hold now; `read` is its head before any correction."""
        if not self or (read.id not in self.by_report and not self.names):
            return facts
        key = (read.id, revision)
        if key not in self._facts:
            self._facts[key] = self._changed(read, facts)
        return self._facts[key]

    def _changed(self, read: ReportHead, facts: Facts) -> Facts:
        return Facts(fact for fact in self.each(read, facts) if fact is not None)

    def each(self, read: ReportHead, facts: Sequence[Fact]) -> list[Fact | None]:
        """Every fact of a report as it holds now; None for one that is not to be used."""
        rulings = self.rulings(read.id, facts)
        figures = {n: one for one, spots in rulings if one.field is Field.VALUE for n in spots}
        meanings = {n: one for one, spots in rulings if one.field is Field.COUNTS for n in spots}
        own = {one.field: one for one in self.by_report.get(read.id, ())}
        usual = _usual_inspection(facts)
        found: list[Fact | None] = []
        for n, fact in enumerate(facts):
            figure = figures.get(n)
            if figure is not None and figure.action is Action.WITHDRAW:
                found.append(None)
                continue
            changed = _refigured(fact, figure) if figure is not None else fact
            changed = _recounted(changed, meanings[n]) if n in meanings else changed
            found.append(self._placed(_of_its_report(changed, read, own, usual), read))
        return found

    def _placed(self, fact: Fact, read: ReportHead) -> Fact:
        place, _ = self.place(fact.place, read)
        return fact if place == fact.place else replace(fact, place=place)

    def rulings(self, report: str, facts: Sequence[Fact]) -> list[Ruling]:
        """The corrections of a report's figures, each with the facts it speaks of: none where it finds none any more."""
        found: list[Ruling] = []
        for one in self.by_report.get(report, ()):
            if one.field in _OF_REPORT or one.detail.anchor is None:
                continue
            spots = anchored(one.detail.anchor, facts)
            if spots and one.field is Field.VALUE:
                spots += restated(facts[spots[0]], facts)
            found.append((one, tuple(dict.fromkeys(spots))))
        return found

    def report(self, whole: Report, read: ReportHead, facts: Sequence[Fact]) -> Report:
        """A report as it holds now, with what was settled about it and its figures."""
        head = self.head(read)
        figures: dict[tuple[Field, int], Settled] = {}
        for one, spots in self.rulings(read.id, facts):
            for n in spots:
                figures[one.field, n] = _settled(one, facts[n])
        spans = {(one.start, one.end, one.number): one for one in figures.values()}
        settled = (*head.settled, *sorted(spans.values(), key=lambda one: one.start))
        if not settled:
            return whole
        by_hand = head.as_of != read.as_of or any(one.field == Field.AS_OF for one in settled)
        return replace(
            whole,
            place=head.place,
            as_of=head.as_of,
            genre=head.genre,
            as_of_source=SETTLED_BY_HAND if by_hand else whole.as_of_source,
            as_of_span=None if by_hand else whole.as_of_span,
            settled=settled,
        )


def _settled(one: Correction, fact: Fact | None = None) -> Settled:
    before = one.before if fact is None or one.field is Field.COUNTS else fact.quantity.text
    start, end = (fact.start, fact.end) if fact is not None else (-1, -1)
    return Settled(one.number, one.field.value, one.action.value, before, one.after, one.by, one.at, one.reason, start, end)


def _refigured(fact: Fact, ruling: Correction) -> Fact:
    """A fact that was confirmed, or that has another value than its source prints."""
    if ruling.action is Action.CONFIRM:
        return replace(fact, settled=ruling.number)
    detail, read = ruling.detail, fact.quantity
    figure = Quantity(detail.value, detail.unit, ruling.after, detail.approximate, read.each)
    context = fact.context.replace(read.text, ruling.after, 1) if read.text else fact.context
    return replace(
        fact,
        quantity=figure,
        context=context,
        unit_class=detail.unit_class or fact.unit_class,
        formula="",
        repaired=False,
        settled=ruling.number,
        original=read.text,
    )


def _recounted(fact: Fact, ruling: Correction) -> Fact:
    """A fact that counts something else than the rules took it to count."""
    if ruling.detail.metric:
        return replace(fact, metric=ruling.detail.metric, status_text=ruling.after, settled=fact.settled or ruling.number)
    context = f"{ruling.after}{fact.quantity.text}"
    return replace(
        fact, metric="", dimension="", label=ruling.after, status_text="", context=context, of="", settled=fact.settled or ruling.number
    )


def _of_its_report(fact: Fact, read: ReportHead, own: Mapping[Field, Correction], usual: Inspection) -> Fact:
    """A fact with the date and the inspection of its report where it has none of its own."""
    if Field.AS_OF in own and fact.as_of == read.as_of:
        fact = replace(fact, as_of=own[Field.AS_OF].after)
    settled = own[Field.INSPECTION].detail.inspection if Field.INSPECTION in own else None
    if settled is not None and not fact.inspection.campaign and (fact.inspection == usual or _says_less(fact.inspection, settled)):
        fact = replace(fact, inspection=replace(settled, team=fact.inspection.team))
    return fact


def _usual_inspection(facts: Iterable[Fact]) -> Inspection:
    """The inspection most of a report's list figures are read to be of: what staff set stands for that one."""
    counted = Counter(fact.inspection for fact in facts if fact.of and not fact.inspection.campaign)
    return counted.most_common(1)[0][0] if counted else Inspection()


def _says_less(one: Inspection, other: Inspection) -> bool:
    return one.level in {"", other.level} and one.round in {"", other.round} and one.revisit in {False, other.revisit}
