"""What a paragraph as a whole tells of its figures: the total that the parts of a list add up to, the one day they count up to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.facts.classify import Classifier
from assistant.facts.closing import FOUND
from assistant.facts.context import only_day
from assistant.facts.counting import WHOLE_SAID
from assistant.facts.dating import TIMELESS
from assistant.facts.groups import LIST_UNITS, Group, Lists
from assistant.facts.tally import EXCLUSIVE
from assistant.types import Fact, Report, Track
from assistant.words.dates import find_dates

_AHEAD = re.compile(r"[^，。；：、（）()｜|\d]*$")
"""The words right before a figure."""
_SOMETHING_ELSE = re.compile(
    r"其中|(?:包)?含|包括|[其剩]余|余下|剩下|另|立案|处罚|罚款|问责|约谈|热线|建议|提案|批示|企业|新增|当[日天]|本[日周月]|上[周月]|[局厅镇乡]|街道|公司|中心"
)
"""In those words: the figure is a part, or counts other work, or what one office has."""
_STATES = re.compile(
    r"口径|为[准据断界限]|划断|统计|数据|数字|时点|时间|截[至止]|结账|对账|核[表账]|盘[底点账]|填报|报表|台账|日期|状[况态]|情况|账本|认定|分类|[数账止][，。；]?$"
)
"""Words that make a day the one how things stood on, no day on which something happened."""


def totals_summed(said: Sequence[Fact], lists: Lists, own: str, classifier: Classifier) -> list[Fact]:
    """The facts of a paragraph, a figure of no list as the total of one whose parts add up to just it (10项任务已销账4项，6项仍按计划实施).

    `own`: the name of the report's place, which may stand beside a total. A total of complaints is called in so many ways (盘子里47件)
    that any words will do which name no class, no office and no other work.
    """
    made = list(said)
    for group in {fact.of: lists.known(fact.of) for fact in said if fact.of}.values():
        if group is None or group.total is not None:
            continue
        sums = _sums(group, made)
        fitting = [n for n, fact in enumerate(made) if _can_be_total(fact, group, sums, own, classifier)]
        if len(fitting) == 1:
            fact = made[fitting[0]]
            group.total, group.printed = fact.quantity.value, fact.quantity.text
            made[fitting[0]] = replace(fact, metric="总数", track=group.track, of=group.id, inspection=group.inspection, batch=group.batch)
    return made


def _sums(group: Group, said: Sequence[Fact]) -> set[object]:
    """What the parts of a list that exclude each other come to; each way of parting it must have two at least."""
    parts = [fact for fact in said if fact.of == group.id and not fact.parent and fact.quantity.unit[-1:] in LIST_UNITS[group.track]]
    kinds = (EXCLUSIVE[group.track], ("完成", "未完成"), ("办结", "未办结"))
    each = [{fact.metric: fact.quantity.value for fact in parts if fact.metric in names} for names in kinds]
    if group.track is Track.COMPLAINT:
        each.append({fact.metric: fact.quantity.value for fact in parts if fact.metric in FOUND})
        for dimension in {fact.dimension for fact in parts if fact.metric == "分类"} - {"", "级别"}:
            each.append({fact.label: fact.quantity.value for fact in parts if (fact.metric, fact.dimension) == ("分类", dimension)})
    return {sum(value or 0 for value in kind.values()) for kind in each if len(kind) > 1 and None not in kind.values()}


def _can_be_total(fact: Fact, group: Group, sums: set[object], own: str, classifier: Classifier) -> bool:
    plain = not fact.of and not fact.metric and fact.track is Track.OTHER and not fact.quantity.approximate and not fact.quantity.each
    if not plain or fact.quantity.value not in sums or fact.quantity.unit not in LIST_UNITS[group.track]:
        return False
    label = fact.label.replace(own, "") if own else fact.label
    if not label or WHOLE_SAID.fullmatch(label) is not None:
        return True
    if group.track is not Track.COMPLAINT:
        return False
    ahead = _AHEAD.search(fact.passage.text[: fact.start - fact.passage.start])
    words = f"{ahead[0] if ahead else ''}，{fact.label}"
    return not _SOMETHING_ELSE.search(words) and not classifier.names_class(fact.label)


def dated_together(said: Sequence[Fact], text: str, report: Report, told: dict[int, str]) -> list[Fact]:
    """The facts of a paragraph, its list figures without a day dated by the only one it names as that of a state; `told` takes it down."""
    if not any(_undated(fact, told) for fact in said):
        return list(said)
    day = only_day(text, report)
    if day is None or not _says_state(text, day):
        return list(said)
    dated = []
    for fact in said:
        if _undated(fact, told):
            told[fact.start] = day
            fact = replace(fact, as_of=day)
        dated.append(fact)
    return dated


def _undated(fact: Fact, told: Mapping[int, str]) -> bool:
    return bool(fact.of) and fact.metric not in TIMELESS and fact.start not in told


def _says_state(text: str, day: str) -> bool:
    """Whether the clause or the bracket that names a day says that it is one how things stood on."""
    for date in find_dates(text):
        if date.day is None or not day.endswith(date.iso[-5:]):
            continue
        begin = max(text.rfind(mark, 0, date.start) for mark in "。；\n（(") + 1
        end = min((at for mark in "。；\n）)" if (at := text.find(mark, date.end)) >= 0), default=len(text))
        bracketed = text[begin - 1 : begin] in {"（", "("} and text[end : end + 1] in {"）", ")"}
        if bracketed or _STATES.search(text[begin:end]):
            return True
    return False
