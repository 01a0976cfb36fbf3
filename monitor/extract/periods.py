"""Calendar arithmetic: units, parts of units, shifts. Days are inclusive; weeks run Monday to Sunday."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from monitor.records import Edge, Precision

__all__ = [
    "PRECISION",
    "add",
    "day",
    "easter",
    "hijri",
    "month",
    "narrow",
    "nth_weekday",
    "share",
    "solar",
    "solar_year",
    "third",
    "unit_around",
    "year",
]

Period = tuple[date, date]

_PARTS = {"half": 2, "third": 3, "quarter": 4}
"""Parts into which words divide something."""
_UNITS = ("days", "weeks", "months", "years")
"""Words for several units of something."""
_STEPS = {2: 15, 3: 10}
"""Days of each half and third of a month but the last."""
_MONTH = 31
"""Most days of a month of any calendar."""

PRECISION = {
    "hour": Precision.DAY,
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "half": Precision.HALF,
    "third": Precision.QUARTER,
    "year": Precision.YEAR,
    "decade": Precision.YEAR,
}


def day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (31 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month(year: int, month: int) -> Period | None:
    """First and last day of a month; ``month`` may run over either end of the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year(year: int) -> Period | None:
    """First and last day of a year."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def add(start: date, count: int, unit: str) -> date | None:
    """The day ``count`` units after ``start``; the last of the month where the day does not exist."""
    if abs(count) > 100_000:
        return None
    try:
        if unit in ("hour", "day", "week"):
            step = {
                "hour": timedelta(hours=count),
                "day": timedelta(days=count),
                "week": timedelta(weeks=count),
            }
            return start + (step[unit] if unit != "hour" else timedelta(days=-(-count // 24)))
        months = count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
        period = month(start.year, start.month + months)
        return period and period[0].replace(day=min(start.day, period[1].day))
    except OverflowError:
        return None


def unit_around(anchor: date, unit: str, offset: int = 0) -> Period | None:
    """The calendar unit that holds ``anchor``, moved by ``offset`` units."""
    if unit in ("hour", "day"):
        moved = add(anchor, offset, "day")
        return (moved, moved) if moved else None
    if unit == "week":
        moved = add(anchor, offset, "week")
        try:
            return (
                None
                if moved is None
                else (
                    moved - timedelta(days=moved.weekday()),
                    moved + timedelta(days=6 - moved.weekday()),
                )
            )
        except OverflowError:
            return None
    if unit == "month":
        return month(anchor.year, anchor.month + offset)
    if unit == "decade":
        first = year(anchor.year // 10 * 10 + 10 * offset)
        last = year(anchor.year // 10 * 10 + 10 * offset + 9)
        return (first[0], last[1]) if first and last else None
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        number = (anchor.month - 1) // size + offset
        start = month(anchor.year, number * size + 1)
        end = month(anchor.year, number * size + size)
        return (start[0], end[1]) if start and end else None
    return year(anchor.year + offset)


def narrow(period: Period, unit: str, edge: Edge) -> Period:
    """The early, middle or late part of a unit, by the project's convention (see docs/extraction.md)."""
    first, last = period
    if unit == "year" and (first.month, first.day) != (1, 1):  # of another calendar: its quarters by days
        quarter = timedelta(days=(last - first).days // 4)
        parts = {
            Edge.EARLY: (first, first + quarter),
            Edge.MID: (first + quarter, last - quarter),
            Edge.END: (last - quarter, last),
        }
        return parts[edge]
    if unit == "year":
        months = {Edge.EARLY: (1, 3), Edge.MID: (5, 8), Edge.END: (10, 12)}[edge]
        begin, close = month(first.year, months[0]), month(first.year, months[1])
        return (begin[0], close[1]) if begin and close else period
    if unit == "month":
        return third(period, edge)
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        at = {Edge.EARLY: 0, Edge.MID: (size - 1) // 2, Edge.END: size - 1}[edge]
        return month(first.year, first.month + at) or period
    if unit == "week":
        offsets = {Edge.EARLY: (0, 1), Edge.MID: (2, 3), Edge.END: (4, 6)}[edge]
        return first + timedelta(days=offsets[0]), first + timedelta(days=offsets[1])
    return period


def third(period: Period, edge: Edge) -> Period:
    """The first ten, second ten or remaining days of a month of any calendar."""
    number = {Edge.EARLY: 1, Edge.MID: 2, Edge.END: 3}[edge]
    return _part_of(period, 3, number) or period


def share(period: Period, word: str, number: int, weekday: int | None) -> Period | None:
    """The n-th week, half, third, quarter, weekend or (no word) weekday of a period, -1 the last.

    Of a ``day`` the week that holds it. Of ``days``, ``weeks``, ``months`` or ``years`` so many as ``number``
    says, from its start or (negative) its end.
    """
    if word in _UNITS:
        return _units_of(period, word.removesuffix("s"), number)
    if word == "day":
        return unit_around(period[0], "week")
    if word == "week":
        return _week_of(period, number)
    if word in _PARTS:
        return _part_of(period, _PARTS[word], number)
    return nth_weekday(period, 5 if weekday is None else weekday, number, 2 if word else 1)


def _units_of(period: Period, unit: str, number: int) -> Period | None:
    """The first or, of a negative number, the last so many units of a period; None where it is shorter."""
    first, last = period
    if number > 0:
        end = add(first, number, unit)
        end = end and add(end, -1, "day")
        return (first, end) if end and end <= last else None
    after = add(last, 1, "day")
    begin = after and add(after, number, unit)
    return (begin, last) if begin and first <= begin else None


def _week_of(period: Period, number: int) -> Period | None:
    """The n-th seven days of a period; -1 the last seven."""
    first, last = period
    begin = last - timedelta(days=6) if number == -1 else first + timedelta(days=7 * (number - 1))
    end = begin + timedelta(days=6)
    return (begin, end) if first <= begin and end <= last else None


def _part_of(period: Period, parts: int, number: int) -> Period | None:
    """The n-th of equal parts of a period, -1 the last; of a month 15 or 10 days each, the last the rest."""
    first, last = period
    days = (last - first).days + 1
    number = parts if number == -1 else number
    if not 1 <= number <= parts or days < parts:
        return None
    step = _STEPS.get(parts) if days <= _MONTH else None
    at = [step * part if step and part < parts else days * part // parts for part in (number - 1, number)]
    return first + timedelta(days=at[0]), first + timedelta(days=at[1] - 1)


def nth_weekday(period: Period, weekday: int, number: int, days: int = 1) -> Period | None:
    """The n-th Monday (0) to Sunday (6) of a period, -1 the last, with the ``days`` that begin there."""
    first, last = period
    if number < 0:
        begin = last - timedelta(days=(last.weekday() - weekday) % 7)
    else:
        begin = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    end = begin + timedelta(days=days - 1)
    return (begin, end) if first <= begin <= last else None


def easter(year: int, days: int, *, eastern: bool) -> Period | None:
    """The day so many days after Easter Sunday, of the western or of the eastern churches."""
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN
    from dateutil.easter import easter as sunday

    try:
        found = add(sunday(year, EASTER_ORTHODOX if eastern else EASTER_WESTERN), days, "day")
    except (ValueError, OverflowError):
        return None
    return (found, found) if found else None


def hijri(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """The Gregorian days of a Hijri year, month or day by the Umm al-Qura calendar (1343 to 1500)."""
    from hijridate import Hijri

    try:
        if month is None:
            return Hijri(year, 1, 1).to_gregorian(), Hijri(
                year, 12, Hijri(year, 12, 1).month_length()
            ).to_gregorian()
        if day is not None:
            found = Hijri(year, month, day).to_gregorian()
            return found, found
        first = Hijri(year, month, 1)
        return first.to_gregorian(), Hijri(year, month, first.month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return None


_SOLAR_START = date(2021, 3, 21)
"""First day of the Solar Hijri year 1400."""
_SOLAR_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)


def solar_year(year: int, first: int = 1, last: int = 12) -> Period | None:
    """The Gregorian days of a Solar Hijri year, or of some of its months."""
    begin, end = solar(year, first), solar(year, last)
    return (begin[0], end[1]) if begin and end else None


def solar(year: int, month: int, day: int | None = None) -> Period | None:
    """The Gregorian days of a Solar Hijri month or day (1300 to 1498, by the cycle of 33 years)."""
    if not 1300 <= year <= 1498 or not 1 <= month <= 12:
        return None

    def length(of: int) -> int:
        return 366 if of % 33 in _SOLAR_LEAPS else 365

    start = _SOLAR_START
    if year >= 1400:
        start += timedelta(days=sum(length(y) for y in range(1400, year)))
    else:
        start -= timedelta(days=sum(length(y) for y in range(year, 1400)))
    start += timedelta(days=31 * min(month - 1, 6) + 30 * max(0, month - 7))
    size = 31 if month <= 6 else 30 if month < 12 else length(year) - 336
    if day is not None:
        found = start + timedelta(days=day - 1)
        return (found, found) if day <= size else None
    return start, start + timedelta(days=size - 1)
