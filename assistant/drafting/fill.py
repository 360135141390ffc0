"""A template sentence becomes text: slots filled, optional parts kept or left out, what is missing shown as 【待补】."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.genre import TableRule
from assistant.drafting.matters import Matter
from assistant.drafting.slots import Slots
from assistant.drafting.value import CONFLICT, Value
from assistant.types import DraftFigure

NOTHING = "—"
"""What a cell shows that the sources leave open and no office has to fill; a blank one would look forgotten."""
_TOKEN = re.compile(r"(〔[^〔〕{}]+〕|\{|\})")


@dataclass(frozen=True, slots=True)
class Filled:
    """Text with the figures and gaps that stand in it."""

    text: str = ""
    figures: tuple[DraftFigure, ...] = ()
    gaps: tuple[str, ...] = ()

    def __add__(self, other: Filled) -> Filled:
        return Filled(self.text + other.text, self.figures + other.figures, self.gaps + other.gaps)


@dataclass(slots=True)
class _Group:
    """An optional part being read: what is in it so far, and whether a slot of it has no source."""

    filled: Filled = field(default_factory=Filled)
    slots: int = 0
    missing: bool = False


def gap_note(name: str, owner: str, reason: str = "") -> str:
    """What a gap says: the slot, why it is open, whom to ask."""
    return "，".join(part for part in (name, reason, f"建议向{owner}核实" if owner else "") if part)


def gap(name: str, owner: str, reason: str = "") -> Filled:
    """A slot that no source fills, visible in the text."""
    note = gap_note(name, owner, reason)
    return Filled(f"【待补：{note}】", (), (note,))


def _shown(name: str, value: Value, owner: str) -> Filled:
    if value.problem is None:
        return Filled(value.text, value.figures)
    if value.problem == CONFLICT:
        note = gap_note(f"{CONFLICT}，{name}有{value.text}等不同说法", owner)
        return Filled(f"【待核：{note}】", value.figures, (note,))
    return gap(name, owner, value.problem)


def fill(template: str, slots: Slots) -> Filled:
    """Fill one template sentence; optional parts with a missing slot vanish, others show the gap."""
    groups = [_Group()]
    for token in _TOKEN.split(template):
        if token == "{":
            groups.append(_Group())
        elif token == "}":
            group = groups.pop()
            if not group.missing and (group.slots or not group.filled.text.strip()):
                groups[-1].filled += group.filled
                groups[-1].slots += group.slots
        elif token.startswith("〔"):
            _put(token[1:-1], groups[-1], slots, optional=len(groups) > 1)
        else:
            groups[-1].filled += Filled(token)
    return groups[0].filled


def _put(name: str, group: _Group, slots: Slots, *, optional: bool) -> None:
    value = slots.value(name)
    group.slots += 1
    if optional and ((value.problem is not None and value.problem != CONFLICT) or value.zero):
        group.missing = True
    group.filled += _shown(name, value, slots.owner(name))


def first_complete(choices: Sequence[str], slots: Slots) -> Filled:
    """The first alternative whose slots are all there, else the last one with its gaps."""
    filled = [fill(choice, slots) for choice in choices]
    return next((one for one in filled if not one.gaps), filled[-1])


def table(rule: TableRule, slots: Slots, items: Sequence[Matter] = ()) -> Filled:
    """A table as lines of `| cell | cell |`, which Markdown reads as it is and Word gets as a real table; empty without its items."""
    about = written_about(slots, rule.needs) if rule.per_inspection else [slots]
    over = [slots.on(item) for item in items] if rule.per_item else about
    if not over:
        return Filled()
    filled = Filled(f"| {' | '.join(rule.columns)} |\n|{' --- |' * len(rule.columns)}")
    for one in over:
        filled += Filled("\n|")
        for cell in rule.row:
            filled += Filled(" ") + _cell(fill(cell, one)) + Filled(" |")
    return filled


def written_about(slots: Slots, needs: tuple[str, ...]) -> list[Slots]:
    """The slots for each inspection of the place that has what is needed; the chosen one alone when none has."""
    every = [slots.about(one) for one in slots.sources.inspections()]
    return [one for one in every if one.has(needs)] or [slots]


def _cell(filled: Filled) -> Filled:
    """A cell is one line, holds no bar, and shows that it has nothing to say."""
    return replace(filled, text=filled.text.replace("\n", "").replace("|", "｜") or NOTHING)
