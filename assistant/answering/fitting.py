"""A last look at a computed answer: a figure of another kind, day, status or operation than the question's is no answer (design.md 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.answering.inquiry import Inquiry
from assistant.answering.refusing import refuse
from assistant.answering.subject import names_both
from assistant.facts.status import metrics_named
from assistant.types import Answer, Figure, Status
from assistant.words.dates import find_dates
from assistant.words.lexicon import Lexicon

_WHOLE_DAY = len("2024-06-30")
_AHEAD = 16
"""So many characters before a number may say what it is (较上月增加3处, 两类合计12件)."""
_SIGNED = re.compile("（(?:成文|发布)日期")
_CLAUSE_END = re.compile(r"[，。；、\n]")


def fitted(answer: Answer, inquiry: Inquiry) -> Answer:
    """The answer, or a refusal that shows its sentence as the nearest thing where its leading figure is not what is asked for."""
    question = inquiry.question
    told = answer.kind != "refused" and answer.status is not Status.CONFLICT and answer.figures and answer.citations
    if not told or question.english or not question.counts or not any(check(answer, inquiry) for check in _CHECKS):
        return answer
    composer = inquiry.blank()
    nearest = answer.citations[0]
    composer.cite(nearest.report, nearest.start, nearest.start + len(nearest.quote))
    refusal = refuse(composer, Status.UNSTATED, "unstated", what=composer.phrase("unknown"))
    composer.lines.append(composer.phrase("unstated_near", text=nearest.quote.strip()))
    return composer.build("refused", refusal.status)


def _other_kind(answer: Answer, inquiry: Inquiry) -> bool:
    """A share where a count is asked for, or no share where one is (占了多少件 is no percentage)."""
    question = inquiry.question
    if len(question.asks) != 1 or "difference" in question.forms:
        return False
    (ask,), shares = question.asks, inquiry.lexicon.data["questions"]["fitting"]["shares"]
    if ask.unit_class == "比例":
        return not any(figure.unit in shares for figure in answer.figures)
    return bool(ask.unit) and all(figure.unit in shares for figure in answer.figures)


def _other_day(answer: Answer, inquiry: Inquiry) -> bool:
    """A later day than the one full day asked about, or an earlier one although there is a report of that day."""
    days = {day for day in inquiry.question.dates if len(day) == _WHOLE_DAY}
    if len(days) != 1 or answer.as_of is None or len(answer.as_of) != _WHOLE_DAY:
        return False
    (day,) = days
    if any(date.iso == day for citation in answer.citations for date in find_dates(citation.quote)):
        return False
    if answer.as_of[:-3] == day[:-3] and _SIGNED.search(answer.text):
        return False  # a report signed on the 25th mostly tells how things stood on the 20th
    return answer.as_of > day or (answer.as_of < day and any(head.as_of == day for head in inquiry.heads))


def _other_status(answer: Answer, inquiry: Inquiry) -> bool:
    """A count said only of statuses that an item cannot have together with the one asked for (11项达到序时进度 is no 完成)."""
    asks, lead, metrics = inquiry.question.asks, answer.figures[0], inquiry.lexicon.metrics
    if len(asks) != 1 or len(asks[0].metrics) != 1 or lead.formula or lead.value is None or lead.label == asks[0].metrics[0]:
        return False
    wanted = metrics[asks[0].metrics[0]]
    clauses = [f"{_CLAUSE_END.split(before)[-1]}{_CLAUSE_END.split(after)[0]}" for before, after in _around(lead, answer, inquiry.lexicon)]
    named = [metrics_named(clause, inquiry.lexicon) for clause in clauses]

    def told(name: str) -> bool:
        return metrics[name].finished == wanted.finished or metrics[name].rate_of == wanted.name

    return bool(named) and all(said and not any(map(told, said)) for said in named)


def _bare_term(answer: Answer, inquiry: Inquiry) -> bool:
    """One bare figure where a sum, a difference or a remainder is asked for, unless its own words call it so."""
    question, lead = inquiry.question, answer.figures[0]
    if lead.value is None or len(question.asks) != 1 or any(figure.formula for figure in answer.figures):
        return False
    if names_both(question.text, inquiry.lexicon):
        return False  # the two lists are told side by side, never added
    ahead = [before[-_AHEAD:] for before, _ in _around(lead, answer, inquiry.lexicon)]
    for asked, stated, times in _operations(inquiry.lexicon):
        named = asked.search(question.text) and max(len(question.dates), len(question.years)) >= times
        if named and ahead and not any(stated.search(words) for words in ahead):
            return True
    return False


_CHECKS: tuple[Callable[[Answer, Inquiry], bool], ...] = (_other_kind, _other_day, _other_status, _bare_term)


@lru_cache(maxsize=4)
def _operations(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...]:
    """How questions ask for each operation, how texts call its result, and how many dates the question has to name."""
    rows = lexicon.data["questions"]["fitting"]["operations"]
    return tuple((re.compile(row["asked"]), re.compile(row["stated"]), row["times"]) for row in rows)


def _around(figure: Figure, answer: Answer, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """What stands before and behind a figure wherever its citations print it."""
    for citation in answer.citations:
        if citation.n not in figure.citations:
            continue
        for span in lexicon.units.find(citation.quote):
            if span.quantity.value == figure.value and span.quantity.unit == figure.unit:
                yield citation.quote[: span.start], citation.quote[span.end :]
