"""Use case: hand the outbox's messages to their destinations.

Four stages, of which only the third touches the network, outside any transaction:

1. claim due messages: those that waited for the same moment become one (:mod:`monitor.gather`); each is
   leased to this process for a while and counts as tried;
2. share them out: one thread per destination, so that a broken one delays no other;
3. send, in the order they were written (:mod:`monitor.handover`), no faster than the destination allows; one
   that keeps failing is left alone for a while, one that takes nothing for good is parked;
4. settle each with a receipt: sent, to be retried at a later time, or given up.

Delivery is at least once. A crash between sending and settling lets the lease run out, and the message goes
out again under the same key, which every message carries so that a receiver can tell a repeat.
"""

import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from functools import partial

from monitor.formats import alert_object
from monitor.gather import WriteDigest, gather, written
from monitor.handover import Delivered, Draw, Handover, Tell, no_pictures, nobody
from monitor.health import Notice
from monitor.memory import Lately
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Alert, ConditionKind, Message, MessageKind, MessageState, Parked, Severity
from monitor.render import Look, Rendered, health, parked, render, room_of, style_of
from monitor.routing import Calm, Release, Route, Sent, looks_back, release
from monitor.routing import destinations as routed
from monitor.send import Sender
from monitor.store import Store, outbox
from monitor.traffic import Traffic

_LOOK_AGAIN_S = 0.5
PLAIN_DIGEST: WriteDigest = partial(written, names={}, looks={})


def messages(
    alerts: Iterable[Alert],
    destinations: Sequence[Destination],
    now: datetime,
    *,
    names: Mapping[str, Mapping[str, str]],
    language: str = "en",
    looks: Mapping[str, Look] | None = None,
    routes: Sequence[Route] = (),
    calm: Calm | None = None,
    lately: Lately | None = None,
) -> tuple[Message, ...]:
    """Alerts rendered for every destination that they go to, to be recorded with the decision. Pure.

    Args:
        alerts: decided; suppressed ones give no message.
        destinations: where to.
        now: when they were decided.
        names: language -> milestone id -> name.
        language: of destinations that name none of their own.
        looks: destination name -> how it is written to; read off its address where missing, which may name
            a secret instead.
        routes: what goes where; everything to all that want it when there are none.
        calm: of destinations that have none of their own.
        lately: what left since an instant, and what waits; asked only where calm depends on it.
    """
    looks = looks or {}
    calms = {d.name: d.calm or calm or Calm() for d in destinations}
    told = [alert for alert in alerts if alert.suppressed is None]
    back = [span for c in calms.values() if (span := looks_back(c)) is not None]
    sent = (
        {name: list(rows) for name, rows in lately(now - max(back)).items()}
        if lately and told and back
        else {}
    )
    made = []
    for alert in told:
        wanting = {d.name: d for d in destinations if alert.severity in d.severities}
        for name in routed(alert, routes, tuple(wanting)):
            look = looks.get(name) or look_of(wanting[name], language)
            when = release(alert, calms[name], sent.get(name, ()), now)
            sent.setdefault(name, []).append(Sent(name, when.gather, when.at, waits=True))
            words = render(alert, names=names.get(look.language, {}), look=look)
            made.append(message_of(f"{alert.key}@{name}", alert, wanting[name], words, when, now))
    return tuple(made)


def deliver(
    store: Store,
    senders: Mapping[str, Sender],
    policy: DeliverPolicy,
    *,
    clock: Callable[[], datetime],
    jitter: Callable[[], float],
    stop: threading.Event | None = None,
    by: str = "deliver",
    write_digest: WriteDigest = PLAIN_DIGEST,
    traffic: Traffic | None = None,
    draw: Draw = no_pictures,
    fingerprint: Callable[[str], str] = str,
    tell: Tell = nobody,
) -> Delivered:
    """Send everything that is due; return when nothing is, or soon after ``stop`` is set.

    Args:
        store: holds the outbox.
        senders: destination name -> sender; a message for any other name is given up with that cause.
        policy: patience.
        clock: the time now, UTC.
        jitter: a number in [0, 1), drawn for each wait, so that retries spread out.
        stop: when set, each destination finishes the message under way and gives back the rest.
        by: who claims, for people who look.
        write_digest: how messages that waited are told as one.
        traffic: what is remembered of destinations since the turn before.
        draw: the pictures that go with a message.
        fingerprint: destination -> something that changes with its address and does not tell it.
        tell: what the others are told of a destination that is parked.

    Raises:
        StateError: the outbox cannot be read or written. What was sent may go out again.
    """
    stop = stop or threading.Event()
    traffic = traffic or Traffic(policy.breaker)
    run = Handover(store, senders, policy, clock, jitter, stop, traffic, draw, fingerprint, tell)
    total = Delivered()
    with ThreadPoolExecutor(max_workers=max(len(senders), 1), thread_name_prefix="deliver") as pool:
        under_way: dict[Future[Delivered], str] = {}
        while True:
            claimed: list[Message] = []
            if not stop.is_set():
                with store.write() as conn:
                    now = clock()
                    gather(conn, write_digest, now)
                    # A sender has one message under way: what comes due meanwhile waits for its turn.
                    without = {*under_way.values(), *traffic.alone(now)}
                    claimed = outbox.lease(
                        conn, now, policy.batch, policy.lease.total_seconds(), by, without=without
                    )
            for name, group in _by_destination(claimed).items():
                under_way[pool.submit(run.send_all, group)] = name
            if not under_way:
                return total
            if not claimed:
                # While one destination hangs, the others' new messages are still claimed.
                for future in wait(under_way, _LOOK_AGAIN_S, return_when=FIRST_COMPLETED).done:
                    del under_way[future]
                    total += future.result()


def notices(
    one: Parked,
    destinations: Sequence[Destination],
    *,
    language: str = "en",
    looks: Mapping[str, Look] | None = None,
) -> tuple[Message, ...]:
    """That a destination is parked, told through every other one. Pure."""
    made = []
    for destination in _hearing(destinations, {one.destination}):
        look = (looks or {}).get(destination.name) or look_of(destination, language)
        key = f"parked:{one.destination}:{one.parked_at:%Y%m%dT%H%M%SZ}@{destination.name}"
        told = parked(one.destination, one.reason, key=key, look=look)
        made.append(_about_us(key, destination, told, one.parked_at, Severity.EVENT))
    return tuple(made)


def health_messages(
    notices: Sequence[Notice],
    now: datetime,
    *,
    destinations: Sequence[Destination],
    language: str = "en",
    looks: Mapping[str, Look] | None = None,
) -> tuple[Message, ...]:
    """What is wrong with the monitor itself, or right again, for every destination that wants it. Pure.

    A destination is not told of its own queue: it would read of it when that is over.
    """
    made = []
    for notice in notices:
        stuck = {c.subject for c in notice.conditions} if notice.kind is ConditionKind.OUTBOX else set()
        for destination in _hearing(destinations, stuck):
            look = (looks or {}).get(destination.name) or look_of(destination, language)
            what = f"{notice.kind}:{'over' if notice.over else 'open'}"
            key = f"health:{what}:{now:%Y%m%dT%H%M%SZ}@{destination.name}"
            told = health(notice.kind, notice.conditions, over=notice.over, key=key, look=look)
            severity = None if notice.over else Severity.EVENT
            made.append(_about_us(key, destination, told, now, severity))
    return tuple(made)


def _hearing(destinations: Sequence[Destination], without: Collection[str]) -> Iterator[Destination]:
    """Destinations that are told about the monitor itself."""
    yield from (one for one in destinations if one.health and one.name not in without)


def _about_us(
    key: str, destination: Destination, told: Rendered, now: datetime, severity: Severity | None
) -> Message:
    """A message about the monitor itself, due at once."""
    return Message(
        key=key,
        alert=None,
        destination=destination.name,
        title=told.title,
        body=told.body,
        payload="",
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=now,
        created_at=now,
        kind=MessageKind.HEALTH,
        severity=severity,
        markup=told.markup,
    )


def look_of(destination: Destination, language: str, address: str = "") -> Look:
    """How a destination is written to.

    Args:
        destination: as configured.
        language: when it names none of its own.
        address: its address with the secrets filled in.
    """
    url = address or destination.url
    return Look(destination.language or language, style_of(url), room_of(url))


def message_of(
    key: str, alert: Alert, destination: Destination, told: Rendered, when: Release, now: datetime
) -> Message:
    """Words about an alert as a message."""
    return Message(
        key=key,
        alert=alert.key,
        destination=destination.name,
        title=told.title,
        body=told.body,
        payload=json.dumps(alert_object(alert), ensure_ascii=False, separators=(",", ":")),
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=when.at,
        created_at=now,
        severity=alert.severity,
        gather=when.gather,
        markup=told.markup,
    )


def _by_destination(claimed: Iterable[Message]) -> dict[str, list[Message]]:
    groups: dict[str, list[Message]] = {}
    for message in claimed:
        groups.setdefault(message.destination, []).append(message)
    return groups
