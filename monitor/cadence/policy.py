"""How often feeds are asked and messages retried: the figures a user may change."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class CadencePolicy:
    """Times between polls of one feed."""

    start: timedelta = timedelta(minutes=30)
    """Interval of a feed whose rhythm is not known yet."""
    floor: timedelta = timedelta(minutes=5)
    """Never poll a feed more often than this, unless the feed has an interval of its own."""
    ceiling: timedelta = timedelta(hours=6)
    """Never wait longer than this after a good poll, whatever the feed or its server suggests."""
    fastest: timedelta = timedelta(minutes=15)
    """Shortest interval that a feed's own rhythm may lead to."""
    own_floor: timedelta = timedelta(minutes=1)
    """Shortest interval that a feed may be given by name in the configuration."""
    recent: int = 20
    """How many of the newest entries tell a feed's rhythm: it is polled at half their median gap."""
    spread: float = 0.1
    """Each wait is stretched by up to this share, at random, so that feeds do not move in step."""
    trickle: timedelta = timedelta(minutes=1)
    """After a start, overdue feeds are polled one by one over this time instead of all at once."""
    backoff_ceiling: timedelta = timedelta(hours=12)
    """Longest wait while a server answers with errors of its own (5xx) or nonsense."""
    refused_ceiling: timedelta = timedelta(hours=24)
    """Longest wait while a server refuses (401, 403, 404, 451 and other 4xx)."""
    unreached_ceiling: timedelta = timedelta(hours=1)
    """Longest wait while no server is reached at all: asking costs nobody anything, and our own network
    may have been away."""
    wait_start: timedelta = timedelta(minutes=10)
    """First wait after 429 or 503 without a readable Retry-After; doubles each time."""
    wait_floor: timedelta = timedelta(minutes=1)
    """Shortest wait after 429 or 503, whatever the server says."""
    wait_ceiling: timedelta = timedelta(days=7)
    """Longest wait after 429 or 503, whatever the server says."""
    gone_after: timedelta = timedelta(days=1)
    """A feed that answers 410 is parked when it still does after this time."""
    full_every: timedelta = timedelta(days=30)
    """Once in this time the whole document is asked for, even when it seems unchanged."""
    clock_slack: timedelta = timedelta(minutes=5)
    """A last poll further in the future than this means that the clock was set back."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Times between attempts to hand over one message."""

    start: timedelta = timedelta(seconds=10)
    """Longest wait after the first failure; doubles with each attempt."""
    ceiling: timedelta = timedelta(hours=1)
    """Longest wait between two attempts."""
    give_up: timedelta = timedelta(hours=72)
    """A message that could not be handed over for so long is given up."""


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """When a destination that keeps failing is left alone."""

    failures: int = 5
    """Failures in a row, of whichever messages, after which it is left alone."""
    pause: timedelta = timedelta(minutes=1)
    """For how long at first; doubles with each further failure."""
    longest: timedelta = timedelta(minutes=15)
    """For how long at most, unless the destination itself asks for more."""
