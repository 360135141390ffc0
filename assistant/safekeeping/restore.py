"""A backup becomes a home: made complete beside the place where it goes, then put there in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assistant.config import Settings
from assistant.errors import StoreError, UsageError
from assistant.safekeeping.backup import ELSEWHERE
from assistant.safekeeping.sealed import Contents, DamagedBackup, unseal
from assistant.store.copying import DATABASE, held, in_use
from assistant.store.migrations import SCHEMA_VERSION

LOGS = "logs"
"""The one folder that may stand in a home before anything was put there: a command writes its troubles into it."""
_HERE = -100
_EXCHANGE = 2
"""What Linux calls AT_FDCWD and RENAME_EXCHANGE."""


def restore(
    file: Path, home: Path, settings: Settings, make_ready: Callable[[Path], None], *, replace: bool
) -> tuple[Contents, Path | None]:
    """Put a backup where a home is to be; what it says of itself, and where the home that was there is kept.

    `make_ready` gets the folder with the database and the edited files in it before it takes its place: it brings an older database
    up to date and makes the caches. Whatever fails or dies before the last step leaves the old home as it was.

    Raises:
        UsageError: there is a home already and `replace` was not asked for, or its database is not kept in it.
        StoreError: the backup is damaged or newer than the program, or the home is in use or cannot be written.
    """
    if settings.database:
        raise UsageError(ELSEWHERE)
    home = home.absolute()
    _check_place(home, replace=replace)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=f".{home.name}.restoring-", dir=home.parent))
    except OSError as error:
        raise _unwritable(home, error) from error
    try:
        contents = unseal(file, staged)
        _check_database(file, staged / DATABASE)
        make_ready(staged)
        _check_place(home, replace=replace)
        return contents, _put(staged, home)
    except OSError as error:
        raise _unwritable(home, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _check_place(home: Path, *, replace: bool) -> None:
    occupied = home.exists() and (not home.is_dir() or any(path.name != LOGS for path in home.iterdir()))
    if occupied and not replace:
        raise UsageError(f"资料目录 {home} 里已有内容，请用 --home 另选一个空目录，或加 --replace（原来的目录会改名保留）。")
    if (home / DATABASE).is_file() and in_use(home / DATABASE):
        raise StoreError(f"资料库 {home / DATABASE} 正在使用中，请先停止网页服务和其他命令，再恢复。")


def _check_database(file: Path, database: Path) -> None:
    if not database.is_file():
        raise DamagedBackup(file, "没有资料库")
    found = held(database)
    if found.schema > SCHEMA_VERSION:
        raise StoreError(f"“{file}”由更新版本的程序写成（结构版本{found.schema}，本程序支持到{SCHEMA_VERSION}），请升级程序后再恢复。")


def _put(staged: Path, home: Path) -> Path | None:
    """The staged folder takes the place of the home in one step; where the old one went, if there was one."""
    if not home.exists():
        staged.rename(home)
        return None
    if {path.name for path in home.iterdir()} <= {LOGS}:
        if (home / LOGS).exists():
            shutil.move(home / LOGS, staged / LOGS)
        home.rmdir()
        staged.rename(home)
        return None
    aside = home.with_name(f"{home.name}.before-{datetime.now():%Y%m%d-%H%M%S}")
    if _exchanged(staged, home):
        staged.rename(aside)
        return aside
    home.rename(aside)
    try:
        staged.rename(home)
    except OSError:
        aside.rename(home)
        raise
    return aside


def _exchanged(one: Path, other: Path) -> bool:
    """Two folders change places at once, where the system can do that; False where it cannot."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(exchange(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _unwritable(home: Path, error: OSError) -> StoreError:
    return StoreError(f"资料目录 {home} 无法写入（{error.strerror}），原来的内容没有改动，请检查权限和磁盘空间后再恢复。")
