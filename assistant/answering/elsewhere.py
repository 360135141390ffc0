"""Where the reports of a place hold no answer, those of others that tell of it are asked: a province's notice, a national one."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.inquiry import Inquiry
from assistant.answering.places import Named, bare_name
from assistant.types import Answer, ReportHead, Status
from assistant.words.lexicon import Lexicon

_MISSING = frozenset({Status.UNSTATED, Status.ABSENT})
_FOUND, _MOST = 40, 12
"""So many passages are searched for a place, and so many reports looked into."""
_OTHER = re.compile(
    r"(?:[，,。；;：:、]|其中|和|与)(?!全|我|本|各|该|城|辖|园|社|景|片)[一-龥]{2,4}?(?:[省市县区州盟旗](?![域内级直委])|区域|地区)"
)
"""Another place named since: what follows is its own."""


def elsewhere(given: Answer, inquiry: Inquiry) -> Inquiry | None:
    """The question put to the reports of others that speak of all places it names; None where there is no need or none such."""
    named = inquiry.named
    if given.kind != "refused" or given.status not in _MISSING or not named.reports or not named.names or named.areas:
        return None
    others = _speaking(inquiry)
    if not others:
        return None
    scope = replace(inquiry.scope, reports=tuple(head.id for head in others))
    again = Named((), (), (*named.names, *named.unknown))
    return Inquiry(inquiry.question, inquiry.library, inquiry.lexicon, scope, others, again, told_by_others=True)


def _speaking(inquiry: Inquiry) -> list[ReportHead]:
    """The reports that are not of the places named and mention each of them, those that say most of the question first."""
    named, library = inquiry.named, inquiry.library
    own = {*named.reports, *(head.id for head in inquiry.heads)}
    words = (*named.names, *named.unknown)
    hits = library.search(f"{''.join(words)} {inquiry.question.text}", inquiry.asked_in, _FOUND)
    found = dict.fromkeys(hit.passage.report for hit in hits if hit.passage.report not in own)
    heads = {head.id: head for head in library.heads(inquiry.asked_in)}
    speaking = [report for report in found if report in heads and all(inquiry.mentions(report, bare_name(word)) for word in words)]
    return [heads[report] for report in speaking[:_MOST]]


def told_there(answer: Answer, inquiry: Inquiry, lexicon: Lexicon) -> bool:
    """Whether each figure and each sentence of an answer is told of a place the question names, and of no other named since."""
    names = [bare_name(name) for name in inquiry.named.unknown]
    if answer.kind == "refused" or not answer.citations:
        return False
    shown = {citation.n: citation.quote for citation in answer.citations}
    for figure in answer.figures:
        quotes = [shown[n] for n in figure.citations if n in shown]
        if figure.formula is None and not any(_told(quote, figure.value, names, lexicon) for quote in quotes):
            return False
    return bool(answer.figures) or all(any(name in quote for name in names) for quote in shown.values())


def _told(quote: str, value: object, names: list[str], lexicon: Lexicon) -> bool:
    """Whether a sentence says a value behind one of some names, with no other place between."""
    for span in lexicon.units.find(quote):
        before = quote[: span.start]
        at = max((before.rfind(name) + len(name) for name in names if name in before), default=-1)
        if span.quantity.value == value and at >= 0 and not _OTHER.search(before, at):
            return True
    return False
