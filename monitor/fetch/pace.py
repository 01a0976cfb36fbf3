"""The pace at each host: few requests at once, a gap between starts, silence when it asks for that."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from monitor.errors import FetchError
from monitor.fetch.policy import PacePolicy
from monitor.records import Outage

_NAP = 0.25
"""Seconds between looks at a host whose turn depends on another request's end or on a shutdown."""
_KEPT = 4096
"""Hosts remembered; idle ones are forgotten beyond that."""


@dataclass(slots=True)
class _Host:
    active: int = 0
    started_at: float = float("-inf")
    crawl_gap: float = 0.0
    paused_until: float = float("-inf")


class HostPace:
    """Takes turns at hosts. Share one among everything that speaks to the network; safe between threads.

    Turns at different hosts never wait for each other.

    Args:
        policy: limits.
        clock: monotonic seconds.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        policy: PacePolicy | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._policy = policy or PacePolicy()
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._closed = False

    @contextmanager
    def turn(self, host: str, *, crawling: bool = False) -> Iterator[float]:
        """Wait for a turn at ``host`` and hold it inside the ``with`` block.

        Args:
            host: name or address, without port.
            crawling: keep to the host's crawl delay too (article pages, not feeds).

        Yields:
            Seconds waited.

        Raises:
            FetchError: ``wait`` when the host is paused, or its turn is further away than the policy's
                patience; ``retry_after_s`` says how long.
        """
        waited = self._take(host, crawling)
        try:
            yield waited
        finally:
            with self._lock:
                self._hosts[host].active -= 1

    def pause(self, host: str, seconds: float) -> None:
        """Ask nothing of ``host`` for so many seconds from now (429); a longer pause stays."""
        with self._lock:
            slot = self._slot(host)
            slot.paused_until = max(slot.paused_until, self._clock() + seconds)

    def slow(self, host: str, gap: timedelta) -> None:
        """Keep at least ``gap`` between starts when crawling ``host`` (``Crawl-delay``)."""
        with self._lock:
            self._slot(host).crawl_gap = gap.total_seconds()

    def close(self) -> None:
        """End every wait under way with a FetchError, and refuse further turns."""
        self._closed = True

    def _take(self, host: str, crawling: bool) -> float:
        arrived = self._clock()
        patience = self._policy.patience.total_seconds()
        while True:
            with self._lock:
                now = self._clock()
                if self._closed:
                    detail = f"{host} was not asked: the program is about to stop."
                    raise FetchError(Outage.WAIT, detail, retry_after_s=0.0)
                slot = self._slot(host)
                if slot.paused_until > now:
                    rest = slot.paused_until - now
                    raise FetchError(
                        Outage.WAIT,
                        f"{host} asked us to wait; it is left alone for another {_spoken(rest)}.",
                        retry_after_s=rest,
                    )
                wait = self._next_start(slot, crawling) - now
                if wait <= 0 and slot.active < self._policy.concurrent:
                    slot.active += 1
                    slot.started_at = now
                    return now - arrived
                if now - arrived + max(wait, 0.0) > patience:
                    raise FetchError(
                        Outage.WAIT,
                        f"Too many requests queue for {host}; this one is put off.",
                        retry_after_s=max(wait, 0.0) + patience,
                    )
            self._sleep(min(wait, _NAP) if wait > 0 else _NAP / 5)

    def _next_start(self, slot: _Host, crawling: bool) -> float:
        gap = self._policy.gap.total_seconds()
        return slot.started_at + (max(gap, slot.crawl_gap) if crawling else gap)

    def _slot(self, host: str) -> _Host:
        slot = self._hosts.get(host)
        if slot is None:
            if len(self._hosts) >= _KEPT:
                self._forget()
            slot = self._hosts[host] = _Host()
        return slot

    def _forget(self) -> None:
        now = self._clock()
        idle = [
            host
            for host, slot in self._hosts.items()
            if not slot.active and max(slot.paused_until, self._next_start(slot, True)) < now
        ]
        for host in idle:
            del self._hosts[host]


def _spoken(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours"
