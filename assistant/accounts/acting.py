"""On whose behalf something is done: what they may see, what they may do, and the note of what they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from assistant.config import Settings
from assistant.errors import NotAllowedError
from assistant.store.audit import AuditEntry, put_entry
from assistant.store.database import Database, Transaction
from assistant.store.snapshot import Decoded, Snapshot
from assistant.store.users import any_user
from assistant.types import OWNER, Reader, Role

LOGIN, LOGIN_FAILED, LOGOUT = "登录", "登录失败", "退出"
ASKED, SEARCHED, DRAFTED, PROOFED, EXPORTED = "提问", "检索", "起草", "核对", "导出"
TAKEN_IN, REMOVED, CORRECTED, USERS, LIMITED = "收入", "移除", "核定", "用户", "可见范围"
ACTIONS = (
    *(LOGIN, LOGIN_FAILED, LOGOUT, ASKED, SEARCHED, DRAFTED, PROOFED, EXPORTED),
    *(TAKEN_IN, REMOVED, CORRECTED, USERS, LIMITED),
)
"""What the log tells of."""


@dataclass(frozen=True)
class Acting:
    """One reader at work on one home; everything that reads or writes it for them goes through here."""

    database: Database
    decoded: Decoded
    settings: Settings
    reader: Reader = OWNER
    address: str = field(default="", kw_only=True)
    """From where they come, for the log."""

    @property
    def name(self) -> str:
        """What notes of their work are signed with."""
        return self.reader.name or self.settings.user

    def owned(self, otherwise: str = "") -> str:
        """By what is kept that belongs to them; something else where no users are set up."""
        return self.reader.id or otherwise

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The library as they may see it, in one state."""
        with self.database.reading() as connection:
            yield self.seen(connection)

    def seen(self, connection: Transaction) -> Snapshot:
        """The library as they may see it, within a transaction that is open already."""
        return Snapshot(connection, self.decoded, self.reader)

    def require(self, needed: Role) -> None:
        """Go on only if their role allows it.

        Raises:
            NotAllowedError: it does not.
        """
        if not self.reader.may(needed):
            raise NotAllowedError(f"这项操作需要“{needed.value}”权限，您的角色是“{self.reader.role.value}”，请联系管理员。")

    def note(self, action: str, reports: Iterable[str] = (), detail: str = "") -> None:
        """Add to the log what they did; nothing is logged as long as no users are set up."""
        if not self.reader.id:
            with self.database.reading() as connection:
                if not any_user(connection):
                    return
        entry = AuditEntry(action, self.name, self.reader.id, tuple(dict.fromkeys(reports)), detail, self.address)
        with self.database.writing() as connection:
            put_entry(connection, entry)

    def asked(self, action: str, question: str, reports: Iterable[str]) -> None:
        """Note a question with the reports that its answer rests on; its words only where the settings say so."""
        self.note(action, reports, question if self.settings.audit_questions else "")

    def reading_as(self, reader: Reader, address: str = "") -> Acting:
        """Somebody else at work on the same home."""
        return replace(self, reader=reader, address=address)
