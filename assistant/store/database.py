"""Opening the database: creation, version check, consistent read transactions, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.config import Settings
from assistant.errors import StoreError
from assistant.store.copying import DATABASE, copy_database
from assistant.store.migrations import MIGRATIONS, SCHEMA_VERSION
from assistant.store.schema import meta, metadata

Transaction = Connection
"""One open transaction, by the name that those use who hand it on and speak no SQL."""

BEFORE_UPGRADE = "assistant.before-upgrade.db"
"""Where the database of an older program is kept when it is brought up to date; an older program opens it under the usual name."""


class BusyError(StoreError):
    """Another writer did not finish in time."""


class Database:
    """One home's database: `reading()` sees one state throughout, `writing()` is one transaction under the home's lock."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self._home = home
        self._wait = settings.lock_seconds
        self._elsewhere = bool(settings.database)
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise StoreError(f"资料目录 {home} 无法创建，请检查路径和写入权限，或用 --home 另选一个目录。") from None
        with _sentences(home):
            self._engine = _engine(settings.database or f"sqlite:///{home / DATABASE}", settings.lock_seconds)
        self._bring_up_to_date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction whose every query sees the same generation, whatever others write meanwhile."""
        with _sentences(self._home), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer of this home overlaps; it commits whole or not at all."""
        with self.lock("write"), _sentences(self._home), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def lock(self, name: str, wait: float | None = None) -> Iterator[None]:
        """The home's lock of that name, shared by all threads and processes.

        Raises:
            BusyError: someone else held it for `wait` seconds, `Settings.lock_seconds` when not given.
        """
        wait = self._wait if wait is None else wait
        try:
            held = FileLock(self._home / f"{name}.lock", is_singleton=False, thread_local=True).acquire(timeout=wait)
        except Timeout:
            raise BusyError(f"另一个程序正在写入资料库，等待{wait:g}秒仍未结束，请稍后再试。") from None
        except OSError:
            raise StoreError(f"资料目录 {self._home} 无法写入，请检查权限和磁盘空间。") from None
        with held:
            yield

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            version = _version(connection)
        if version == SCHEMA_VERSION:
            return
        if version > SCHEMA_VERSION:
            raise StoreError(f"资料库由更新版本的程序写成（结构版本{version}，本程序支持到{SCHEMA_VERSION}），请升级程序后再打开。")
        with self.lock("write"), _sentences(self._home):
            with self._engine.begin() as connection:
                version = _version(connection)  # another process may have done it while we waited
            if 0 < version < SCHEMA_VERSION and not self._elsewhere:
                self._keep_as_it_was()
            with self._engine.begin() as connection:
                _migrate(connection)

    def _keep_as_it_was(self) -> None:
        """A copy of the database as the older program left it stands beside it until the next upgrade: the way back."""
        draft = self._home / f"{BEFORE_UPGRADE}.part"
        try:
            draft.unlink(missing_ok=True)
            copy_database(self._home / DATABASE, draft)
            draft.replace(self._home / BEFORE_UPGRADE)
        except OSError:
            raise StoreError(f"升级资料库前无法在 {self._home} 留下副本，资料库没有改动，请检查权限和磁盘空间。") from None


def _version(connection: Connection) -> int:
    """The version of the tables, 0 when there are none yet."""
    if not inspect(connection).has_table(meta.name):
        return 0
    return int(connection.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar_one())


def _migrate(connection: Connection) -> None:
    """Create or upgrade, whichever the version asks for."""
    version = _version(connection)
    if version == 0:
        metadata.create_all(connection)
        connection.execute(meta.insert(), [{"name": "schema", "value": SCHEMA_VERSION}, {"name": "generation", "value": 0}])
        return
    for step in MIGRATIONS[version - 1 :]:
        step(connection)
    connection.execute(update(meta).where(meta.c.name == "schema").values(value=SCHEMA_VERSION))


def _engine(url: str, wait: float) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, isolation_level="REPEATABLE READ")
    engine = create_engine(url, connect_args={"timeout": wait})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own connection
    # The driver would begin transactions only before writes; reads need one too, to see a single state.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@contextmanager
def _sentences(home: Path) -> Iterator[None]:
    """Turn what the driver raises into the sentence staff read."""
    try:
        yield
    except DBAPIError as error:
        detail = str(error.orig)
        if "locked" in detail:
            raise StoreError("资料库正被另一个程序占用，请稍后再试。") from error
        raise StoreError(f"资料库无法读写（{home}）：{detail}。请检查磁盘空间和文件权限，必要时从备份恢复。") from error
    except SQLAlchemyError as error:
        raise StoreError("资料库无法打开，请检查设置项 ASSISTANT_DATABASE。") from error
