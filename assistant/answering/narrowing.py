"""Which reports a question is about: those of the places it names, else those that mention its names or hold its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.matters import LETTERS
from assistant.answering.places import Named, bare_name
from assistant.answering.question import Question
from assistant.types import Fact, Library, ReportHead, Scope, once

_GENRES = re.compile(
    r"督办函|交办单|销号公示|公示(?=期|时间|里|中|的|到)|评估报告|经验(?:交流)?材料|工作汇报|台账|月调度|迎检(?:情况)?通报|简报|整改方案(?=列|里|中|写|提|明确|分)"
)
_INSPECTION_BATCH = re.compile(
    r"第[一二三四]轮第[一二三四五六]批|第[一二三四五六]批(?=(?:中央)?(?:生态)?(?:环境|环保)?(?:保护)?督察|“?回头看|\d+个)"
)
_PROVINCES_COUNTED = re.compile(r"(?<![\d第])\d{1,2}个?省(?!级)")
"""8省（区）: a notice of so many provinces at once."""
_FEW = 60
"""Up to so many reports are searched word by word; beyond, search finds the candidates."""


def narrowed(
    heads: Sequence[ReportHead], named: Named, question: Question, mentions: Callable[[str, str], bool], library: Library, scope: Scope
) -> list[ReportHead]:
    """The reports a question can mean, in the order given; all of them when nothing in it tells them apart.

    Several names that no one place carries (8 provinces in a national notice) point to the reports that mention most of them.
    """
    together = _of_provinces(heads, question.text, mentions, library, scope)
    found = _by_genre(together or _named(heads, named, question, mentions, library, scope), question.text)
    areas = [(area,) for area in named.areas] if not named.names else []
    # The things a question adds up (甲镇污水厂和乙镇填埋场) may be told in as many reports.
    for wanted in [named.areas] if areas and _adds_things(question) else areas:
        speaking = _candidates(found, wanted, library, scope)
        found = [head for head in speaking if any(mentions(head.id, area) for area in wanted)] or found
    for phrase in _INSPECTION_BATCH.findall(question.text):
        found = [head for head in _candidates(found, (phrase,), library, scope) if mentions(head.id, phrase)] or found
    days = _days(question.text)
    words = (*question.batches, *days) if len(question.batches) + len(days) == 1 or len(set(days)) == 1 else ()
    for word in words:
        telling = {head.id for head in _candidates(found, (word,), library, scope) if mentions(head.id, word)}
        telling |= _dated(question.dates, library, scope) if word in days else set()
        found = [head for head in found if head.id in telling] or found
    return found


def _adds_things(question: Question) -> bool:
    """Whether a question adds up figures of several things; a list that names all its places stands in one report."""
    return question.track is None and "sum" in question.forms


def _dated(dates: Sequence[str], library: Library, scope: Scope) -> set[str]:
    """The reports with a figure as of one of some days, however they word it (截至上月底)."""
    reports = once(_reports_of_days, library.facts(scope))
    return set().union(*(reports.get(date, ()) for date in dates))


def _reports_of_days(facts: Sequence[Fact]) -> dict[str, set[str]]:
    """Day by day the reports with a figure of a list as of it."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        if fact.of and fact.as_of:
            found.setdefault(fact.as_of, set()).add(fact.report)
    return found


def _of_provinces(
    heads: Sequence[ReportHead], text: str, mentions: Callable[[str, str], bool], library: Library, scope: Scope
) -> list[ReportHead]:
    """The notices of so many provinces at once (甲省、乙省等8省区), rather than what one of them reports."""
    counted = _PROVINCES_COUNTED.search(text)
    if counted is None:
        return []
    number = re.sub(r"\D", "", counted[0])
    written = (f"{number}省", f"{number}个省")
    candidates = heads if len(heads) <= _FEW else _candidates(heads, (*written, text), library, scope)
    return [head for head in candidates if any(mentions(head.id, one) for one in written)]


def _by_genre(heads: list[ReportHead], text: str) -> list[ReportHead]:
    """The documents of the kind a question names (督办函, 公示 …), all where it names none or none is of that kind."""
    if re.search(r"一样|一致|相同|对得上", text):
        return heads
    for word in _GENRES.findall(text):
        kind = [head for head in heads if word in head.genre or word in head.title or word in head.path]
        if kind:
            return kind
    return heads


def _days(text: str) -> list[str]:
    """The days a question names, as documents write them (11月20日)."""
    return re.findall(r"\d{1,2}月\d{1,2}日", text)


def _named(
    heads: Sequence[ReportHead], named: Named, question: Question, mentions: Callable[[str, str], bool], library: Library, scope: Scope
) -> list[ReportHead]:
    own = [head for head in heads if head.id in named.reports]
    if own and len(heads) <= _FEW:
        # A letter that presses a county is about it, whoever signs it.
        letters = (head for head in heads if head.genre in LETTERS and head not in own)
        own += [head for head in letters if all(mentions(head.id, name) for name in named.names)]
    if not named.unknown and own:
        return _notice(heads, own, named, question, mentions, library, scope) or own
    names = (*named.names, *named.unknown)
    if named.unknown:
        # The reports of the place itself are looked at in any case, however many others search finds.
        looked = [*(own if len(own) <= _FEW else ()), *_candidates(heads, named.unknown, library, scope)]
        candidates = list({head.id: head for head in looked}.values())
        counts = {head.id: sum(_speaks_of(head, name, mentions) for name in names) for head in candidates}
        if not any(counts.values()):  # 玄武生态环境局 speaks of 玄武区
            counts = {head.id: sum(mentions(head.id, bare_name(name)) for name in names) for head in candidates}
        most = max(counts.values(), default=0)
        if most and (not own or most > 1):
            least = 1 if _adds_things(question) else most
            found = [head for head in candidates if counts[head.id] >= least]
            return _by_numbers(found, question, library, scope) or found
        return own or list(heads)
    return _by_numbers(heads, question, library, scope) or list(heads)


def _notice(
    heads: Sequence[ReportHead],
    own: Sequence[ReportHead],
    named: Named,
    question: Question,
    mentions: Callable[[str, str], bool],
    library: Library,
    scope: Scope,
) -> list[ReportHead]:
    """The notices of a wider area that speak of a place and hold the batch or number of the question, which its own reports do not."""
    if len(heads) > _FEW:
        return []
    others = [head for head in heads if head not in own and all(mentions(head.id, name) for name in named.names)]
    phrases = _INSPECTION_BATCH.findall(question.text)
    if phrases:
        held = any(mentions(head.id, phrase) for head in own for phrase in phrases)
        return [] if held else [head for head in others if all(mentions(head.id, phrase) for phrase in phrases)]
    return [] if _by_numbers(own, question, library, scope) else _by_numbers(others, question, library, scope)


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
