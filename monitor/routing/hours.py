"""Hours of the day in a time zone: which are quiet, when they end, when a digest is due.

Clock times are those of the wall: on the two days a year when the clock is put forward or back, quiet hours
from 22:00 to 07:00 still end at 07:00.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_TIME = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])")
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of the day until another; over midnight when it ends before it starts."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        """Whether a time of the day lies in it; the end does not."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@lru_cache
def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

    Raises:
        ValueError: there is none of this name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'"{name}" is no time zone; write one such as Asia/Baghdad or UTC') from error


@lru_cache
def clock_time(text: str) -> time:
    """A time of the day, ``08:00``; ``24:00`` is midnight.

    Raises:
        ValueError: ``text`` is none.
    """
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(part) for part in found.groups()) if found else (25, 0)
    if hour > 24 or (hour == 24 and minute):
        raise ValueError(f'"{text}" is no time of the day; write one such as 08:00')
    return time(hour % 24, minute)


@lru_cache
def quiet_hours(text: str) -> QuietHours:
    """Quiet hours, ``22:00-07:00``.

    Raises:
        ValueError: ``text`` is none, or ends when it starts.
    """
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f'"{text}" are no quiet hours; write them as 22:00-07:00')
    hours = QuietHours(clock_time(start), clock_time(end))
    if hours.start == hours.end:
        raise ValueError(
            f'"{text}" ends when it starts, which may mean never or always; write two different times'
        )
    return hours


def always_quiet(hours: Sequence[QuietHours]) -> bool:
    """Whether no minute of the day is left."""
    return bool(hours) and all(
        _is_quiet(time(minute // 60, minute % 60), hours) for minute in range(_MINUTES_A_DAY)
    )


def quiet_until(at: datetime, hours: Sequence[QuietHours], where: ZoneInfo) -> datetime:
    """The first instant at or after ``at`` that is not quiet, UTC; ``at`` itself when it is not.

    Args:
        at: any instant.
        hours: not :func:`always_quiet`.
        where: the zone that they are meant in.
    """
    if not _is_quiet(at.astimezone(where).time(), hours):
        return at
    ends = (
        instant
        for each in hours
        for day in range(-1, 4)
        for instant in _instants(at.astimezone(where) + day * _DAY, each.end, where)
        if instant > at and not _is_quiet(instant.astimezone(where).time(), hours)
    )
    return min(ends)


def next_daily(after: datetime, at: time, where: ZoneInfo) -> datetime:
    """The next instant after ``after`` at which clocks show ``at`` or are put forward over it."""
    local = after.astimezone(where)
    instants = (moment for day in range(3) for moment in _instants(local + day * _DAY, at, where))
    return min(moment for moment in instants if moment > after)


def next_hourly(after: datetime, where: ZoneInfo) -> datetime:
    """The next instant after ``after`` at which clocks show a full hour, UTC."""
    local = after.astimezone(where)
    return (
        after
        + timedelta(hours=1)
        - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    ).astimezone(UTC)


def _is_quiet(at: time, hours: Sequence[QuietHours]) -> bool:
    return any(each.holds(at) for each in hours)


def _instants(day: datetime, at: time, where: ZoneInfo) -> Iterator[datetime]:
    """When clocks show a time on a day: once; twice when they are put back; or the minute at which they are
    put forward over it."""
    wall = datetime.combine(day.date(), at, where)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first <= second:
        yield first
        if second != first:
            yield second
        return
    # The clock jumps over it: of two readings, the earlier lies before the jump and the later behind it.
    moment = second
    while moment.astimezone(where).replace(tzinfo=None) < wall.replace(tzinfo=None):
        moment += _MINUTE
    yield moment
