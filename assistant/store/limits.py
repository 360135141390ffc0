"""Which groups a report is limited to: rows in, rows out; a limit outlives the report it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from assistant.store.schema import report_groups, reports, sources

Limits = Mapping[str, frozenset[str]]
"""The groups of each limited report, by its id; a report that is not in it shows to everybody."""

_OF = report_groups.c


def limits(connection: Connection) -> Limits:
    """Every limit there is."""
    found: dict[str, set[str]] = {}
    for report, name in connection.execute(select(_OF.report, _OF.name)):
        found.setdefault(report, set()).add(name)
    return {report: frozenset(names) for report, names in found.items()}


def limit(connection: Connection, report_ids: Collection[str], groups: Collection[str]) -> None:
    """Limit reports to these groups and no others; to none opens them to everybody."""
    connection.execute(delete(report_groups).where(_OF.report.in_(report_ids)))
    rows = [{"report": report, "name": name} for report in report_ids for name in sorted(groups)]
    if rows:
        connection.execute(insert(report_groups), rows)


def groups_at(connection: Connection, source: str) -> frozenset[str]:
    """The groups that what a source holds is limited to: what takes its place is limited to them too."""
    held = select(reports.c.id).join(sources, sources.c.file == reports.c.file).where(sources.c.source == source)
    return frozenset(connection.execute(select(_OF.name).where(_OF.report.in_(held))).scalars())


def inherit(connection: Connection, report_ids: Sequence[str], groups: frozenset[str]) -> None:
    """Limit reports that take the place of limited ones, unless something was said of them already."""
    known = set(connection.execute(select(_OF.report).where(_OF.report.in_(report_ids))).scalars())
    if groups:
        limit(connection, [report for report in report_ids if report not in known], groups)
