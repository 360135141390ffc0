"""Facts become lists: one per report and list, what is told of it in several places of the report as one (domain.md 2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.facts.daily import THAT_DAY
from assistant.facts.dating import TIMELESS
from assistant.facts.tally import RATE_OF, Tally
from assistant.types import Fact, Inspection, Lasting, Track, once


def tallies(facts: Sequence[Fact]) -> Lasting[Tally]:
    """The lists of some facts, one per report and list, in text order; lists restated elsewhere in a report are merged."""
    return once(_tallies, facts)


def _tallies(facts: Sequence[Fact]) -> Lasting[Tally]:
    reports: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.of and fact.dimension != "单项" and fact.track is not Track.OTHER:
            reports.setdefault(fact.report, []).append(fact)
    return Lasting(one for report, members in reports.items() for one in _of_report(report, members))


_KEPT = 10_000
"""So many reports' lists are remembered."""
_known: dict[tuple[str, int], tuple[list[Fact], list[Tally]]] = {}
"""The lists of the facts a report was last asked for: the same facts, told by comparing them, make the same lists."""


def _of_report(report: str, facts: list[Fact]) -> list[Tally]:
    known = _known.get((report, len(facts)))
    if known is not None and known[0] == facts:
        return known[1]
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.of, []).append(fact)
    found = _merged([_tally(of_day) for members in groups.values() for of_day in _by_day(members)])
    if len(_known) >= _KEPT:
        _known.clear()
    _known[report, len(facts)] = facts, found
    return found


def _by_day(members: list[Fact]) -> list[list[Fact]]:
    """The figures of a list apart by day where a report tells a status of several days (2023年底完成11项，今年6月底完成25项)."""
    told: dict[str, dict[str, set[object]]] = {}
    for fact in members:
        if fact.as_of and fact.metric not in TIMELESS and not fact.parent:
            told.setdefault(fact.metric, {}).setdefault(fact.as_of, set()).add(fact.quantity.value)
    days = {day for values in told.values() if _differ(values) for day in values}
    if len(days) < 2:
        return [members]
    last, lasting = max(days), [fact for fact in members if fact.metric in TIMELESS]
    parts = [fact for fact in members if fact.metric not in TIMELESS]
    return [[*lasting, *(fact for fact in parts if (fact.as_of if fact.as_of in days else last) == day)] for day in sorted(days)]


def _differ(values: dict[str, set[object]]) -> bool:
    """Whether two days have no figure in common."""
    sets = list(values.values())
    return any(one.isdisjoint(other) for number, one in enumerate(sets) for other in sets[:number])


def _tally(members: list[Fact]) -> Tally:
    totals = [fact for fact in members if fact.metric == "总数"] or [fact for fact in members if fact.metric in {"收到", "受理"}]
    parts: dict[str, tuple[Fact, ...]] = {}
    for fact in members:
        if fact.metric and fact.metric not in {"总数", "分类"}:
            parts[fact.metric] = (*parts.get(fact.metric, ()), fact)
    head = (totals or members)[0]
    totals.sort(key=lambda fact: (not fact.settled, not _beside_parts(fact, parts)))
    parts = {metric: _settled_first(found) for metric, found in parts.items()}
    beside = [fact for fact in members if totals and fact.passage.start == totals[0].passage.start and fact.metric not in TIMELESS]
    dates = _days(beside) or _days(members)  # the sentence of the total says the day; one that names a status again says none
    return Tally(
        head.report,
        head.place,
        head.track,
        _widest(fact.inspection for fact in members),
        head.batch,
        max(dates) if dates else None,
        head.label,
        totals[0] if totals else None,
        parts,
        tuple(fact for fact in members if fact.metric == "分类"),
    )


def _days(facts: Sequence[Fact]) -> list[str]:
    """The days of some figures of a list: of those that tell how it stands, where there are such."""
    timed = [fact.as_of for fact in facts if fact.as_of and fact.metric not in TIMELESS]
    return timed or [fact.as_of for fact in facts if fact.as_of]


def _state_days(*lists: Tally) -> list[str | None]:
    """The days of lists that tell how they stand, where some do; a mere total or classification has none of its own."""
    return [one.as_of for one in lists if one.parts.keys() - TIMELESS] or [one.as_of for one in lists]


def _settled_first(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """What staff set or confirmed leads what other sentences say of the same."""
    return tuple(sorted(facts, key=lambda fact: not fact.settled)) if any(fact.settled for fact in facts) else facts


def _beside_parts(total: Fact, parts: dict[str, tuple[Fact, ...]]) -> bool:
    """Whether a total stands in the same sentence as one of its parts: then it is the best evidence for the list."""
    return any(fact.passage.start == total.passage.start for group in parts.values() for fact in group)


def _widest(inspections: Iterable[Inspection]) -> Inspection:
    return max(inspections, key=lambda one: (bool(one.campaign), bool(one.level) + bool(one.round) + one.revisit))


def _merged(found: list[Tally]) -> list[Tally]:
    """The lists of one report, those with the same track, batch and total as one: it is the same list restated."""
    kept: list[Tally] = []
    for tally in found:
        twin = next((i for i, other in enumerate(kept) if _same(other, tally) and not _disagree(other, tally)), None)
        if twin is None:
            kept.append(tally)
            continue
        other = kept[twin]
        names = {**other.parts, **tally.parts}
        parts = {name: _settled_first((*other.parts.get(name, ()), *tally.parts.get(name, ()))) for name in names}
        kept[twin] = Tally(
            other.report,
            other.place,
            other.track,
            _widest((other.inspection, tally.inspection)),
            other.batch or tally.batch,
            max(filter(None, _state_days(other, tally)), default=None),
            other.label,
            _better_total(other, tally),
            parts,
            _distinct((*other.classes, *tally.classes)),
        )
    return kept


def _distinct(classes: Sequence[Fact]) -> tuple[Fact, ...]:
    """Classes without those that prose and a table both give."""
    first: dict[tuple[object, ...], Fact] = {}
    for fact in classes:
        first.setdefault((fact.dimension, fact.label, fact.metric, fact.parent, fact.quantity.value), fact)
    return tuple(first.values())


def _better_total(one: Tally, other: Tally) -> Fact | None:
    """Of two statements of one total the one beside its parts, else the first."""
    if one.total and one.total.settled:
        return one.total
    if other.total and _beside_parts(other.total, other.parts) and not (one.total and _beside_parts(one.total, one.parts)):
        return other.total
    return one.total or other.total


def _disagree(one: Tally, other: Tally) -> bool:
    """Whether a report gives a status different figures on two days, or on one in prose and table: then neither hides the other."""
    of_one_day = one.as_of == other.as_of
    if (_tabled(one) is _tabled(other)) if of_one_day else (one.as_of is None or other.as_of is None):
        return False
    for name in one.parts.keys() & other.parts.keys() - RATE_OF.keys():
        values = [{fact.quantity.value for fact in side.parts[name] if not fact.parent} for side in (one, other)]
        if values[0] and values[1] and not values[0] & values[1]:
            return True
    return False


def _tabled(tally: Tally) -> bool:
    """Whether all figures of a list stand in tables."""
    facts = [*([tally.total] if tally.total else []), *(fact for group in tally.parts.values() for fact in group)]
    return all(fact.of.startswith(("TABLE", "LEDGER")) for fact in facts)


def _same(one: Tally, other: Tally) -> bool:
    if (one.track, one.place, one.inspection.campaign) != (other.track, other.place, other.inspection.campaign):
        return False
    if one.inspection.level and other.inspection.level and one.inspection.level != other.inspection.level:
        return False
    if one.batch == other.batch == THAT_DAY and one.as_of != other.as_of:
        return False
    if one.total and other.total and one.total.quantity.value is not None:
        return one.total.quantity.value == other.total.quantity.value and (one.batch == other.batch or not one.batch or not other.batch)
    return False
