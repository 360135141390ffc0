"""The tables."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

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
    Column("owner", String(32), nullable=False, server_default=""),
)
"""Every version of each draft that staff keep; a version is never changed, a draft is removed with all of them."""

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
)
"""What was asked and told on the page, kept for whom it belongs to."""

conversation_turns = Table(
    "conversation_turns",
    metadata,
    Column("conversation", String(40), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A question and what it got; `said` is the plain text to search in, `body` the whole turn."""

case_candidates = Table(
    "case_candidates",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("case_id", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("settled_at", String(32), nullable=False),
)
"""Answers that staff found wrong, with what they say instead: a curator makes cases of them or sets them aside."""

users = Table(
    "users",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("groups", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("made_at", String(32), nullable=False),
)
"""Who may log in; the password as argon2 keeps it. An id is never given twice, so that nobody inherits by a name."""

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("owner", String(32), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Integer, nullable=False),
    Column("seen_at", Integer, nullable=False),
)
"""Who is logged in, by the digest of the token that their browser holds; times in seconds since 1970."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("owner", String(32), ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
)
"""By what other programs come in a user's name: the key itself was shown once."""

failed_logins = Table(
    "failed_logins",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", Integer, nullable=False, index=True),
)
"""Logins that failed lately, in seconds since 1970: after too many, a name or an address waits."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(32), nullable=False, index=True),
    Column("owner", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("reports", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),
)
"""Who did what with which reports; rows are only added. What was answered is never in it."""

report_groups = Table(
    "report_groups",
    metadata,
    Column("report", String(40), primary_key=True),
    Column("name", String(60), primary_key=True),
)
"""The groups that a report is limited to. No foreign key: the limit outlives the report and holds when the same content comes back."""
