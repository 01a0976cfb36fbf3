"""A breaker for each destination: one that keeps failing is left alone for a while, then tried once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.cadence.policy import BreakerPolicy


@dataclass(frozen=True, slots=True)
class Circuit:
    """What is remembered of one destination."""

    failures: int = 0
    """Attempts in a row that failed, whichever message they were for."""
    until: datetime | None = None
    """Until when it is left alone; None while it is not."""

    def open_at(self, now: datetime) -> bool:
        """Whether it is left alone now."""
        return self.until is not None and now < self.until


def failed(
    circuit: Circuit, policy: BreakerPolicy, now: datetime, retry_after: timedelta | None = None
) -> Circuit:
    """After a failure that may pass.

    Args:
        circuit: as before.
        policy: how many failures, and for how long.
        now: when it failed.
        retry_after: how long the destination asked to be left alone: all its messages wait so long.
    """
    failures = circuit.failures + 1
    pause = timedelta(0)
    if failures >= policy.failures:
        doubled = policy.pause.total_seconds() * 2 ** min(failures - policy.failures, 30)
        pause = timedelta(seconds=min(doubled, policy.longest.total_seconds()))
    pause = max(pause, retry_after or timedelta(0))
    return Circuit(failures, now + pause if pause else None)
