"""Messages that wait: for their hour, for company, or behind a destination that is down."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, case, delete, func, or_, select, update

from monitor.records import Message, MessageKind, MessageState
from monitor.routing import Sent
from monitor.store import outbox
from monitor.store.tables import messages, receipts
from monitor.store.upsert import batches

_MESSAGE = tuple(messages.c[field.name] for field in fields(Message))


def untried(conn: Connection, now: datetime) -> tuple[Message, ...]:
    """Messages that are due and that nobody has tried to send, in order.

    Those of a destination count only where one of them waited under a name, or where it is failing: what
    goes as it is need not be looked at.
    """
    waits = (messages.c.state == MessageState.PENDING, messages.c.attempts == 0)
    named = select(messages.c.destination).where(
        *waits, messages.c.next_attempt_at <= now, messages.c.gather != ""
    )
    tried = select(receipts.c.id).where(receipts.c.message == messages.c.key).exists()
    statement = (
        select(*_MESSAGE)
        .where(*waits, messages.c.next_attempt_at <= now, ~tried)
        .where(or_(messages.c.destination.in_(named), messages.c.destination.in_(_failing())))
        .order_by(messages.c.id)
    )
    return tuple(Message(*row) for row in conn.execute(statement))


def failing(conn: Connection) -> frozenset[str]:
    """Destinations with a message that is to be tried again."""
    return frozenset(conn.execute(_failing()).scalars())


def inside(conn: Connection, digest: str) -> tuple[Message, ...]:
    """The messages that leave within a digest, in order."""
    statement = select(*_MESSAGE).where(messages.c.within == digest)
    # The place of one of them is that of the digest: see :func:`merge`.
    statement = statement.order_by(messages.c.created_at, messages.c.id)
    return tuple(Message(*row) for row in conn.execute(statement))


def merge(conn: Connection, digest: Message, members: Sequence[Message]) -> None:
    """Have messages leave within a digest, in the caller's transaction: in the place of the last of them, so
    that what was decided later leaves later."""
    outbox.put(conn, [digest])
    for some in batches([member.key for member in members]):
        conn.execute(
            update(messages)
            .where(messages.c.key.in_(some))
            .values(state=MessageState.MERGED, within=digest.key)
        )
    last = members[-1].key
    places = select(messages.c.key, messages.c.id).where(messages.c.key.in_((digest.key, last)))
    place = {row.key: row.id for row in conn.execute(places)}
    for key, at in ((last, -place[last]), (digest.key, place[last]), (last, place[digest.key])):
        conn.execute(update(messages).where(messages.c.key == key).values(id=at))


def drop(conn: Connection, digest: str) -> None:
    """Forget a digest that was never tried: its members leave within another."""
    conn.execute(
        delete(messages).where(
            messages.c.key == digest, messages.c.kind == MessageKind.DIGEST, messages.c.attempts == 0
        )
    )


def sent(conn: Connection, since: datetime) -> dict[str, list[Sent]]:
    """Destination -> what left for it since an instant, and what still waits for its time."""
    waits = (messages.c.state == MessageState.PENDING) & (messages.c.attempts == 0)
    # A retry moves the time at which a message is due, not the one at which it left.
    merged = messages.c.state == MessageState.MERGED
    left = func.coalesce(messages.c.settled_at, messages.c.created_at)
    at = case((waits | merged, messages.c.next_attempt_at), else_=left)
    statement = (
        select(messages.c.destination, messages.c.gather, at, waits, merged)
        .where(
            or_(messages.c.created_at > since, messages.c.settled_at > since, waits, merged & (at > since))
        )
        .order_by(messages.c.id)
    )
    found: dict[str, list[Sent]] = {}
    for destination, name, moment, untold, within in conn.execute(statement):
        one = Sent(destination, name, moment, bool(untold), bool(within))
        found.setdefault(destination, []).append(one)
    return found


def _failing() -> Select[Any]:
    return (
        select(messages.c.destination)
        .where(messages.c.state == MessageState.PENDING, messages.c.attempts > 0)
        .distinct()
    )
