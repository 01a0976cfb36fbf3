"""When the monitor calls itself unwell."""

from dataclasses import dataclass
from datetime import timedelta

from monitor.records import ConditionKind


@dataclass(frozen=True, slots=True)
class HealthPolicy:
    """When the monitor tells that it is unwell itself, and when that it is well again."""

    kinds: tuple[ConditionKind, ...] = tuple(ConditionKind)
    """What is told: no feed can be read (``feeds``), a feed is silent beyond its own rhythm (``silent``), the
    encoder fails (``encoder``), messages are stuck (``outbox``), the disk is nearly full (``disk``), there is
    no fresh backup (``backup``), a part of the daemon hangs or fails (``work``)."""
    after: timedelta = timedelta(minutes=15)
    """How long something must be wrong before it is told, and right again before that is told."""
    again: timedelta = timedelta(hours=6)
    """Least time between two notices of one thing, or of silent feeds: what comes meanwhile waits."""
    silent: timedelta = timedelta(days=3)
    """No feed is called silent sooner than this after it last brought something new."""
    silent_gaps: float = 2.0
    """Nor sooner than so many times its longest usual gap between entries."""
    stuck: timedelta = timedelta(minutes=30)
    """A message that is due for so long is stuck; what waits for its hour is not due."""
    stalled: timedelta = timedelta(minutes=15)
    """A part of the daemon that has finished nothing for so long hangs."""
    free_bytes: int = 500_000_000
    """Less room than this on the disk of the state is nearly full."""
    backup: timedelta = timedelta(days=3)
    """A newest backup older than this is not fresh."""


@dataclass(frozen=True, slots=True)
class HeartbeatPolicy:
    """An address that is asked while work is truly done, so that somebody else notices when it is not."""

    url: str = ""
    """Web address, as healthchecks.io and others give it; empty for none. Secrets stand as ``${NAME}``."""
    fail_url: str = ""
    """Asked instead while the monitor fails; ``url`` with ``/fail`` behind its path when empty."""
    every: timedelta = timedelta(minutes=5)
    """How often."""
