"""A total that is all that several lists told before come to: of 48项 and 124项, 两项合计172项任务 are a list of no one inspection."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.facts.cells import Cell
from assistant.facts.context import apart
from assistant.facts.groups import Group, Lists, Spot
from assistant.types import Inspection

_IN_ALL = re.compile(
    r"(?:合计|总计|共计|加起来|合起来|加在一起|合在一起|总共|一共|统共|相加|之和|[两三四五六][项者轮类次本笔]共?|总数|共)(?:为|是|有|达)?$"
)


_OF_SEVERAL = re.compile(r"(?<!第)(?:[两二三四五六各历几][轮次]){1,2}(?:生态)?(?:环境|环保)?(?:保护)?督[察查][^，。；\d]{0,8}$")
"""Right ahead of a figure: 三次督察一共交办318件 is of none of the three."""


_NEAR = 24
"""So many characters before the words of a figure say of which inspections it is."""


def whole_of_all(cell: Cell, spot: Spot, lists: Lists) -> bool:
    """Whether a total is of all inspections: told so, or the sum of the lists of several, told right before it."""
    if spot.batch or spot.inspection.campaign:
        return False
    if _OF_SEVERAL.search(f"{cell.lead[-_NEAR:]}{cell.before}"):
        return True
    told = [group for group in lists.groups if group.track is spot.track and group.place == spot.place and group.total is not None]
    several = [group for group in told if not group.batch and not group.inspection.campaign]
    return bool(_IN_ALL.search(cell.before)) and _sum(several, spot)


def _sum(told: list[Group], spot: Spot) -> bool:
    """Whether the last few lists, each of another inspection than the one before, come to the figure."""
    for first in range(len(told) - 2, -1, -1):
        last = told[first:]
        if (
            all(_other(one.inspection, other.inspection) for one, other in pairwise(last))
            and sum(one.total or 0 for one in last) == spot.value
        ):
            return True
    return False


def _other(one: Inspection, other: Inspection) -> bool:
    return apart(one, other) or one.revisit != other.revisit
