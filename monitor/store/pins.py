"""Alerts that the user pinned: a backtest that would lose one of them fails."""

from sqlalchemy import Connection, delete, select

from monitor.records import Pin
from monitor.store import codec
from monitor.store.rows import fetch_records
from monitor.store.tables import pins
from monitor.store.upsert import insert


def add(conn: Connection, pin: Pin) -> None:
    """Pin an alert; one that is pinned already stays as it was pinned first."""
    row = {"alert": pin.alert, "pinned_at": pin.pinned_at, "record": codec.dump(pin)}
    conn.execute(insert(conn, pins).on_conflict_do_nothing(), [row])


def remove(conn: Connection, alert: str) -> bool:
    """Take the pin of an alert, given by its key, away; whether there was one."""
    return conn.execute(delete(pins).where(pins.c.alert == alert)).rowcount > 0


def all(conn: Connection) -> tuple[Pin, ...]:
    """Every pin, in the order of pinning."""
    return fetch_records(conn, select(pins.c.record).order_by(pins.c.pinned_at, pins.c.alert), Pin)
