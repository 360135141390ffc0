"""The drafts that staff keep, version by version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from assistant.store.schema import draft_versions


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What is kept of one version."""

    genre: str
    title: str
    scope: str
    """The part of the library it was drafted from, encoded."""
    action: str
    """What made it: 起草, 重写, 修改, 恢复."""
    detail: str
    made_by: str
    body: bytes
    """Encoded and compressed; only who wrote it reads it."""
    owner: str
    """The id of the user it belongs to; empty where it was made without users."""


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A version without its body."""

    draft: int
    version: int
    genre: str
    title: str
    scope: str
    action: str
    detail: str
    made_by: str
    made_at: str


_OF = draft_versions.c
_SHORT = [column for column in _OF if column is not _OF.body and column is not _OF.owner]


def add_version(connection: Connection, draft: int | None, row: DraftRow) -> tuple[int, int]:
    """Keep a version, of a new draft when none is named; its draft and version numbers."""
    if draft is None:
        draft = (connection.execute(select(func.max(_OF.draft))).scalar() or 0) + 1
    version = (connection.execute(select(func.max(_OF.version)).where(_OF.draft == draft)).scalar() or 0) + 1
    held = {name: getattr(row, name) for name in DraftRow.__dataclass_fields__}
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    connection.execute(insert(draft_versions).values(draft=draft, version=version, made_at=now, **held))
    return draft, version


def newest_versions(connection: Connection, owner: str = "") -> list[StoredDraft]:
    """The newest version of each draft, of a user's where one is named, the draft made last first."""
    versions = select(_OF.draft, func.max(_OF.version).label("version")).group_by(_OF.draft)
    newest = (versions.where(_OF.owner == owner) if owner else versions).subquery()
    joined = select(*_SHORT).join(newest, (_OF.draft == newest.c.draft) & (_OF.version == newest.c.version))
    return [StoredDraft(**row._mapping) for row in connection.execute(joined.order_by(_OF.draft.desc()))]


def versions_of(connection: Connection, draft: int, owner: str = "") -> list[StoredDraft]:
    """All versions of a draft, the first one first; none when there is no such draft, or not of the user who is named."""
    found = select(*_SHORT).where(_OF.draft == draft).order_by(_OF.version)
    found = found.where(_OF.draft.in_(select(_OF.draft).where(_OF.version == 1, _OF.owner == owner))) if owner else found
    return [StoredDraft(**row._mapping) for row in connection.execute(found)]


def version_body(connection: Connection, draft: int, version: int) -> bytes:
    """The body of a version that is there."""
    found = connection.execute(select(_OF.body).where((_OF.draft == draft) & (_OF.version == version)))
    return bytes(found.scalar_one())


def forget_draft(connection: Connection, draft: int) -> None:
    """Forget a draft with all its versions."""
    connection.execute(delete(draft_versions).where(_OF.draft == draft))
