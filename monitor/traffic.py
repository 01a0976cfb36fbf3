"""What is remembered of destinations between turns of sending: how they fare, how fast they are written to.

It lives as long as the settings. A restart forgets it, which costs one attempt at a destination that is down.
"""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from monitor.cadence import BreakerPolicy, Bucket, Circuit, Rate, failed, take

log = logging.getLogger(__name__)

_WHOLE = Circuit()


class Traffic:
    """Breakers and buckets, one of each for a destination. Each destination has one thread at a time.

    Args:
        breaker: when a destination is left alone.
        rates: destination -> how fast it may be written to.
        steady: seconds of a clock that never jumps.
    """

    def __init__(
        self,
        breaker: BreakerPolicy | None = None,
        rates: Mapping[str, Rate] | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._breaker = breaker or BreakerPolicy()
        self._rates = rates or {}
        self._steady = steady
        self._circuits: dict[str, Circuit] = {}
        self._buckets: dict[str, Bucket] = {}

    def alone(self, now: datetime) -> frozenset[str]:
        """Destinations that are left alone now."""
        return frozenset(name for name, circuit in list(self._circuits.items()) if circuit.open_at(now))

    def resting(self, name: str) -> bool:
        """Whether a destination's last failure was one too many, or asked for patience."""
        return self._circuits.get(name, _WHOLE).until is not None

    def wait_s(self, name: str) -> float:
        """Count one message for a destination: how long to wait before it is handed over."""
        rate = self._rates.get(name)
        if rate is None:
            return 0.0
        self._buckets[name], wait = take(self._buckets.get(name), rate, self._steady())
        return wait

    def worked(self, name: str) -> None:
        """A destination answered: it took a message, or refused one."""
        self._circuits.pop(name, None)

    def failed(self, name: str, now: datetime, retry_after: timedelta | None) -> None:
        """A destination failed in a way that may pass."""
        circuit = failed(self._circuits.get(name, _WHOLE), self._breaker, now, retry_after)
        self._circuits[name] = circuit
        if circuit.until is not None:
            log.warning("%s is left alone until %s UTC", name, f"{circuit.until:%Y-%m-%d %H:%M:%S}")
