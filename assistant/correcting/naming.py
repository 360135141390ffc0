"""Names that staff write in a correction: places and inspections, read as the program knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.errors import UsageError
from assistant.facts.context import inspection_of
from assistant.store.snapshot import Snapshot
from assistant.types import Fact, Place, ReportHead

NOTHING = "未写明"
_PLACE = re.compile(r"[\u4e00-\u9fff*＊×·]{2,20}")
_ROUND = re.compile(r"第[一二三四五六]轮")


def named_place(name: str, heads: Sequence[ReportHead]) -> Place:
    """The place of a name: as the library knows it where it does, else with what the name says it lies in.

    Raises:
        UsageError: it is no place name.
    """
    *within, own = (part.strip() for part in re.split(r"[/／]", name))
    if not all(_PLACE.fullmatch(part) for part in (*within, own)):
        raise UsageError(f"“{name[:30]}”不像地名，请写成 岫林县，或连同上级写成 澜川市/岫林县。")
    known = [head.place for head in heads if head.place is not None and own in (head.place.display, head.place.name)]
    if within or not known:
        return Place(own, tuple(within))
    return max(known, key=lambda place: len(place.within))


def shown_place(place: Place | None) -> str:
    """A place as the log names it."""
    return place.display if place is not None else NOTHING


def usual_inspection(facts: Sequence[Fact]) -> str:
    """The inspection most figures of a report are of, as staff read it."""
    named = [fact.inspection.display for fact in facts if fact.inspection.display and not fact.inspection.campaign]
    return max(set(named), key=lambda name: (named.count(name), name)) if named else NOTHING


def inspection_name(text: str) -> str:
    """An inspection as its label.

    Raises:
        UsageError: the text names none.
    """
    found = inspection_of(text if "督察" in text else f"{text}督察")
    if found is None or not (found.level or _ROUND.search(found.round)):
        raise UsageError(f"“{text[:30]}”看不出是哪次督察，请写成 第二轮中央督察、第一轮省级督察 或 中央督察“回头看”。")
    return replace(found, team="").display


def refuse_circle(one: str, place: Place, snapshot: Snapshot) -> None:
    """See that a name does not come to stand for itself.

    Raises:
        UsageError: both names are one, or the second was settled to be the first.
    """
    if one in (place.name, place.display):
        raise UsageError(f"“{one}”和“{place.display}”是同一个名称，请写两个不同的名称。")
    names = snapshot.settlement.names
    name, seen = place.display, {one}
    while name in names and name not in seen:
        seen.add(name)
        name = names[name].after
    if name == one:
        raise UsageError(f"此前已核定“{place.display}”就是“{one}”，请先用 assistant correct list 查看并撤销那一条。")
