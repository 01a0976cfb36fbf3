"""Due ranges and instants in words, by the rules of a locale (Babel, CLDR).

Babel is imported with the first date: listings clean foreign text with this package and write none.
"""

from datetime import date, datetime, timedelta

from monitor.records import WISHED, Bound, Change, Deadline, DueRange, Edge, Modality, Precision, Statement
from monitor.render.clean import isolated
from monitor.render.phrases import Phrases

_WANTED = (Change.LATER, Change.CHANGED, Change.STAYS)
"""Changes that somebody may want or talk of."""
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


def due_words(due: DueRange, phrases: Phrases, *, bound: bool = True) -> str:
    """A due range as a person writes it: ``by the end of 2026``, ``from 12 May 2027``.

    Args:
        due: the range; its first and last day are inclusive.
        phrases: the language.
        bound: False leaves out "by" and "on", the usual bounds; others always show.
    """
    words = phrases.digits(_unit(due, phrases))
    if due.edge is not None and due.precision not in (Precision.DAY, Precision.UNKNOWN):
        words = phrases.edge[due.edge].format(date=words)
    elif bound and _ends_with_year(due):
        words = phrases.edge[Edge.END].format(date=words)
    if due.fuzzy and due.bound is not Bound.AROUND:
        words = phrases.date["fuzzy"].format(date=words)
    if not bound and due.bound in (Bound.BY, Bound.ON):
        return words
    return phrases.bound[due.bound].format(date=words)


def deadline_words(deadline: Deadline | None, phrases: Phrases, *, bound: bool = True) -> str:
    """What a deadline says: its due range, or what stands in its place (``put off, no new date``)."""
    if deadline is None:
        return phrases.undated["none"]
    if deadline.due is None and deadline.set_by.statement.change is Change.EARLIER and deadline.live:
        return phrases.undated[Change.EARLIER]
    if deadline.due is None or not deadline.live:
        return phrases.undated[deadline.modality]
    return due_words(deadline.due, phrases, bound=bound)


def stated_words(statement: Statement, phrases: Phrases) -> str:
    """What a statement says: its due range, or what stands for it.

    A plan that stands: ``no change``; a delay that somebody asks for: ``a delay: proposed, no date``.
    """
    if statement.due is not None:
        return due_words(statement.due, phrases)
    denied = statement.modality is Modality.DENIED and statement.change not in (None, Change.STAYS)
    upheld = denied or statement.change is Change.KEPT
    if statement.modality in WISHED and statement.change in _WANTED:
        return phrases.wished[statement.change].format(how=phrases.undated[statement.modality])
    return phrases.undated["upheld" if upheld else statement.modality]


def instant_words(at: datetime, phrases: Phrases) -> str:
    """An instant in its own zone: ``27 September 2024, 18:10 UTC``."""
    zone = at.tzname() or "UTC"
    moment = phrases.digits(f"{at:%H:%M}")
    return f"{day_words(at.date(), phrases)}{phrases.comma}{moment} {isolated(zone, phrases.direction)}"


def day_words(day: date, phrases: Phrases) -> str:
    """A calendar date: ``27 September 2024``."""
    from babel.dates import format_date

    return phrases.digits(str(format_date(day, "d MMMM y", locale=phrases.locale)))


def _unit(due: DueRange, phrases: Phrases) -> str:
    from babel.dates import format_interval, format_skeleton

    # An edge narrows the days but keeps the unit: it is named after the month or year it lies in. Without
    # one, a unit is named only when the days fill it: "within two years" ends on a day, not with a year.
    first, last = due.first_day, due.last_day
    if due.edge is not None or _fills(due):
        match due.precision:
            case Precision.MONTH if (first.year, first.month) == (last.year, last.month):
                return str(format_skeleton("yMMMM", last, locale=phrases.locale))
            case Precision.QUARTER if (first.year, (first.month - 1) // 3) == (
                last.year,
                (last.month - 1) // 3,
            ):
                return str(format_skeleton("yQQQ", last, locale=phrases.locale))
            case Precision.HALF if first.year == last.year:
                return phrases.date["first_half" if last.month <= 6 else "second_half"].format(year=last.year)
            case Precision.YEAR if first.year == last.year:
                return str(last.year)
    if first == last:
        return day_words(last, phrases)
    if due.precision is Precision.WEEK:
        # CLDR 48 sets thin spaces around the dash, the CLDR before it none.
        return str(format_interval(first, last, "yMMMd", locale=phrases.locale)).replace("\u2009–\u2009", "–")
    match due.bound:
        case Bound.BY | Bound.UNTIL | Bound.BEFORE | Bound.WITHIN:
            return day_words(last, phrases)
        case Bound.FROM | Bound.SINCE:
            return day_words(first, phrases)
    return phrases.date["span"].format(first=day_words(first, phrases), last=day_words(last, phrases))


def _ends_with_year(due: DueRange) -> bool:
    """Whether it is a limit at the end of a year: "by 2021" would be read as "before 2021 begins"."""
    return due.bound in (Bound.BY, Bound.WITHIN) and due.precision is Precision.YEAR and _fills(due)


def _fills(due: DueRange) -> bool:
    """Whether the days are exactly one of the unit, from its first day to its last."""
    first, last = due.first_day, due.last_day
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return whole and months == _MONTHS.get(due.precision)
