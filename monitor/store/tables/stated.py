"""The ledger, what was said of its statements, and the stories."""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from monitor.store.columns import Instant
from monitor.store.tables.base import metadata


def _ledger_rows() -> tuple[Column[Any], ...]:
    """The columns of a ledger: new ones for each, since a column belongs to one table."""
    return (
        Column("key", String, primary_key=True),
        Column("milestone", String, nullable=False),
        Column("entry", String, nullable=False),
        Column("version", Integer, nullable=False),
        Column("said_at", Instant, nullable=False),
        Column("record", Text, nullable=False),
    )


statement_labels = Table(
    "statement_labels",
    metadata,
    Column("id", Integer, primary_key=True),
    # What was labelled, by its words: like labels of entries they outlive everything else.
    Column("about", String, nullable=False),
    Column("entry", String, nullable=False),
    # None: the label was taken back.
    Column("record", Text),
    Column("labelled_at", Instant, nullable=False),
    Index(None, "about", "id"),
    Index(None, "entry"),
)

statements = Table(
    "statements",
    metadata,
    *_ledger_rows(),
    ForeignKeyConstraint(["entry", "version"], ["versions.entry", "versions.version"]),
    Index(None, "milestone", "said_at", "key"),
    Index(None, "entry", "version"),
)

former_statements = Table(
    "former_statements",
    metadata,
    *_ledger_rows(),
)

# What the former ledger was read from: news that came later is carried over when it is in force again.
former_readings = Table(
    "former_readings",
    metadata,
    Column("entry", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("story", String, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("signature", LargeBinary),
    Index(None, "story", "published_at", "entry"),
    Index(None, "published_at"),
)
