"""What a text is held against: the reports of the place it is about, found by its sentences where nobody names it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.checking.basis import Basis
from assistant.checking.tokens import plain
from assistant.errors import UsageError
from assistant.reading.discreet import discreet, discreet_facts
from assistant.reading.sentences import sentence_spans
from assistant.store.snapshot import Snapshot
from assistant.types import Place, Report, ReportHead, Scope

_TELLING = 14
"""A sentence of fewer letters may stand in any report."""
_MOST = 300
"""So many reports are looked through when the text names no place of the library."""
_SENTENCE, _SHARED, _NAMED, _READ, _TITLED = 3, 2, 4, 1, 6
"""What a sentence of a place's reports counts, a figure of theirs, its name at most, that the text reads as its own, its name on top."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?[\u4e00-\u9fff%]|\d{1,2}月\d{1,2}日")


def gather(snapshot: Snapshot, report: Report, scope: Scope) -> Basis:
    """The reports in scope of the place that a text is about, with their facts and the names of all other places.

    Raises:
        UsageError: the library has no report in this scope.
    """
    heads = snapshot.heads(scope)
    if not heads:
        raise UsageError("资料库里没有可供核对的报告，请先收入资料，或放宽 --place、--report、--as-of 的范围。")
    place = _asked(heads, scope) or _voted(snapshot, report, heads)
    chosen = tuple(head for head in heads if place is None or (head.place and head.place.display == place.display))
    return _basis(snapshot, place, chosen, scope)


def _basis(snapshot: Snapshot, place: Place | None, chosen: Sequence[ReportHead], scope: Scope) -> Basis:
    known = {head.id: snapshot.report(head.id) for head in chosen}
    wanted = replace(scope, place=None, reports=tuple(known))
    facts = [fact for fact in snapshot.facts(wanted) if place is None or fact.place is None or fact.place.display == place.display]
    shown = [one for head in chosen for one in discreet_facts([f for f in facts if f.report == head.id], known[head.id])]
    names = tuple(dict.fromkeys((place.display, place.name, *_also(chosen)))) if place else ()
    above = frozenset(name for head in chosen if head.place for name in head.place.within) if place else frozenset[str]()
    return Basis({known_id: discreet(one) for known_id, one in known.items()}, shown, _elsewhere(snapshot, place, above), names, above)


def _also(heads: Iterable[ReportHead]) -> list[str]:
    return [name for head in heads for name in head.known_as if not Place(name).masked]


def _asked(heads: Sequence[ReportHead], scope: Scope) -> Place | None:
    """The place that is asked for, where the reports in scope are of one place only or one of them bears that very name."""
    places = {head.place.display: head.place for head in heads if head.place}
    if scope.place and scope.place in places:
        return places[scope.place]
    return next(iter(places.values())) if len(places) == 1 and (scope.place or scope.reports) else None


def _voted(snapshot: Snapshot, report: Report, heads: Sequence[ReportHead]) -> Place | None:
    """The place whose reports share most sentences with the text; None when no place has any part in it."""
    places = {head.place.display: head.place for head in heads if head.place}
    read = report.place.display if report.place else ""
    named = {name for name in places if name in report.clean or name == read}
    told, figures = _signs(report.clean)
    votes: defaultdict[str, int] = defaultdict(int)
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for head in [one for one in heads if one.place and (len(heads) <= _MOST or one.place.display in named)][:_MOST]:
        assert head.place is not None
        sentences, numbers = _signs(snapshot.report(head.id).clean)
        votes[head.place.display] += _SENTENCE * len(told & sentences)
        shared[head.place.display] |= figures & numbers
    for name in places:
        votes[name] += _SHARED * len(shared[name]) + min(report.clean.count(name), _NAMED) + _READ * (name == read)
        votes[name] += _TITLED * (name in report.title)
    best = max(votes, key=lambda name: votes[name], default="")
    return places[best] if best and votes[best] else None


@lru_cache(maxsize=_MOST)
def _signs(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The longer sentences of a text and its figures and days, by which texts of one place know each other."""
    told = (plain(text[start:end]) for start, end in sentence_spans(text))
    return frozenset(one for one in told if len(one) >= _TELLING), frozenset(_FIGURE.findall(text))


def _elsewhere(snapshot: Snapshot, place: Place | None, above: frozenset[str]) -> frozenset[str]:
    """The places of the library besides this one and those above it."""
    if place is None:
        return frozenset()
    every = {head.place.name for head in snapshot.heads(Scope()) if head.place and not head.place.masked}
    return frozenset(every - above - {place.name, place.display})
