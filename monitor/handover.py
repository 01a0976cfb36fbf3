"""One destination's messages handed over in order, each settled with a receipt before the next is sent.

A failure holds back the rest of that destination, unless it is the message that is at fault and not the
destination. A destination that takes nothing for good is parked in the transaction that records why, with
the notices that tell it through the others.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import Connection

from monitor.cadence import retry
from monitor.errors import SendError, StateError
from monitor.policies import DeliverPolicy
from monitor.records import AGAIN, Message, MessageState, Outcome, Parked, Picture, Receipt
from monitor.send import Sender
from monitor.store import Store, outbox, parking
from monitor.traffic import Traffic

log = logging.getLogger(__name__)

STUCK_AFTER = 3
"""Failures of one message after which those behind it are tried although it failed."""

Draw: TypeAlias = Callable[[Message], Sequence[Picture]]
"""The pictures that go with a message; asked only for destinations that take them."""
Tell: TypeAlias = Callable[[Parked], Sequence[Message]]
"""What the other destinations are told of one that is parked."""


def no_pictures(_message: Message) -> Sequence[Picture]:
    """None."""
    return ()


def nobody(_parked: Parked) -> Sequence[Message]:
    """Nobody is told."""
    return ()


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


@dataclass(frozen=True, slots=True)
class Handover:
    """What the threads of one turn of sending share."""

    store: Store
    senders: Mapping[str, Sender]
    policy: DeliverPolicy
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    stop: threading.Event
    traffic: Traffic
    draw: Draw = no_pictures
    fingerprint: Callable[[str], str] = str
    """Destination -> something that changes with its address and does not tell it."""
    tell: Tell = nobody

    def send_all(self, group: Sequence[Message]) -> Delivered:
        """Send messages of one destination in order, until the destination fails or a stop is asked for."""
        total = Delivered()
        held_up = False
        for at, message in enumerate(group):
            # A claim about to run out is given back rather than sent twice.
            if self.stop.is_set() or not self._holds(message):
                return total + self._release(group[at:])
            self.stop.wait(self.traffic.wait_s(message.destination))
            if self.stop.is_set() or not self._holds(message):
                return total + self._release(group[at:])
            receipt, parks = self._attempt(message)
            after = self._settle(message, receipt, parks)
            total += _counted(message, after)
            stuck = after is MessageState.PENDING
            if parks or (stuck and self.traffic.resting(message.destination)):
                return total + self._release(group[at + 1 :])
            # One message that its destination cannot take must not hold up the news behind it for days: once
            # it failed a few times, the next one tells whether it is the message or the destination.
            if stuck and (message.attempts < STUCK_AFTER or held_up):
                return total + self._release(group[at + 1 :])
            held_up = stuck
        return total

    def _attempt(self, message: Message) -> tuple[Receipt, bool]:
        """Try to hand one message over: what came of it, and whether its destination is to be parked."""
        sender = self.senders.get(message.destination)
        if sender is None:
            cause = f"no destination {message.destination!r} in the configuration any more"
            return Receipt(message.key, self.clock(), Outcome.REFUSED, cause), False
        try:
            pictures = self.draw(message) if getattr(sender, "pictures", False) else ()
            remote = sender(message, pictures, self._answered(message))
        except SendError as error:
            again = Outcome.UNHEARD if error.unheard else Outcome.RETRY
            outcome = again if error.retryable else Outcome.REFUSED
            receipt = Receipt(message.key, self.clock(), outcome, str(error), error.retry_after_s)
            return receipt, error.parks
        except StateError:
            raise
        except Exception as error:
            # A fault in one way out must not stop the others; the log says where it is.
            log.exception("destination %s failed unexpectedly", message.destination)
            detail = f"{type(error).__name__}: {error}"
            return Receipt(message.key, self.clock(), Outcome.UNHEARD, detail), False
        return Receipt(message.key, self.clock(), Outcome.SENT, "", remote=remote or ""), False

    def _answered(self, message: Message) -> str:
        if message.answers is None:
            return ""
        with self.store.read() as conn:
            return outbox.remote_of(conn, message.answers)

    def _settle(self, message: Message, receipt: Receipt, parks: bool) -> MessageState:
        again = None
        if receipt.outcome in AGAIN:
            again = next_attempt_at(message, receipt, self.policy, self.jitter())
        elif parks:
            # It keeps its place in front of those behind it.
            again = receipt.at
        told = False
        with self.store.write() as conn:
            after = outbox.settle(conn, receipt, again)
            if parks:
                told = self._park(conn, message.destination, receipt)
        if receipt.outcome in AGAIN:
            self.traffic.failed(message.destination, receipt.at, self._asked(receipt))
        else:
            self.traffic.worked(message.destination)
        if parks:
            log.error(
                "%s takes nothing and is parked%s: %s. Put it right, then `monitor alerts unpark %s`.",
                message.destination,
                "" if told else ", and there is no other destination to tell it through",
                receipt.detail,
                message.destination,
            )
        elif receipt.outcome is not Outcome.SENT:
            then = f"again at {again:%Y-%m-%d %H:%M:%S} UTC" if again is not None else "given up"
            log.warning("%s: %s (%s)", message.destination, receipt.detail, then)
        return after

    def _park(self, conn: Connection, name: str, receipt: Receipt) -> bool:
        """Park a destination and tell those that are not parked, in the caller's transaction; whether any."""
        one = Parked(name, receipt.at, receipt.detail, self.fingerprint(name))
        if not parking.park(conn, one):
            return True
        away = {other.destination for other in parking.all(conn)}
        notices = [message for message in self.tell(one) if message.destination not in away]
        outbox.put(conn, notices)
        return bool(notices)

    def _asked(self, receipt: Receipt) -> timedelta | None:
        if receipt.retry_after_s is None:
            return None
        return min(timedelta(seconds=receipt.retry_after_s), self.policy.longest_asked)

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


def _counted(message: Message, after: MessageState) -> Delivered:
    match after:
        case MessageState.SENT:
            return Delivered(sent=1)
        case MessageState.DEAD:
            return Delivered(dead=1, failing=(message.destination,))
    return Delivered(retried=1, failing=(message.destination,))
