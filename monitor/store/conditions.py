"""What is wrong with the monitor itself, and what was."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from monitor.records import Condition, ConditionKind
from monitor.store.tables import conditions
from monitor.store.upsert import insert

_CONDITION = tuple(conditions.c[field.name] for field in fields(Condition))
_KEY = ("kind", "subject", "seen_at")


def open(conn: Connection) -> tuple[Condition, ...]:
    """What is wrong, as far as it was told: the longest first."""
    return tuple(one for one in followed(conn) if one.opened_at is not None)


def followed(conn: Connection) -> tuple[Condition, ...]:
    """What is wrong, and what was seen but has not lasted long enough to be told."""
    statement = select(*_CONDITION).where(conditions.c.ended_at.is_(None))
    order = (conditions.c.since, conditions.c.kind, conditions.c.subject)
    return tuple(Condition(*row) for row in conn.execute(statement.order_by(*order)))


def told(conn: Connection) -> dict[tuple[ConditionKind, str], datetime]:
    """Kind and subject -> when such a condition was opened last."""
    statement = (
        select(conditions.c.kind, conditions.c.subject, func.max(conditions.c.opened_at))
        .where(conditions.c.opened_at.is_not(None))
        .group_by(conditions.c.kind, conditions.c.subject)
    )
    return {(kind, subject): at for kind, subject, at in conn.execute(statement)}


def save(conn: Connection, changed: Sequence[Condition]) -> None:
    """Record conditions as they are now."""
    for one in changed:
        row = {column.name: getattr(one, column.name) for column in _CONDITION}
        rest = {name: value for name, value in row.items() if name not in _KEY}
        statement = insert(conn, conditions).values(row)
        conn.execute(statement.on_conflict_do_update(index_elements=list(_KEY), set_=rest))


def forget(conn: Connection, dropped: Sequence[Condition]) -> None:
    """Forget conditions that nobody was told of."""
    for one in dropped:
        conn.execute(
            delete(conditions).where(
                conditions.c.kind == one.kind,
                conditions.c.subject == one.subject,
                conditions.c.seen_at == one.seen_at,
            )
        )
