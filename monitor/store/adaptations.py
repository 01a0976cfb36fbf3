"""Entries of the user's own feeds that the topic was adapted to; each time it was learnt. Append-only."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from monitor.records import Adaptation, Learning
from monitor.store import codec
from monitor.store.rows import fetch_records
from monitor.store.tables import adaptations, learnings


def add(conn: Connection, made: Adaptation) -> None:
    """Record an adaptation: it holds from now on."""
    conn.execute(insert(adaptations).values(made_at=made.made_at, undone_at=None, record=codec.dump(made)))


def undo(conn: Connection, now: datetime) -> Adaptation | None:
    """Take back the adaptation that holds; the one before it, not taken back, holds again.

    Returns:
        The one taken back; None when there is none to take back.
    """
    newest = select(adaptations.c.id, adaptations.c.record).where(adaptations.c.undone_at.is_(None))
    found = conn.execute(newest.order_by(adaptations.c.id.desc()).limit(1)).one_or_none()
    if found is None:
        return None
    conn.execute(update(adaptations).where(adaptations.c.id == found.id).values(undone_at=now))
    return codec.load(Adaptation, found.record)


def all(conn: Connection) -> tuple[Adaptation, ...]:
    """Every adaptation, oldest first, those taken back included."""
    rows = conn.execute(select(adaptations.c.undone_at, adaptations.c.record).order_by(adaptations.c.id))
    return tuple(replace(codec.load(Adaptation, row.record), undone_at=row.undone_at) for row in rows)


def holding(conn: Connection) -> Adaptation | None:
    """The adaptation that holds now."""
    return next((a for a in reversed(all(conn)) if a.undone_at is None), None)


def learnt(conn: Connection, learning: Learning) -> None:
    """Record that the topic was learnt; the same one again is not recorded twice in a row."""
    before = latest(conn, 1)
    if not before or before[0].identity != learning.identity:
        conn.execute(insert(learnings).values(learnt_at=learning.learnt_at, record=codec.dump(learning)))


def latest(conn: Connection, limit: int) -> tuple[Learning, ...]:
    """The last times the topic was learnt, newest first."""
    return fetch_records(
        conn, select(learnings.c.record).order_by(learnings.c.id.desc()).limit(limit), Learning
    )
