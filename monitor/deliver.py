"""Use case: hand the outbox's messages to their destinations.

Four stages, of which only the third touches the network, outside any transaction:

1. claim due messages: those that waited for the same moment become one (:mod:`monitor.gather`); each is
   leased to this process for a while and counts as tried;
2. share them out: one thread per destination, so that a broken one delays no other;
3. send, in the order they were written; a failure holds back the rest of that destination, unless it is the
   message that is at fault and not the destination;
4. settle each with a receipt: sent, to be retried at a later time, or given up.

Delivery is at least once. A crash between sending and settling lets the lease run out, and the message goes
out again under the same key, which every message carries so that a receiver can tell a repeat.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from monitor.cadence import retry
from monitor.errors import SendError
from monitor.formats import alert_object
from monitor.gather import WriteDigest, gather, written
from monitor.memory import Lately
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Alert, Message, MessageState, Outcome, Receipt
from monitor.render import Look, render, room_of, style_of
from monitor.routing import Calm, Release, Route, Sent, looks_back, release
from monitor.routing import destinations as routed
from monitor.send import Sender
from monitor.store import Store, outbox

log = logging.getLogger(__name__)

_LOOK_AGAIN_S = 0.5
PLAIN_DIGEST: WriteDigest = partial(written, names={}, looks={})
STUCK_AFTER = 3
"""Failures of one message after which those behind it are tried although it failed."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one call came to, in messages."""

    sent: int = 0
    retried: int = 0
    """Failed and to be tried again."""
    dead: int = 0
    """Given up."""
    released: int = 0
    """Claimed but not tried: behind a failure, or at a stop."""
    failing: tuple[str, ...] = field(default=())
    """Destinations whose last attempt failed."""

    def __add__(self, other: "Delivered") -> "Delivered":
        return Delivered(
            self.sent + other.sent,
            self.retried + other.retried,
            self.dead + other.dead,
            self.released + other.released,
            tuple(dict.fromkeys((*self.failing, *other.failing))),
        )


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
            made.append(_message(alert, wanting[name], now, names, look, when))
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

    Raises:
        StateError: the outbox cannot be read or written. What was sent may go out again.
    """
    stop = stop or threading.Event()
    run = _Run(store, senders, policy, clock, jitter, stop)
    total = Delivered()
    with ThreadPoolExecutor(max_workers=max(len(senders), 1), thread_name_prefix="deliver") as pool:
        under_way: set[Future[Delivered]] = set()
        while True:
            claimed: list[Message] = []
            if not stop.is_set():
                with store.write() as conn:
                    now = clock()
                    gather(conn, write_digest, now)
                    claimed = outbox.lease(conn, now, policy.batch, policy.lease.total_seconds(), by)
            under_way |= {pool.submit(run.send_all, group) for group in _by_destination(claimed)}
            if not under_way:
                return total
            if not claimed:
                # While one destination hangs, the others' new messages are still claimed.
                done, under_way = wait(under_way, _LOOK_AGAIN_S, return_when=FIRST_COMPLETED)
                total = sum((future.result() for future in done), total)


@dataclass(frozen=True, slots=True)
class _Run:
    """One call of :func:`deliver`: what its threads share."""

    store: Store
    senders: Mapping[str, Sender]
    policy: DeliverPolicy
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    stop: threading.Event

    def send_all(self, group: Sequence[Message]) -> Delivered:
        """Send messages of one destination in order, until the destination fails or a stop is asked for."""
        total = Delivered()
        held_up = False
        for at, message in enumerate(group):
            # A claim about to run out is given back rather than sent twice.
            if self.stop.is_set() or not self._holds(message):
                return total + self._release(group[at:])
            receipt = self._attempt(message)
            after = self._settle(message, receipt)
            total += _counted(message, after)
            stuck = after is MessageState.PENDING
            # One message that its destination cannot take must not hold up the news behind it for days: once
            # it failed a few times, the next one tells whether it is the message or the destination.
            if stuck and (message.attempts < STUCK_AFTER or held_up):
                return total + self._release(group[at + 1 :])
            held_up = stuck
        return total

    def _attempt(self, message: Message) -> Receipt:
        sender = self.senders.get(message.destination)
        if sender is None:
            cause = f"no destination {message.destination!r} in the configuration any more"
            return Receipt(message.key, self.clock(), Outcome.REFUSED, cause)
        try:
            sender(message)
        except SendError as error:
            outcome = Outcome.RETRY if error.retryable else Outcome.REFUSED
            return Receipt(message.key, self.clock(), outcome, str(error), error.retry_after_s)
        except Exception as error:
            # A fault in one way out must not stop the others; the log says where it is.
            log.exception("destination %s failed unexpectedly", message.destination)
            return Receipt(message.key, self.clock(), Outcome.RETRY, f"{type(error).__name__}: {error}")
        return Receipt(message.key, self.clock(), Outcome.SENT, "")

    def _settle(self, message: Message, receipt: Receipt) -> MessageState:
        again = None
        if receipt.outcome is Outcome.RETRY:
            again = next_attempt_at(message, receipt, self.policy, self.jitter())
        with self.store.write() as conn:
            after = outbox.settle(conn, receipt, again)
        if receipt.outcome is not Outcome.SENT:
            then = f"again at {again:%Y-%m-%d %H:%M:%S} UTC" if again is not None else "given up"
            log.warning("%s: %s (%s)", message.destination, receipt.detail, then)
        return after

    def _release(self, rest: Sequence[Message]) -> Delivered:
        if rest:
            with self.store.write() as conn:
                outbox.release(conn, [message.key for message in rest], self.clock())
        return Delivered(released=len(rest))

    def _holds(self, message: Message) -> bool:
        margin = self.policy.lease / 4
        return message.lease_until is None or self.clock() < message.lease_until - margin


def next_attempt_at(
    message: Message, receipt: Receipt, policy: DeliverPolicy, jitter: float
) -> datetime | None:
    """When to try a failed message again; None when it is given up.

    It is given up when both its age and the number of its attempts say so: an old message sent again by hand
    gets its share of attempts, and a destination that asks for long waits gets its share of time.

    Args:
        message: as claimed, ``attempts`` counting the one that failed.
        receipt: of the failed attempt.
        policy: patience.
        jitter: a number in [0, 1).
    """
    asked = None
    if receipt.retry_after_s is not None:
        asked = min(timedelta(seconds=receipt.retry_after_s), policy.longest_asked)
    attempts = max(message.attempts, 1)
    by_age = retry(attempts, policy.retry, receipt.at, jitter, since=message.created_at, retry_after=asked)
    return by_age or retry(attempts, policy.retry, receipt.at, jitter, retry_after=asked)


def look_of(destination: Destination, language: str, address: str = "") -> Look:
    """How a destination is written to.

    Args:
        destination: as configured.
        language: when it names none of its own.
        address: its address with the secrets filled in.
    """
    url = address or destination.url
    return Look(destination.language or language, style_of(url), room_of(url))


def _message(
    alert: Alert,
    destination: Destination,
    now: datetime,
    names: Mapping[str, Mapping[str, str]],
    look: Look,
    when: Release,
) -> Message:
    rendered = render(alert, names=names.get(look.language, {}), look=look)
    return Message(
        key=f"{alert.key}@{destination.name}",
        alert=alert.key,
        destination=destination.name,
        title=rendered.title,
        body=rendered.body,
        payload=json.dumps(alert_object(alert), ensure_ascii=False, separators=(",", ":")),
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=when.at,
        created_at=now,
        severity=alert.severity,
        gather=when.gather,
        markup=rendered.markup,
    )


def _by_destination(claimed: Iterable[Message]) -> list[list[Message]]:
    groups: dict[str, list[Message]] = {}
    for message in claimed:
        groups.setdefault(message.destination, []).append(message)
    return list(groups.values())


def _counted(message: Message, after: MessageState) -> Delivered:
    match after:
        case MessageState.SENT:
            return Delivered(sent=1)
        case MessageState.DEAD:
            return Delivered(dead=1, failing=(message.destination,))
    return Delivered(retried=1, failing=(message.destination,))
