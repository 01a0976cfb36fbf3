"""The next attempt to hand over one message."""

from datetime import datetime, timedelta

from monitor.cadence.policy import RetryPolicy

_SHORTEST = timedelta(seconds=1)


def retry(
    attempts: int,
    policy: RetryPolicy,
    now: datetime,
    jitter: float,
    *,
    since: datetime | None = None,
    retry_after: timedelta | None = None,
) -> datetime | None:
    """When to try again after ``attempts`` failed attempts, or None to give up.

    Args:
        attempts: failed attempts so far, the one just made included; at least 1.
        policy: times.
        now: when the last attempt ended.
        jitter: in [0, 1): the share of the longest wait (``start`` doubled per attempt, at most
            ``ceiling``) that is waited.
        since: when the message was first due. Without it, the longest possible waits are added up.
        retry_after: what the destination asked for; never asked again before that.
    """
    bound = _bound(attempts, policy)
    wait = max(_SHORTEST, bound * jitter)
    if retry_after is not None:
        wait = max(wait, retry_after)
    spent = now - since if since is not None else _longest(attempts - 1, policy)
    return None if spent + wait > policy.give_up else now + wait


def _bound(attempts: int, policy: RetryPolicy) -> timedelta:
    seconds = policy.start.total_seconds() * 2 ** min(attempts - 1, 40)
    return timedelta(seconds=min(seconds, policy.ceiling.total_seconds()))


def _longest(attempts: int, policy: RetryPolicy) -> timedelta:
    """The sum of the longest waits of so many attempts, as soon as it reaches ``give_up`` no more."""
    total = timedelta(0)
    for attempt in range(1, attempts + 1):
        total += _bound(attempt, policy)
        if total > policy.give_up:
            break
    return total
