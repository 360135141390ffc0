"""A home becomes one file: the database in one state, however many write meanwhile, and the knowledge files that staff edited.

The search index is not in it: it is made anew from the database.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import assistant
from assistant.config import Settings
from assistant.errors import StoreError, UsageError
from assistant.safekeeping.sealed import FORMAT, Contents, described, seal, unseal
from assistant.store.copying import DATABASE, copy_database, held

KNOWLEDGE = "knowledge"
ELSEWHERE = (
    "资料库由 ASSISTANT_DATABASE 另行指定，请用那个数据库自己的工具备份和恢复（PostgreSQL 用 pg_dump 和 pg_restore），"
    "资料目录里的 knowledge 文件夹另外复制。"
)


def back_up(home: Path, settings: Settings, file: Path) -> Contents:
    """Write a backup of a home, then open it again and hold every byte and the database in it against what was written.

    Raises:
        UsageError: the database is not in the home, or the file is there already.
        StoreError: the home cannot be read, or the file cannot be written.
    """
    if settings.database:
        raise UsageError(ELSEWHERE)
    if file.exists():
        raise UsageError(f"“{file}”已经存在，请换一个文件名。")
    with _room_beside(file) as work:
        database = work / DATABASE
        copy_database(home / DATABASE, database)
        found = held(database)
        sources = {DATABASE: database, **dict(_edited(home))}
        members = tuple(described(name, path) for name, path in sources.items())
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        contents = Contents(FORMAT, assistant.__version__, found.schema, now, found.files, found.reports, members)
        draft = work / "backup"
        seal(draft, contents, sources)
        again = work / "again"
        again.mkdir()
        if unseal(draft, again) != contents or held(again / DATABASE) != found:
            raise StoreError(f"写好的备份与资料库不一致，没有留下“{file}”，请检查磁盘后再试。")
        draft.replace(file)
    return contents


def _edited(home: Path) -> Iterator[tuple[str, Path]]:
    """The files below HOME/knowledge with their names in a backup."""
    for path in sorted((home / KNOWLEDGE).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(home).as_posix(), path


@contextmanager
def _room_beside(file: Path) -> Iterator[Path]:
    """A folder on the same disk as a file to be, gone afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as folder:
            yield Path(folder)
    except OSError as error:
        raise StoreError(f"“{file}”写不进去（{error.strerror}），请检查文件夹、写入权限和磁盘空间。") from error
