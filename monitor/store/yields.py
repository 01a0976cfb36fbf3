"""What feeds bring: how much, and how much of it is on the topic."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, exists, func, select

from monitor.store.tables import entries, feeds, scores
from monitor.store.upsert import batches

SPAN = timedelta(weeks=4)
"""How far back entries are counted."""
MOST = 5_000
"""Entries of one feed that are counted, at most."""
NEWEST = 100
"""Entries of one feed, the newest, that tell the share on the topic."""


@dataclass(frozen=True, slots=True)
class Yield:
    """What one feed brings."""

    weekly: float
    """Entries a week, by those published in the last weeks."""
    relevant: float | None
    """Share of its newest entries that were found relevant, in any version, 0 to 1; None without entries."""


def of(conn: Connection, names: Collection[str], now: datetime) -> dict[str, Yield]:
    """What these feeds bring, by name; feeds never known are absent.

    Reads a bounded number of rows for each feed: made for a page of them, not for thousands.
    """
    here = entries.alias()
    lately = (
        select(here.c.id)
        .where(here.c.feed == feeds.c.name, here.c.published_at > now - SPAN, here.c.published_at <= now)
        .limit(MOST)
        .correlate(feeds)
        .subquery()
    )
    newest = (
        select(here.c.id)
        .where(here.c.feed == feeds.c.name)
        .order_by(here.c.published_at.desc())
        .limit(NEWEST)
        .correlate(feeds)
        .subquery()
    )
    relevant_one = exists().where(scores.c.relevant, scores.c.entry == newest.c.id).correlate(newest)
    share = select(func.avg(case((relevant_one, 1.0), else_=0.0))).select_from(newest)
    counted = select(func.count()).select_from(lately).correlate(feeds).scalar_subquery()
    judged = share.correlate(feeds).scalar_subquery()
    weeks = SPAN / timedelta(weeks=1)
    found: dict[str, Yield] = {}
    for some in batches(list(names)):
        for name, count, relevant in conn.execute(
            select(feeds.c.name, counted, judged).where(feeds.c.name.in_(some))
        ):
            found[name] = Yield(count / weeks, None if relevant is None else float(relevant))
    return found
