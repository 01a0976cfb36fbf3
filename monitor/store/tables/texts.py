"""Entries, their versions, what finds them, and how relevant they are."""

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from monitor.records import FullTextStatus
from monitor.store.columns import Instant, Word
from monitor.store.tables.base import metadata


class Stage(StrEnum):
    """How far one version of an entry has come."""

    PENDING = "pending"
    """Recorded by a poll, not judged yet."""
    JUDGED = "judged"
    UNSCORED = "unscored"
    """Judged without a score because the scorer failed; judged again when it works."""
    SUPERSEDED = "superseded"
    """A newer version arrived before this one was judged."""


entries = Table(
    "entries",
    metadata,
    Column("id", String, primary_key=True),
    Column("feed", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("first_poll", Boolean, nullable=False),
    # Of the latest version, here too: what lists are made of must not wait for rows full of text.
    Column("lang", String, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("score", Float),
    Column("step", Integer),
    Index(None, "published_at", "id"),
    Index(None, "feed", "published_at"),
    Index(None, "lang", "published_at", "id"),
    Index(None, "outlet", "published_at", "id"),
    Index(None, "step", "published_at", "id"),
)

versions = Table(
    "versions",
    metadata,
    Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("feed", String, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("lang", String, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("url", Text),
    Column("digest", String, nullable=False),
    Column("fulltext", Word(FullTextStatus), nullable=False),
    Column("date_doubt", Text),
    Column("aliases", Text, nullable=False),
    Column("stage", Word(Stage), nullable=False),
    Column("judged_at", Instant),
    Column("page_tries", Integer, nullable=False),
    Column("page_retry_at", Instant),
    Column("page_detail", Text, nullable=False),
    Index(None, "stage", "published_at"),
)
_retried = versions.c.page_retry_at.is_not(None)
Index(None, versions.c.page_retry_at, sqlite_where=_retried)

aliases = Table(
    "aliases",
    metadata,
    Column("feed", String, primary_key=True),
    Column("alias", Text, primary_key=True),
    Column("entry", ForeignKey("entries.id"), nullable=False),
    # The key is the whole row: kept once, not beside a row id.
    sqlite_with_rowid=False,
)

# Which document of the index of words holds the words of an entry now; a number is never given twice.
documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry", ForeignKey("entries.id"), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

scores = Table(
    "scores",
    metadata,
    Column("entry", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("value", Float, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("encoder", String, nullable=False),
    Column("scored_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
    ForeignKeyConstraint(["entry", "version"], ["versions.entry", "versions.version"]),
    Index(None, "relevant", "entry"),
    Index(None, "value", "entry"),
)

tally = Table(
    "tally",
    metadata,
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("bin", Integer, primary_key=True, autoincrement=False),
    Column("entries", Integer, nullable=False),
    sqlite_with_rowid=False,
)
