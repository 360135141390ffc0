"""Two states of a draft become one: what staff wrote stays, what the program wrote anew takes its place, figures go with their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.checking.proof import OPEN
from assistant.drafting.outline import Key, keys, named
from assistant.drafting.reread import bare_text
from assistant.errors import UsageError
from assistant.types import Draft, DraftFigure, DraftSection


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it is kept, and which of its sections staff have edited."""

    draft: Draft
    edited: tuple[bool, ...] = ()

    def is_edited(self, number: int) -> bool:
        """Whether the words of a section are staff's."""
        return number < len(self.edited) and self.edited[number]


def title_figures(draft: Draft) -> list[DraftFigure]:
    """The figures of the title, which are listed first."""
    taken: list[DraftFigure] = []
    for figure in draft.figures:
        if _count(figure.text, draft.title) <= sum(one.text == figure.text for one in taken):
            break
        taken.append(figure)
    return taken


def figures_by_section(draft: Draft) -> list[list[DraftFigure]]:
    """Each section's figures: they are listed in the order of the text."""
    waiting = list(draft.figures[len(title_figures(draft)) :])
    found: list[list[DraftFigure]] = []
    for number, section in enumerate(draft.sections):
        later = [one.text for one in draft.sections[number + 1 :]]
        taken: list[DraftFigure] = []
        while waiting:
            first = waiting[0]
            here = _count(first.text, section.text) > sum(one.text == first.text for one in taken)
            if not here and any(_count(first.text, text) for text in later):
                break
            taken += [waiting.pop(0)] if here else []
            waiting = waiting if here else waiting[1:]
        found.append(taken)
    return found


def _count(figure: str, text: str) -> int:
    return len(re.findall(rf"(?<![\d.]){re.escape(figure)}", text))


def _standing(figures: Sequence[DraftFigure], text: str) -> list[DraftFigure]:
    """The figures that a changed text still states, as often as it does."""
    kept: list[DraftFigure] = []
    for figure in figures:
        if _count(figure.text, text) > sum(one.text == figure.text for one in kept):
            kept.append(figure)
    return kept


def with_gaps(draft: Draft) -> Draft:
    """The draft with its gaps as the text shows them."""
    sections = tuple(replace(section, gaps=_gaps(section.text)) for section in draft.sections)
    frame = "\n".join((draft.title, draft.addressee, draft.signature, draft.date, *draft.attachments))
    return replace(draft, sections=sections, gaps=tuple(dict.fromkeys((*_gaps(frame), *(gap for one in sections for gap in one.gaps)))))


def _gaps(text: str) -> tuple[str, ...]:
    return tuple(found[0][len("【待补：") : -1] for found in OPEN.finditer(text))


def edited(kept: Kept, draft: Draft) -> Kept:
    """The draft as an edited file has it; sections whose words changed are staff's from now on."""
    old = {key: number for number, key in reversed(list(enumerate(keys(kept.draft.sections))))}
    own = figures_by_section(kept.draft)
    sections: list[DraftSection] = []
    flags: list[bool] = []
    figures = _standing(title_figures(kept.draft), draft.title)
    for key, section in zip(keys(draft.sections), draft.sections, strict=True):
        number = old.get(key)
        before = kept.draft.sections[number] if number is not None else None
        if number is not None and before is not None and bare_text(before.text) == bare_text(section.text):
            sections.append(replace(before, heading=section.heading))
            flags.append(kept.is_edited(number))
            figures += own[number]
            continue
        sections.append(section)
        flags.append(True)
        figures += _standing(own[number] if number is not None else kept.draft.figures, section.text)
    return Kept(with_gaps(replace(draft, sections=tuple(sections), figures=tuple(figures))), tuple(flags))


def rewritten(kept: Kept, fresh: Draft, names: Sequence[str]) -> Kept:
    """The named sections, or all that staff did not edit, as they are drafted now; everything else as it was.

    Raises:
        UsageError: neither draft has a section of that name.
    """
    wanted = _wanted(kept, fresh, names)
    new = dict(zip(keys(fresh.sections), zip(fresh.sections, figures_by_section(fresh), strict=True), strict=True))
    rows = list(zip(keys(kept.draft.sections), kept.draft.sections, figures_by_section(kept.draft), _flags(kept), strict=True))
    result: list[tuple[Key, DraftSection, list[DraftFigure], bool]] = []
    for key, section, figures, flag in rows:
        if key not in wanted:
            result.append((key, section, figures, flag))
        elif key in new:
            found, own = new[key]
            result.append((key, replace(found, heading=section.heading), own, False))
    _insert(result, fresh, new, [key for key in new if key in wanted and key not in {row[0] for row in rows}])
    stated = (*title_figures(kept.draft), *(one for row in result for one in row[2]))
    draft = replace(kept.draft, sections=tuple(row[1] for row in result), figures=stated)
    return Kept(with_gaps(draft), tuple(row[3] for row in result))


def _flags(kept: Kept) -> list[bool]:
    return [kept.is_edited(number) for number in range(len(kept.draft.sections))]


def _wanted(kept: Kept, fresh: Draft, names: Sequence[str]) -> set[Key]:
    """The keys to be drafted anew; a section that only staff have is never among them unless it is named."""
    held, new = keys(kept.draft.sections), keys(fresh.sections)
    if not names:
        return {key for key, flag in zip(held, _flags(kept), strict=True) if not flag and key in new}
    wanted: set[Key] = set()
    for name in names:
        spots = {held[n] for n in named(kept.draft.sections, name)} | {new[n] for n in named(fresh.sections, name)}
        if not spots:
            headings = "、".join(section.heading for section in kept.draft.sections if section.heading)
            raise UsageError(f"草稿里没有“{name[:30]}”这一节；可选：{headings}。")
        wanted |= spots & set(new)
        if not spots & set(new):
            raise UsageError(f"“{name[:30]}”是人工增加的一节，程序不能重写。")
    return wanted


def _insert(
    result: list[tuple[Key, DraftSection, list[DraftFigure], bool]],
    fresh: Draft,
    new: dict[Key, tuple[DraftSection, list[DraftFigure]]],
    missing: Sequence[Key],
) -> None:
    """Put sections that the kept draft lacks behind the one they follow in the fresh one."""
    order = keys(fresh.sections)
    for key in missing:
        before = set(order[: order.index(key)])
        spot = max((n + 1 for n, row in enumerate(result) if row[0] in before), default=0)
        result.insert(spot, (key, *new[key], False))
