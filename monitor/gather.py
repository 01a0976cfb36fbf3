"""Messages that waited for the same moment become one, in the transaction that claims messages for sending.

1. what is due and was never tried is looked at, destination by destination, in order;
2. :func:`monitor.routing.bundles` says what leaves together;
3. each bundle becomes one message, written for its destination, and its members leave within it.

A crash before the commit changes nothing, and after it the members cannot leave alone: nothing is lost, and
nothing is told twice.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.records import Alert, Message, MessageKind, MessageState, Severity
from monitor.render import Look, digest
from monitor.routing import Bundle, bundles
from monitor.store import alerts, waiting

WriteDigest = Callable[[Bundle, Sequence[Alert | str], datetime], Message]
"""A bundle, and its news in order (titles where no alert stands behind a member), to the message to send."""


def gather(conn: Connection, write: WriteDigest, now: datetime) -> int:
    """Join what leaves together, in the caller's transaction; how many digests were made."""
    due = waiting.untried(conn, now)
    if len(due) < 2:
        return 0
    found = bundles(due, waiting.failing(conn))
    for bundle in found:
        whole = replace(bundle, members=_flat(conn, bundle.members))
        told = alerts.by_keys(conn, [m.alert for m in whole.members if m.alert is not None])
        # An update or a retraction is told by its title: the alert itself is no news here.
        news = [
            told.get(m.alert or "", m.title) if m.kind is MessageKind.ALERT else m.title
            for m in whole.members
        ]
        waiting.merge(conn, write(whole, news, now), whole.members)
    return len(found)


def written(
    bundle: Bundle,
    news: Sequence[Alert | str],
    now: datetime,
    *,
    names: Mapping[str, Mapping[str, str]],
    looks: Mapping[str, Look],
) -> Message:
    """A digest as its destination takes it. Pure.

    Args:
        bundle: what leaves together.
        news: of its members, in order.
        now: the instant.
        names: language -> milestone id -> name.
        looks: destination name -> how it is written to; plain English for one that is gone.
    """
    key = bundle.key(now)
    look = looks.get(bundle.destination, Look())
    told = digest(news, key=key, names=names.get(look.language, {}), look=look, more=bundle.more)
    payloads = [json.loads(member.payload) for member in bundle.members if member.payload]
    loudest = {member.severity for member in bundle.members}
    return Message(
        key=key,
        alert=None,
        destination=bundle.destination,
        title=told.title,
        body=told.body,
        payload=json.dumps({"alerts": payloads}, ensure_ascii=False, separators=(",", ":")),
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=now,
        created_at=now,
        kind=MessageKind.DIGEST,
        severity=next((severity for severity in Severity if severity in loudest), None),
        markup=told.markup,
    )


def _flat(conn: Connection, members: Sequence[Message]) -> tuple[Message, ...]:
    """Members of an untried digest in its place: nobody has seen it, and it grows."""
    flat: list[Message] = []
    for member in members:
        if member.kind is MessageKind.DIGEST:
            flat += waiting.inside(conn, member.key)
            waiting.drop(conn, member.key)
        else:
            flat.append(member)
    return tuple(flat)
