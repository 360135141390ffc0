"""Which reports a question is about: those of the places it names, else those that mention its names or hold its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.places import Named
from assistant.answering.question import Question
from assistant.types import Library, ReportHead, Scope

_FEW = 60
"""Up to so many reports are searched word by word; beyond, search finds the candidates."""


def narrowed(
    heads: Sequence[ReportHead], named: Named, question: Question, mentions: Callable[[str, str], bool], library: Library, scope: Scope
) -> list[ReportHead]:
    """The reports a question can mean, in the order given; all of them when nothing in it tells them apart.

    Several names that no one place carries (8 provinces in a national notice) point to the reports that mention most of them.
    """
    found = _named(heads, named, question, mentions, library, scope)
    days = _days(question.text)
    words = (*question.batches, *days) if len(question.batches) + len(days) == 1 or len(set(days)) == 1 else ()
    for word in words:
        telling = [head for head in found if mentions(head.id, word)] if len(found) <= _FEW else []
        found = telling or found
    return found


def _days(text: str) -> list[str]:
    """The days a question names, as documents write them (11月20日)."""
    return re.findall(r"\d{1,2}月\d{1,2}日", text)


def _named(
    heads: Sequence[ReportHead], named: Named, question: Question, mentions: Callable[[str, str], bool], library: Library, scope: Scope
) -> list[ReportHead]:
    own = [head for head in heads if head.id in named.reports]
    if not named.unknown and own:
        return own
    names = (*named.names, *named.unknown)
    if named.unknown:
        candidates = _candidates(heads, named.unknown, library, scope)
        counts = {head.id: sum(_speaks_of(head, name, mentions) for name in names) for head in candidates}
        most = max(counts.values(), default=0)
        if most and (not own or most > 1):
            return [head for head in candidates if counts[head.id] == most]
        return own or list(heads)
    return _by_numbers(heads, question, library, scope) or list(heads)


def _candidates(heads: Sequence[ReportHead], names: Sequence[str], library: Library, scope: Scope) -> list[ReportHead]:
    if len(heads) <= _FEW:
        return list(heads)
    found = {hit.passage.report for name in names for hit in library.search(name, scope, 20)}
    return [head for head in heads if head.id in found]


def _speaks_of(head: ReportHead, name: str, mentions: Callable[[str, str], bool]) -> bool:
    own = head.place is not None and (name in head.place.display or head.place.display in name)
    return own or mentions(head.id, name)


def _by_numbers(heads: Sequence[ReportHead], question: Question, library: Library, scope: Scope) -> list[ReportHead]:
    """The reports that state a telling number of the question (13267件), when it makes no claim to be checked."""
    telling = {number for number in question.numbers if len(number.replace(".", "")) >= 3}
    if not telling or question.premise:
        return []
    holders = {fact.report for fact in library.facts(scope) if str(fact.quantity.value) in telling}
    return [head for head in heads if head.id in holders]
