"""What the topic was learnt from."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

from monitor.store.columns import Instant
from monitor.store.tables.base import metadata

labels = Table(
    "labels",
    metadata,
    Column("id", Integer, primary_key=True),
    # No foreign key: a label outlives everything else.
    Column("entry", String, nullable=False),
    Column("relevant", Boolean),
    Column("labelled_at", Instant, nullable=False),
    Index(None, "entry", "id"),
)

adaptations = Table(
    "adaptations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("record", Text, nullable=False),
)

learnings = Table(
    "learnings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learnt_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("encoder", String, primary_key=True),
    Column("text", LargeBinary, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
