"""Tables: problems by inspection, complaints by area, the rows of a ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eval.worlds import speaking
from eval.worlds.schema import Affair, Batch, Inspection, Standing
from eval.worlds.statements import Teller, complaints_of, problems_of
from eval.worlds.telling import Slot, Table, told
from eval.worlds.wordings import Speaker

COUNTED = {"total": "总数", "done": "完成", "closed": "销号", "on_track": "序时", "behind": "滞后", "not_started": "未启动"}


def item_table(teller: Teller, affairs: list[Affair], day: date, speaker: Speaker, planted: bool) -> Table:
    """One row an inspection; a planted one tells one done less in the first row where that is not nothing."""
    rows = []
    for affair in affairs:
        standing = affair.standing(day)
        assert standing
        rows.append((Slot(teller.style.inspection(affair.inspection)), *_counted(teller, affair, standing)))
    if planted:
        index = next((index for index, row in enumerate(rows) if _figure(row[2]) > 1), None)
        if index is not None:
            rows[index] = _disagreeing(rows[index])
    return Table(tuple(speaker.table["columns"]["item"]), tuple(rows))


def _counted(teller: Teller, affair: Affair, standing: Standing) -> list[Slot]:
    subject, unit = problems_of(affair.inspection), teller.style.measure
    return [teller.slot(subject, metric, getattr(standing, name), unit, day=standing.day) for name, metric in COUNTED.items()]


def _figure(slot: Slot) -> int:
    value = slot.facts[0].value
    return value if isinstance(value, int) else 0


def _disagreeing(row: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The row with one done less and one on track more, so that it adds up in itself."""
    cells = list(row)
    for index, step in ((2, -1), (4, 1)):
        fact = cells[index].facts[0]
        cells[index] = told(replace(fact, value=_figure(cells[index]) + step, planted=True))
    if _figure(cells[3]) > _figure(cells[2]):
        cells[3] = told(replace(cells[3].facts[0], value=_figure(cells[2]), planted=True))
    return tuple(cells)


def area_table(teller: Teller, inspection: Inspection, batch: Batch, speaker: Speaker) -> Table:
    """The complaints of a batch and all before it, by area; an area is told as a place of its own."""
    own, running = f"{inspection.key}第{batch.number}批信访件", complaints_of(inspection) + "累计"
    rows = []
    for name, count, total, closed, staged, pending in batch.areas:
        cells = [teller.slot(own, f"属地：{name}", count, "件", time=str(batch.number))]
        for metric, value in (("总数", total), ("办结", closed), ("阶段性办结", staged), ("未办结", pending)):
            cells.append(teller.slot(running, f"属地：{name}：{metric}", value, "件", day=batch.day))
        rows.append((Slot(name), *cells))
    return Table(tuple(speaker.table["columns"]["area"]), tuple(rows))


def ledger_table(teller: Teller, affair: Affair, day: date, speaker: Speaker) -> Table:
    """One row a problem with its lead, its leader, its deadline and how it stands."""
    states = speaker.table["status"]
    rows = []
    for item in affair.items:
        subject = f"事项：{item.title}"
        deadline = teller.fact(subject, "整改时限", item.deadline.replace(day=1))
        rows.append(
            (
                Slot(str(item.number)),
                Slot(item.title),
                teller.slot(subject, "责任单位", item.lead),
                teller.slot(subject, "包案领导", item.responsible),
                Slot(speaking.full_date(item.deadline), (deadline,)),
                Slot(states[item.status(day)], (teller.fact(subject, "状态", item.status(day), day=day),)),
            )
        )
    return Table(tuple(speaker.table["columns"]["ledger"]), tuple(rows))
