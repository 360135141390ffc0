"""The one item that a document is about: a row of the place's ledger, or a lagging item that its reports name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.bind import bind
from assistant.drafting.lagging import Lagging, lagging, stem
from assistant.drafting.shapes import Shapes
from assistant.drafting.sources import Sources
from assistant.drafting.value import MISSING, Value
from assistant.errors import UsageError
from assistant.ledgers.item import Item
from assistant.ledgers.items import items
from assistant.types import Inspection, Passage, Report, Track
from assistant.words.lexicon import Lexicon

_CELLS = {
    "反馈问题": ("item",),
    "整改时限": ("deadline",),
    "整改目标": ("goal",),
    "整改措施": ("measures",),
    "进展": ("progress", "status"),
    "差距": ("progress", "status"),
    "验收": ("acceptance",),
    "公示起止": ("publicity",),
    "序号": ("number",),
}
"""What a slot is called in a template -> the roles of ledger columns that say it, the first there is."""
_BEHIND = ("滞后", "未启动")


@dataclass(frozen=True)
class Matter:
    """An item with what the sources say about it."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    """By the names of `genre.MATTER`."""
    origin: str = ""
    """Where it stands, for the 核对表."""
    inspection: Inspection = Inspection()
    """Whose list it is on, as far as the source says so."""

    def value(self, name: str) -> Value:
        """What a slot takes from it."""
        return self.values.get(name, MISSING)

    def without(self, name: str) -> Matter:
        """The item with one thing left unsaid."""
        return replace(self, values={key: value for key, value in self.values.items() if key != name})


def ledger_items(sources: Sources, lexicon: Lexicon) -> list[tuple[Report, Item]]:
    """The items of the place's newest ledger, private parts still in."""
    for report in sorted(sources.reports, key=lambda one: one.as_of or "", reverse=True):
        if found := items(report, lexicon):
            return [(report, item) for item in found]
    return []


def from_ledger(report: Report, item: Item, sources: Sources) -> Matter:
    """A ledger row as an item."""
    row = report.passage(item.start, item.end)
    values = {
        name: _value(next((item.text(role) for role in roles if item.text(role)), ""), row, sources) for name, roles in _CELLS.items()
    }
    values["事项"] = _value(item.problem, row, sources)
    units = "、".join(item.lead)
    values["牵头单位"] = _value(item.lead[0] if item.lead else "", row, sources)
    shared = item.text("support")
    values["责任单位"] = _value(f"{units}{f'（配合单位：{shared}）' if shared else ''}" if units else "", row, sources)
    place = f"，{item.place.display}" if item.place else ""
    return Matter(item.problem, values, f"《{report.title}》第{item.number}项{place}，状态为“{item.state}”", item.inspection)


def chosen(want: str, asked: str, sources: Sources, lexicon: Lexicon, shapes: Shapes) -> tuple[Matter | None, int]:
    """The item asked for, else the first that is as the genre wants it; and how many others there are.

    Raises:
        UsageError: no item is what was asked for, or several are.
    """
    rows = ledger_items(sources, lexicon)
    if asked:
        return _asked(asked, want, rows, sources, shapes), 0
    if want == "待销号":
        ready = [pair for pair in rows if pair[1].finished and not pair[1].closed]
        ready.sort(key=lambda pair: -sum(bool(pair[1].text(role)) for role in ("acceptance", "publicity")))
        return (from_ledger(*ready[0], sources) if ready else None), max(len(ready) - 1, 0)
    late = _lagging_items(rows, sources, shapes)
    return (late[0] if late else None), max(len(late) - 1, 0)


def listed(want: str, sources: Sources, lexicon: Lexicon, shapes: Shapes) -> tuple[Matter, ...]:
    """The items for the rows of a table: 全部 those of the ledger, 滞后 those that lag."""
    rows = ledger_items(sources, lexicon)
    return tuple(_lagging_items(rows, sources, shapes) if want == "滞后" else (from_ledger(*row, sources) for row in rows))


def _lagging_items(rows: Sequence[tuple[Report, Item]], sources: Sources, shapes: Shapes) -> list[Matter]:
    """What lags by the newest word of it: reports later than the ledger lead, and the ledger tells who and by when."""
    told = [_completed(one, rows, sources) for one in _told(sources, shapes)]
    ledger_day = rows[0][0].as_of or "" if rows else ""
    newest = max((sources.report(one).as_of or "" for one in sources.newest), default="")
    if told and newest > ledger_day:
        return told
    behind = [(not item.said_overdue, report, item) for report, item in rows if not item.finished and set(_BEHIND) & set(item.metrics)]
    behind += [(False, report, item) for report, item in rows if item.said_overdue and (True, report, item) not in behind]
    unique = {item.start: (late, report, item) for late, report, item in behind}.values()
    return [from_ledger(report, item, sources) for _, report, item in sorted(unique, key=lambda row: row[0])] or told


def _told(sources: Sources, shapes: Shapes) -> Iterator[Matter]:
    for found in lagging(sources, shapes):
        values = {}
        for name, (text, passages) in found.parts.items():
            values[name] = Value(text, tuple(figure for one in passages for figure in bind(_within(text, one), one, sources.facts)))
        yield Matter(found.name, values, f"《{sources.report(found.report).title}》", _inspection(found, sources))


def _inspection(found: Lagging, sources: Sources) -> Inspection:
    """The inspection that the figures around a lagging item are of, in its sentence or else its section before it."""
    passage = found.parts["事项"][1][0]
    own = [f for f in sources.facts if f.report == found.report and f.inspection.display and f.track is Track.PROBLEM]
    here = [f.inspection for f in own if passage.start <= f.start < passage.end]
    near = [f.inspection for f in own if f.passage.section == passage.section and f.start < passage.start]
    every = list(dict.fromkeys(f.inspection for f in own))
    named = [
        f.inspection for f in sources.facts if f.inspection.display and f.track is Track.PROBLEM and stem(found.name) in f.passage.text
    ]
    return (here or near[-1:] or (every if len(every) == 1 else []) or named or [Inspection()])[0]


def _within(text: str, passage: Passage) -> str:
    """The part of a text that a passage of it says."""
    if text in passage.text:
        return text
    return "，".join(part for part in re.split("[，；]", text) if part in passage.text)


def _completed(matter: Matter, rows: Sequence[tuple[Report, Item]], sources: Sources) -> Matter:
    """A lagging item with the unit and deadline that the ledger has for it; never its progress, which is older."""
    row = next((pair for pair in rows if stem(pair[1].problem) == stem(matter.name)), None)
    if row is None:
        return matter
    known = from_ledger(*row, sources)
    more = {name: known.value(name) for name in ("牵头单位", "责任单位", "整改时限") if matter.value(name) == MISSING}
    return replace(matter, values={**matter.values, **more})


def _asked(asked: str, want: str, rows: Sequence[tuple[Report, Item]], sources: Sources, shapes: Shapes) -> Matter:
    wanted = asked.strip().strip("第项号")
    matters = [from_ledger(*pair, sources) for pair in rows if wanted == pair[1].number or (len(wanted) > 1 and wanted in pair[1].problem)]
    matters = matters or [one for one in _told(sources, shapes) if len(wanted) > 1 and wanted in one.name]
    undone = [item for _, item in rows if len(matters) == 1 and item.problem == matters[0].name and not item.finished]
    if undone and want == "待销号":
        raise UsageError(f"{undone[0].display()}的状态是“{undone[0].state}”，还没有完成整改，不能起草销号材料，请先核对台账。")
    if len(matters) == 1:
        return matters[0]
    if matters:
        listed = "、".join(f"“{one.name}”" for one in matters[:5])
        raise UsageError(f"“{asked[:30]}”对得上{len(matters)}个事项：{listed}，请写台账序号或更完整的名称。")
    raise UsageError(f"台账和报告里没有“{asked[:30]}”这个事项，请写台账的序号，或问题名称里的几个字。")


def _value(text: str, row: Passage, sources: Sources) -> Value:
    text = text.strip().rstrip("。；")
    return Value(text, bind(text, row, sources.facts)) if text else MISSING
