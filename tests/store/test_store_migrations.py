"""A database of the first version, as its own statements made it, becomes one of today with everything still in it."""

import sqlite3
import zlib

import pytest
from sqlalchemy import inspect
from store_factories import report, rows, stored

from assistant.config import Settings
from assistant.store.codec import encode, pack
from assistant.store.database import Database
from assistant.store.snapshot import Decoded, Snapshot
from assistant.store.writing import content, held_at, put_file, release, stored_files
from assistant.types import Health, IngestResult, Report, Scope

FIRST = """
CREATE TABLE meta (name VARCHAR(40) NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (name));
CREATE TABLE files (sha256 VARCHAR(64) NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, sample BOOLEAN NOT NULL,
  fingerprint TEXT NOT NULL, outcome TEXT NOT NULL, forgotten TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256), UNIQUE (source));
CREATE TABLE indexed (report VARCHAR(40) NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (report));
CREATE TABLE reports (id VARCHAR(40) NOT NULL, file VARCHAR(64) NOT NULL, ordinal INTEGER NOT NULL, revision INTEGER NOT NULL,
  title TEXT NOT NULL, genre TEXT NOT NULL, place TEXT, as_of VARCHAR(10), path TEXT NOT NULL, sample BOOLEAN NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (id), FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE);
CREATE INDEX ix_reports_file ON reports (file);
CREATE TABLE facts (report VARCHAR(40) NOT NULL, ordinal INTEGER NOT NULL, track VARCHAR(10) NOT NULL, metric VARCHAR(20) NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (report, ordinal), FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE);
CREATE TABLE passages (report VARCHAR(40) NOT NULL, ordinal INTEGER NOT NULL, section TEXT NOT NULL, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (report, ordinal), FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE);
INSERT INTO meta VALUES ('schema', 1), ('generation', 7);
"""


@pytest.fixture
def first(tmp_path):
    """A home whose database the first version wrote, with one report in it."""
    one = report()
    old = sqlite3.connect(tmp_path / "assistant.db")
    old.executescript(FIRST)
    outcome = encode(IngestResult("a.txt", (one.id,), "added", characters=3))
    data = zlib.compress(b"one")
    old.execute("INSERT INTO files VALUES (?, 'a.txt', '/d/a.txt', 0, 'old rules', ?, '[]', ?)", (stored(b"one").sha256, outcome, data))
    row = one.id, stored(b"one").sha256, one.title, one.genre, encode(one.place), one.as_of, one.path, pack(one)
    old.execute("INSERT INTO reports VALUES (?, ?, 0, 7, ?, ?, ?, ?, ?, 0, ?)", row)
    old.commit()
    old.close()
    return tmp_path


def shape(database: Database) -> dict[str, object]:
    with database.reading() as connection:
        look = inspect(connection)
        return {
            table: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(table)],
                look.get_pk_constraint(table)["constrained_columns"],
                sorted((index["name"], tuple(index["column_names"])) for index in look.get_indexes(table)),
                sorted((key["constrained_columns"][0], key["referred_table"]) for key in look.get_foreign_keys(table)),
            )
            for table in sorted(look.get_table_names())
        }


def test_an_older_database_gets_the_tables_of_today(first, tmp_path_factory):
    upgraded, fresh = Database(first, Settings()), Database(tmp_path_factory.mktemp("fresh"), Settings())
    old, new = shape(upgraded), shape(fresh)
    upgraded.close()
    fresh.close()
    assert {table: (sorted(parts[0]), *parts[1:]) for table, parts in old.items()} == {
        table: (sorted(parts[0]), *parts[1:]) for table, parts in new.items()
    }


def test_what_an_older_database_held_is_all_there_and_can_be_replaced(first):
    database = Database(first, Settings())
    with database.reading() as connection:
        snapshot = Snapshot(connection, Decoded())
        (head,) = snapshot.heads(Scope())
        assert (snapshot.generation, snapshot.report(head.id), head.secrecy) == (7, report(), "")
        assert snapshot.healths([head.id]) == {head.id: Health()}
        assert held_at(connection, ["/d/a.txt"]) == {"/d/a.txt": stored(b"one").sha256}
        assert content(connection, stored(b"one").sha256) == b"one"
    with database.writing() as connection:
        (file,) = stored_files(connection)
        put_file(connection, file, rows(b"one", report()))
    with database.reading() as connection:
        assert Snapshot(connection, Decoded()).healths([head.id])[head.id].facts == 2
        assert isinstance(Snapshot(connection, Decoded()).report(head.id), Report)
    with database.writing() as connection:
        release(connection, ["/d/a.txt"])
        assert not stored_files(connection)
    database.close()
