"""When an alert leaves for a destination: at once, or with others that wait for the same moment. Pure.

1. what is loud or near breaks through and leaves at once;
2. a digest takes everything else until its hour;
3. without a digest, news of one group waits for company, and the next of it until the interval is over;
4. what would leave in quiet hours leaves at their end;
5. more than the most of an hour leaves when there is room again.

Whatever waits under one name leaves as one digest. Nothing is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.records import Alert, AlertKind, Bound, Severity
from monitor.routing.hours import clock_time, next_daily, next_hourly, quiet_hours, quiet_until, zone

HOUR = timedelta(hours=1)


class Rhythm(StrEnum):
    """How often a digest leaves."""

    NEVER = "never"
    HOURLY = "hourly"
    DAILY = "daily"


class GroupBy(StrEnum):
    """What makes news belong together."""

    MILESTONE = "milestone"
    """The milestone; coverage by its story."""
    STORY = "story"
    """The story of the article that brought it; what the clock brought by its milestone."""


class Reason(StrEnum):
    """Why an alert leaves when it does."""

    AT_ONCE = "at-once"
    THROUGH = "through"
    """Loud or near: it breaks through."""
    GROUP = "group"
    """With its group."""
    DIGEST = "digest"
    QUIET = "quiet"
    """When the quiet hours end."""
    FULL = "full"
    """When the hour has room again."""


@dataclass(frozen=True, slots=True)
class Calm:
    """When a destination may be disturbed. What has to wait leaves together, as one digest, and is never
    dropped."""

    zone: str = "UTC"
    """Time zone of the times below, such as ``Asia/Baghdad``."""
    quiet: tuple[str, ...] = ()
    """Quiet hours, such as ``["22:00-07:00"]``: what comes then leaves as one digest at their end."""
    digest: Rhythm = Rhythm.NEVER
    """``hourly`` or ``daily``: everything waits for one digest."""
    digest_at: str = "08:00"
    """When the daily digest leaves."""
    max_per_hour: int = 0
    """Most messages in any 60 minutes, what breaks through aside; more wait, and leave as one digest that
    says how many. 0: no limit."""
    wait: timedelta = timedelta()
    """How long the first news of a group waits for more of it."""
    interval: timedelta = timedelta()
    """Least time between two messages of one group; what comes meanwhile leaves together."""
    by: GroupBy = GroupBy.MILESTONE
    """What a group is: the news of one milestone, or of one story."""
    through: tuple[Severity, ...] = (Severity.SHIFT,)
    """Alerts so loud break through: they leave at once, whatever else is set here."""
    near_days: int = 7
    """News of a deadline at most so many days away, before or after the news, breaks through as well. 0: none
    does."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that left for a destination, or is going to."""

    destination: str
    gather: str
    """What it waited or waits under; empty when it went alone."""
    at: datetime
    """When it left or leaves."""
    waits: bool = False
    """Whether it is still here: nobody has tried to send it."""
    inside: bool = False
    """Whether it left as part of a digest."""


@dataclass(frozen=True, slots=True)
class Release:
    """When a message leaves, and with which others."""

    at: datetime
    gather: str
    """Messages of one destination under one name leave as one; empty for those that go alone."""
    reason: Reason


def release(alert: Alert, calm: Calm, sent: Sequence[Sent], now: datetime) -> Release:
    """When an alert leaves for one destination.

    Args:
        alert: as decided.
        calm: of the destination; checked, so that its texts can be read.
        sent: what left for the destination in the time that :func:`looks_back` says, and all that waits.
        now: the instant.
    """
    if breaks_through(alert, calm, now):
        return Release(now, "", Reason.THROUGH)
    where = zone(calm.zone)
    hours = [quiet_hours(text) for text in calm.quiet]
    if calm.digest is not Rhythm.NEVER:
        if calm.digest is Rhythm.DAILY:
            at = next_daily(now, clock_time(calm.digest_at), where)
        else:
            at = next_hourly(now, where)
        return Release(quiet_until(at, hours, where), "digest", Reason.DIGEST)
    planned = _with_group(alert, calm, sent, now)
    later = quiet_until(planned.at, hours, where)
    if later > planned.at:
        return Release(later, "quiet", Reason.QUIET)
    room = _room(planned, calm.max_per_hour, sent)
    return planned if room is None else Release(quiet_until(room, hours, where), "full", Reason.FULL)


def looks_back(calm: Calm) -> timedelta | None:
    """How far back :func:`release` has to know what left; None when it needs nothing."""
    if not (calm.max_per_hour or calm.interval or calm.wait):
        return None
    return max(HOUR, calm.interval)


def breaks_through(alert: Alert, calm: Calm, now: datetime) -> bool:
    """Whether an alert is so loud, or its deadline so near, that it waits for nothing."""
    return alert.severity in calm.through or _near(alert, calm.near_days, now)


def group(alert: Alert, by: GroupBy) -> str:
    """What an alert is grouped under, one name for all of its kind."""
    if alert.kind is AlertKind.COVERAGE:
        # The key of coverage is that of its story.
        return f"group:{alert.key}"
    if by is GroupBy.STORY and alert.entry is not None:
        setter = alert.after.set_by if alert.after else None
        story = setter.story if setter is not None and setter.entry == alert.entry else alert.entry
        return f"group:coverage:{story}"
    return f"group:{alert.milestone or alert.key}"


def _near(alert: Alert, days: int, now: datetime) -> bool:
    for deadline in (alert.after, alert.before):
        if days and deadline is not None and deadline.due is not None:
            due = deadline.due
            limit = due.first_day if due.bound is Bound.FROM else due.last_day
            if abs((limit - now.date()).days) <= days:
                return True
    return False


def _room(planned: Release, most: int, sent: Sequence[Sent]) -> datetime | None:
    """When a full hour has room for one more message; None when it has room as planned."""
    # What waits under one name for one instant leaves as one.
    waiting = {(one.at, one.gather) for one in sent if one.waits and one.gather}
    if not most or (planned.at, planned.gather) in waiting:
        return None
    full = [at for at, name in waiting if name == "full"]
    if full:  # also what is overdue, as after a stop: nothing overtakes it
        return max(min(full), planned.at)
    single = [one.at for one in sent if not (one.inside or (one.waits and one.gather))]
    hour = sorted(at for at in (*single, *(at for at, _ in waiting)) if planned.at - HOUR < at <= planned.at)
    return hour[-most] + HOUR if len(hour) >= most else None


def _with_group(alert: Alert, calm: Calm, sent: Sequence[Sent], now: datetime) -> Release:
    if not (calm.wait or calm.interval):
        return Release(now, "", Reason.AT_ONCE)
    name = group(alert, calm.by)
    same = [one for one in sent if one.gather == name]
    waiting = [one.at for one in same if one.waits and one.at >= now]
    if waiting:
        return Release(min(waiting), name, Reason.GROUP)
    last = max((one.at for one in same if not one.waits or one.at < now), default=None)
    at = now + calm.wait if last is None or last + calm.interval <= now else last + calm.interval
    return Release(at, name, Reason.GROUP if at > now else Reason.AT_ONCE)
