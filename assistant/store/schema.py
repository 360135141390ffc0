"""The tables, their version, and the steps that bring an older database to it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

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
)
"""One row a document; `revision` is the generation that wrote it, `body` the whole Report."""

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

MIGRATIONS: tuple[Callable[[Connection], None], ...] = ()
"""Step i takes a database of version i + 1 to version i + 2, in its own transaction."""

SCHEMA_VERSION = len(MIGRATIONS) + 1
