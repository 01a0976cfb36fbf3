"""How fast one destination may be written to: a bucket of tokens, one for each message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """What a service allows."""

    every_s: float
    """Seconds in which one message is allowed."""
    burst: int = 1
    """Messages allowed at once after a long silence."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is left of it."""

    tokens: float
    at: float
    """When so many were left, in seconds of any steady clock."""


def take(bucket: Bucket | None, rate: Rate, now: float) -> tuple[Bucket, float]:
    """Take one token.

    Args:
        bucket: what was left; None for a full one.
        rate: how it fills.
        now: seconds of the same clock.

    Returns:
        What is left, and the seconds to wait before the token may be used: the wait of those that take one
        meanwhile is longer.
    """
    before = bucket or Bucket(float(rate.burst), now)
    filled = min(float(rate.burst), before.tokens + max(0.0, now - before.at) / rate.every_s)
    left = filled - 1.0
    return Bucket(left, now), max(0.0, -left * rate.every_s)
