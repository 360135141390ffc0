"""What a draft may use: the reports, facts and tallies of one place, known on one date, of one inspection at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.errors import UsageError
from assistant.facts.tally import Tally
from assistant.facts.tallying import tallies
from assistant.reading.sentences import sentences
from assistant.types import Fact, Inspection, Library, Passage, Place, Report, ReportHead, Scope, Track
from assistant.words.numerals import find_numbers

_ROUND = {
    "中央": re.compile("(第[一二三四五六]轮)中央(?:生态)?(?:环境保护)?督察"),
    "省级": re.compile("(第[一二三四五六]轮)省级?(?:委)?(?:生态)?(?:环境保护)?督察"),
}
"""How a report names the round of an inspection of each level."""
_ROUND_YEARS = 4
"""So many years lie between two rounds of an inspection: what is told so much earlier is of another one."""
_LEVELS = ("", "省", "市", "县", "区", "州", "盟", "旗", "自治区", "自治州", "自治县", "地区", "新区")


@dataclass(frozen=True)
class Sources:
    """The material of one place; nothing of any other place is in it."""

    name: str
    """The place as asked for, or as its reports write it; empty when neither is known."""
    place: Place | None = None
    """None when no report knows the place: every slot becomes a gap."""
    reports: tuple[Report, ...] = ()
    """Newest first, those about the chosen inspection before the others."""
    facts: tuple[Fact, ...] = ()
    tallies: tuple[Tally, ...] = ()
    inspection: Inspection | None = None
    as_of: str | None = None
    """The date the user asked for."""
    copied: str = ""
    """The report that a document about one item copies its sentences from."""
    elsewhere: frozenset[str] = frozenset()
    """Names of other places that must not appear in the draft."""

    def report(self, report_id: str) -> Report:
        """One of the reports by its id."""
        return next(report for report in self.reports if report.id == report_id)

    def current(self, track: Track, *, batch: bool = False) -> list[Tally]:
        """The newest lists of a track (or batches of it) for the chosen inspection: one per report, each the report's widest."""
        fitting = [t for t in self.tallies if t.track is track and self._about(t) and (t.batch not in ("", "累计")) is batch]
        usable = _whole_lists(fitting)
        if not usable:
            return []
        newest = max(t.as_of or "" for t in usable)
        if batch and any((t.as_of or "") > newest for t in self.current(track)):
            return []  # a batch of some months ago is no news beside the whole list of today
        latest = max(_number(t.batch) for t in usable if (t.as_of or "") == newest)
        widest: dict[str, Tally] = {}
        for tally in usable:
            if batch and _number(tally.batch) < latest:
                continue
            if (tally.as_of or "") == newest and _width(tally) > _width(widest.get(tally.report)):
                widest[tally.report] = tally
        return list(widest.values())

    def before(self, track: Track) -> list[Tally]:
        """The lists of the day before the newest ones, the widest first."""
        newest = max((t.as_of or "" for t in self.current(track)), default="")
        older = [
            t for t in self.tallies if t.track is track and self._about(t) and t.batch in ("", "累计") and t.as_of and t.as_of < newest
        ]
        usable = [t for t in _whole_lists(older) if t.parts]
        last = max((t.as_of or "" for t in usable), default="")
        return sorted((t for t in usable if t.as_of == last), key=_width, reverse=True)

    def alike(self, track: Track, *, batch: bool = False) -> list[Tally]:
        """The newest lists and older ones of the same size: how a list falls into classes does not change while its size does not."""
        current = self.current(track, batch=batch)
        sizes = {t.total.quantity.value for t in current if t.total is not None}
        older = [t for t in self.tallies if t.track is track and self._about(t) and (t.batch not in ("", "累计")) is batch and not batch]
        return [*current, *(t for t in older if t not in current and t.total is not None and t.total.quantity.value in sizes)]

    def running(self, tally: Tally) -> bool:
        """Whether a list still grew when its report told of it: the report counts a single batch beside it."""
        return any(t.report == tally.report and t.track is tally.track and t.batch not in ("", "累计") for t in self.tallies)

    def total(self, track: Track) -> Fact | None:
        """The size of a list where its newest report does not repeat it: it does not change once the list is handed over."""
        lists = [t for t in self.tallies if t.track is track and self._about(t) and t.batch in ("", "累计") and t.total is not None]
        return max(_whole_lists(lists), key=lambda t: t.as_of or "").total if lists else None

    def of_its_time(self, report: str) -> bool:
        """Whether a report can tell of the chosen inspection by its date: where no round is named, not one of other years."""
        if self.inspection is not None and (self.inspection.round or self.inspection.campaign):
            return True
        dated = {one.id: one.as_of[:4] for one in self.reports if one.as_of}
        return report not in dated or int(max(dated[one] for one in self._listed or dated)) - int(dated[report]) < _ROUND_YEARS

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The dated reports with a list of the chosen inspection."""
        dated = {one.id for one in self.reports if one.as_of}
        return frozenset(t.report for t in self.tallies if t.total is not None and t.report in dated and self._named(t))

    def _about(self, tally: Tally) -> bool:
        """Whether a list is of the chosen inspection, by its name and its time."""
        return self._named(tally) and self.of_its_time(tally.report)

    def _named(self, tally: Tally) -> bool:
        """Whether a list is of the chosen inspection by name; one that says less counts only where it cannot be of another."""
        if self.inspection is None or tally.inspection.display == self.inspection.display:
            return True
        if not compatible(tally.inspection, self.inspection):
            return False
        others = [t.inspection for t in self.tallies if not compatible(t.inspection, self.inspection)]
        return not any(compatible(tally.inspection, other) for other in others)

    @cached_property
    def newest(self) -> frozenset[str]:
        """The reports whose list figures are used, else the newest one: what older ones say may have been overtaken."""
        used = {tally.report for track in (Track.PROBLEM, Track.COMPLAINT) for tally in self.current(track)}
        return frozenset(used or {report.id for report in self.reports[:1]})

    def inspections(self) -> list[Inspection]:
        """Every inspection the place has figures for, in the order the newest report names them."""
        named = {t.inspection.display: t.inspection for t in self.tallies if t.inspection.display and t.total is not None}.values()
        return [one for one in named if not any(_fuller(other, one) for other in named)]

    def copying(self, kinds: tuple[str, ...]) -> Sources:
        """The material for a document about one item: the newest report of the first kind there is comes first and names the inspection."""
        found = next((report for kind in kinds for report in self.reports if report.genre == kind), None)
        if found is None:
            return self
        ordered = (found, *(report for report in self.reports if report is not found))
        named = _titled(found)
        if named.level and not named.round and len(rounds := _rounds(found, named.level)) == 1:
            named = replace(named, round=next(iter(rounds)))
        told = [fact.inspection for fact in self.facts if fact.report == found.id and fact.inspection.display]
        fuller = next((one for one in told if _fuller(one, named) or one == named), named if named.display else None)
        return replace(self, copied=found.id, reports=ordered, inspection=fuller or (told[0] if told else self.inspection))

    def about(self, inspection: Inspection) -> Sources:
        """The same material looked at for another inspection."""
        return replace(self, inspection=inspection)

    @cached_property
    def sentences(self) -> tuple[tuple[Report, tuple[Passage, ...]], ...]:
        """The sentences of each report, in the order of `reports`."""
        return tuple((report, tuple(sentences(report))) for report in self.reports)


def _whole_lists(lists: list[Tally]) -> list[Tally]:
    """The lists that are no mere part of another (剩余3项任务): as large as the largest, or with a count of what is done."""
    sizes = [t.total.quantity.value or 0 for t in lists if t.total is not None]
    least = 0.6 * max(sizes, default=0)
    counted = {"完成", "销号", "办结"}
    return [
        t for t in lists if (t.total is not None and (t.total.quantity.value or 0) >= least) or (t.total is None and counted & set(t.parts))
    ]


def _number(batch: str) -> int:
    """Which batch it is (第二十六批), 0 for none: of notices without a date the last one counts."""
    found = find_numbers(batch)
    return int(found[0].value) if found else 0


def _width(tally: Tally | None) -> tuple[float, int]:
    """How much of a place's list a tally covers, to tell the whole list from its parts."""
    if tally is None:
        return (-1.0, -1)
    value = tally.total.quantity.value if tally.total is not None else None
    return (float(value or 0), sum(map(len, tally.parts.values())))


def compatible(one: Inspection, other: Inspection) -> bool:
    """Whether two mentions can mean the same inspection: nothing both state differs."""
    if one.campaign != other.campaign or (one.revisit != other.revisit and one.display and other.display):
        return False
    return all(not a or not b or a == b for a, b in ((one.level, other.level), (one.round, other.round)))


def _fuller(other: Inspection, one: Inspection) -> bool:
    """Whether `other` says all that `one` says and more (第二轮中央督察 for 中央督察)."""
    says_all = one.level in {"", other.level} and one.round in {"", other.round} and one.revisit == other.revisit
    return other != one and says_all and compatible(other, one) and len(other.display) > len(one.display)


def gather(library: Library, scope: Scope, lead: Track, *, newest: bool = False) -> Sources:
    """Collect what the library knows about the place of a scope, to write of one inspection: the newest one where that is wanted.

    Raises:
        UsageError: no place is named and there are several, or a masked name stands for several documents.
    """
    heads = _of_one_place(library, scope)
    elsewhere = _other_names(library, heads)
    if not heads:
        return Sources(scope.place or "", as_of=scope.as_of, elsewhere=elsewhere)
    place = heads[0].place
    assert place is not None
    narrowed = replace(scope, place=scope.place or place.display, reports=tuple(head.id for head in heads))
    facts = tuple(fact for fact in library.facts(narrowed) if fact.place is None or fact.place.display == place.display)
    reports = [library.report(head.id) for head in heads]
    facts = tuple(_named_in_full(facts, reports))
    found = Sources(place.display, place, tuple(reports), facts, tuple(tallies(facts)), as_of=scope.as_of, elsewhere=elsewhere)
    inspection = (_newest_inspection(found, scope, lead) if newest else None) or _inspection(found, scope, lead)
    return replace(found, inspection=inspection, reports=tuple(_nearest_first(reports, facts, inspection)))


def _named_in_full(facts: Iterable[Fact], reports: Iterable[Report]) -> Iterator[Fact]:
    """The facts, 中央督察 written as the one round of it that their report names anywhere."""
    rounds = {(one.id, level): _rounds(one, level) for one in reports for level in _ROUND}
    for fact in facts:
        one = fact.inspection
        named = rounds.get((fact.report, one.level), set()) if one.level and not one.round and not one.campaign else set()
        yield replace(fact, inspection=replace(one, round=next(iter(named)))) if len(named) == 1 else fact


def _rounds(report: Report, level: str) -> set[str]:
    return set(_ROUND[level].findall(report.clean))


def _of_one_place(library: Library, scope: Scope) -> list[ReportHead]:
    heads = [head for head in library.heads(scope) if head.place is not None]
    if scope.place:
        names = {_unmarked(scope.place) + level for level in _LEVELS}
        exact = [head for head in heads if head.place and scope.place in (head.place.name, head.place.display)]
        heads = exact or [head for head in heads if head.place and {_unmarked(head.place.name), _unmarked(head.place.display)} & names]
    places = list(dict.fromkeys(head.place.display for head in heads if head.place))
    if len(places) > 1:
        raise UsageError(f"资料里有{'、'.join(places[:8])}等{len(places)}个地区，请指定地区，写明为哪个地区起草。")
    if len(heads) > 1 and heads[0].place and heads[0].place.masked:
        listed = "、".join(f"《{head.title[:20]}》（{head.id}）" for head in heads[:5])
        raise UsageError(f"“{places[0]}”是隐去的名称，{len(heads)}份报告未必是同一个地方，请指定报告，指明用哪一份：{listed}。")
    return heads


def _unmarked(name: str) -> str:
    """Masks of any kind and length written alike, so that `**县` finds `*县`-style spellings of the same question."""
    for mark in "＊×某":
        name = name.replace(mark, "*")
    while "**" in name:
        name = name.replace("**", "*")
    return name.strip()


def _other_names(library: Library, heads: list[ReportHead]) -> frozenset[str]:
    """Places the library knows besides this one and those above it."""
    own = {name for head in heads if head.place for name in (head.place.name, head.place.display, *head.place.within)}
    every = {head.place.name for head in library.heads(Scope()) if head.place and not head.place.masked}
    return frozenset(every - own)


def _inspection(sources: Sources, scope: Scope, lead: Track) -> Inspection | None:
    """The inspection asked for, else that of the newest list of the leading track, else of any list."""
    rows = [t for t in sources.tallies if not scope.inspection or scope.inspection in t.inspection.display]
    for track in (lead, None):
        lists = [t for t in rows if t.total is not None and (track is None or t.track is track)]
        known = [t for t in lists if t.inspection.display and not t.inspection.campaign] or lists
        if known:
            return _fullest(max(known, key=lambda t: t.as_of or "").inspection, sources)
    named = [one for one in map(_titled, sources.reports) if one.display]
    named += [fact.inspection for fact in sources.facts if fact.inspection.display]
    return named[0] if named else None


def _newest_inspection(sources: Sources, scope: Scope, lead: Track) -> Inspection | None:
    """The inspection that came last: of the highest round, then the one whose list is told of latest for the first time."""
    first: dict[str, tuple[str, Inspection]] = {}
    for tally in sources.tallies:
        wanted = tally.inspection.display and (not scope.inspection or scope.inspection in tally.inspection.display)
        if wanted and tally.track is lead and tally.total is not None and not tally.inspection.campaign:
            one = _fullest(tally.inspection, sources)
            known = first.get(one.display)
            first[one.display] = (min(known[0], tally.as_of or "") if known else tally.as_of or "", one)
    rounds = "一二三四五六"
    ranked = sorted(first.values(), key=lambda row: (rounds.find(row[1].round[1:2]) if row[1].round else -1, row[0]))
    return ranked[-1][1] if ranked else None


def _fullest(chosen: Inspection, sources: Sources) -> Inspection:
    """The fullest way the place's lists name an inspection, when they leave no doubt which one it is."""
    fuller = {t.inspection.display: t.inspection for t in sources.tallies if _fuller(t.inspection, chosen)}
    return next(iter(fuller.values())) if len(fuller) == 1 else chosen


def _titled(report: Report) -> Inspection:
    """The inspection a report's title names."""
    found = re.search("第[一二三四五六]轮", report.title)
    level = "中央" if "中央" in report.title else "省级" if re.search("省级?(?:委|生态|环境|督察)", report.title) else ""
    return Inspection(level, found[0] if found else "", "回头看" in report.title)


def _nearest_first(reports: list[Report], facts: tuple[Fact, ...], inspection: Inspection | None) -> list[Report]:
    if inspection is None or not inspection.display:
        return reports
    about = {fact.report for fact in facts if fact.inspection.display == inspection.display}
    return sorted(reports, key=lambda report: report.id not in about)
