"""Decisions, what is sent of them, and what keeps quiet."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from monitor.records import (
    AlertKind,
    ConditionKind,
    MessageKind,
    MessageState,
    Outcome,
    Severity,
    Suppression,
)
from monitor.store.columns import Instant, Word
from monitor.store.tables.base import metadata

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

pins = Table(
    "pins",
    metadata,
    Column("alert", ForeignKey("alerts.key"), primary_key=True),
    Column("pinned_at", Instant, nullable=False),
    Column("record", Text, nullable=False),
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
