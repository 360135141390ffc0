"""Which reports show to which groups, and the log of who did what."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assistant.accounts.acting import ACTIONS, LIMITED, Acting
from assistant.accounts.users import checked_groups
from assistant.errors import UsageError
from assistant.store.audit import AuditEntry, entries
from assistant.store.limits import limit
from assistant.store.scope import normal_date, referred
from assistant.store.writing import next_generation
from assistant.types import ReportHead, Role, Scope


class VisibilityDesk:
    """What reports of one home are limited to."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def limit(self, reference: str, groups: Collection[str]) -> list[ReportHead]:
        """Limit the reports meant by an id or file name to groups; to none opens them to everybody.

        Raises:
            UsageError: no such report, or a group cannot be called so.
        """
        self._acting.require(Role.ADMINISTRATOR)
        names = checked_groups(groups)
        with self._acting.database.writing() as connection:
            meant = referred(reference, self._acting.seen(connection).heads(Scope()))
            next_generation(connection)
            limit(connection, [head.id for head in meant], names)
        self._acting.note(LIMITED, [head.id for head in meant], "、".join(sorted(names)) or "全部用户")
        return meant

    def limited(self) -> Mapping[str, frozenset[str]]:
        """The groups of each report that is limited and there, by its id."""
        self._acting.require(Role.ADMINISTRATOR)
        with self._acting.snapshot() as snapshot:
            return {head.id: snapshot.limits[head.id] for head in snapshot.heads(Scope()) if head.id in snapshot.limits}


class AuditDesk:
    """The log of one home."""

    def __init__(self, acting: Acting) -> None:
        self._acting = acting

    def entries(self, name: str = "", action: str = "", since: str = "", most: int = 200) -> list[AuditEntry]:
        """The last entries, the newest first: of a user, of an action, from a day on.

        Raises:
            UsageError: nothing of that kind is logged, or the day is none.
        """
        self._acting.require(Role.ADMINISTRATOR)
        if action and action not in ACTIONS:
            raise UsageError(f"日志里没有“{action[:20]}”这一类，可选：{'、'.join(ACTIONS)}。")
        with self._acting.database.reading() as connection:
            return entries(connection, name, action, normal_date(since) if since else "", most)
