"""What a document itself says its words mean (“完成整改”指…, 逾期超过一个月的亮红色): it goes before what they generally mean."""

from __future__ import annotations

import re

from assistant.answering.inquiry import Inquiry
from assistant.answering.member_words import member_words
from assistant.answering.sentences import sentence_spans
from assistant.answering.told_members import reports_asked
from assistant.types import Answer, Report, Status

_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,14})[”\"」]")
_MOST = 4

Told = tuple[Report, int, int]


def own_meaning(inquiry: Inquiry) -> Answer | None:
    """The sentences by which one document explains all the words a question asks the meaning of; None where none does."""
    question, words = inquiry.question, member_words(inquiry.lexicon).meaning
    if question.english or question.counts or not re.search(words["asked"], question.text):
        return None
    terms = _terms(inquiry)
    of_document = bool(inquiry.named.names) or re.search(words["of_document"], question.text)
    if not terms or (not of_document and _general(terms, inquiry)):
        return None
    for report in reports_asked(inquiry):
        told = [_explained(report, term, words) for term in terms[:_MOST]]
        found = [one for one in told if one is not None]
        if len(found) == len(told):
            return _said(inquiry, found)
    return None


def _terms(inquiry: Inquiry) -> list[str]:
    """The words asked about: those in quotes, else shades of one scheme (蓝色预警, 红色), else status words."""
    text, words = inquiry.question.text, member_words(inquiry.lexicon).meaning
    typed = text if _QUOTED.search(text) or re.search(words["shades"], text) else inquiry.question.typed or text
    found = [*_QUOTED.findall(typed), *re.findall(words["shades"], typed)]
    if not found:
        known = sorted((word for term in inquiry.lexicon.data["glossary"]["term"] for word in term["words"]), key=len, reverse=True)
        for word in known:
            if word in typed:
                found.append(word)
                typed = typed.replace(word, " ")
    kept: list[str] = []
    for term in found:
        if not any(term in other for other in kept):
            kept.append(term)
    return kept


def _general(terms: list[str], inquiry: Inquiry) -> bool:
    """Whether all the words are ones of the field, whose general meaning is known."""
    known = {word for term in inquiry.lexicon.data["glossary"]["term"] for word in term["words"]}
    return all(any(word in term for word in known) for term in terms)


def _explained(report: Report, term: str, words: dict[str, str]) -> Told | None:
    """The sentence of a report that says what a word means, else when it is given."""
    short = re.sub(words["ending"], "", term)
    for pattern, name in ((words["means"], term), (words["means"], short), (words["case"], term), (words["case"], short)):
        if len(name) < len("红单"):
            continue
        found = re.search(pattern.format(term=re.escape(name)), report.clean)
        if found is None:
            continue
        at = found.start() + len(found[0]) - len(found[0].lstrip("，；。：\n"))
        begin = max(report.clean.rfind(mark, 0, at) for mark in "。\n") + 1
        for start, end in sentence_spans(report.clean, begin, len(report.clean)):
            if start <= at < end or start >= at:
                return report, start, end
    return None


def _said(inquiry: Inquiry, found: list[Told]) -> Answer:
    composer = inquiry.blank()
    for report, start, end in dict.fromkeys(found):
        composer.cite(report.id, start, end)
        composer.lines.append(report.clean[start:end].strip())
    return composer.build("quoted", Status.CERTAIN)
