"""Silences: what the user does not want to hear, until when and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from monitor.records import Silence
from monitor.store import codec
from monitor.store.tables import silences


def add(conn: Connection, new: Silence) -> Silence:
    """Be silent about what fits, from when it was made; asked for twice, it is there once.

    Returns:
        It with its number.
    """
    record = codec.dump(replace(new, id=0))
    number = conn.execute(select(silences.c.id).where(silences.c.record == record)).scalar_one_or_none()
    if number is None:
        values = {"made_at": new.made_at, "until": new.until, "record": record}
        (number,) = conn.execute(insert(silences).values(values)).inserted_primary_key or (0,)
    return replace(new, id=int(number))


def all(conn: Connection) -> tuple[Silence, ...]:
    """Every silence there ever was, oldest first."""
    return _fetch(conn)


def running(conn: Connection, now: datetime) -> tuple[Silence, ...]:
    """The silences in force, oldest first."""
    return _fetch(conn, silences.c.until > now, silences.c.ended_at.is_(None))


def over(conn: Connection, now: datetime) -> tuple[Silence, ...]:
    """Silences whose time is over and whose end was not handled yet."""
    return _fetch(conn, silences.c.until <= now, silences.c.ended_at.is_(None))


def expire(conn: Connection, id_: int, now: datetime) -> bool:
    """End a silence now; what still holds is told at the next look at the clock. False when none runs."""
    done = conn.execute(
        update(silences)
        .where(silences.c.id == id_, silences.c.until > now, silences.c.ended_at.is_(None))
        .values(until=now)
    )
    return done.rowcount > 0


def end(conn: Connection, ended: Sequence[Silence], now: datetime) -> None:
    """Note that what these silences kept back was told."""
    ids = [silence.id for silence in ended]
    conn.execute(update(silences).where(silences.c.id.in_(ids)).values(ended_at=now))


def _fetch(conn: Connection, *where: object) -> tuple[Silence, ...]:
    columns = (silences.c.id, silences.c.until, silences.c.ended_at, silences.c.record)
    rows = conn.execute(select(*columns).where(*where).order_by(silences.c.id))  # type: ignore[arg-type]
    return tuple(
        replace(codec.load(Silence, record), id=id_, until=until, ended_at=ended_at)
        for id_, until, ended_at, record in rows
    )
