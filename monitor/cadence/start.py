"""Next polls that do not follow from a poll: a new feed, a start, a clock set back."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from monitor.cadence.policy import CadencePolicy
from monitor.records import Feed, FeedState, Health


def first_state(feed: Feed, policy: CadencePolicy, now: datetime) -> FeedState:
    """The state of a feed that was never polled: due within ``policy.trickle``, at a time of its own."""
    offset = policy.trickle * _share(feed.name)
    return FeedState(feed.name, feed.url, now + offset, interval=feed.interval or policy.start)


def trickle(states: Iterable[FeedState], policy: CadencePolicy, now: datetime) -> tuple[FeedState, ...]:
    """Spread the feeds that are overdue after a start evenly over ``policy.trickle``, the first at once.

    Feeds never polled count as overdue. Parked feeds and those not due yet keep their time; so does the
    order of the input. The same states give the same result.
    """
    known = tuple(after_clock_jump(state, policy, now) for state in states)
    overdue = sorted((s for s in known if _overdue(s, now)), key=lambda s: _share(s.name))
    due = {s.name: now + policy.trickle * (i / len(overdue)) for i, s in enumerate(overdue)}
    return tuple(replace(s, next_poll_at=due[s.name]) if s.name in due else s for s in known)


def after_clock_jump(state: FeedState, policy: CadencePolicy, now: datetime) -> FeedState:
    """The state, its due time counted anew when the clock was set back since the last poll.

    Without this a clock that was once wrong by a year would silence a feed for a year.
    """
    if state.polled_at is None:
        late = state.next_poll_at - now > policy.trickle + policy.clock_slack
        return replace(state, next_poll_at=now) if late else state
    if state.polled_at - now <= policy.clock_slack:
        return state
    wait = min(max(state.next_poll_at - state.polled_at, policy.own_floor), policy.wait_ceiling)
    return replace(state, polled_at=now, next_poll_at=min(state.next_poll_at, now + wait))


def _overdue(state: FeedState, now: datetime) -> bool:
    return state.health is not Health.PARKED and (state.health is Health.NEW or state.next_poll_at <= now)


def _share(name: str) -> float:
    """A number in [0, 1) that belongs to the name for ever."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest(), "big") / 2**48
