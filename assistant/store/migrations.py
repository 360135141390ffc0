"""The version of the tables, and the steps that bring an older database to it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

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
    "CREATE INDEX IF NOT EXISTS ix_reports_state ON reports (id, revision)",  # the first databases of version 2 had none
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


_SIXTH = (
    "CREATE TABLE conversations (id VARCHAR(40) NOT NULL, owner VARCHAR(64) NOT NULL, name TEXT NOT NULL, made_at VARCHAR(32) NOT NULL, "
    "changed_at VARCHAR(32) NOT NULL, PRIMARY KEY (id))",
    "CREATE INDEX ix_conversations_owner ON conversations (owner)",
    "CREATE TABLE conversation_turns (conversation VARCHAR(40) NOT NULL, number INTEGER NOT NULL, question TEXT NOT NULL, "
    "said TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (conversation, number), "
    "FOREIGN KEY(conversation) REFERENCES conversations (id) ON DELETE CASCADE)",
    "CREATE TABLE case_candidates (number INTEGER NOT NULL, question TEXT NOT NULL, before TEXT NOT NULL, scope TEXT NOT NULL, "
    "answer BLOB NOT NULL, wanted TEXT NOT NULL, state VARCHAR(10) NOT NULL, case_id TEXT NOT NULL, made_by TEXT NOT NULL, "
    "made_at VARCHAR(32) NOT NULL, settled_by TEXT NOT NULL, settled_at VARCHAR(32) NOT NULL, PRIMARY KEY (number))",
)


def _to_sixth(connection: Connection) -> None:
    """What was asked on the page, and the answers that staff found wrong."""
    for statement in _SIXTH:
        connection.exec_driver_sql(statement)


_SEVENTH = (
    "ALTER TABLE draft_versions ADD COLUMN owner VARCHAR(32) DEFAULT '' NOT NULL",
    "CREATE TABLE users (id VARCHAR(32) NOT NULL, name TEXT NOT NULL, password TEXT NOT NULL, role VARCHAR(20) NOT NULL, "
    '"groups" TEXT NOT NULL, disabled BOOLEAN NOT NULL, made_at VARCHAR(32) NOT NULL, PRIMARY KEY (id), UNIQUE (name))',
    "CREATE TABLE sessions (digest VARCHAR(64) NOT NULL, owner VARCHAR(32) NOT NULL, made_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, "
    "PRIMARY KEY (digest), FOREIGN KEY(owner) REFERENCES users (id) ON DELETE CASCADE)",
    "CREATE INDEX ix_sessions_owner ON sessions (owner)",
    "CREATE TABLE api_keys (digest VARCHAR(64) NOT NULL, owner VARCHAR(32) NOT NULL, name TEXT NOT NULL, made_at VARCHAR(32) NOT NULL, "
    "PRIMARY KEY (digest), FOREIGN KEY(owner) REFERENCES users (id) ON DELETE CASCADE)",
    "CREATE INDEX ix_api_keys_owner ON api_keys (owner)",
    "CREATE TABLE failed_logins (number INTEGER NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL, "
    "PRIMARY KEY (number))",
    "CREATE INDEX ix_failed_logins_at ON failed_logins (at)",
    "CREATE TABLE audit (number INTEGER NOT NULL, at VARCHAR(32) NOT NULL, owner VARCHAR(32) NOT NULL, name TEXT NOT NULL, "
    "action VARCHAR(20) NOT NULL, reports TEXT NOT NULL, detail TEXT NOT NULL, address TEXT NOT NULL, PRIMARY KEY (number))",
    "CREATE INDEX ix_audit_at ON audit (at)",
    "CREATE TABLE report_groups (report VARCHAR(40) NOT NULL, name VARCHAR(60) NOT NULL, PRIMARY KEY (report, name))",
)


def _to_seventh(connection: Connection) -> None:
    """Users with their sessions and keys, what they did, and what is limited to some of them."""
    for statement in _SEVENTH:
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_to_second, _to_third, _to_fourth, _to_fifth, _to_sixth, _to_seventh)
"""Step i takes a database of version i + 1 to version i + 2, in its own transaction."""

SCHEMA_VERSION = len(MIGRATIONS) + 1
