"""How a list stood at another moment, where the sentence on today's figure compares with it: 已完成31项（较3月底的26项增加5项）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.arithmetic import change, difference
from assistant.answering.changes import states_change
from assistant.answering.composing import amount
from assistant.answering.counting import Counting
from assistant.answering.deriving import by_sentence
from assistant.answering.differing import Side
from assistant.answering.inquiry import Inquiry
from assistant.answering.stating import state
from assistant.facts.context import apart, inspection_of
from assistant.facts.status import metrics_named
from assistant.types import Fact, Inspection, Status, Track, once
from assistant.words.moments import Moment, moments
from assistant.words.numerals import show_number, tidy

_CLAUSE = re.compile(r"[，,；;。：:（(）)、]")
_LEVEL = re.compile(r"(?:[与和同跟相比较]{1,3}|其中|截至|截止|至|到|而|[是为])?$")
_LEVEL_BEHIND = re.compile(r"(?:[时的为是有仅只共数已])*(?:完成|销号|办结|整改|验收)*(?:[的为是有仅只共数])*")
_AGAINST = re.compile(r"(?:[比较]|相比|相较于?|对比)$")
_RISE = re.compile(
    r"(?:相比|时)?[，,]?(?:又|净|新|再|已)?(?:增加|增长|增|多|新增|提高|上升|完成|办结|销号|整改)(?:了|加|出)?(?:完成|办结|销号)?(?:了)?"
)
_FALL = re.compile(r"(?:相比|时)?[，,]?(?:又|净|再|已)?(?:减少|下降|减|少)(?:了)?")
_SINCE = re.compile(r"[与和同跟较比][^，。；]{2,12}(?:相比|比较|对比)?[，,]")
"""Opens a statement of changes since a moment."""
_NEAR = 40
"""So many characters behind a figure its sentence compares it with an earlier one."""


def as_it_stood(inquiry: Inquiry, metric: str, track: Track) -> bool:
    """Add a list's figure at the one other moment a question names, or the change since, as told or worked out; False where neither is."""
    question = inquiry.question
    asked = moments(question.text, max((head.as_of or "" for head in inquiry.heads), default=""))
    if len(asked) != 1 or {"trend", "sum", "compare"} & question.forms or question.premise:
        return False
    (moment,) = asked
    timeless = replace(question, as_of=None, dates=(), years=())
    sides = Counting(inquiry.composer, timeless, inquiry.facts, inquiry.mentions).sides(track, metric)
    if any(_stands_at(moment, tally.as_of) for tally, _ in sides):
        return False  # that very day is told of
    told = [one for side in sides if (one := _told(side, moment, inquiry)) is not None]
    for fact, earlier, formula in told:
        if "difference" in question.forms:
            _state_change(inquiry, fact, earlier, formula)
        else:
            _state(inquiry, fact, earlier, formula)
    if told or "difference" in question.forms:
        return bool(told)
    return _told_apart(inquiry, metric, moment, track) or _changed_since(inquiry, sides, metric, moment)


def _told_apart(inquiry: Inquiry, metric: str, moment: Moment, track: Track) -> bool:
    """Add the one figure of a sentence of its own on that moment: 上月（截至11月20日）已销号46项."""
    lexicon, asked = inquiry.lexicon, inquiry.question.inspection or Inspection()
    unit_class = "件" if track is Track.COMPLAINT else "项"
    found = [
        fact
        for fact in inquiry.facts
        if not fact.metric and not states_change(fact) and fact.unit_class in {unit_class, "个"} and fact.quantity.value is not None
        if metric in metrics_named(fact.context, lexicon) and not apart(asked, fact.inspection)
        if any(one.same(moment) for one in moments(_opening(fact), fact.as_of))
    ]
    if len({(fact.quantity.value, fact.quantity.unit) for fact in found}) != 1 or _AGAINST.search(_opening(found[0])):
        return False
    state(inquiry.composer, found[0])
    return True


def _changed_since(inquiry: Inquiry, sides: Sequence[Side], metric: str, moment: Moment) -> bool:
    """Work out lists' figures from the changes that a sentence of its own tells: 与8月底相比，中央督察完成数增加2项."""
    lexicon, found = inquiry.lexicon, False
    for tally, derived in sides:
        base = derived.facts[0] if derived.formula is None and len(derived.facts) == 1 else None
        steps = [
            fact
            for fact in inquiry.facts
            if base is not None and fact.report == tally.report and fact.quantity.unit == base.quantity.unit and states_change(fact)
            if metric in metrics_named(fact.context, lexicon) and not apart(inspection_of(fact.context) or Inspection(), tally.inspection)
            if any(one.same(moment) for one in moments(_opening(fact), base.as_of)) and _SINCE.search(_opening(fact))
        ]
        if base is None or len(steps) != 1 or base.quantity.value is None or steps[0].quantity.value is None:
            continue
        before = steps[0].passage.text[: steps[0].start - steps[0].passage.start]
        now, step, fell = base.quantity.value, steps[0].quantity.value, bool(re.search(r"[减少降](?:少|了)*$", before))
        value = tidy(now + step if fell else now - step)
        formula = f"{show_number(now)}{'+' if fell else '−'}{show_number(step)}={show_number(value)}"
        if value >= 0:
            found = True
            _add(inquiry, base, steps[0], formula, f"{base.context}；{steps[0].context}")
    return found


def _opening(fact: Fact) -> str:
    """What the statement of a figure says before it."""
    return re.split(r"[。；;]", fact.passage.text[: fact.start - fact.passage.start])[-1]


def _stands_at(moment: Moment, day: str | None) -> bool:
    """Whether a list is told of as of the month of a moment."""
    if day is None or len(day) <= len("2024"):
        return False
    return any(one.same(moment) for one in moments(f"{int(day[:4])}年{int(day[5:7])}月", day))


def _told(side: Side, moment: Moment, inquiry: Inquiry) -> tuple[Fact, Fact, str] | None:
    """A stated figure, the figure beside it that tells how it was at a moment, and the formula that leads there (none for a level)."""
    _, derived = side
    if derived.formula is not None or len(derived.facts) != 1 or derived.value is None:
        return None
    (fact,) = derived.facts
    today = inquiry.composer.report(fact.report).as_of
    for other in once(by_sentence, inquiry.facts).get((fact.report, fact.passage.start), ()):
        said = fact.passage.text[fact.end - fact.passage.start : max(other.start - fact.passage.start, 0)]
        same = other.quantity.unit == fact.quantity.unit and other.quantity.value is not None
        if other.start <= fact.end or len(said) > _NEAR or not same or said.count("，") > 2 or re.search(r"[。；;]", said):
            continue
        formula = _leads_there(fact, other, said, moment, fact.as_of or today)
        if formula is not None:
            return fact, other, formula
    return None


def _leads_there(fact: Fact, other: Fact, said: str, moment: Moment, today: str | None) -> str | None:
    """Empty where a figure behind another is that of the moment, the formula where it is the change since; None where it is neither."""
    found = [one for one in moments(said, today) if one.same(moment)]
    if not found:
        return None
    ahead, behind = _CLAUSE.split(said[: found[-1].start])[-1], said[found[-1].end :]
    now, step = fact.quantity.value or 0, other.quantity.value or 0
    if _AGAINST.search(ahead) and _RISE.fullmatch(behind):
        return difference(now, step)[1] if step <= now else None
    if _AGAINST.search(ahead) and _FALL.fullmatch(behind):
        return f"{show_number(now)}+{show_number(step)}={show_number(tidy(now + step))}"
    return "" if _LEVEL.fullmatch(ahead) and _LEVEL_BEHIND.fullmatch(behind) else None


def _state_change(inquiry: Inquiry, fact: Fact, earlier: Fact, formula: str) -> None:
    """Say how far a figure lies from an earlier one: the change as stated, else their difference."""
    composer, unit = inquiry.composer, fact.quantity.unit
    cited = (composer.cite_fact(fact),)
    worked_out = None if formula else change(fact.quantity.value or 0, earlier.quantity.value or 0)
    value = worked_out.value if worked_out else earlier.quantity.value
    composer.figure(value, unit, fact.metric, cited, worked_out.formula if worked_out else None)
    composer.figure(fact.quantity.value, unit, fact.metric, cited)
    composer.figure(earlier.quantity.value, unit, earlier.label, cited)
    less = (fact.quantity.value or 0) < (earlier.quantity.value or 0) if worked_out else "+" in formula
    derivation = composer.derivation(worked_out.formula, unit) if worked_out else ""
    composer.lines.append(
        f"{'减少' if less else '增加'}{amount(value, unit)}。{_whose(inquiry, fact)}：{_clauses(fact, earlier)}。{derivation}"
    )
    composer.statuses.append(Status.DERIVED if worked_out else Status.CERTAIN)


def _whose(inquiry: Inquiry, fact: Fact) -> str:
    return inquiry.composer.whose(fact.place, fact.inspection, fact.report)


def _clauses(fact: Fact, earlier: Fact) -> str:
    """The clause of a figure and what follows up to the one that it is compared with."""
    text = fact.passage.text
    begin = max(text.rfind(mark, 0, fact.start - fact.passage.start) for mark in "，；;。") + 1
    marks = (text.find(mark, earlier.end - fact.passage.start) for mark in "，；;。")
    end = min((mark for mark in marks if mark >= 0), default=len(text))
    return text[begin:end].strip("，；。 ")


def _state(inquiry: Inquiry, fact: Fact, earlier: Fact, formula: str) -> None:
    """Say an earlier figure: as stated, or worked out from today's by a formula."""
    if formula:
        _add(inquiry, fact, earlier, formula, _clauses(fact, earlier))
        return
    composer, quantity = inquiry.composer, earlier.quantity
    composer.figure(quantity.value, quantity.unit, fact.metric, (composer.cite_fact(earlier),), None, quantity.approximate)
    composer.lines.append(f"{amount(quantity.value, quantity.unit)}。{_whose(inquiry, fact)}：{_clauses(fact, earlier)}。")
    composer.statuses.append(Status.CERTAIN)
    composer.note_number(earlier)


def _add(inquiry: Inquiry, fact: Fact, step: Fact, formula: str, said: str) -> None:
    """Add what today's figure and its change give together."""
    composer, unit = inquiry.composer, fact.quantity.unit
    cited = composer.cite_facts((fact, step))
    value = tidy(float(formula.rpartition("=")[2]))
    composer.figure(value, unit, fact.metric, cited, formula)
    composer.figure(fact.quantity.value, unit, fact.metric, cited)
    composer.figure(step.quantity.value, unit, step.label, cited)
    composer.lines.append(f"{amount(value, unit)}。{_whose(inquiry, fact)}：{said}。{composer.derivation(formula, unit)}")
    composer.statuses.append(Status.DERIVED)
