"""What a later ledger says otherwise than the one before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.ledgers.version import KeptItem

_ALIKE = 0.5
"""Two wordings of a problem under one number are one item when they share so much."""


class What(StrEnum):
    """What changed; the value is the word staff read."""

    ADDED = "新增"
    GONE = "不再列出"
    STATE = "状态"
    DEADLINE = "时限"
    UNIT = "单位"
    PROBLEM = "问题表述"
    GOAL = "整改目标"
    MEASURES = "整改措施"
    PROGRESS = "进展"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one item."""

    what: What
    item: KeptItem
    """The item as it is now, or as it last was."""
    before: str
    after: str
    notable: str = ""
    """Why staff should look at it: a status that went back, a deadline put off, an item gone that was not closed."""


def changes(before: Sequence[KeptItem], after: Sequence[KeptItem]) -> list[Change]:
    """What changed, in the order of the later ledger; items that are gone come last."""
    pairs, gone = _matched(before, after)
    found: list[Change] = []
    for new, old in pairs:
        found += [Change(What.ADDED, new, "", new.state)] if old is None else _of(old, new)
    for one in gone:
        found.append(Change(What.GONE, one, one.state, "", "" if one.closed else "此前没有销号"))
    return found


def _of(old: KeptItem, new: KeptItem) -> Iterator[Change]:
    if old.state != new.state:
        back = (old.closed and not new.closed) or (old.finished and not new.finished)
        yield Change(What.STATE, new, old.state, new.state, "状态退回" if back else "")
    if _bare(old.deadline) != _bare(new.deadline):
        later = bool(old.day and new.day and new.day > old.day)
        yield Change(What.DEADLINE, new, old.deadline, new.deadline, "时限推后" if later else "")
    if set(old.lead) != set(new.lead):
        yield Change(What.UNIT, new, "、".join(old.lead), "、".join(new.lead))
    for what, was, now in (
        (What.PROBLEM, old.problem, new.problem),
        (What.GOAL, old.goal, new.goal),
        (What.MEASURES, old.measures, new.measures),
        (What.PROGRESS, old.progress, new.progress),
    ):
        if _bare(was) != _bare(now):
            yield Change(what, new, was, now)


def _matched(before: Sequence[KeptItem], after: Sequence[KeptItem]) -> tuple[list[tuple[KeptItem, KeptItem | None]], list[KeptItem]]:
    """Each later item with the earlier one that it is, and the earlier ones that are left.

    The same words are the same item; numbers move when rows are put in between, so they count only where the words are much alike.
    """
    by_words: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(before):
        by_words[one.inspection, _bare(one.problem)].append(n)
    found: dict[int, int] = {}
    for n, one in enumerate(after):
        held = by_words[one.inspection, _bare(one.problem)]
        if held:
            found[n] = held.pop(next((i for i, old in enumerate(held) if before[old].number == one.number), 0))
    left = set(range(len(before))) - set(found.values())
    by_number = {(before[n].inspection, before[n].number): n for n in sorted(left) if before[n].number}
    for n, one in enumerate(after):
        old = by_number.get((one.inspection, one.number))
        if n not in found and old in left and old is not None and _alike(before[old].problem, one.problem):
            found[n] = old
            left.discard(old)
    return [(one, before[found[n]] if n in found else None) for n, one in enumerate(after)], [before[n] for n in sorted(left)]


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).ratio() >= _ALIKE


def _bare(text: str) -> str:
    return re.sub(r"[\s，。；、,.;：:（）()]", "", text)
