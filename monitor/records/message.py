"""What goes to destinations: messages, the pictures beside them, and the receipts of every attempt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.records.alert import Severity


class MessageKind(StrEnum):
    """What a message is to its receiver."""

    ALERT = "alert"
    """One alert."""
    DIGEST = "digest"
    """Several alerts that waited, in one message."""
    UPDATE = "update"
    """An alert sent before is carried by more: quiet. Also that one taken back holds after all."""
    EDIT = "edit"
    """An alert sent before as it is now, in place of what was sent."""
    RETRACTION = "retraction"
    """An alert sent before rested on words that the user marked as wrong."""
    HEALTH = "health"
    """About the monitor itself: it fails, or works again."""
    SAMPLE = "sample"
    """Sent by hand to try a destination."""


class MessageState(StrEnum):
    """Where a message is on its way."""

    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    DEAD = "dead"
    """Given up: listed, and re-sendable."""
    MERGED = "merged"
    """It leaves as part of a digest (``within``), whose state tells the rest."""
    WITHDRAWN = "withdrawn"
    """What it tells was taken back before it left."""


class Outcome(StrEnum):
    """What one attempt at sending came to."""

    SENT = "sent"
    RETRY = "retry"
    """The destination did not take it, and is asked again."""
    UNHEARD = "unheard"
    """It may have been taken, nobody heard of it: the destination is asked again."""
    REFUSED = "refused"
    """The destination said no in a way that retrying cannot help."""


AGAIN = frozenset({Outcome.RETRY, Outcome.UNHEARD})
"""After these it is tried again."""


@dataclass(frozen=True, slots=True)
class Message:
    """News rendered for one destination, waiting in the outbox."""

    key: str
    """``alert key`` + ``destination``: stable over retries, shown in what is sent."""
    alert: str | None
    """The alert it tells; None for a digest, and for what no alert stands behind."""
    destination: str
    title: str
    body: str
    """Plain text."""
    payload: str
    """The alert as one JSON object, for destinations that take records."""
    state: MessageState
    attempts: int
    next_attempt_at: datetime
    """When it is due: now, the next attempt, or the end of what it waits for."""
    created_at: datetime
    lease_until: datetime | None = None
    kind: MessageKind = MessageKind.ALERT
    severity: Severity | None = None
    """How loud it is; None for what is no news."""
    markup: str = ""
    """Title and body in the markup of its destination; empty where plain text is what it takes."""
    gather: str = ""
    """Messages of one destination that waited under one name leave as one digest; empty for those that go
    alone."""
    within: str | None = None
    """Key of the digest that it left in."""
    answers: str | None = None
    """Key of the message that it updates or retracts."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image for destinations that take attachments."""

    name: str
    """File name with its ending, ASCII."""
    mime: str
    data: bytes
    words: str
    """What it shows, for people who do not see it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The outcome of one attempt."""

    message: str
    at: datetime
    outcome: Outcome
    detail: str
    """The cause as the destination gave it, secrets removed."""
    retry_after_s: float | None = None
    remote: str = ""
    """What the destination calls the message, where it says so: by that name it can be edited or answered."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A destination that takes nothing until somebody changes something."""

    destination: str
    parked_at: datetime
    reason: str
    """As the destination gave it, secrets removed."""
    address: str
    """Fingerprint of the address it had: another address is another chance."""
