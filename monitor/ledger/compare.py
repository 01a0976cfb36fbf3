"""How a newly stated due range lies to the current one: limits are compared, not phrases."""

from datetime import date, timedelta
from enum import StrEnum

from monitor.ledger.policy import Slack
from monitor.records import Bound, DueRange, Precision

_STARTS = frozenset({Bound.FROM, Bound.SINCE})
_ENDS = frozenset({Bound.BY, Bound.UNTIL, Bound.BEFORE, Bound.WITHIN})


class Relation(StrEnum):
    """Where a new due range lies, seen from the current one."""

    SAME = "same"
    """The same limit, however put."""
    WIDER = "wider"
    """Contains the current range: less is said, nothing is changed."""
    NARROWER = "narrower"
    """Inside the current range: more is said."""
    LATER = "later"
    EARLIER = "earlier"
    INCOMPARABLE = "incomparable"
    """One says when it starts, the other when it ends."""


def limit(due: DueRange) -> date:
    """The day that counts: the last one, or the first one of a range that only says from when."""
    return due.first_day if due.bound in _STARTS else due.last_day


def counted(due: DueRange) -> bool:
    """Whether the range was counted from a day ("within two years") rather than named by the calendar."""
    if due.first_day == due.last_day:
        return due.precision is not Precision.DAY
    if due.precision is Precision.WEEK and (due.first_day.weekday(), due.last_day.weekday()) == (0, 6):
        return False
    starts_a_part = due.first_day.day in (1, 11, 21)
    after = due.last_day + timedelta(days=1)
    ends_a_part = after.day in (1, 11, 21)
    return not (starts_a_part and ends_a_part)


def relation(current: DueRange, new: DueRange, slack: Slack) -> Relation:
    """Compare two due ranges.

    Args:
        current: the range in force.
        new: the range newly stated.
        slack: tolerance in days for limits that are judgements or durations.
    """
    if (current.first_day, current.last_day) == (new.first_day, new.last_day):
        return Relation.SAME
    if _is_loose(current) or _is_loose(new):
        return _loosely(current, new, slack)
    if new.first_day <= current.first_day and current.last_day <= new.last_day:
        return Relation.WIDER
    if current.first_day <= new.first_day and new.last_day <= current.last_day:
        return Relation.NARROWER
    return _by_limit(current, new)


def _is_loose(due: DueRange) -> bool:
    return due.fuzzy or counted(due)


def _loosely(current: DueRange, new: DueRange, slack: Slack) -> Relation:
    low, high = _reach(current, slack)
    new_low, new_high = _reach(new, slack)
    if new_low <= high and low <= new_high:
        return Relation.SAME
    return _by_limit(current, new)


def _reach(due: DueRange, slack: Slack) -> tuple[date, date]:
    if not _is_loose(due):
        return due.first_day, due.last_day
    days = timedelta(days=_slack_days(due.precision, slack))
    first = due.last_day if due.bound in _ENDS else due.first_day
    return _shifted(first, -days), _shifted(due.last_day, days)


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _slack_days(precision: Precision, slack: Slack) -> int:
    match precision:
        case Precision.DAY | Precision.UNKNOWN:
            return slack.day
        case Precision.WEEK:
            return slack.week
        case Precision.MONTH:
            return slack.month
        case Precision.QUARTER:
            return slack.quarter
        case Precision.HALF:
            return slack.half
        case Precision.YEAR:
            return slack.year


def _by_limit(current: DueRange, new: DueRange) -> Relation:
    if _one_starts_the_other_ends(current, new):
        return Relation.INCOMPARABLE
    if limit(new) == limit(current):
        return Relation.SAME
    return Relation.LATER if limit(new) > limit(current) else Relation.EARLIER


def _one_starts_the_other_ends(one: DueRange, other: DueRange) -> bool:
    return (one.bound in _STARTS and other.bound in _ENDS) or (other.bound in _STARTS and one.bound in _ENDS)
