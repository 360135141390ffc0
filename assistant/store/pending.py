"""What the search caches still lack: the difference between the reports and what was marked as indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, insert, or_, select

from assistant.store.schema import indexed, reports


@dataclass(frozen=True, slots=True)
class Pending:
    """Reports to put into the caches, and ids to take out first (an outdated revision counts as both)."""

    add: dict[str, int]
    remove: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.add or self.remove)


def pending(connection: Connection) -> Pending:
    """The work left by changes since the caches were last brought up to date, by this process or one that died."""
    both = select(reports.c.id, reports.c.revision, indexed.c.revision).outerjoin(indexed, indexed.c.report == reports.c.id)
    lacking = connection.execute(both.where(or_(indexed.c.revision.is_(None), indexed.c.revision != reports.c.revision))).all()
    gone = connection.execute(select(indexed.c.report).where(~exists().where(reports.c.id == indexed.c.report))).scalars()
    outdated = (report for report, _, held in lacking if held is not None)
    return Pending({report: revision for report, revision, _ in lacking}, (*gone, *outdated))


def mark_indexed(connection: Connection, work: Pending) -> None:
    """Note that the caches now hold this work."""
    connection.execute(delete(indexed).where(indexed.c.report.in_([*work.remove, *work.add])))
    _insert(connection, work.add)


def mark_rebuilt(connection: Connection, revisions: Mapping[str, int]) -> None:
    """Note that the caches were made anew and hold exactly these reports."""
    connection.execute(delete(indexed))
    _insert(connection, revisions)


def _insert(connection: Connection, revisions: Mapping[str, int]) -> None:
    if revisions:
        connection.execute(insert(indexed), [{"report": report, "revision": revision} for report, revision in revisions.items()])
