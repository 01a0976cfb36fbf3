"""How much there is: the figures of ``monitor status`` and of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.sql import FromClause

from monitor.records import Health
from monitor.store import tables
from monitor.store.rows import mapping
from monitor.store.tables import Stage, alerts, feeds, scores, statements, stories, versions


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures about the whole state."""

    feeds: Mapping[Health, int]
    """Active feeds by health; a health that none has is absent."""
    entries: int
    versions: int
    unjudged: int
    unscored: int
    unread: int
    """Article pages that are to be tried again."""
    relevant: int
    statements: int
    stories: int
    alerts: int
    """Told."""
    suppressed: int
    """Decided not to tell."""
    newest_at: datetime | None
    """Publication of the newest entry."""


def counts(conn: Connection) -> Counts:
    """Count everything, in one snapshot."""
    health = select(feeds.c.health, func.count()).where(feeds.c.active).group_by(feeds.c.health)
    latest = and_(scores.c.entry == tables.entries.c.id, scores.c.version == tables.entries.c.version)
    relevant = select(func.count()).select_from(scores.join(tables.entries, latest)).where(scores.c.relevant)
    stages = mapping(
        conn,
        select(versions.c.stage, func.count())
        .where(versions.c.stage.in_((Stage.PENDING, Stage.UNSCORED)))
        .group_by(versions.c.stage),
    )
    told = select(func.count()).select_from(alerts).where(alerts.c.suppressed.is_(None))
    return Counts(
        feeds=mapping(conn, health),
        entries=_size(conn, tables.entries),
        versions=_size(conn, versions),
        unjudged=stages.get(Stage.PENDING, 0),
        unscored=stages.get(Stage.UNSCORED, 0),
        unread=conn.execute(
            select(func.count()).select_from(versions).where(versions.c.page_retry_at.is_not(None))
        ).scalar_one(),
        relevant=conn.execute(relevant).scalar_one(),
        statements=_size(conn, statements),
        stories=conn.execute(select(func.count(stories.c.story.distinct()))).scalar_one(),
        alerts=(alerted := conn.execute(told).scalar_one()),
        suppressed=_size(conn, alerts) - alerted,
        newest_at=conn.execute(select(func.max(tables.entries.c.published_at))).scalar_one(),
    )


def entries(conn: Connection) -> int:
    """How many entries there are, as far as their numbering tells: read at the end of an index."""
    return int(conn.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM entries").scalar_one())


def _size(conn: Connection, table: FromClause) -> int:
    return conn.execute(select(func.count()).select_from(table)).scalar_one()
