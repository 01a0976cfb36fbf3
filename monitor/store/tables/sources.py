"""Feeds and the hosts they are asked at."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

from monitor.records import Health, Outage
from monitor.store.columns import Instant, Seconds, Word
from monitor.store.tables.base import metadata

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
