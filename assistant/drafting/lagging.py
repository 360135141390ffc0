"""The lagging items that a place's reports name, with unit, deadline and how far they are, each from its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.drafting.shapes import Shapes
from assistant.drafting.sources import Sources
from assistant.types import Passage, Report

_STEM = 5
"""So many characters of a name tell it from others; what follows differs from text to text (治理, 整治, 建设)."""
_ADDRESSED = re.compile("你(?:局|单位|县|区|市|镇|乡)|恳请|请示")
"""A clause that speaks to somebody else than the unit in charge."""
_SITE = 3
"""So many characters of a name say where it is, enough to know a sentence of the same section by."""
_MOST = 3
"""Sentences about one item that a document quotes."""


@dataclass
class Lagging:
    """An item that a report calls late."""

    name: str
    report: str
    parts: dict[str, tuple[str, tuple[Passage, ...]]] = field(default_factory=dict)
    """事项, 牵头单位, 整改时限, 差距: the text and the sentences it comes from."""


def stem(name: str) -> str:
    """By what two namings of one item are known to be the same."""
    return name[:_STEM]


def lagging(sources: Sources, shapes: Shapes) -> Iterator[Lagging]:
    """The items that the newest reports call late, in the order they name them."""
    ordered = sorted(sources.sentences, key=lambda row: row[0].as_of or "", reverse=True)
    seen: set[str] = set()
    for report, passages in ordered:
        if report.id not in _speaking(sources):
            continue
        for passage in passages:
            for name, unit in _named(passage, shapes):
                if stem(name) not in seen:
                    seen.add(stem(name))
                    yield _told(Lagging(name, report.id), passage, unit, ordered, shapes, alone=len(seen) == 1)
        if seen:
            return


def _speaking(sources: Sources) -> set[str]:
    """Reports as new as the newest figures: what older ones call late may be done."""
    newest = max((sources.report(one).as_of or "" for one in sources.newest), default="")
    return {report.id for report in sources.reports if report.as_of and report.as_of >= newest}


def _named(passage: Passage, shapes: Shapes) -> Iterator[tuple[str, str]]:
    """The items a sentence calls late, each with the unit it names for it."""
    for pattern in shapes.lagging_names:
        if match := pattern.search(passage.text):
            names = _split(match["names"])
            unit = shapes.lagging_units.search(passage.text, match.end("names"))
            units = _split(next(filter(None, unit.groups()))) if unit else []
            for number, name in enumerate(names):
                if len(name) >= _STEM and not re.match(r"\d", name):
                    yield name, units[number] if len(units) == len(names) else units[0] if len(units) == 1 else ""
            return


def _split(text: str) -> list[str]:
    """A row of names; 和 parts them only where no name of the row can hold it (住房和城乡建设局)."""
    parts = [one.strip() for one in re.split("[、]", text) if one.strip()]
    last = re.split("和(?!城乡|信息|改革|社会|规划|计划|旅游)", parts[-1]) if parts else []
    whole = len(last) == 2 and all(len(one) >= _STEM for one in last)
    return [*parts[:-1], *last] if whole else parts


def _told(
    found: Lagging, passage: Passage, unit: str, ordered: Sequence[tuple[Report, tuple[Passage, ...]]], shapes: Shapes, *, alone: bool
) -> Lagging:
    about = [
        one for _, passages in ordered for one in passages if stem(found.name) in one.text or stem(found.name) in "".join(one.section[-1:])
    ]
    found.parts["事项"] = (found.name, (passage,))
    by_unit = [(unit, passage)] if unit else [(m[1] or m[2], one) for one in about if (m := _after(found.name, one, shapes.lagging_units))]
    by_day = [(m["deadline"] or m["later"], one) for one in about for m in [_deadline(found.name, one, shapes)] if m]
    if not by_day and alone:
        own = [one for report, passages in ordered if report.id == found.report for one in passages]
        by_day = [(m["deadline"], one) for one in own if (m := shapes.lagging_only.search(one.text))]
    for name, rows in (("牵头单位", by_unit), ("整改时限", by_day)):
        if rows:
            found.parts[name] = (rows[0][0].strip(), (rows[0][1],))
    own = [one for report, passages in ordered if report.id == found.report for one in passages]
    near = [one for one in own if one in about or (one.section == passage.section and one.text.find(found.name[:_SITE]) >= 0)]
    said = [(text, one) for one in near if shapes.lagging_gap.search(one.text) and (text := _gap(one.text, found.name, shapes))]
    if said:
        found.parts["差距"] = ("；".join(text for text, _ in said[:_MOST]), tuple(one for _, one in said[:_MOST]))
    return found


def _gap(text: str, name: str, shapes: Shapes) -> str:
    """The clauses of a sentence that tell how far an item is: not its name, unit and deadline, which the document says itself."""
    clauses = [one for one in re.split("，", _bare(text)) if not _ADDRESSED.search(one)]
    told = [one for one in clauses if not shapes.lagging_units.search(one) and not shapes.lagging_deadline.search(one)]
    kept = [one for one in told if stem(name) not in one or (len(one) >= len(name) + 4 and not _calls(one, shapes))]
    return "，".join(kept) if any(shapes.lagging_gap.search(one) for one in kept) else ""


def _calls(clause: str, shapes: Shapes) -> bool:
    """Whether a clause only calls an item late."""
    return any(pattern.search(clause) for pattern in shapes.lagging_names) or re.search("未达到序时", clause) is not None


def _after(name: str, passage: Passage, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What a sentence says of an item, behind its name; under a heading that is the item's all of it is about it."""
    spot = passage.text.find(stem(name))
    found = pattern.search(passage.text, max(spot, 0))
    return found if found and "、" not in next(filter(None, found.groups()), "") else None


def _deadline(name: str, passage: Passage, shapes: Shapes) -> re.Match[str] | None:
    spot = passage.text.find(stem(name))
    end = len(passage.text) if spot < 0 else min(len(passage.text), spot + 90)
    return shapes.lagging_deadline.search(passage.text, max(spot, 0), end)


def _bare(text: str) -> str:
    return (
        re.sub(r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+是)", "", text.strip()).rstrip("。；").replace("\n", "")
    )
