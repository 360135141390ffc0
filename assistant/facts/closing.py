"""A total said behind its parts (完成27个、滞后1个，总数28个) closes the list that they opened; which figures are said of a whole list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.cells import Cell
from assistant.facts.groups import Group, Lists, Spot, compatible
from assistant.facts.tally import EXCLUSIVE, RATE_OF
from assistant.types import Fact
from assistant.words.lexicon import Lexicon

_SUM = re.compile(
    r"占(?:全部|总数|应(?:整?改|办结?|办理)|应?整改任务|问题总数|任务总数|[^，。；\d]{0,24}(?:反馈|交办|转办|移交|督察))?(?:的)?|(?:[一二两三四五六七八九十]?[者项类]?|以上|上述|整改|反馈|交办|转办|移交|承办|清单|台账|任务|问题|信访件|举报件|为|[与和同]|等于|之和|不[能可宜][^，。；\d]{0,6})*(?:共计?|总计|合计|累计|总共|一共|加起来|加在一起|合在一起|加总|相加|总数目?|总量|总件数|实际件数|实有|实为|全盘|分母|底数|总?盘子|收件量|全部|统共|拢共|通共|凡|[合计总])(?:共?为|有|是|计|达|达到)?"
)
_OVERLAP = re.compile("去重|剔重|不重复|实际|实有|不[能可宜]")
"""In the words of a sum: classes that overlap come to more than the list (实有92件, 不能相加作为总数92件)."""
_AGREES = re.compile(r"(?:完全)?(?:一致|相符|吻合|相等|持平)$|[当之其]?[中里]")
"""Behind a sum: 与移交总数64件一致, 总数29项中其他17项…."""
_CALLS_SUM = re.compile(r"[合总共加计]|全部|之和|正好|恰好|[与和]其")
FOUND = frozenset({"属实", "基本属实", "部分属实", "不属实"})
_BY_THEN = re.compile(
    r"^(?:[已都就于在赶到至现也早]|经|截[至止])*(?:目前|[上本当]个?月(?:[底末]|[\d]{1,2}日)|(?:[\d]{2,4}年)?[\d]{1,2}月(?:[\d]{1,2}日|[底末]))?(?:止|为止|前后|前)?[，,]?(?:已经?|现已|都|就|也|早)*"
)
"""What may stand between a list and the word that says how all of it stands: 截至6月30日已|全部."""
_OF_OTHERS = re.compile(r"(?:[当其之]?中|里|内)的?$|(?:其余|剩余|余下|剩下|另外|别|其他|其它|还有|尚有|另有)的?$")
"""In front of a part: 33个问题中的30个, 其余3个."""
_WHOLE_LIST = re.compile(r"(?:反馈|指出|交办|转办|移交|转来|交来|认领|承担|承办|承接|涉及)[^，。；]{0,12}的(?:全部)?$")


def is_sum(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the words at a figure say no more than that it is a sum (总数28个, 共计30项反馈问题)."""
    after = cell.after.lstrip("的")
    named = not after or bool(_AGREES.match(after)) or any(words.head_pattern.match(after) for words in lexicon.tracks.values())
    return named and not cell.span.ordinal and bool(_SUM.fullmatch(cell.before))


def closed_list(cell: Cell, said: Sequence[Fact], lists: Lists) -> Group | None:
    """The list without a total whose parts `said` in this sentence add up to no more than this sum; None when there is none."""
    value = cell.span.quantity.value
    own = next((fact for fact in reversed(said) if fact.of and fact.metric), None)
    if own is None or value is None:
        return None
    group = lists.known(own.of)
    parts = [fact for fact in said if fact.of == own.of and not fact.parent and fact.quantity.unit[-1:] == cell.span.quantity.unit[-1:]]
    if group is None or group.total is not None or not parts:
        return None
    exclusive = [fact for fact in parts if fact.metric in (*EXCLUSIVE[group.track], "分类")]
    dimensions = {(fact.metric == "分类", fact.dimension) for fact in exclusive}
    least = max(fact.quantity.value or 0 for fact in parts)
    if len(dimensions) == 1 and not _OVERLAP.search(cell.before):
        least = max(least, sum(fact.quantity.value or 0 for fact in exclusive))
    return group if least <= value else None


def adds_up(cell: Cell, said: Sequence[Fact], lists: Lists) -> Group | None:
    """The list whose parts `said` in this sentence make up just this figure, and some word calls it their sum: 合共57件."""
    own = next((fact for fact in reversed(said) if fact.of and fact.metric), None)
    group = lists.known(own.of) if own is not None else None
    value, unit = cell.span.quantity.value, cell.span.quantity.unit[-1:]
    if group is None or value is None or group.total not in {None, value} or cell.span.ordinal or not _CALLS_SUM.search(cell.words):
        return None
    parts = [fact for fact in said if fact.of == group.id and not fact.parent and fact.quantity.unit[-1:] == unit]
    kinds = [[fact for fact in parts if fact.metric == "分类"], [fact for fact in parts if fact.metric in EXCLUSIVE[group.track]]]
    kinds.append([fact for fact in parts if fact.metric in FOUND])
    sums = [sum(fact.quantity.value or 0 for fact in kind) for kind in kinds if len(kind) > 1]
    return group if value in sums else None


def parts_before(cell: Cell, spot: Spot, said: Sequence[Fact], lists: Lists) -> Group | None:
    """The list whose parts a sentence has told ahead of this total (7件办结、2件在办，这是省级督察9件信访件的进展), now with the total."""
    group = closed_list(cell, said, lists)
    if group is None or group.track is not spot.track or group.place != spot.place or not compatible(group.inspection, spot.inspection):
        return None
    own = [fact for fact in said if fact.of == group.id and not fact.parent]
    kinds = (EXCLUSIVE[group.track], ("完成", "未完成"))
    sums = [sum(fact.quantity.value or 0 for fact in own if fact.metric in names) for names in kinds]
    if "；" in cell.lead and spot.value not in sums:
        return None
    group.total, group.printed = spot.value, spot.printed
    return group


OPPOSITE = {"未完成": "完成", "未办结": "办结", "未销号": "销号"}
"""What is left open, and what it is that is done of the rest."""


def awaiting(said: Sequence[Fact]) -> list[Fact]:
    """A sentence's figures, one of what awaits 销号 as part of what is done where it and what is struck off are just that.

    已完成18项，其中9项已销号、9项待销号: the second nine are not all that is not struck off of the list.
    """
    values = {(fact.of, fact.metric): fact.quantity.value for fact in reversed(said) if fact.of and not _within_done(fact)}
    changed = []
    for fact in said:
        known = [values.get((fact.of, metric)) for metric in ("完成", "销号", "未销号")]
        summed = fact.metric == "未销号" and not fact.parent and None not in known and known[0] == (known[1] or 0) + (known[2] or 0)
        changed.append(replace(fact, parent="完成") if summed and values.get((fact.of, "总数")) != known[0] else fact)
    return changed


def rest_of_part(said: Sequence[Fact]) -> list[Fact]:
    """A sentence's figures, what is left open of a part of the list as a figure of that part where the two make it up.

    核查属实的39件中完成33件，未完成6件: the six are not all that is open of the list.
    """
    changed = []
    for fact in said:
        done = [one for one in said if one.of and one.of == fact.of and one.parent and one.metric == OPPOSITE.get(fact.metric)]
        part = next((one.parent for one in done if _makes_up(one, fact, said)), "") if not fact.parent else ""
        changed.append(replace(fact, parent=part) if part else fact)
    return changed


def _makes_up(done: Fact, rest: Fact, said: Sequence[Fact]) -> bool:
    """Whether what is done and what is left of a part are together that part."""
    whole = {one.quantity.value for one in said if one.of == done.of and one.metric == done.parent and not one.parent}
    return (done.quantity.value or 0) + (rest.quantity.value or 0) in whole


def rates_joined(said: Sequence[Fact]) -> list[Fact]:
    """A sentence's figures, rates told ahead of their list as those of it (整改完成率为93.8%，完成30项、销号24项)."""
    joined = []
    for fact in said:
        lists = {one.of for one in said if one.of and one.metric and one.track is fact.track and one.start > fact.end}
        alone = fact.metric in RATE_OF and not fact.of and len(lists) == 1
        found = next((one for one in said if one.of in lists), None) if alone else None
        fits = found is not None and found.place == fact.place and compatible(found.inspection, fact.inspection)
        joined.append(replace(fact, of=found.of, inspection=found.inspection) if found is not None and fits else fact)
    return joined


def _within_done(fact: Fact) -> bool:
    return fact.metric != "销号" and bool(fact.parent)


def says_all(cell: Cell, noun_end: int, universal: re.Pattern[str]) -> bool:
    """Whether a status behind a figure is said of the whole list: 62件信访件|全部办结, 反馈的41个问题|已完成整改."""
    if _OF_OTHERS.search(cell.before):
        return False
    said = cell.after.lstrip("的")[noun_end:]
    rest = re.sub(r"^(?:整改|办理)?(?:工作|任务)", "", _BY_THEN.sub("", said))
    return bool(universal.match(rest) or universal.match(said) or _WHOLE_LIST.search(cell.before))
