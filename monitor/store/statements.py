"""The rows of the ledger: who stated what, when. Only ever appended."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from monitor.records import Stated
from monitor.store import codec
from monitor.store.rows import existing, fetch_records
from monitor.store.tables import statements
from monitor.store.upsert import insert


def add(conn: Connection, stated: Sequence[Stated]) -> tuple[Stated, ...]:
    """Record statements; those whose key is there already change nothing.

    Returns:
        Those really new, in the order given.
    """
    if not stated:
        return ()
    there = existing(conn, statements.c.key, [s.key for s in stated])
    new = {s.key: s for s in stated if s.key not in there}
    if new:
        rows = [
            {
                "key": s.key,
                "milestone": s.statement.milestone,
                "entry": s.entry,
                "version": s.version,
                "said_at": s.said_at,
                "record": codec.dump(s),
            }
            for s in new.values()
        ]
        conn.execute(insert(conn, statements).on_conflict_do_nothing(), rows)
    return tuple(new.values())


def by_milestone(conn: Connection, milestone: str | None = None) -> tuple[Stated, ...]:
    """Every statement about one milestone, or about all, in order of publication, then key."""
    statement = _ordered()
    if milestone is not None:
        statement = statement.where(statements.c.milestone == milestone)
    return fetch_records(conn, statement, Stated)


def of_entry(conn: Connection, entry: str, version: int | None = None) -> tuple[Stated, ...]:
    """Every statement of one entry, of all its versions unless one is asked for."""
    statement = _ordered().where(statements.c.entry == entry)
    if version is not None:
        statement = statement.where(statements.c.version == version)
    return fetch_records(conn, statement, Stated)


def milestones(conn: Connection) -> tuple[str, ...]:
    """The milestones that anything was ever stated about."""
    statement = select(statements.c.milestone).distinct().order_by(statements.c.milestone)
    return tuple(conn.execute(statement).scalars())


def _ordered() -> Select[Any]:
    return select(statements.c.record).order_by(statements.c.said_at, statements.c.key)
