import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from store_factories import fact, report, rows, stored

from assistant.config import Settings
from assistant.errors import StoreError, UsageError
from assistant.store.database import BusyError, Database
from assistant.store.migrations import MIGRATIONS, SCHEMA_VERSION
from assistant.store.pending import mark_indexed, mark_rebuilt, pending
from assistant.store.schema import facts, meta
from assistant.store.snapshot import Decoded, Snapshot
from assistant.store.writing import content, put_file, remove_files, remove_reports, stored_files
from assistant.types import Scope


@pytest.fixture
def database(tmp_path):
    with_home = Database(tmp_path / "home", Settings(lock_seconds=0.3))
    yield with_home
    with_home.close()


def put(database, one=None, data=b"one", **changes):
    one = one or report()
    with database.writing() as connection:
        put_file(connection, replace(stored(data, reports=(one.id,)), **changes), rows(data, one))
    return one


def ids(database, scope=None, decoded=None):
    with database.reading() as connection:
        return [head.id for head in Snapshot(connection, decoded or Decoded()).heads(scope or Scope())]


def test_everything_comes_back(database):
    one = put(database)
    with database.reading() as connection:
        snapshot = Snapshot(connection, Decoded())
        assert snapshot.report(one.id) == one
        assert snapshot.facts(Scope()) == (fact(one), fact(one, "9", "完成"))
        assert snapshot.passages([(one.id, 0), (one.id, 7)]) == {(one.id, 0): one.passage(0, len(one.clean))}
        assert snapshot.counts() == {"files": 1, "reports": 1, "facts": 2, "passages": 1}
        assert content(connection, stored(b"one").sha256) == b"one"


def test_a_warm_reader_sees_each_change_and_nothing_else(database):
    decoded = Decoded()
    first = put(database)
    assert ids(database, decoded=decoded) == [first.id]
    with database.reading() as connection:
        facts_before = Snapshot(connection, decoded).facts(Scope())
    with database.reading() as connection:
        assert Snapshot(connection, decoded).facts(Scope())[0] is facts_before[0], "decoded again although nothing changed"
    put(database, report("b2-1", path="b.txt"), b"two", source="b.txt", name="b.txt")
    assert ids(database, decoded=decoded) == [first.id, "b2-1"]
    with database.writing() as connection:
        remove_reports(connection, [first.id])
    assert ids(database, decoded=decoded) == ["b2-1"]
    with database.reading() as connection:
        snapshot = Snapshot(connection, decoded)
        assert {one.report for one in snapshot.facts(Scope())} == {"b2-1"}
        with pytest.raises(UsageError):
            snapshot.report(first.id)


def test_a_read_in_progress_keeps_its_state(database):
    one = put(database)
    with database.reading() as connection:
        snapshot = Snapshot(connection, Decoded())
        newer = put(database, replace(report("b2-1"), clean="9 12 二"), b"two")
        assert [head.id for head in snapshot.heads(Scope())] == [one.id]
        assert snapshot.report(one.id) == one
        assert {fact.report for fact in snapshot.facts(Scope())} == {one.id}
    assert ids(database) == [newer.id]


def test_a_failed_write_leaves_nothing_behind(database):
    put(database)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        put_file(connection, stored(b"two", source="b"), rows(b"two", report("b2-1")))
        raise ZeroDivisionError
    with database.reading() as connection:
        assert Snapshot(connection, Decoded()).generation == 1
    assert ids(database) == ["a1-1"]


def test_the_generation_grows_with_every_change(database):
    seen = []
    for change in (lambda: put(database), lambda: put(database, data=b"two"), lambda: forget(database)):
        change()
        with database.reading() as connection:
            seen.append(Snapshot(connection, Decoded()).generation)
    assert seen == [1, 2, 3]


def forget(database):
    with database.writing() as connection:
        remove_files(connection, [file.sha256 for file in stored_files(connection)])


def test_what_is_removed_is_gone_from_every_table(database):
    put(database)
    with database.writing() as connection:
        remove_reports(connection, ["a1-1"])
        assert not stored_files(connection)
        assert not connection.execute(select(facts)).all()


def test_a_file_with_two_documents_keeps_the_other_and_remembers(database):
    first, second = report("a1-1"), report("a1-2")
    with database.writing() as connection:
        put_file(connection, stored(b"glued"), rows(b"glued", first, second))
        remove_reports(connection, ["a1-1"])
    assert ids(database) == ["a1-2"]
    with database.writing() as connection:
        (file,) = stored_files(connection)
        assert file.forgotten == ("a1-1",)
        put_file(connection, file, rows(b"glued", first, second))
    assert ids(database) == ["a1-2"], "what was removed comes back when the file is read again"
    with database.writing() as connection:
        remove_reports(connection, ["a1-2"])
        assert not stored_files(connection)


def test_the_caches_lack_exactly_what_changed(database):
    first = put(database)
    with database.writing() as connection:
        work = pending(connection)
        assert (set(work.add), work.remove) == ({first.id}, ())
        mark_indexed(connection, work)
        assert not pending(connection)
    put(database)  # read again: a new revision of the same report
    put(database, report("b2-1"), b"two", source="b.txt")
    with database.writing() as connection:
        work = pending(connection)
        assert (set(work.add), work.remove) == ({first.id, "b2-1"}, (first.id,))
        mark_indexed(connection, work)
        remove_reports(connection, [first.id])
        assert pending(connection).remove == (first.id,)
        mark_rebuilt(connection, {"b2-1": 3})
        assert not pending(connection)


def test_a_second_writer_gets_one_sentence(database, tmp_path):
    waiting, done = threading.Event(), threading.Event()

    def hold():
        with database.lock("write"):
            waiting.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    waiting.wait(10)
    try:
        with pytest.raises(BusyError, match=r"另一个程序正在写入资料库，等待0\.3秒"), database.writing():
            pass
        assert ids(database) == []  # readers are not held up
    finally:
        done.set()
        holder.join()


def test_a_newer_database_is_refused(database, tmp_path):
    with database.writing() as connection:
        connection.execute(update(meta).where(meta.c.name == "schema").values(value=SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match="请升级程序"):
        Database(tmp_path / "home", Settings())


def test_an_older_database_is_brought_up_to_date_once(tmp_path, monkeypatch):
    Database(tmp_path, Settings()).close()
    steps = []
    newer = (*MIGRATIONS, lambda connection: steps.append(1), lambda connection: steps.append(2))
    monkeypatch.setattr("assistant.store.database.MIGRATIONS", newer)
    monkeypatch.setattr("assistant.store.database.SCHEMA_VERSION", SCHEMA_VERSION + 2)
    for _ in range(2):
        Database(tmp_path, Settings()).close()
    assert steps == [1, 2]


def test_a_damaged_database_is_one_sentence(tmp_path):
    (tmp_path / "assistant.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="资料库无法读写"):
        Database(tmp_path, Settings())


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="资料目录"):
        Database(tmp_path / "file" / "home", Settings())


def test_the_safety_of_sqlite_is_on(database, tmp_path):
    with database.reading() as connection:
        pragma = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {folder!r})
from store_factories import report, rows, stored
from assistant.config import Settings
from assistant.store.database import Database
from assistant.store.writing import put_file
database = Database(Path({home!r}), Settings())
for n in range(1000):
    data = str(n).encode()
    with database.writing() as connection:
        put_file(connection, stored(data, source=data.decode()), rows(data, report(f"r{{n}}-1")))
        if n == {last}:
            os.kill(os.getpid(), signal.SIGKILL)
    print(n, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("last", [0, 3])
def test_a_writer_killed_in_the_middle_loses_nothing_it_acknowledged(tmp_path, last):
    from pathlib import Path

    script = KILLED.format(folder=str(Path(__file__).parent), home=str(tmp_path), last=last)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    acknowledged = done.stdout.split()
    assert acknowledged == [str(n) for n in range(last)], done.stderr
    database = Database(tmp_path, Settings(lock_seconds=1))
    assert ids(database) == [f"r{n}-1" for n in range(last)]
    put(database, report("next-1"), b"next", source="next")  # the lock died with its holder
    assert "next-1" in ids(database)
    database.close()
    assert sqlite3.connect(tmp_path / "assistant.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
