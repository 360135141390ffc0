"""The tables, their version, and the steps that bring an older database to it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import BigInteger, Boolean, Column, Connection, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""`schema` (version of these tables) and `generation` (grows with every change)."""

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False, unique=True),
    Column("sample", Boolean, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("forgotten", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""What was handed in: its bytes (compressed), the rules that read it, the counts of that reading, the report ids removed since."""

sources = Table(
    "sources",
    metadata,
    Column("source", Text, primary_key=True),
    Column("file", String(64), ForeignKey("files.sha256", ondelete="CASCADE"), nullable=False, index=True),
)
"""Every place that holds a file's content; a copy is not stored twice, and stays when the other place gets new content."""

reports = Table(
    "reports",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("file", String(64), ForeignKey("files.sha256", ondelete="CASCADE"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("genre", Text, nullable=False),
    Column("place", Text),
    Column("as_of", String(10)),
    Column("path", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("secrecy", Text, nullable=False, server_default=""),
    Column("health", Text, nullable=False, server_default="{}"),
    Column("notices", Text, nullable=False, server_default="[]"),
    Column("likeness", Text, nullable=False, server_default="[]"),
    Index("ix_reports_versions", "title", "place", "as_of"),
    Index("ix_reports_revision", "revision"),
    Index("ix_reports_state", "id", "revision"),
)
"""One row a document; `revision` is the generation that wrote it, `body` the whole Report, `likeness` its keys in `bands`."""

facts = Table(
    "facts",
    metadata,
    Column("report", String(40), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("track", String(10), nullable=False),
    Column("metric", String(20), nullable=False),
    Column("body", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("report", String(40), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("section", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

indexed = Table(
    "indexed",
    metadata,
    Column("report", String(40), primary_key=True),
    Column("revision", Integer, nullable=False),
)
"""Which revision of which report the search caches hold: what differs from `reports` is still to be applied."""

bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("report", String(40), primary_key=True),
    sqlite_with_rowid=False,
)
"""By what texts much like each other are found. No foreign key: removing through one would search the whole table each time."""

kin = Table(
    "kin",
    metadata,
    Column("report", String(40), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("other", String(40), ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("kind", String(10), primary_key=True),
    Column("share", Integer, nullable=False),
)
"""What a report has to do with one that was there before it: `same` words and figures, `alike` but for figures (share in %),
or `later` than that version of it."""

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("field", String(10), nullable=False),
    Column("action", String(10), nullable=False),
    Column("report", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("becomes", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("undone_by", Text, nullable=False, server_default=""),
    Column("undone_at", String(32), nullable=False, server_default=""),
)
"""What staff settled over the reading, and the log of it: rows are added and marked as undone, never changed otherwise or removed.
No foreign key: a correction outlives the report it speaks of, and holds again when the same content comes back."""

ledger_columns = Table(
    "ledger_columns",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("head", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
)
"""What staff said the columns of ledgers are, by the names of all columns of the head: it holds for every file with such a head."""

ledger_versions = Table(
    "ledger_versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", String(40), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("place", Text),
    Column("as_of", String(10)),
    Column("taken_at", String(32), nullable=False),
    Column("series", Text, nullable=False),
    Column("items", LargeBinary, nullable=False),
)
"""Every ledger that was ever taken in, its items in short: what a later one of the same source or series is compared with.
No foreign key: a version stays when its file is replaced; it goes when staff remove what is there of its source."""

draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("genre", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("action", String(10), nullable=False),
    Column("detail", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Every version of each draft that staff keep; a version is never changed, a draft is removed with all of them."""

_SECOND = (
    "CREATE TABLE sources (source TEXT NOT NULL, file VARCHAR(64) NOT NULL, PRIMARY KEY (source), "
    "FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE)",
    "CREATE INDEX ix_sources_file ON sources (file)",
    "INSERT INTO sources (source, file) SELECT source, sha256 FROM files",
    "ALTER TABLE reports ADD COLUMN secrecy TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE reports ADD COLUMN health TEXT DEFAULT '{}' NOT NULL",
    "ALTER TABLE reports ADD COLUMN notices TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE reports ADD COLUMN likeness TEXT DEFAULT '[]' NOT NULL",
    "CREATE INDEX ix_reports_versions ON reports (title, place, as_of)",
    "CREATE INDEX ix_reports_revision ON reports (revision)",
    "CREATE INDEX ix_reports_state ON reports (id, revision)",
    "CREATE TABLE bands (key BIGINT NOT NULL, report VARCHAR(40) NOT NULL, PRIMARY KEY (key, report))",
    "CREATE TABLE kin (report VARCHAR(40) NOT NULL, other VARCHAR(40) NOT NULL, kind VARCHAR(10) NOT NULL, share INTEGER NOT NULL, "
    "PRIMARY KEY (report, other, kind), FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE, "
    "FOREIGN KEY(other) REFERENCES reports (id) ON DELETE CASCADE)",
    "CREATE INDEX ix_kin_other ON kin (other)",
)


def _to_second(connection: Connection) -> None:
    """Copies know all their places; reports know their health and kin, filled in when they are read again."""
    for statement in _SECOND:
        connection.exec_driver_sql(statement)


_THIRD = (
    "CREATE TABLE corrections (number INTEGER NOT NULL, field VARCHAR(10) NOT NULL, action VARCHAR(10) NOT NULL, "
    "report VARCHAR(40) NOT NULL, title TEXT NOT NULL, was TEXT NOT NULL, becomes TEXT NOT NULL, detail TEXT NOT NULL, "
    "reason TEXT NOT NULL, made_by TEXT NOT NULL, made_at VARCHAR(32) NOT NULL, undone_by TEXT DEFAULT '' NOT NULL, "
    "undone_at VARCHAR(32) DEFAULT '' NOT NULL, PRIMARY KEY (number))",
)


def _to_third(connection: Connection) -> None:
    """A place for what staff settle."""
    for statement in _THIRD:
        connection.exec_driver_sql(statement)


_FOURTH = (
    "CREATE TABLE ledger_columns (number INTEGER NOT NULL, head TEXT NOT NULL, name TEXT NOT NULL, role VARCHAR(20) NOT NULL, "
    "made_by TEXT NOT NULL, made_at VARCHAR(32) NOT NULL, PRIMARY KEY (number))",
    "CREATE TABLE ledger_versions (number INTEGER NOT NULL, report VARCHAR(40) NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL, "
    "path TEXT NOT NULL, place TEXT, as_of VARCHAR(10), taken_at VARCHAR(32) NOT NULL, series TEXT NOT NULL, items BLOB NOT NULL, "
    "PRIMARY KEY (number))",
    "CREATE INDEX ix_ledger_versions_report ON ledger_versions (report)",
)


def _to_fourth(connection: Connection) -> None:
    """What staff say of ledger columns, and every version of a ledger."""
    for statement in _FOURTH:
        connection.exec_driver_sql(statement)


_FIFTH = (
    "CREATE TABLE draft_versions (draft INTEGER NOT NULL, version INTEGER NOT NULL, genre TEXT NOT NULL, title TEXT NOT NULL, "
    "scope TEXT NOT NULL, action VARCHAR(10) NOT NULL, detail TEXT NOT NULL, made_by TEXT NOT NULL, made_at VARCHAR(32) NOT NULL, "
    "body BLOB NOT NULL, PRIMARY KEY (draft, version))",
)


def _to_fifth(connection: Connection) -> None:
    """The drafts that staff keep."""
    for statement in _FIFTH:
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_to_second, _to_third, _to_fourth, _to_fifth)
"""Step i takes a database of version i + 1 to version i + 2, in its own transaction."""

SCHEMA_VERSION = len(MIGRATIONS) + 1
