"""What is wrong with the monitor itself, and for how long."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ConditionKind(StrEnum):
    """What can be wrong with the monitor itself."""

    FEEDS = "feeds"
    """No feed at all can be read."""
    SILENT = "silent"
    """A feed brings nothing new for much longer than it usually does."""
    ENCODER = "encoder"
    """Entries are not scored, or not by the encoder that was asked for."""
    OUTBOX = "outbox"
    """Messages that are due do not reach a destination that is not parked."""
    DISK = "disk"
    """The disk of the state is nearly full."""
    BACKUP = "backup"
    """There is no fresh copy of the state."""
    WORK = "work"
    """A part of the daemon hangs, or fails every time."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong as it is seen at one instant."""

    kind: ConditionKind
    subject: str = ""
    """The feed, destination or part of the daemon; empty where the whole is meant."""
    detail: str = ""
    """The cause as it was recorded, or a figure."""
    since: datetime | None = None
    """When it began by the records; None where they do not say."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something wrong that was seen again and again. It is open once a person was told, until it is over."""

    kind: ConditionKind
    subject: str
    seen_at: datetime
    """When it was first seen."""
    detail: str
    since: datetime
    """When it began, by the records."""
    opened_at: datetime | None = None
    """When it was told; None while it has not lasted long enough."""
    missed_at: datetime | None = None
    """Since when it is not seen any more, though it was told."""
    ended_at: datetime | None = None
    """When its end was told."""
