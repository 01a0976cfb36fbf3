"""When each part of the daemon last finished something."""

import time
from datetime import datetime, timedelta

elapsed_s = time.monotonic
"""Seconds that stand still while the machine sleeps."""
WATCHED = ("poll", "review", "sweep", "health")
"""Parts that finish something often. Sending may lawfully last long: its queue is watched instead."""


class Ticks:
    """Kept in seconds that stand still while the machine sleeps: a lid that was shut is no trouble, and
    neither is a clock that was set."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}

    def start(self) -> None:
        """Every part begins now."""
        for name in WATCHED:
            self.note(name)

    def note(self, name: str) -> None:
        """A part has finished something."""
        if name in WATCHED:
            self._at[name] = elapsed_s()

    def by_clock(self, now: datetime) -> dict[str, datetime]:
        """Part -> when it last did, by a clock that says ``now``."""
        elapsed = elapsed_s()
        return {name: now - timedelta(seconds=elapsed - at) for name, at in dict(self._at).items()}

    def hanging(self, stalled: timedelta) -> bool:
        """Whether some part has finished nothing for so long."""
        last = dict(self._at).values()
        return bool(last) and elapsed_s() - min(last) > stalled.total_seconds()
