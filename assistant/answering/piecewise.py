"""A refused question put as two plain ones whose figures are worked out: 甲比乙多几人 by what 甲 and 乙 have each (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from assistant.answering.arithmetic import Computed, change, difference, percentage, total
from assistant.answering.composing import amount
from assistant.answering.compound import joined
from assistant.answering.inquiry import Inquiry
from assistant.answering.printed import printed
from assistant.facts.status import metrics_named
from assistant.types import Answer, Figure, Status
from assistant.words.lexicon import Lexicon
from assistant.words.numerals import show_number
from assistant.words.units import QuantitySpan

_NEAR = 400
"""So many characters behind a whole its parts are told."""
_MOVED = {1: "增加", 0: "持平，相差", -1: "减少"}
"""How a figure of one year stands to that of an earlier one."""
Plain = Callable[[str], Answer]
"""Answers a plain question over the same reports."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A way to put a question as two: how it is asked, the two plain ones, and what is worked out of their figures."""

    asked: re.Pattern[str]
    one: str
    other: str
    how: str


def worked_out_of_two(given: Answer, inquiry: Inquiry, plain: Plain) -> Answer | None:
    """The answer to a question without one, from two figures of one report that plain questions find; None where either is unknown.

    Two years of one place may be told by a report each.

    A rate or a rest takes a part whose own sentence also states the whole and one of the statuses asked for.
    """
    if given.figures or given.status not in {Status.UNSTATED, Status.CERTAIN} or not _counts(inquiry):
        return None
    for piece, asked in _put(inquiry):
        words = asked.groupdict(default="")
        one = _single(plain(piece.one.format(**words)), inquiry)
        both = one and (_with_stated_whole(one, piece.how, inquiry) or _with(one, plain(piece.other.format(**words)), inquiry))
        built = _built(piece.how, both, words.get("verb", ""), inquiry) if both is not None else None
        if built is not None:
            return None if _says_so(given, built.figures[0]) else built
    return None


def _says_so(given: Answer, lead: Figure) -> bool:
    """Whether a sentence that is quoted already states the very change that is worked out (较上月增加3处)."""
    said = f"{re.escape(show_number(lead.value or 0))}{re.escape(lead.unit)}"
    return given.status is Status.CERTAIN and re.search(rf"[增减多少升降高低][^，。；\d]{{0,4}}{said}", given.text) is not None


def _with(one: Answer, other: Answer, inquiry: Inquiry) -> Answer | None:
    """Both answers as one; None where the other states no single figure."""
    second = _single(other, inquiry)
    return joined([one, second]) if second is not None else None


def _with_stated_whole(part: Answer, how: str, inquiry: Inquiry) -> Answer | None:
    """A part with the whole that the question states, where its sentence prints that ahead of it and nothing alike between."""
    numbers = inquiry.question.numbers
    if how not in {"rest", "rate"} or len(numbers) != 1:
        return None
    for citation in part.citations:
        spans = [span for span in inquiry.lexicon.units.find(citation.quote) if not span.quantity.masked]
        alike = [span for span in spans if _alike(_figure(span, citation.n), part.figures[0], inquiry.lexicon)]
        for whole, then in pairwise(alike):
            if then.quantity.value == part.figures[0].value and show_number(whole.quantity.value or 0) in numbers:
                return replace(part, figures=(part.figures[0], _figure(whole, citation.n)))
    return None


def _figure(span: QuantitySpan, citation: int) -> Figure:
    return Figure(span.quantity.value, span.quantity.unit, "", citations=(citation,))


def _counts(inquiry: Inquiry) -> bool:
    return inquiry.question.counts and len(inquiry.question.asks) == 1 and not inquiry.question.english


def _put(inquiry: Inquiry) -> Iterator[tuple[Piece, re.Match[str]]]:
    text = inquiry.question.text.rstrip("？?。")
    for piece in _pieces(inquiry.lexicon):
        asked = piece.asked.search(text)
        if asked is not None:
            yield piece, asked


def _single(answer: Answer, inquiry: Inquiry) -> Answer | None:
    """An answer that states one figure and cites it; None for any other."""
    first = next(iter(answer.figures), None)
    stated = answer.kind != "refused" and answer.status is Status.CERTAIN and first is not None and first.value is not None
    if not stated or first is None or first.formula or first.approximate or not first.citations:
        return None
    leads = answer.text.startswith(amount(first.value, first.unit))
    return replace(answer, figures=(first,)) if leads and "\n" not in answer.text.strip() else None


def _built(how: str, both: Answer, verb: str, inquiry: Inquiry) -> Answer | None:
    """One answer of both figures: what is worked out first, then each as its report states it."""
    one, other = both.figures
    sources = {citation.report for citation in both.citations if citation.n in {*one.citations, *other.citations}}
    if not _alike(one, other, inquiry.lexicon) or (len(sources) != 1 and how != "years") or one == other:
        return None
    if how in {"rest", "rate"} and not _part_of(one, other, both, verb, inquiry):
        return None
    if how == "share" and not _ahead(other, one, both):
        return None
    computed = _reckoned(how, one, other)
    if computed is None:
        return None
    unit = "%" if how in {"share", "rate"} else one.unit
    lead = Figure(computed.value, unit, "推算", computed.formula, tuple(dict.fromkeys((*one.citations, *other.citations))))
    composer = inquiry.blank()
    moved = _MOVED[((one.value or 0) > (other.value or 0)) - ((one.value or 0) < (other.value or 0))] if how == "years" else ""
    text = f"{moved}{amount(computed.value, unit)}。{composer.derivation(computed.formula, unit)}\n{both.text}"
    return replace(both, text=text, kind="computed", status=Status.DERIVED, figures=(lead, one, other))


def _reckoned(how: str, one: Figure, other: Figure) -> Computed | None:
    part, whole = one.value or 0, other.value or 0
    if how == "sum":
        return total((part, whole))
    if how in {"difference", "years"}:
        return change(part, whole)
    if part > whole or not whole:
        return None
    return difference(whole, part) if how in {"rest", "left"} else percentage(part, whole)


def _alike(one: Figure, other: Figure, lexicon: Lexicon) -> bool:
    """Whether two figures count one kind of thing (人 and 人次 are not one; 个 and 件 may be)."""
    counts = {"件", "项"}
    kinds = {lexicon.units.unit_class(one.unit), lexicon.units.unit_class(other.unit)}
    return one.unit == other.unit or kinds <= counts


def _part_of(part: Figure, whole: Figure, both: Answer, verb: str, inquiry: Inquiry) -> bool:
    """Whether the clause of a part says that so many of the very whole, which its sentence states too, have the status asked for.

    Where no status is asked for, the verb of the question has to stand there, not denied.
    """
    lexicon, metrics = inquiry.lexicon, inquiry.question.asks[0].metrics
    wanted = {name for metric in metrics for name in (metric, *_counterparts(metric, lexicon))}
    done = re.compile(rf"(?<![未没不])(?<!没有){re.escape(verb)}") if verb and not wanted else None
    for citation in both.citations:
        if citation.n not in part.citations:
            continue
        clauses = [clause for clause in re.split(r"[，,。；;]", citation.quote) if printed(part, clause) and not clause.startswith("其中")]
        told = any(done.search(clause) if done else metrics_named(clause, lexicon) & wanted for clause in clauses)
        ahead = re.search(rf"(?<![\d.]){re.escape(show_number(whole.value or 0))}{re.escape(whole.unit)}", citation.quote)
        if told and ahead is not None and printed(part, citation.quote[ahead.end() :]):
            return True
    return False


def _ahead(whole: Figure, part: Figure, both: Answer) -> bool:
    """Whether a whole stands ahead of its part and near it: the sum that comes after a list is of something else."""
    first, then = _at(whole, both), _at(part, both)
    return first is not None and then is not None and 0 < then - first < _NEAR


def _at(figure: Figure, both: Answer) -> int | None:
    """Where in its report a figure is printed; None where no citation prints it plainly."""
    cited = (one for one in both.citations if one.n in figure.citations)
    return next((one.start + found[0][0] for one in cited if (found := printed(figure, one.quote))), None)


def _counterparts(metric: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The finished status that a rate or an unfinished one is worked out of (完成率: 完成, 未销号: 销号)."""
    rate = lexicon.metrics[metric].rate_of if metric in lexicon.metrics else None
    return tuple(name for name in (rate, metric.removeprefix("未") if metric.startswith("未") else "") if name)


@lru_cache(maxsize=4)
def _pieces(lexicon: Lexicon) -> tuple[Piece, ...]:
    rows: list[dict[str, Any]] = lexicon.data["questions"]["pieces"]
    return tuple(Piece(re.compile(row["asked"]), row["one"], row["other"], row["how"]) for row in rows)
