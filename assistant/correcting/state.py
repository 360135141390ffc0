"""What a correction in the log comes to now."""

from __future__ import annotations

from assistant.store.snapshot import Snapshot
from assistant.types import Correction, LoggedCorrection

IN_FORCE, LOST, REPLACED, UNDONE = "有效", "未找到对应", "已被取代", "已撤销"


def state_of(one: Correction, snapshot: Snapshot) -> LoggedCorrection:
    """A correction with what it comes to in a library."""
    if one.undone_at:
        return LoggedCorrection(one, UNDONE)
    settlement = snapshot.settlement
    if not one.report:
        if settlement.names.get(one.before) != one:
            return LoggedCorrection(one, REPLACED)
        return LoggedCorrection(one, IN_FORCE if is_read(one.before, snapshot) else LOST)
    if one not in settlement.by_report.get(one.report, ()):
        return LoggedCorrection(one, REPLACED)
    if all(head.id != one.report for head in snapshot.heads_read()):
        return LoggedCorrection(one, LOST)
    if one.detail.anchor is None:
        return LoggedCorrection(one, IN_FORCE)
    rulings = settlement.rulings(one.report, snapshot.facts_read(one.report))
    spots = next((spots for ruling, spots in rulings if ruling == one), ())
    if not spots:
        return LoggedCorrection(one, LOST)
    later = {n for ruling, found in rulings if ruling.field is one.field and ruling.number > one.number for n in found}
    left = [n for n in spots if n not in later]
    return LoggedCorrection(one, IN_FORCE if left else REPLACED, len(left))


def is_read(name: str, snapshot: Snapshot) -> bool:
    """Whether something was read under a name before any correction."""
    heads = snapshot.heads_read()
    if any(head.place is not None and name in (head.place.name, head.place.display, *head.place.within) for head in heads):
        return True
    return any(
        fact.place is not None and name in (fact.place.name, fact.place.display) for head in heads for fact in snapshot.facts_read(head.id)
    )
