"""What is wrong at one instant, read off the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.health.policy import HealthPolicy
from monitor.records import ConditionKind, FeedState, Health, Trouble

_FEWEST_GAPS = 2
_GAPS_WITH_A_PAUSE = 5
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Backlogged:
    """What is due for a destination, longest first."""

    destination: str
    since: datetime
    """When the message that is due for longest became due, or failed first."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What is looked at."""

    feeds: Sequence[FeedState] = ()
    """Every feed that is configured."""
    gaps: Mapping[str, timedelta] = field(default_factory=dict)
    """Feed -> its longest usual gap, of those that :func:`quiet_feeds` names and that have a rhythm."""
    due: Sequence[Backlogged] = ()
    """Of destinations that are not parked."""
    destinations: frozenset[str] = frozenset()
    """Those that are configured and not parked."""
    degraded: str = ""
    """Why scores do not come from the encoder that was asked for."""
    free_bytes: int | None = None
    """Room on the disk of the state."""
    backup_age: timedelta | None = None
    """Of the newest backup; None when there is none."""
    ticks: Mapping[str, datetime] = field(default_factory=dict)
    """Part of the daemon -> when it last finished something."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen."""

    troubles: tuple[Trouble, ...]
    blind: frozenset[ConditionKind]
    """Kinds of which nothing can be said now."""
    subjects: Mapping[ConditionKind, frozenset[str]]
    """What there is, for kinds about one of several: what is gone is neither wrong nor right again."""


def see(vitals: Vitals, policy: HealthPolicy, now: datetime) -> Sight:
    """Everything that is wrong at one instant."""
    found: list[Trouble] = []
    polled = [feed for feed in vitals.feeds if feed.health is not Health.NEW]
    dark = bool(polled) and not any(feed.health is Health.OK for feed in polled)
    if dark:
        worst = max(polled, key=lambda feed: feed.failures)
        heard = [feed.ok_at for feed in polled if feed.ok_at is not None]
        found.append(Trouble(ConditionKind.FEEDS, "", worst.error or "", max(heard, default=None)))
    for feed in quiet_feeds(vitals.feeds, policy, now):
        gap = vitals.gaps.get(feed.name)
        if gap is not None and feed.new_at is not None and now - feed.new_at > policy.silent_gaps * gap:
            found.append(Trouble(ConditionKind.SILENT, feed.name, feed.error or "", feed.new_at))
    if vitals.degraded:
        found.append(Trouble(ConditionKind.ENCODER, "", vitals.degraded))
    found += [
        Trouble(ConditionKind.OUTBOX, waits.destination, "", waits.since)
        for waits in vitals.due
        if now - waits.since > policy.stuck and waits.destination in vitals.destinations
    ]
    if vitals.free_bytes is not None and vitals.free_bytes < policy.free_bytes:
        found.append(Trouble(ConditionKind.DISK, "", f"{vitals.free_bytes // _MEGABYTE} MB"))
    if vitals.backup_age is None or vitals.backup_age > policy.backup:
        taken = None if vitals.backup_age is None else now - vitals.backup_age
        found.append(Trouble(ConditionKind.BACKUP, "", "", taken))
    found += [
        Trouble(ConditionKind.WORK, name, "", at)
        for name, at in vitals.ticks.items()
        if now - at > policy.stalled
    ]
    return Sight(
        troubles=tuple(one for one in found if one.kind in policy.kinds),
        # While nothing can be read, no feed is silent by itself.
        blind=frozenset({ConditionKind.SILENT}) if dark else frozenset(),
        subjects={
            ConditionKind.SILENT: frozenset(feed.name for feed in vitals.feeds),
            ConditionKind.OUTBOX: vitals.destinations,
        },
    )


def quiet_feeds(feeds: Sequence[FeedState], policy: HealthPolicy, now: datetime) -> tuple[FeedState, ...]:
    """Feeds quiet for long enough to be called silent, if that is longer than usual for them."""
    return tuple(feed for feed in feeds if feed.new_at is not None and now - feed.new_at > policy.silent)


def longest_gap(published: Sequence[datetime]) -> timedelta | None:
    """The longest usual gap between a feed's newest entries; None when they tell no rhythm.

    Of five gaps or more, the longest is left out: a holiday is no rhythm.

    Args:
        published: of the newest entries, in any order.
    """
    times = sorted(published)
    gaps = sorted(later - earlier for earlier, later in pairwise(times))
    if len(gaps) < _FEWEST_GAPS:
        return None
    return gaps[-2] if len(gaps) >= _GAPS_WITH_A_PAUSE else gaps[-1]
