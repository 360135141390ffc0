"""A home grows: its database into the one that is set, its vectors into the engine that is set; cut off, it goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.config import Settings
from assistant.errors import UsageError
from assistant.indexing import PassageIndex
from assistant.store.copying import DATABASE, in_use
from assistant.store.database import Database
from assistant.store.transfer import transfer, untouched

Step = tuple[str, int, int]
"""What is moved, how much of it is done, and how much there is."""


def migrate(home: Path, settings: Settings, database: Database, index: PassageIndex, came_from: str) -> Iterator[Step]:
    """Move what is not yet where the settings say.

    Raises:
        UsageError: the database in the home is in use by a program that would go on writing there.
    """
    before = home / DATABASE
    if settings.database and before.is_file() and untouched(database):
        if in_use(before):
            raise UsageError("资料目录里的数据库正被另一个程序使用，请先停止网页服务，再迁移。")
        source = Database(home, settings.model_copy(update={"database": ""}))
        try:
            for done, total in transfer(source, database):
                yield "资料库", done, total
        finally:
            source.close()
    for done, total in index.move(came_from):
        yield "向量", done, total
