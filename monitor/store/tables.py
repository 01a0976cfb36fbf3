"""The tables. One aggregate each: feeds, entries, scores, labels, adaptations, ledger, stories, alerts,
pins, outbox, silences, conditions, meta. The ledger in force before the last rebuild is kept
beside the one in force. The words that entries are found by are in a virtual table of
:mod:`monitor.store.search`.

Rows that are queried by a field have a column for it; a record that is only ever read whole is one JSON
text (``record``). Nothing is deleted that a person or the ledger may ask for again.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from monitor.records import (
    AlertKind,
    ConditionKind,
    FullTextStatus,
    Health,
    MessageKind,
    MessageState,
    Outage,
    Outcome,
    Severity,
    Suppression,
)
from monitor.store.columns import Instant, Seconds, Word


class Stage(StrEnum):
    """How far one version of an entry has come."""

    PENDING = "pending"
    """Recorded by a poll, not judged yet."""
    JUDGED = "judged"
    UNSCORED = "unscored"
    """Judged without a score because the scorer failed; judged again when it works."""
    SUPERSEDED = "superseded"
    """A newer version arrived before this one was judged."""


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

feeds = Table(
    "feeds",
    metadata,
    Column("name", String, primary_key=True),
    Column("configured_url", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("lang", String),
    Column("active", Boolean, nullable=False),
    Column("host", String, nullable=False),
    # What follows is FeedState, field by field.
    Column("url", Text, nullable=False),
    Column("next_poll_at", Instant, nullable=False),
    Column("health", Word(Health), nullable=False),
    Column("etag", LargeBinary),
    Column("last_modified", LargeBinary),
    Column("body_hash", LargeBinary),
    Column("polled_at", Instant),
    Column("ok_at", Instant),
    Column("full_at", Instant),
    Column("new_at", Instant),
    Column("interval", Seconds, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("outage", Word(Outage)),
    Column("error", Text),
    Column("gone_at", Instant),
    Index(None, "next_poll_at"),
)

host_pauses = Table(
    "host_pauses",
    metadata,
    Column("host", String, primary_key=True),
    Column("until", Instant, nullable=False),
    Column("reason", Text, nullable=False),
)

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
)

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

# Which document of the index of words holds the words of an entry now; a number is never given twice.
documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry", ForeignKey("entries.id"), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
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

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("ref", String, nullable=False),
    Column("severity", Word(Severity), nullable=False),
    Column("kind", Word(AlertKind), nullable=False),
    Column("milestone", String),
    Column("entry", String),
    Column("suppressed", Word(Suppression)),
    Column("decided_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
    Index(None, "ref"),
    Index(None, "suppressed", "id"),
    Index(None, "entry"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("alert", ForeignKey("alerts.key")),
    Column("destination", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", Word(MessageState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("leased_by", String),
    Column("settled_at", Instant),
    Column("kind", Word(MessageKind), nullable=False),
    Column("severity", Word(Severity)),
    Column("markup", Text, nullable=False),
    # Waiting for each other, leaving together, answering each other.
    Column("gather", String, nullable=False),
    Column("within", String),
    Column("answers", String),
    Index(None, "state", "destination", "id"),
    Index(None, "alert"),
    Index(None, "within"),
    Index(None, "answers"),
)

pins = Table(
    "pins",
    metadata,
    Column("alert", ForeignKey("alerts.key"), primary_key=True),
    Column("pinned_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message", ForeignKey("messages.key"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Column("detail", Text, nullable=False),
    Column("retry_after_s", Float),
    Column("remote", String, nullable=False),
    Index(None, "message", "id"),
)

parked = Table(
    "parked",
    metadata,
    Column("destination", String, primary_key=True),
    Column("parked_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    # A changed address is another chance.
    Column("address", String, nullable=False),
)

silences = Table(
    "silences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("record", Text, nullable=False),
    Index(None, "until"),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("milestone", String, primary_key=True),
    Column("made_at", Instant, nullable=False),
    # The shift that stood when it was made: another one ends it.
    Column("shift", String),
)

conditions = Table(
    "conditions",
    metadata,
    Column("kind", Word(ConditionKind), primary_key=True),
    Column("subject", String, primary_key=True),
    Column("seen_at", Instant, primary_key=True),
    Column("detail", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("missed_at", Instant),
    Column("ended_at", Instant),
    Index(None, "ended_at"),
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

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
