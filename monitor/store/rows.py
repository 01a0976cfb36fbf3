"""Rows to records: a record whose field names are the column names."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from monitor.records import Entry, FullTextStatus
from monitor.store import codec
from monitor.store.tables import entries, versions
from monitor.store.upsert import batches

T = TypeVar("T")

ENTRY_COLUMNS = (
    versions.c.entry,
    versions.c.version,
    versions.c.feed,
    versions.c.outlet,
    versions.c.origin,
    versions.c.lang,
    versions.c.published_at,
    versions.c.seen_at,
    versions.c.title,
    versions.c.summary,
    versions.c.body,
    versions.c.url,
    versions.c.digest,
    versions.c.fulltext,
    versions.c.date_doubt,
    versions.c.aliases,
)

LATEST = and_(entries.c.id == versions.c.entry, entries.c.version == versions.c.version)
"""Joins ``entries`` to the latest of their ``versions``."""


def latest_entries() -> Select[Any]:
    """Entry columns of the latest version of every entry."""
    return select(*ENTRY_COLUMNS).select_from(entries.join(versions, LATEST))


def entry(row: Any) -> Entry:
    """The entry of one row of :data:`ENTRY_COLUMNS`."""
    fields = {column.name: value for column, value in zip(ENTRY_COLUMNS, row, strict=False)}
    return Entry(id=fields.pop("entry"), **fields | {"aliases": codec.load_strings(fields["aliases"])})


def entry_row(record: Entry) -> dict[str, Any]:
    """The columns of one version, except those about judging and reading."""
    return {
        "entry": record.id,
        "version": record.version,
        "feed": record.feed,
        "outlet": record.outlet,
        "origin": record.origin,
        "lang": record.lang,
        "published_at": record.published_at,
        "seen_at": record.seen_at,
        "title": record.title,
        "summary": record.summary,
        "body": record.body,
        "url": record.url,
        "digest": record.digest,
        "fulltext": record.fulltext,
        "date_doubt": record.date_doubt,
        "aliases": codec.dump_strings(record.aliases),
        "page_tries": 1 if record.fulltext is FullTextStatus.PAGE else 0,
        "page_detail": "",
    }


def fetch_records(conn: Connection, statement: Select[Any], kind: type[T]) -> tuple[T, ...]:
    """The records of a query whose first column is their JSON text."""
    return tuple(codec.load(kind, text) for text in conn.execute(statement).scalars())


def mapping(conn: Connection, statement: Select[Any]) -> dict[Any, Any]:
    """The first column of a query to the second."""
    return {row[0]: row[1] for row in conn.execute(statement)}


def existing(conn: Connection, column: ColumnElement[str], keys: Sequence[str]) -> frozenset[str]:
    """Those of ``keys`` that a column holds."""
    found: set[str] = set()
    for some in batches(keys):
        found.update(conn.execute(select(column).where(column.in_(some))).scalars())
    return frozenset(found)
