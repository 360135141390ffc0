"""The page of an attachment: the items of the inspection as the place's ledger has them on the day of the report."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.fill import Filled, gap, table
from assistant.drafting.genre import Genre
from assistant.drafting.matters import from_ledger
from assistant.drafting.slots import Slots
from assistant.drafting.sources import Sources, compatible
from assistant.ledgers.item import Item
from assistant.types import Report
from assistant.words.dates import show_date

_NAME, _OWNER = "附件清单正文", "整改办"


def attachment(template: Genre, slots: Slots, rows: Sequence[tuple[Report, Item]]) -> Filled:
    """The table of a genre's first attachment; a gap when no ledger lists the inspection's items as of the report's day."""
    if template.attached is None:
        return Filled()
    sources = slots.sources
    listed = [(report, item) for report, item in rows if sources.inspection is None or compatible(item.inspection, sources.inspection)]
    if not listed:
        return gap(_NAME, _OWNER)
    if old := _overtaken(listed[0][0], sources):
        return gap(_NAME, _OWNER, old)
    return table(template.attached, slots, [from_ledger(report, item, sources) for report, item in listed])


def _overtaken(ledger: Report, sources: Sources) -> str:
    """Why a ledger's states cannot stand under newer figures; empty when it is of their day or later."""
    newest = max((sources.report(one).as_of or "" for one in sources.newest), default="")
    day = ledger.as_of or ""
    if not day:
        return "现有台账未写明截至日期"
    shared = min(len(day), len(newest))
    return f"现有台账截至{show_date(day)}" if day[:shared] < newest[:shared] else ""
