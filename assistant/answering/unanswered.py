"""What is said when neither list nor figure answers: a sentence that denies or tells it, else a refusal with the nearest one."""

from __future__ import annotations

import re

from assistant.answering.in_one_sentence import in_one_sentence
from assistant.answering.inquiry import Inquiry
from assistant.answering.measures import speaks_of
from assistant.answering.naming import kind_asked, subject_of
from assistant.answering.places import strip_names
from assistant.answering.quoted_beside import names_hidden
from assistant.answering.refusing import refuse
from assistant.answering.scoping import fits
from assistant.answering.sentences import Found
from assistant.facts.context import apart, inspection_of
from assistant.types import Answer, Status

_TELLING = 0.62
"""From this share of a counting question on, the nearest sentence is quoted as its answer."""
_DIFFERS = re.compile(r"[比较]|[高低多少增减升降差][^，。；]{0,4}\d")
"""Says how far two figures lie apart."""
_COUNTED = re.compile(r"(?:多少|几)[一-龥]?([一-龥]{2,6}?)(?:[？?，,。]|$|了|的)")


def unanswered(inquiry: Inquiry) -> Answer:
    """The last word on a question: what is counted did not happen, how long it took, what comes nearest, or nothing at all."""
    quoting = inquiry.quoting
    denial = _denied(inquiry)
    if denial is not None:
        return denial
    if inquiry.question.counts and quoting.duration():
        return quoting.composer.build("computed")
    near = quoting.nearest()
    if near is not None and near.score >= _TELLING and _tells(near, inquiry) and not _hides(near, inquiry):
        quoting.quote([near])
        return quoting.composer.build("quoted")
    if near is not None and not _hides(near, inquiry) and _of_scope(near, inquiry) and (told := in_one_sentence(near, inquiry)) is not None:
        return told
    composer = inquiry.blank()
    if near is None and not _known_place(inquiry):
        return refuse(composer, Status.ABSENT, "absent_topic")
    if near is None:
        return refuse(composer, Status.UNSTATED, "unstated", what=composer.phrase("unknown"))
    status, phrase = (Status.MASKED, "masked") if _hides(near, inquiry) else (Status.UNSTATED, "unstated")
    return refuse(composer, status, phrase, inquiry.quoting_into(composer), what=composer.phrase("unknown"))


def _known_place(inquiry: Inquiry) -> bool:
    """Whether the question names a place of which there are reports: then they leave it unsaid (domain.md 7)."""
    return bool(inquiry.named.names) and bool(inquiry.heads)


def _denied(inquiry: Inquiry) -> Answer | None:
    """The sentence saying that what is counted did not happen (未召开座谈会); None when there is none close."""
    counted = _COUNTED.search(inquiry.question.text) if inquiry.question.counts else None
    if counted is None:
        return None
    denies = re.compile(rf"(?:未|没有|无)[^，。]{{0,8}}{re.escape(counted[1])}")
    for found in inquiry.ranking.sentences[:5]:
        clause = next((part for part in re.split(r"[，。；]", found.text) if denies.search(part)), None)
        if clause is not None and found.score >= 0.2:
            composer = inquiry.blank()
            composer.cite(found.report.id, found.start, found.end)
            composer.lines.append(f"{clause}。")
            return composer.build("quoted", Status.CERTAIN)
    return None


def _of_scope(near: Found, inquiry: Inquiry) -> bool:
    """Whether the nearest sentence is of the place, inspection, day and batch asked about, and of no other matter."""
    if any(name not in near.text for name in inquiry.named.unknown) or _sibling(near, inquiry) or _out_of_scope(near, inquiry):
        return False
    years, dated = inquiry.question.years, near.report.as_of
    return not (years and dated) or any(year in near.text or dated.startswith(year) for year in years)


def _tells(near: Found, inquiry: Inquiry) -> bool:
    """Whether the nearest sentence answers a counting question by itself: no status is asked, and year and kind of number fit."""
    question = inquiry.question
    held = {span.unit_class for span in inquiry.lexicon.units.find(near.text) if not span.quantity.masked}
    asked = {ask.unit_class for ask in question.asks if ask.quantity}
    if question.metrics or not asked or not held or not asked - {""} <= held or near.text.endswith(("？", "?")):
        return False  # nor does a question that the text itself asks
    if "difference" in question.forms and not question.years and not _DIFFERS.search(near.text):
        return False
    if question.track is not None and _own_work(near.text, inquiry):
        return False
    measures = filter(None, map(inquiry.figures.open_facts.measure, question.asks))
    if not all(speaks_of(name, near.text, inquiry.lexicon) for name in measures):
        return False
    if any(name not in near.text for name in inquiry.named.unknown) or _sibling(near, inquiry) or _out_of_scope(near, inquiry):
        return False
    dated = near.report.as_of or ""
    told = [year in near.text or dated.startswith(year) for year in question.years]
    return not told or (all(told) if "difference" in question.forms else any(told))


def _own_work(said: str, inquiry: Inquiry) -> bool:
    """Whether a sentence counts what the office found by itself (自查), and the question, which asks of a list, says nothing of that."""
    own = inquiry.lexicon.data["questions"]["own_work"]["words"]
    return bool(inquiry.question.inspection) and any(word in said and word not in inquiry.question.text for word in own)


def _out_of_scope(near: Found, inquiry: Inquiry) -> bool:
    """Whether the figures of the nearest sentence are all of other months, years or batches than the question names."""
    units = {ask.unit_class for ask in inquiry.question.asks if ask.unit_class}
    facts = [fact for fact in inquiry.facts if fact.report == near.report.id and near.start <= fact.start < near.end]
    facts = [fact for fact in facts if not units or fact.unit_class in units]
    return bool(facts) and not any(fits(inquiry.question.text, fact, inquiry.lexicon, alone=True) for fact in facts)


def _sibling(near: Found, inquiry: Inquiry) -> bool:
    """Whether the nearest sentence speaks of another inspection, or of another subject or class than the question names."""
    asked, held = inquiry.question.inspection, inspection_of(near.text)
    if asked is not None and held is not None and apart(asked, held):
        return True
    told = [fact.inspection for fact in inquiry.facts if fact.report == near.report.id and near.start <= fact.start < near.end and fact.of]
    if asked is not None and told and all(one.display and apart(asked, one) for one in told):
        return True  # the sentence before names another inspection
    text = near.text + "".join(near.report.section_at(near.start)) + near.report.title
    return not subject_of(strip_names(inquiry.question.text, inquiry.names), inquiry.lexicon).named_in(text)


def _hides(near: Found, inquiry: Inquiry) -> bool:
    """Whether the nearest sentence masks a number of the kind asked for; where no unit says the kind, what the list asked about counts."""
    question, lexicon = inquiry.question, inquiry.lexicon
    hidden = {span.unit_class for span in lexicon.units.find(near.text) if span.quantity.masked}
    listed = lexicon.tracks[question.track].units if question.track is not None and question.track in lexicon.tracks else frozenset[str]()
    asked: set[str] = set()
    for ask in question.asks:
        kind = ask.unit_class or kind_asked(ask.words, lexicon)
        asked |= {kind} if kind else listed
    return (question.counts and bool(hidden & asked)) or names_hidden(near.text, inquiry)
