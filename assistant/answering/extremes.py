"""The largest or smallest of figures told one by one: 四个项目里规模最大的是多少 (design.md 3, superlatives over any group)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.changes import states_change
from assistant.answering.composing import Composer
from assistant.answering.deriving import beside
from assistant.answering.matching import Match
from assistant.answering.stating import state
from assistant.types import Number

_MOST = re.compile(r"最(?P<how>[大小多少高低长短贵])")
_LARGE = "大多高长贵"


def extreme(composer: Composer, words: str, found: Sequence[Match]) -> bool:
    """State the largest or smallest member of the enumeration the best match stands in; False where none is asked for or told.

    A clause that says 最 itself (最高奖励50万元) is no enumeration.
    """
    most, top = _MOST.search(words), found[0].fact
    if most is None or _MOST.search(top.context):
        return False
    alike = [match.fact for match in found if match.fact.unit_class == top.unit_class and not states_change(match.fact)]
    members = {fact.start: fact for fact in alike if beside(fact, top)}
    if len(members) < 2:
        return False

    def size(start: int) -> Number:
        return members[start].quantity.value or 0

    state(composer, members[(max if most["how"] in _LARGE else min)(members, key=size)])
    return True
