"""Whether a figure is told in the way a question asks for it: as new, as due by a year, by itself, as a running total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.context import apart
from assistant.types import Fact, Facts, Inspection, once
from assistant.words.intention import Intention

_ASKS_NEW = re.compile(r"新(?:增|完成|整改|销号|办结|改|立|建)")
_TELLS_NEW = re.compile(r"新|又|再|增|当月|本月|本季|当季|月份|年内|比上|较上")
_ASKS_DUE = re.compile(r"(?:要求|应当?|须|需|计划|时限|到期|限)[^，。？]{0,6}?((?:19|20)\d{2})年[^，。？]{0,4}?[底末前]")
_IN_TURN = re.compile(r"(?:分别|依次)[^，。；]{0,10}?\d[^，。；、]{0,6}(?:、\d[^，。；、]{0,6})+")
_ASKS_TODAY = re.compile(r"今[天日]|当[天日]|本[批日]|第[一二三四五六七八九十百\d]+[批天]|\d{1,2}月\d{1,2}日|昨[天日]|新")
_RUNNING = re.compile(r"累计|至今|以来|共计|总计|截[至止]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?.*$")
_DAY_WORDS = re.compile(r"今[天日]|当[天日]|本[批日]|累计|共计?|总计|合计|已")
_MEMBERS = re.compile(r"问题|任务|事项|措施|信访|举报|投诉|[转交]办")
_BEFORE = re.compile(r"[，。；：、（）()\d]")
MEANT_FACTOR = 0.6
"""How much less a planned figure is meant than a reached one beside it."""
RUNNING_FACTOR = 1.25
"""How much more a running total is meant than the same count of one day."""


def told_so(asked: str, facts: Sequence[Fact], every: Sequence[Fact]) -> Sequence[Fact]:
    """Some figures without those that cannot answer an ask, since their clause tells them in another way; `every` holds them all."""
    if _ASKS_NEW.search(asked):
        facts = [fact for fact in facts if _TELLS_NEW.search(fact.context)]  # 新完成几项 is not answered by how many there are
    due = _ASKS_DUE.search(asked)
    if due is not None:
        facts = [fact for fact in facts if due[1] in fact.context]
    in_turn = once(_told_in_turn, every)
    return [fact for fact in facts if id(fact) not in in_turn] if in_turn else facts


def _told_in_turn(facts: Sequence[Fact]) -> frozenset[int]:
    """Figures that belong to lists named before, one each (已分别完成31个、13个、12个), by their identity."""
    if isinstance(facts, Facts) and facts.parts:
        return frozenset().union(*(once(_told_in_turn, part) for part in facts.parts))
    return frozenset(id(fact) for fact in facts if not fact.label and not fact.members and _IN_TURN.search(fact.context))


def reworded(fact: Fact) -> bool:
    """Whether a figure of a list told in turn has a clause of its own, put together from its name, that no sentence prints."""
    return fact.quantity.text in fact.context and fact.context not in fact.passage.text


def on_several(facts: Sequence[Fact]) -> frozenset[str]:
    """The reports whose figures are of more than one inspection."""
    if isinstance(facts, Facts) and facts.parts:
        return frozenset().union(*(once(on_several, part) for part in facts.parts))
    held: dict[str, Inspection] = {}
    several = set()
    for fact in facts:
        if fact.inspection.display and apart(held.setdefault(fact.report, fact.inspection), fact.inspection):
            several.add(fact.report)
    return frozenset(several)


def of_no_one(asked: Inspection | None, fact: Fact, several: frozenset[str]) -> bool:
    """Whether a count of problems or complaints is of no one inspection in a report on several, while the question names one."""
    if asked is None or not asked.display or fact.inspection.display or fact.unit_class not in {"项", "件"}:
        return False
    return fact.report in several and _MEMBERS.search(fact.context) is not None


def meant_factor(asked: str, fact: Fact, others: Sequence[Fact], intention: Intention) -> float:
    """The weight of a planned figure beside a reached one of its sentence and unit, and the other way round where the plan is asked for."""
    wanted = intention.asked(asked)
    planned = intention.meant(_own_words(fact))
    if planned is wanted:
        return 1.0
    beside = (one for one in others if one.passage.start == fact.passage.start and one.report == fact.report and one is not fact)
    other_kind = (one for one in beside if one.quantity.unit == fact.quantity.unit and intention.meant(_own_words(one)) is wanted)
    return MEANT_FACTOR if (planned or wanted) and any(True for _ in other_kind) else 1.0


def _own_words(fact: Fact) -> str:
    """What stands between a figure and the mark or number before it."""
    return _BEFORE.split(fact.passage.text[: fact.start - fact.passage.start])[-1]


def running_factor(asked: str, fact: Fact, others: list[Fact]) -> float:
    """The weight of a running total beside the same count of one day in its report, where the question names no day."""
    if _ASKS_TODAY.search(asked) or not _RUNNING.search(fact.passage.text[: fact.start - fact.passage.start]):
        return 1.0
    own = _counted(fact)
    days = (other for other in others if other.report == fact.report and other is not fact and _counted(other) == own)
    smaller = any((other.quantity.value or 0) < (fact.quantity.value or 0) and _of_one_day(other) for other in days)
    return RUNNING_FACTOR if own and smaller else 1.0


def _counted(fact: Fact) -> str:
    """What a figure counts, in the words of its own cell and its kind of unit; empty where the cell has no words."""
    said = _DAY_WORDS.sub("", _NUMBER.sub("", fact.label))
    return f"{said} {fact.unit_class}" if said else ""


def _of_one_day(fact: Fact) -> bool:
    return not _RUNNING.search(fact.passage.text[: fact.start - fact.passage.start])
