"""A ledger against the reports of the same place, inspection and day: every figure that both have, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.facts.groups import compatible
from assistant.facts.ledger_words import LedgerWords
from assistant.facts.rivals import contradict
from assistant.facts.tally import RATE_OF, Derived, Tally
from assistant.facts.tallying import tallies
from assistant.types import Fact, Inspection, Passage, Status
from assistant.words.deadline import end_of
from assistant.words.numerals import show_number, tidy

TOTAL = "总数"
_CLASS = "分类"
_VAGUE = frozenset({"推进"})
"""正在推进 may be said of what a ledger calls 达到序时进度: a ledger without such an item says nothing against it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as the ledger counts it and as a report states it."""

    what: str
    """What is counted: 总数, 完成, 销号, 逾期, 水务局 …"""
    ledger: Derived
    report: Derived
    same_day: bool
    """Whether both speak of one day; a total is compared across days too, where the inspection is named on both sides."""

    @property
    def agrees(self) -> bool:
        """Whether both have the same number."""
        return not contradict(self.ledger, self.report)

    @property
    def sources(self) -> tuple[Passage, Passage]:
        """The rows, or the title over them, and the sentence of the report."""
        return self.ledger.facts[0].passage, self.report.facts[0].passage


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list of a ledger and the same list in one report."""

    ledger: Tally
    report: Tally
    figures: tuple[Compared, ...]

    @property
    def differing(self) -> list[Compared]:
        """Where the two differ."""
        return [one for one in self.figures if not one.agrees]

    @property
    def same_day(self) -> bool:
        """Whether both are of one day."""
        return same_day(self.ledger.as_of, self.report.as_of)


def comparisons(ledger: str, facts: Sequence[Fact], words: LedgerWords) -> list[Comparison]:
    """The lists of one ledger against those of every report that tells of the same, those that differ first, then the newest."""
    lists = tallies(facts)
    found = [
        Comparison(own, other, tuple(_figures(own, other, words)))
        for own in lists
        if own.report == ledger and own.counted
        for other in lists
        if not other.counted and _same_list(own, other)
    ]
    kept = [one for one in found if one.figures]
    return sorted(kept, key=lambda one: (bool(one.differing), one.same_day, one.report.as_of or ""), reverse=True)


def same_day(one: str | None, other: str | None) -> bool:
    """Whether two dates are one day; a month or a year is its last day."""
    return one is not None and other is not None and end_of(one) == end_of(other)


def _same_list(own: Tally, other: Tally) -> bool:
    """Whether a report's list is the ledger's: of the same place, track and batch, and of no other inspection."""
    if own.report == other.report or own.owner != other.owner or own.track is not other.track:
        return False
    if (own.batch or "累计") != (other.batch or "累计") or not (own.inspection.level and other.inspection.level):
        return False
    return compatible(own.inspection, other.inspection)


def _figures(own: Tally, other: Tally, words: LedgerWords) -> Iterator[Compared]:
    now = same_day(own.as_of, other.as_of)
    if (now or _named(own.inspection, other.inspection)) and (total := _pair(TOTAL, own.derive(TOTAL), other.stated(TOTAL), now)):
        yield total
    if not now:
        return
    for metric in other.parts:
        if metric not in RATE_OF and not _tells_overdue(other.parts[metric], words):
            mine = _counted(own, metric, other.parts[metric][0].status_text, words)
            if pair := _pair(metric, mine, other.stated(metric), now):
                yield pair
    late = (fact for facts in other.parts.values() if _tells_overdue(facts, words) for fact in facts)
    yield from _classes(own, [*late, *other.classes], words)


def _counted(own: Tally, metric: str, wording: str, words: LedgerWords) -> Derived | None:
    """What the ledger has for a status as a report words it: 达到或超过序时进度 is two of the ledger's together."""
    names = next((metrics for metrics, pattern in words.merged if pattern.search(wording)), (metric,))
    terms = [own.derive(name) or (None if name in _VAGUE else own.exhausted(name)) for name in names]
    known = [term for term in terms if term is not None and term.value is not None]
    if len(known) < len(names) or len(names) == 1:
        return known[0] if len(known) == len(names) else None
    value = tidy(sum(term.value or 0 for term in known))
    formula = f"{'+'.join(show_number(term.value or 0) for term in known)}={show_number(value)}"
    return Derived(value, own.unit, formula, tuple(fact for term in known for fact in term.facts), Status.DERIVED)


def _classes(own: Tally, told: Iterable[Fact], words: LedgerWords) -> Iterator[Compared]:
    """Units, kinds and what is overdue: a class that the ledger counts under the same name, of the same part of the list."""
    counted: dict[tuple[str, str], Fact] = {}
    doubtful: set[tuple[str, str]] = set()
    for fact in own.classes:
        key = (_class_name(fact, own, words), fact.parent)
        if counted.setdefault(key, fact).quantity.value != fact.quantity.value:
            doubtful.add(key)
    seen: set[tuple[str, str]] = set()
    for fact in told:
        key = (_class_name(fact, own, words), "" if fact.metric != _CLASS or fact.parent == "未完成" else fact.parent)
        mine = counted.get(key)
        if mine is None or key in doubtful | seen or (fact.dimension and fact.dimension != mine.dimension):
            continue
        seen.add(key)
        if pair := _pair(f"{key[1]}{key[0]}", _stated(mine), _stated(fact), now=True):
            yield pair


def _class_name(fact: Fact, own: Tally, words: LedgerWords) -> str:
    """水务局 for 县水务局牵头: by what two sources name the same class."""
    if _overdue(fact, words):
        return words.overdue[0]
    name = fact.label
    for suffix in (split["suffix"] for split in words.classes if split["suffix"]):
        name = name.removesuffix(suffix)
    level = own.place.name[-1] if own.place else ""
    return name[1:] if level and name.startswith(level) and len(name) > len("水利局") else name


def _tells_overdue(facts: Sequence[Fact], words: LedgerWords) -> bool:
    """逾期2项 is counted with what is behind schedule; it is held against what the ledger has overdue."""
    return all(_overdue(fact, words) for fact in facts)


def _overdue(fact: Fact, words: LedgerWords) -> bool:
    return bool(words.late.search(words.not_late.sub("", fact.status_text or fact.label)))


def _pair(what: str, mine: Derived | None, told: Derived | None, now: bool) -> Compared | None:
    """Both figures, where both are known and exact."""
    if mine is None or told is None or mine.value is None or told.value is None or told.approximate:
        return None
    return Compared(what, mine, told, now)


def _named(one: Inspection, other: Inspection) -> bool:
    """Whether both sides name level and round of one inspection, so that their totals are of one list on every day."""
    return bool(one.round) and (one.level, one.round, one.revisit) == (other.level, other.round, other.revisit)


def _stated(fact: Fact) -> Derived:
    return Derived(fact.quantity.value, fact.quantity.unit, fact.formula or None, (fact,), Status.CERTAIN, fact.quantity.approximate)
