"""The log of who did what: rows are added, read and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from assistant.store.codec import decode, encode
from assistant.store.schema import audit


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did."""

    action: str
    name: str
    owner: str = ""
    """The id of the user; empty for whoever runs the program on its own machine, and where nobody is known."""
    reports: tuple[str, ...] = ()
    detail: str = ""
    address: str = ""
    number: int = 0
    at: str = ""


def put_entry(connection: Connection, entry: AuditEntry) -> None:
    """Add an entry under the time of now."""
    held = {"owner": entry.owner, "name": entry.name, "action": entry.action, "detail": entry.detail, "address": entry.address}
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    connection.execute(insert(audit).values(at=now, reports=encode(entry.reports), **held))


def entries(connection: Connection, name: str = "", action: str = "", since: str = "", most: int = 1000) -> list[AuditEntry]:
    """The last entries, the newest first: of a name, of an action, from a day on."""
    of = audit.c
    found = select(audit).order_by(of.number.desc()).limit(most)
    for column, wanted in ((of.name, name), (of.action, action)):
        found = found.where(column == wanted) if wanted else found
    found = found.where(of.at >= since) if since else found
    return [
        AuditEntry(row.action, row.name, row.owner, decode(tuple[str, ...], row.reports), row.detail, row.address, row.number, row.at)
        for row in connection.execute(found)
    ]
