"""Messages on their way: written with the decision, leased, sent, settled with a receipt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update
from sqlalchemy import insert as plain_insert

from monitor.records import AGAIN, Message, MessageKind, MessageState, Outcome, Receipt, Suppression
from monitor.store.rows import mapping
from monitor.store.tables import alerts, messages, parked, receipts
from monitor.store.upsert import batches, insert

_MESSAGE = (
    messages.c.key,
    messages.c.alert,
    messages.c.destination,
    messages.c.title,
    messages.c.body,
    messages.c.payload,
    messages.c.state,
    messages.c.attempts,
    messages.c.next_attempt_at,
    messages.c.created_at,
    messages.c.lease_until,
    messages.c.kind,
    messages.c.severity,
    messages.c.markup,
    messages.c.gather,
    messages.c.within,
    messages.c.answers,
)
_RECEIPT = (
    receipts.c.message,
    receipts.c.at,
    receipts.c.outcome,
    receipts.c.detail,
    receipts.c.retry_after_s,
    receipts.c.remote,
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits for one destination."""

    destination: str
    waiting: int
    """Messages that are due and not sent yet: pending, retried or being sent."""
    held: int
    """Messages that wait for their hour: for the end of quiet hours, for a digest, for company."""
    oldest_at: datetime | None
    """When the oldest of those waiting was written."""
    dead: int
    """Messages given up."""


def put(conn: Connection, new: Sequence[Message]) -> None:
    """Put messages into the outbox, in the transaction that records why; a known key changes nothing."""
    if not new:
        return
    rows = [{column.name: getattr(message, column.name) for column in _MESSAGE} for message in new]
    conn.execute(insert(conn, messages).on_conflict_do_nothing(index_elements=["key"]), rows)


def lease(
    conn: Connection, now: datetime, limit: int, lease_s: float, by: str, *, without: Collection[str] = ()
) -> list[Message]:
    """Claim due messages for sending, oldest first; a lease that ran out is claimed again.

    Messages of one destination keep their order: while one of them waits for a retry or is being sent, later
    ones of that destination wait behind it. Messages held for a later time that were never tried hold up
    nobody. Those of a parked destination stay where they are. Leasing counts as an attempt, so that a message
    whose sending kills the process is given up too.

    Args:
        lease_s: seconds until another worker may claim them, longer than any sending takes.
        by: who claims, for people who look.
        without: destinations that are to have nothing now.

    Returns:
        The messages as leased, ``attempts`` counting this one.
    """
    ahead = messages.alias("ahead")
    blockers = (
        select(ahead.c.destination, func.min(ahead.c.id).label("id"))
        .where(
            or_(
                and_(
                    ahead.c.state == MessageState.PENDING,
                    ahead.c.attempts > 0,
                    ahead.c.next_attempt_at > now,
                ),
                and_(ahead.c.state == MessageState.LEASED, ahead.c.lease_until > now),
            )
        )
        .group_by(ahead.c.destination)
        .subquery()
    )
    due = or_(
        and_(messages.c.state == MessageState.PENDING, messages.c.next_attempt_at <= now),
        and_(messages.c.state == MessageState.LEASED, messages.c.lease_until <= now),
    )
    first = (
        select(messages.c.id)
        .outerjoin(blockers, blockers.c.destination == messages.c.destination)
        .where(due, or_(blockers.c.id.is_(None), messages.c.id < blockers.c.id))
        .where(_served(), messages.c.destination.not_in(without))
        .order_by(messages.c.id)
        .limit(limit)
    )
    ids = list(conn.execute(first).scalars())
    if not ids:
        return []
    conn.execute(
        update(messages)
        .where(messages.c.id.in_(ids))
        .values(
            state=MessageState.LEASED,
            attempts=messages.c.attempts + 1,
            lease_until=now + timedelta(seconds=lease_s),
            leased_by=by,
        )
    )
    claimed = conn.execute(select(*_MESSAGE).where(messages.c.id.in_(ids)).order_by(messages.c.id))
    return [Message(*row) for row in claimed]


def release(conn: Connection, keys: Sequence[str], now: datetime) -> None:
    """Give leased messages back unsent, as at a stop; the attempt does not count."""
    for some in batches(keys):
        conn.execute(
            update(messages)
            .where(messages.c.key.in_(some), messages.c.state == MessageState.LEASED)
            .values(
                state=MessageState.PENDING,
                attempts=case((messages.c.attempts > 0, messages.c.attempts - 1), else_=0),
                next_attempt_at=now,
                lease_until=None,
                leased_by=None,
            )
        )


def settle(conn: Connection, receipt: Receipt, next_attempt_at: datetime | None) -> MessageState:
    """Record the outcome of one attempt.

    Args:
        receipt: what came of it; appended, never replaced.
        next_attempt_at: when to try again what was not sent; None gives the message up.

    Returns:
        Where the message is now. What was sent stays sent, whatever a later receipt says; what was taken
        back meanwhile is not tried again.

    Raises:
        KeyError: there is no such message.
    """
    found = conn.execute(
        select(messages.c.state, _taken_back()).where(messages.c.key == receipt.message)
    ).one_or_none()
    if found is None:
        raise KeyError(receipt.message)
    before, taken_back = found
    conn.execute(
        plain_insert(receipts).values(
            message=receipt.message,
            at=receipt.at,
            outcome=receipt.outcome,
            detail=receipt.detail,
            retry_after_s=receipt.retry_after_s,
            remote=receipt.remote,
        )
    )
    if receipt.outcome is Outcome.SENT:
        after = MessageState.SENT
    elif before is MessageState.SENT:
        return MessageState.SENT
    elif next_attempt_at is not None and taken_back:
        after = MessageState.WITHDRAWN
    elif next_attempt_at is not None:
        after = MessageState.PENDING
    else:
        after = MessageState.DEAD
    changes = {"state": after, "lease_until": None, "leased_by": None, "settled_at": receipt.at}
    if after is MessageState.PENDING:
        changes["next_attempt_at"] = next_attempt_at
    conn.execute(update(messages).where(messages.c.key == receipt.message).values(changes))
    return after


def resend(conn: Connection, alert: str, now: datetime) -> int:
    """Send every message of an alert again, under the same keys; how many. Those being sent are left alone,
    and those withdrawn."""
    done = conn.execute(
        update(messages)
        .where(
            messages.c.alert == alert,
            messages.c.kind == MessageKind.ALERT,
            messages.c.state.not_in((MessageState.LEASED, MessageState.WITHDRAWN)),
        )
        .values(state=MessageState.PENDING, attempts=0, next_attempt_at=now, gather="", within=None)
    )
    return done.rowcount


def of_alert(conn: Connection, alert: str) -> list[Message]:
    """The messages of one alert, in the order they were written, its updates and retractions among them."""
    statement = select(*_MESSAGE).where(messages.c.alert == alert).order_by(messages.c.id)
    return [Message(*row) for row in conn.execute(statement)]


def states(conn: Connection, found: Sequence[Message]) -> dict[str, MessageState]:
    """Destination -> where the alert itself is; of one that leaves within a digest, where the digest is."""
    found = [message for message in found if message.kind is MessageKind.ALERT]
    within = [message.within for message in found if message.within is not None]
    digests = select(messages.c.key, messages.c.state).where(messages.c.key.in_(within))
    of: dict[str, MessageState] = {row.key: row.state for row in conn.execute(digests)} if within else {}
    return {message.destination: of.get(message.within or "", message.state) for message in found}


def receipts_of(conn: Connection, alert: str) -> list[Receipt]:
    """Every attempt at sending one alert, alone or in a digest, in the order they happened."""
    own = select(messages.c.key).where(messages.c.alert == alert)
    digests = select(messages.c.within).where(messages.c.alert == alert, messages.c.within.is_not(None))
    statement = select(*_RECEIPT).where(receipts.c.message.in_(own.union(digests))).order_by(receipts.c.id)
    return [Receipt(*row) for row in conn.execute(statement)]


def backlog(conn: Connection, now: datetime) -> list[Backlog]:
    """What waits and what was given up, for every destination that has either."""
    held = and_(
        messages.c.state == MessageState.PENDING,
        messages.c.attempts == 0,
        messages.c.next_attempt_at > now,
    )
    waits = and_(messages.c.state.in_((MessageState.PENDING, MessageState.LEASED)), ~held)
    statement = (
        select(
            messages.c.destination,
            func.count().filter(waits),
            func.count().filter(held),
            func.min(messages.c.created_at).filter(waits),
            func.count().filter(messages.c.state == MessageState.DEAD),
        )
        .where(messages.c.state.in_((MessageState.PENDING, MessageState.LEASED, MessageState.DEAD)))
        .group_by(messages.c.destination)
        .order_by(messages.c.destination)
    )
    return [Backlog(*row) for row in conn.execute(statement)]


def due_since(conn: Connection) -> dict[str, datetime]:
    """Destination -> when the message that is due for longest became due; none of a parked destination.

    A message that failed is due since its first failure, although its next attempt lies ahead. One that waits
    for its hour is due from then on.
    """
    first = (
        select(func.min(receipts.c.at))
        .where(receipts.c.message == messages.c.key, receipts.c.outcome.in_(AGAIN))
        .scalar_subquery()
    )
    planned = messages.c.next_attempt_at
    since = case((messages.c.attempts > 0, func.coalesce(first, planned)), else_=planned)
    statement = (
        select(messages.c.destination, func.min(since, type_=planned.type))
        .where(messages.c.state.in_((MessageState.PENDING, MessageState.LEASED)), _served())
        .group_by(messages.c.destination)
    )
    return mapping(conn, statement)


def next_due_at(conn: Connection) -> datetime | None:
    """When the next message is due, past or future; None when the outbox is empty."""
    leased = messages.c.state == MessageState.LEASED
    when = case((leased, messages.c.lease_until), else_=messages.c.next_attempt_at)
    waits = messages.c.state.in_((MessageState.PENDING, MessageState.LEASED))
    found: datetime | None = conn.execute(select(func.min(when)).where(waits, _served())).scalar_one()
    return found


def dead(conn: Connection, newest: int | None = None) -> list[tuple[Message, Receipt]]:
    """Messages given up, each with the last attempt at it, in the order they were written.

    Args:
        newest: at most so many, those written last; None for all.
    """
    tried = receipts.alias("tried")
    own = select(func.max(tried.c.id)).where(tried.c.message == messages.c.key)
    last = own.correlate(messages).scalar_subquery()
    statement = (
        select(*_MESSAGE, *_RECEIPT)
        .select_from(messages.join(receipts, receipts.c.id == last))
        .where(messages.c.state == MessageState.DEAD)
        .order_by(messages.c.id.desc())
        .limit(newest)
    )
    rows = [tuple(row) for row in conn.execute(statement)][::-1]
    return [(Message(*row[: len(_MESSAGE)]), Receipt(*row[len(_MESSAGE) :])) for row in rows]


def resend_dead(conn: Connection, destination: str | None, now: datetime) -> int:
    """Send what was given up again, under the same keys; how many. Of one destination, or of all.

    Alerts that were taken back meanwhile are left where they are.
    """
    told = ~_taken_back()
    which = [told] if destination is None else [told, messages.c.destination == destination]
    done = conn.execute(
        update(messages)
        .where(messages.c.state == MessageState.DEAD, *which)
        .values(state=MessageState.PENDING, attempts=0, next_attempt_at=now)
    )
    return done.rowcount


def remote_of(conn: Connection, key: str) -> str:
    """What the destination calls a message; empty while it was not sent, or where none is told."""
    statement = (
        select(receipts.c.remote)
        .where(receipts.c.message == key, receipts.c.outcome == Outcome.SENT)
        .order_by(receipts.c.id.desc())
        .limit(1)
    )
    return str(conn.execute(statement).scalar_one_or_none() or "")


def _taken_back() -> ColumnElement[bool]:
    """Whether a message is an alert that was retracted."""
    gone = select(alerts.c.key).where(alerts.c.suppressed == Suppression.RETRACTED)
    return and_(messages.c.kind == MessageKind.ALERT, func.coalesce(messages.c.alert, "").in_(gone))


def _served() -> ColumnElement[bool]:
    """Whether a message's destination is not parked."""
    return messages.c.destination.not_in(select(parked.c.destination))
