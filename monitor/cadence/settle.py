"""Fold the outcome of one poll into what is remembered about its feed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from monitor.cadence.headers import Advice
from monitor.cadence.outcome import Failed, Outcome, Read, Unchanged
from monitor.cadence.policy import CadencePolicy
from monitor.records import Feed, FeedState, Health, Outage

_UNREACHED = frozenset({Outage.DNS, Outage.CONNECT, Outage.TIMEOUT})
_FALL_BACK_AFTER = 3
"""Failed polls in a row after which an adopted address is given up for the configured one."""


def settle(
    state: FeedState,
    outcome: Outcome,
    policy: CadencePolicy,
    now: datetime,
    jitter: float,
    *,
    feed: Feed | None = None,
) -> FeedState:
    """What to remember after one poll.

    Args:
        state: what was remembered before it.
        outcome: what came of it.
        policy: times.
        now: when it ended.
        jitter: in [0, 1); 0 gives the shortest wait, values near 1 the longest.
        feed: the feed as configured: its own ``interval`` wins over rhythm and hints, and its ``url`` is
            what an adopted address falls back to.

    Returns:
        The next state. ``next_poll_at`` is always in the future; no failure is final except 410
        confirmed after ``policy.gone_after``, which parks the feed.
    """
    match outcome:
        case Failed():
            return _failed(state, outcome, policy, now, jitter, feed)
        case Unchanged():
            settled = _answered(state, outcome.advice, now)
            if outcome.whole:
                settled = replace(
                    settled,
                    etag=outcome.advice.etag,
                    last_modified=outcome.advice.last_modified,
                    full_at=now,
                    url=_adopted(state.url, outcome.moved_to),
                )
        case Read():
            settled = replace(
                _answered(state, outcome.advice, now),
                etag=outcome.advice.etag,
                last_modified=outcome.advice.last_modified,
                body_hash=outcome.body_hash,
                full_at=now,
                new_at=now if outcome.new else state.new_at,
                interval=_interval(state, outcome, policy, now),
                url=_adopted(state.url, outcome.moved_to),
            )
    return replace(settled, next_poll_at=now + _wait(settled, outcome.advice, policy, jitter, feed))


def rhythm(published: Iterable[datetime], policy: CadencePolicy, now: datetime) -> timedelta:
    """Half the median gap between the newest entries, the silence since the newest one included.

    Fewer than three dates tell no rhythm: the result is then ``policy.start``. Dates in the future are
    not evidence and are left out.
    """
    times = sorted((p for p in published if p <= now), reverse=True)[: policy.recent]
    if len(times) < 3:
        return policy.start
    newest_first = [now, *times]
    gaps = [later - earlier for later, earlier in pairwise(newest_first)]
    half = timedelta(seconds=median(gap.total_seconds() for gap in gaps) / 2)
    return _clamp(half, policy.fastest, policy.ceiling)


def _answered(state: FeedState, said: Advice, now: datetime) -> FeedState:
    """A good answer: failures are forgotten, validators it carries replace the stored ones."""
    return replace(
        state,
        health=Health.OK,
        etag=said.etag or state.etag,
        last_modified=said.last_modified or state.last_modified,
        polled_at=now,
        ok_at=now,
        failures=0,
        outage=None,
        error=None,
        gone_at=None,
    )


def _interval(state: FeedState, outcome: Read, policy: CadencePolicy, now: datetime) -> timedelta:
    own = state.interval if outcome.published is None else rhythm(outcome.published, policy, now)
    return _clamp(max(own, outcome.ttl or own), policy.floor, policy.ceiling)


def _wait(
    state: FeedState, said: Advice, policy: CadencePolicy, jitter: float, feed: Feed | None
) -> timedelta:
    """Time to the next poll after a good one: server and document may stretch it up to the ceiling."""
    if feed is not None and feed.interval is not None:
        wished = max(feed.interval, policy.own_floor)
        return wished * (1 + policy.spread * jitter)
    wanted = max(state.interval, said.fresh_for or state.interval)
    wait = _clamp(wanted, policy.floor, policy.ceiling)
    return _clamp(wait * (1 + policy.spread * jitter), policy.floor, policy.ceiling)


def _adopted(url: str, moved_to: str | None) -> str:
    """The address to poll from now on. A move from https down to http is followed, but not adopted."""
    if moved_to is None or (url.lower().startswith("https:") and not moved_to.lower().startswith("https:")):
        return url
    return moved_to


def _failed(
    state: FeedState,
    outcome: Failed,
    policy: CadencePolicy,
    now: datetime,
    jitter: float,
    feed: Feed | None,
) -> FeedState:
    failures = state.failures + 1
    gone = outcome.outage is Outage.GONE
    gone_at = (state.gone_at or now) if gone else None
    settled = replace(
        state,
        health=Health.WAITING if outcome.outage is Outage.WAIT else Health.FAILING,
        polled_at=now,
        failures=failures,
        outage=outcome.outage,
        error=outcome.detail,
        gone_at=gone_at,
    )
    if feed is not None and state.url != feed.url and (gone or failures >= _FALL_BACK_AFTER):
        # The adopted address let us down; the configured one may still lead to the feed.
        settled = replace(settled, url=feed.url, etag=None, last_modified=None, body_hash=None, gone_at=None)
        gone_at = None
        gone = False
    if gone and gone_at is not None:
        parked = state.health is Health.PARKED or now - gone_at >= policy.gone_after
        if parked:
            # A driver that overlooks the health would ask once in this long time: still harmless.
            return replace(settled, health=Health.PARKED, next_poll_at=now + policy.full_every)
        wait = max(policy.gone_after, policy.floor) * (1 + policy.spread * jitter)
        return replace(settled, next_poll_at=now + wait)
    return replace(settled, next_poll_at=now + _backoff(settled, outcome, policy, jitter))


def _backoff(state: FeedState, outcome: Failed, policy: CadencePolicy, jitter: float) -> timedelta:
    if outcome.outage is Outage.WAIT:
        wait = outcome.retry_after
        if wait is None:
            wait = _doubled(policy.wait_start, state.failures - 1, policy.wait_ceiling)
        wait = _clamp(wait, policy.wait_floor, policy.wait_ceiling)
        return min(wait * (1 + policy.spread * jitter), max(wait, policy.wait_ceiling))
    if outcome.outage in _UNREACHED:
        ceiling = policy.unreached_ceiling
    elif outcome.refused:
        ceiling = policy.refused_ceiling
    else:
        ceiling = policy.backoff_ceiling
    bound = _doubled(state.interval, state.failures - 1, ceiling)
    # Full jitter: anywhere between the floor and the bound, so that a crowd does not come back at once.
    return policy.floor + max(timedelta(0), bound - policy.floor) * jitter


def _doubled(start: timedelta, times: int, ceiling: timedelta) -> timedelta:
    """``start`` doubled ``times`` times, at most ``ceiling``."""
    seconds = start.total_seconds() * 2 ** min(times, 40)
    return min(ceiling, timedelta(seconds=min(seconds, ceiling.total_seconds())))


def _clamp(value: timedelta, low: timedelta, high: timedelta) -> timedelta:
    return max(low, min(value, high))
