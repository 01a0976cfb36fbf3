"""Long lists a page at a time, newest first: each page begins where the last one ended.

A place in a list is the instant and the identity of the last thing shown.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from monitor.records import Alert, Entry
from monitor.store.entries import get_many
from monitor.store.rows import entry, fetch_records, latest_entries
from monitor.store.tables import alerts, entries, scores, stories

Place = tuple[datetime, str]
"""Where the next page begins: after this instant and identity."""


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story, as it is listed by its newest entry."""

    story: str
    newest: Place
    size: int
    """How many entries tell it."""
    told: tuple[Entry, ...]
    """The first of them, oldest first."""


def entries_page(
    conn: Connection,
    limit: int,
    after: Place | None = None,
    *,
    feed: str | None = None,
    relevant: bool | None = None,
    since: datetime | None = None,
) -> list[Entry]:
    """The latest versions of entries, newest publication first.

    Args:
        after: where the last page ended.
        feed: only of this feed.
        relevant: only those scored so.
        since: only those published at or after this instant.
    """
    statement = latest_entries()
    if relevant is not None:
        # As a condition: a join would begin with all that are relevant, and sort them.
        scored = and_(scores.c.entry == entries.c.id, scores.c.version == entries.c.version)
        statement = statement.where(exists().where(scored, scores.c.relevant == relevant))
    if feed is not None:
        statement = statement.where(entries.c.feed == feed)
    if since is not None:
        statement = statement.where(entries.c.published_at >= since)
    if after is not None:
        statement = _beyond(statement, entries.c.published_at, entries.c.id, after)
    order = (entries.c.published_at.desc(), entries.c.id.desc())
    return [entry(row) for row in conn.execute(statement.order_by(*order).limit(limit))]


def alerts_page(
    conn: Connection,
    limit: int,
    after: str | None = None,
    *,
    suppressed: bool = False,
    milestone: str | None = None,
) -> tuple[Alert, ...]:
    """Decisions, newest first.

    Args:
        after: reference of the last alert of the page before; an unknown one begins anew.
        suppressed: also those not told.
        milestone: only those about this one.
    """
    statement = select(alerts.c.record).order_by(alerts.c.id.desc()).limit(limit)
    if not suppressed:
        statement = statement.where(alerts.c.suppressed.is_(None))
    if milestone is not None:
        statement = statement.where(alerts.c.milestone == milestone)
    if after is not None:
        last = conn.execute(select(func.min(alerts.c.id)).where(alerts.c.ref == after)).scalar_one()
        if last is not None:
            statement = statement.where(alerts.c.id < last)
    return fetch_records(conn, statement, Alert)


def stories_page(
    conn: Connection, limit: int, after: Place | None = None, *, members: int = 20
) -> list[StoryPage]:
    """Stories, that with the newest entry first.

    Args:
        after: where the last page ended.
        members: entries of each story that are read, at most.
    """
    later = stories.alias()
    newer = or_(
        later.c.published_at > stories.c.published_at,
        and_(later.c.published_at == stories.c.published_at, later.c.entry > stories.c.entry),
    )
    statement = select(stories.c.story, stories.c.published_at, stories.c.entry).where(
        ~exists().where(later.c.story == stories.c.story, newer)
    )
    if after is not None:
        statement = _beyond(statement, stories.c.published_at, stories.c.entry, after)
    order = (stories.c.published_at.desc(), stories.c.entry.desc())
    heads = [(row[0], (row[1], row[2])) for row in conn.execute(statement.order_by(*order).limit(limit))]
    return [found for head in heads if (found := _story(conn, *head, members)) is not None]


def story(conn: Connection, name: str, members: int = 1_000) -> StoryPage | None:
    """One story; None when there is none."""
    told = select(stories.c.published_at, stories.c.entry).where(stories.c.story == name)
    newest = conn.execute(
        told.order_by(stories.c.published_at.desc(), stories.c.entry.desc()).limit(1)
    ).one_or_none()
    return None if newest is None else _story(conn, name, (newest[0], newest[1]), members)


def _story(conn: Connection, name: str, newest: Place, members: int) -> StoryPage | None:
    told = select(stories.c.entry).where(stories.c.story == name)
    ids = conn.execute(told.order_by(stories.c.published_at, stories.c.entry).limit(members)).scalars().all()
    size = len(ids)
    if size == members:
        size = conn.execute(select(func.count()).where(stories.c.story == name)).scalar_one()
    found = get_many(conn, ids)
    entries_ = tuple(found[id_] for id_ in ids if id_ in found)
    return StoryPage(name, newest, size, entries_) if entries_ else None


def _beyond(statement: Select[Any], at: Any, name: Any, after: Place) -> Select[Any]:
    """Only what comes after a place in a list, newest first."""
    when, id_ = after
    # The first condition is what the index is entered by.
    return statement.where(at <= when, or_(at < when, name < id_))
