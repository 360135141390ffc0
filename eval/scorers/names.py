"""Does the answer list what belongs to the list, each once, and nothing else?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.gold import GoldList, any_of
from eval.reading.entries import entries, joined, runs
from eval.scorers.evidence import PASSED, Evidence, Score
from eval.scorers.wording import holds, normal

_MARKS = re.compile(r"[\[［]\d{1,2}[\]］]|\*\*")
_SHORTEST = 2
"""A word that is left over after 和 and shorter than this is no name."""


def names(evidence: Evidence) -> Score:
    """A list as a set: in any order and any of its wordings; what is left out, added or said twice is named."""
    gold = evidence.case.gold.names
    if gold is None:
        return PASSED
    text = _MARKS.sub("", evidence.answer["answer"])  # list numbers stay: they tell entries apart
    missing = [any_of(item)[0] for item in gold.items if not any(holds(text, wording) for wording in any_of(item))]
    whys = [f"名单缺少：{'、'.join(missing)}"] if missing else []
    if wrong := [name for name in gold.others if holds(text, name)]:
        whys.append(f"名单不应有：{'、'.join(wrong)}")
    elif gold.exact and (more := _surplus(gold, text)):
        whys.append(f"名单多出：{'、'.join(more)}")
    if again := _repeated(gold, text):
        whys.append(f"名单重复：{'、'.join(again)}")
    return Score(False, "；".join(whys)) if whys else PASSED


def _surplus(gold: GoldList, text: str) -> list[str]:
    """Entries of the list that are none of its items; prose that names no item is no list."""
    laid_out = entries(text)
    if laid_out:
        return [entry.strip()[:20] for entry in laid_out if not _is_item(entry, gold)]
    more: list[str] = []
    for members in runs(text):
        if any(_is_item(member, gold) for member in members):
            more += [member.strip()[:20] for member in members if not _is_item(member, gold)]
            more += _after_and(members, gold)
    return more


def _after_and(members: Sequence[str], gold: GoldList) -> list[str]:
    """In 甲、乙和丙 the 丙, where it is no item and 和 stands within none."""
    whole = [member for member in members if _is_item(member, gold)]
    for left, right in joined(whole[-1]):
        if _is_item(left, gold) and not _is_item(right, gold) and not _cut(left, right, whole[-1], gold) and len(right) >= _SHORTEST:
            return [right.strip()[:20]]
    return []


def _cut(left: str, right: str, member: str, gold: GoldList) -> bool:
    """Whether an item reaches over the place of 和: fewer items stand in the two parts than in the whole."""
    parts = _items_in(left, gold) + _items_in(right, gold)
    return len(parts) < len(_items_in(member, gold)) or any(wording for wording in _wordings(gold) if _bridges(wording, left, right))


def _bridges(wording: str, left: str, right: str) -> bool:
    """Whether a wording itself has a 和 and begins in what stands before this one."""
    return any(normal(left).endswith(normal(head)) and normal(right).startswith(normal(tail)) for head, tail in joined(wording))


def _repeated(gold: GoldList, text: str) -> list[str]:
    """Items that two entries of a laid-out list name."""
    laid_out = entries(text)
    found = [any_of(item)[0] for item in gold.items if sum(any(holds(entry, one) for one in any_of(item)) for entry in laid_out) > 1]
    return found if len(laid_out) > len(gold.items) else []


def _is_item(entry: str, gold: GoldList) -> bool:
    return bool(_items_in(entry, gold))


def _items_in(text: str, gold: GoldList) -> list[str]:
    return [any_of(item)[0] for item in gold.items if any(holds(text, wording) for wording in any_of(item))]


def _wordings(gold: GoldList) -> list[str]:
    return [wording for item in gold.items for wording in any_of(item)]
