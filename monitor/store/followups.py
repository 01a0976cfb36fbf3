"""What was sent before, so that it can be taken back or added to, and what is withdrawn before it leaves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import ColumnElement, Connection, case, func, or_, select, update

from monitor.records import Message, MessageKind, MessageState, Outcome
from monitor.store import waiting
from monitor.store.tables import messages, receipts
from monitor.store.upsert import batches

_MESSAGE = tuple(messages.c[field.name] for field in fields(Message))


@dataclass(frozen=True, slots=True)
class Given:
    """A message that its destination has, is about to have, or may have."""

    message: Message
    key: str
    """What the destination knows it by: its own key, or that of the digest that it left in."""


def given(conn: Connection, alert: str) -> tuple[Given, ...]:
    """The messages of an alert that their destinations have, or that are being sent; one for each."""
    return _given(conn, _of(conn, _is_alert(alert)))


def retractions(conn: Connection, alert: str) -> tuple[Given, ...]:
    """The newest retraction of an alert that each destination has, or that is being sent."""
    found = _of(conn, under(f"retract:{alert}:"))
    newest = {one.message.destination: one for one in _given(conn, found, perhaps=True)}
    return tuple(newest.values())


def unsent(conn: Connection, alert: str) -> tuple[Message, ...]:
    """The messages of an alert that wait and that nobody has tried to send."""
    return tuple(m for m in _of(conn, _is_alert(alert)) if m.state is MessageState.PENDING and not m.attempts)


def updates(conn: Connection, alert: str) -> tuple[Message, ...]:
    """All updates of an alert, in the order they were written."""
    return _of(conn, under(f"update:{alert}:"))


def withdraw(conn: Connection, alert: str) -> tuple[Given, ...]:
    """Keep back what still waits of an alert and its updates.

    Returns:
        The messages that are to be taken back: those that left, are leaving, or may have arrived.
    """
    own = _of(conn, _is_alert(alert))
    _unbind(conn, own)
    _keep_back(conn, or_(_is_alert(alert), under(f"update:{alert}:")))
    return _given(conn, own, perhaps=True)


def withdraw_retractions(conn: Connection, alert: str) -> None:
    """Keep back the retractions of an alert that still wait."""
    which = under(f"retract:{alert}:")
    _unbind(conn, _of(conn, which))
    _keep_back(conn, which)


def restore(conn: Connection, alert: str, heard: Collection[str] = ()) -> None:
    """Let what was kept back of an alert and its updates wait again.

    Args:
        heard: destinations that are told otherwise that it holds.
    """
    conn.execute(
        update(messages)
        .where(or_(_is_alert(alert), under(f"update:{alert}:")))
        .where(messages.c.state == MessageState.WITHDRAWN, messages.c.destination.not_in(heard))
        .values(state=MessageState.PENDING)
    )


def rewrite(conn: Connection, message: Message) -> None:
    """Tell something else in a message that nobody has tried to send."""
    conn.execute(
        update(messages)
        .where(messages.c.key == message.key)
        .where(messages.c.state == MessageState.PENDING, messages.c.attempts == 0)
        .values(title=message.title, body=message.body, markup=message.markup, payload=message.payload)
    )


def under(prefix: str) -> ColumnElement[bool]:
    """Whether a key begins so."""
    return (messages.c.key >= prefix) & (messages.c.key < prefix + "\U0010ffff")


def _is_alert(alert: str) -> ColumnElement[bool]:
    return (messages.c.alert == alert) & (messages.c.kind == MessageKind.ALERT)


def _of(conn: Connection, which: ColumnElement[bool]) -> tuple[Message, ...]:
    rows = conn.execute(select(*_MESSAGE).where(which).order_by(messages.c.id))
    return tuple(Message(*row) for row in rows)


def _digests(conn: Connection, found: Sequence[Message]) -> dict[str, Message]:
    keys = [message.within for message in found if message.within is not None]
    digests: dict[str, Message] = {}
    for some in batches(keys):
        digests |= {message.key: message for message in _of(conn, messages.c.key.in_(some))}
    return digests


def _given(conn: Connection, found: Sequence[Message], *, perhaps: bool = False) -> tuple[Given, ...]:
    digests = _digests(conn, found)
    wholes = [digests.get(message.within or "", message) for message in found]
    may_be_there = _perhaps(conn, wholes) if perhaps else frozenset()
    made = []
    for message in found:
        whole = digests.get(message.within or "", message)
        # A digest that was tried holds the news, and goes out sooner or later.
        tried = whole is not message and whole.state is MessageState.PENDING and whole.attempts > 0
        there = whole.state in (MessageState.SENT, MessageState.LEASED)
        if tried or there or whole.key in may_be_there:
            made.append(Given(message, whole.key))
    return tuple(made)


def _perhaps(conn: Connection, found: Sequence[Message]) -> frozenset[str]:
    """Keys of messages that their destinations took, or may have: nobody heard what came of an attempt."""
    heard = case((receipts.c.outcome.in_((Outcome.SENT, Outcome.UNHEARD)), 1), else_=0)
    counted = select(receipts.c.message, func.count(), func.sum(heard)).group_by(receipts.c.message)
    known: dict[str, tuple[int, int]] = {}
    for some in batches([message.key for message in found]):
        known |= {key: (n, m) for key, n, m in conn.execute(counted.where(receipts.c.message.in_(some)))}
    # An attempt without a receipt was cut off by a kill.
    return frozenset(
        message.key
        for message in found
        if message.attempts > known.get(message.key, (0, 0))[0] or known.get(message.key, (0, 0))[1]
    )


def _unbind(conn: Connection, found: Sequence[Message]) -> None:
    """Take digests apart that hold one of these and that nobody has tried to send: they are bound anew."""
    for digest in _digests(conn, found).values():
        if digest.state is MessageState.PENDING and not digest.attempts:
            waiting.drop(conn, digest.key)
            conn.execute(
                update(messages)
                .where(messages.c.within == digest.key, messages.c.state == MessageState.MERGED)
                .values(state=MessageState.PENDING, within=None)
            )


def _keep_back(conn: Connection, which: ColumnElement[bool]) -> None:
    conn.execute(
        update(messages)
        .where(which, messages.c.state == MessageState.PENDING)
        .values(state=MessageState.WITHDRAWN, lease_until=None, leased_by=None)
    )
