"""Destinations that take nothing until somebody changes something: their messages wait."""

import logging
from collections.abc import Callable, Collection

from sqlalchemy import Connection, delete, select

from monitor.records import Parked
from monitor.store.tables import parked
from monitor.store.upsert import insert

log = logging.getLogger(__name__)

_PARKED = (parked.c.destination, parked.c.parked_at, parked.c.reason, parked.c.address)


def park(conn: Connection, one: Parked) -> bool:
    """Park a destination; whether it was not parked already."""
    row = {column.name: getattr(one, column.name) for column in _PARKED}
    return conn.execute(insert(conn, parked).on_conflict_do_nothing(), [row]).rowcount > 0


def unpark(conn: Connection, destination: str) -> bool:
    """Let a destination have its messages again; whether it was parked."""
    return conn.execute(delete(parked).where(parked.c.destination == destination)).rowcount > 0


def all(conn: Connection) -> tuple[Parked, ...]:
    """Every parked destination, the longest parked first."""
    rows = conn.execute(select(*_PARKED).order_by(parked.c.parked_at, parked.c.destination))
    return tuple(Parked(*row) for row in rows)


def readmit(conn: Connection, names: Collection[str], fingerprint: Callable[[str], str]) -> list[str]:
    """Let those have their messages again whose address is another one now; their names.

    Args:
        names: destinations that are configured.
        fingerprint: destination -> fingerprint of its address; asked for parked ones only.
    """
    known = [one for one in all(conn) if one.destination in names]
    changed = [one.destination for one in known if fingerprint(one.destination) != one.address]
    for name in changed:
        unpark(conn, name)
        log.info("%s has another address and is parked no more", name)
    return changed
