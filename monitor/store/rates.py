"""How much is going on: what was polled, published, told and sent lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from monitor.records import Outcome
from monitor.store.tables import alerts, entries, feeds, receipts

MOST = 10_000
"""Alerts and attempts that are looked back on, at most; there are hardly ever more in their time."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Figures of the last hour, day and week."""

    polled_hour: int
    """Feeds asked within the last hour."""
    published_day: int
    """Entries published within the last day."""
    published_week: int
    told_week: int
    """Alerts told within the last week."""
    sent_day: int
    """Messages handed over within the last day."""
    failed_day: int
    """Attempts at it that failed."""


def rates(conn: Connection, now: datetime) -> Rates:
    """Count what is recent, by indexes or a bounded look back."""
    hour, day, week = (now - timedelta(**{unit: 1}) for unit in ("hours", "days", "weeks"))
    polled = select(func.count()).select_from(feeds).where(feeds.c.active, feeds.c.polled_at > hour)
    published = select(func.count()).select_from(entries).where(entries.c.published_at <= now)
    told = (
        select(alerts.c.decided_at)
        .where(alerts.c.suppressed.is_(None))
        .order_by(alerts.c.id.desc())
        .limit(MOST)
        .subquery()
    )
    tried = select(receipts.c.at, receipts.c.outcome).order_by(receipts.c.id.desc()).limit(MOST).subquery()
    sent = tried.c.outcome == Outcome.SENT
    attempts = select(func.count().filter(sent), func.count().filter(~sent)).where(tried.c.at > day)
    sent_day, failed_day = conn.execute(attempts).one()
    return Rates(
        polled_hour=conn.execute(polled).scalar_one(),
        published_day=conn.execute(published.where(entries.c.published_at > day)).scalar_one(),
        published_week=conn.execute(published.where(entries.c.published_at > week)).scalar_one(),
        told_week=conn.execute(
            select(func.count()).select_from(told).where(told.c.decided_at > week)
        ).scalar_one(),
        sent_day=sent_day,
        failed_day=failed_day,
    )
