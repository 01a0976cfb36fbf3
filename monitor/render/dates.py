"""Due ranges and instants in words, by the rules of a locale (Babel, CLDR)."""

from datetime import date, datetime

from babel.dates import format_date, format_interval, format_skeleton

from monitor.records import Bound, Deadline, DueRange, Precision
from monitor.render.phrases import Phrases


def due_words(due: DueRange, phrases: Phrases, *, bound: bool = True) -> str:
    """A due range as a person writes it: ``by the end of 2026``, ``from 12 May 2027``.

    Args:
        due: the range; its first and last day are inclusive.
        phrases: the language.
        bound: False leaves out "by" and "on", the usual bounds; others always show.
    """
    words = _unit(due, phrases)
    if due.edge is not None and due.precision not in (Precision.DAY, Precision.UNKNOWN):
        words = phrases.edge[due.edge].format(date=words)
    if due.fuzzy and due.bound is not Bound.AROUND:
        words = phrases.date["fuzzy"].format(date=words)
    if not bound and due.bound in (Bound.BY, Bound.ON):
        return words
    return phrases.bound[due.bound].format(date=words)


def deadline_words(deadline: Deadline | None, phrases: Phrases, *, bound: bool = True) -> str:
    """What a deadline says: its due range, or what stands in its place (``put off, no new date``)."""
    if deadline is None:
        return phrases.undated["none"]
    if deadline.due is None or not deadline.live:
        return phrases.undated[deadline.modality]
    return due_words(deadline.due, phrases, bound=bound)


def instant_words(at: datetime, phrases: Phrases) -> str:
    """An instant in its own zone: ``27 September 2024, 18:10 UTC``."""
    zone = at.tzname() or "UTC"
    day = format_date(at.date(), "d MMMM y", locale=phrases.locale)
    return f"{day}, {at:%H:%M} {zone}"


def day_words(day: date, phrases: Phrases) -> str:
    """A calendar date: ``27 September 2024``."""
    return str(format_date(day, "d MMMM y", locale=phrases.locale))


def _unit(due: DueRange, phrases: Phrases) -> str:
    # An edge narrows the days but keeps the unit: the unit is named after the month or year it lies in.
    locale, last = phrases.locale, due.last_day
    whole = due.first_day, due.last_day
    match due.precision:
        case Precision.DAY if due.first_day == due.last_day:
            return day_words(last, phrases)
        case Precision.MONTH if _same_month(*whole):
            return str(format_skeleton("yMMMM", last, locale=locale))
        case Precision.QUARTER if _same_quarter(*whole):
            return str(format_skeleton("yQQQ", last, locale=locale))
        case Precision.HALF if due.first_day.year == last.year:
            return phrases.date["first_half" if last.month <= 6 else "second_half"].format(year=last.year)
        case Precision.YEAR if due.first_day.year == last.year:
            return str(last.year)
        case Precision.WEEK:
            return str(format_interval(due.first_day, last, "yMMMd", locale=locale))
    if due.first_day == due.last_day:
        return day_words(last, phrases)
    return phrases.date["span"].format(first=day_words(due.first_day, phrases), last=day_words(last, phrases))


def _same_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def _same_quarter(first: date, last: date) -> bool:
    return (first.year, (first.month - 1) // 3) == (last.year, (last.month - 1) // 3)
