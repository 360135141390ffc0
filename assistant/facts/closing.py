"""A total said behind its parts (完成27个、滞后1个，总数28个): it closes the list that the parts opened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.cells import Cell
from assistant.facts.groups import Group, Lists
from assistant.facts.tally import EXCLUSIVE
from assistant.types import Fact
from assistant.words.lexicon import Lexicon

_SUM = re.compile(
    r"占(?:全部|总数|应?整改任务|问题总数|任务总数|[^，。；\d]{0,24}(?:反馈|交办|转办|移交|督察))?(?:的)?|(?:[一二两三四五六七八九十]?[者项类]?|以上|上述|整改|反馈|交办|转办|移交)*(?:共计?|总计|合计|累计|总共|一共|加起来|总数|总量|总件数)(?:共?为|有|是|达|达到)?"
)


def is_sum(cell: Cell, lexicon: Lexicon) -> bool:
    """Whether the words at a figure say no more than that it is a sum (总数28个, 共计30项反馈问题)."""
    after = cell.after.lstrip("的")
    named = not after or any(words.head_pattern.match(after) for words in lexicon.tracks.values())
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
    if len(dimensions) == 1:
        least = max(least, sum(fact.quantity.value or 0 for fact in exclusive))
    return group if least <= value else None
