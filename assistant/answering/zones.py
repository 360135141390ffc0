"""Development zones by the short names that staff type: 云屏经开区 for 云屏经济技术开发区."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Fact, Facts, once

_LONG = {
    "经开区": ("经济技术开发区", "经济开发区", "国家级经济技术开发区", "开发区"),
    "高新区": ("高新技术产业开发区", "高新技术开发区", "高新技术产业园区", "高新技术产业示范区"),
    "开发区": ("经济技术开发区", "经济开发区", "高新技术产业开发区", "经开区"),
    "工业园": ("工业园区", "工业集中区"),
    "工业园区": ("工业园", "工业集中区"),
    "管委会": ("管理委员会",),
}
_SHORT = re.compile(rf"([一-龥]{{2,4}}?)({'|'.join(sorted(_LONG, key=len, reverse=True))})")
_ZONE = re.compile(r"开发区$|高新[^，。]{0,8}区$|工业园区?$|工业集中区$|管理委员会$|管委会$")


def short_zone(name: str) -> tuple[str, ...]:
    """The long forms of a zone's short name; none for any other name."""
    match = _SHORT.fullmatch(name)
    return tuple(match[1] + long for long in _LONG[match[2]]) if match else ()


def in_full(question: str, facts: Sequence[Fact]) -> str:
    """The question with the zones it names as the classes of the library's lists call them."""
    if _SHORT.search(question) is None:
        return question
    known = once(_zones, facts)
    for match in _SHORT.finditer(question):
        for start in range(len(match[1]) - 1):
            name = match[0][start:]
            long = next((form for form in short_zone(name) if form in known), "")
            if long and name not in known and long not in question:
                return question.replace(name, long)
    return question


def _zones(facts: Sequence[Fact]) -> frozenset[str]:
    """The zones among the classes of all lists."""
    if isinstance(facts, Facts) and facts.parts:
        return frozenset().union(*(once(_zones, part) for part in facts.parts))
    return frozenset(fact.label for fact in facts if fact.metric == "分类" and _ZONE.search(fact.label))
