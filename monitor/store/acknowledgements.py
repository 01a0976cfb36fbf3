"""Acknowledgements: milestones of which the user knows how they stand."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select

from monitor.records import Acknowledgement
from monitor.store.tables import acknowledgements
from monitor.store.upsert import insert


def say(conn: Connection, milestone: str, shift: str | None, now: datetime) -> None:
    """Acknowledge how a milestone stands; said again, it counts from now."""
    statement = insert(conn, acknowledgements).values(milestone=milestone, made_at=now, shift=shift)
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["milestone"],
            set_={"made_at": statement.excluded.made_at, "shift": statement.excluded.shift},
        )
    )


def end(conn: Connection, milestones: Collection[str]) -> int:
    """Forget acknowledgements: the milestone changed, or the user took them back; how many there were."""
    if not milestones:
        return 0
    of = acknowledgements.c.milestone.in_(list(milestones))
    return conn.execute(delete(acknowledgements).where(of)).rowcount


def all(conn: Connection) -> dict[str, Acknowledgement]:
    """Milestone -> the acknowledgement that holds."""
    columns = (acknowledgements.c.milestone, acknowledgements.c.made_at, acknowledgements.c.shift)
    rows = conn.execute(select(*columns).order_by(acknowledgements.c.milestone))
    return {row.milestone: Acknowledgement(*row) for row in rows}
