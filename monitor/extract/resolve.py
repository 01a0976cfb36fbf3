"""Time expressions to days: stage 4.

What an expression names, counted from publication or the date last mentioned.
"""

from datetime import date, timedelta

from monitor.extract import calendars, periods
from monitor.extract.anchor import EDGES, OFFSET, Anchor, Period, Resolved
from monitor.extract.expression import Expression
from monitor.extract.periods import PRECISION
from monitor.extract.years import nearest_year
from monitor.records import Precision

__all__ = ["Anchor", "Resolved", "resolve"]

_SHORTLY = 31
"""Days within which what is said to happen shortly is judged to happen."""


_NEW_YEAR = frozenset({"", "on", "within"})
"""Relations with which a new year is no day."""


def resolve(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """The days of one expression.

    Args:
        found: what the words name.
        anchor: publication day, the date last mentioned, the tense of the sentence.
        relation: the relation word before it ("by", "within", ...), or empty.
    """
    resolved = _named(found, anchor, relation)
    new_year = found.kind == "feast" and (found.month, found.day, found.hijri) == (1, 1, False)
    onset = found.kind == "season" or new_year or (found.unit == "week" and found.kind == "close")
    ahead = found.kind == "unit" and found.relative == "next" and not found.edge
    if relation != "before" or not resolved.period or found.edge == "end" or not (onset or ahead):
        return resolved
    eve = periods.add(resolved.period[0], -1, "day")  # "before winter" ends where winter begins
    return resolved._replace(period=(eve, eve) if eve else None)


def _named(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """The days that an expression names, whatever limits them."""
    if found.to is not None:
        return _range(found, found.to, anchor, relation)
    if found.edge.endswith("-day"):
        return _edge_day(found, anchor, relation)
    match found.kind:
        case "impossible":
            return Resolved(None, Precision.UNKNOWN, note="no such day or part")
        case "day" | "month":
            return _month(found, anchor, relation)
        case "feast":
            return _feast(found, anchor, relation)
        case "share":
            return _share(found, anchor, relation)
        case "duration" | "plural":
            return _length(found, anchor, relation)
        case "weekday" | "relative-day":
            return _weekday(found, anchor, relation)
        case "week-day":
            return _week_day(found, anchor)
        case "vague":
            end = periods.add(anchor.published, _SHORTLY, "day") if found.word == "near" else None
            if end is None or anchor.tense < 0:
                return Resolved(None, Precision.UNKNOWN, note="vague")
            return Resolved((anchor.published, end), Precision.MONTH, fuzzy=True, note="judged")
        case "season":
            return calendars.season(found, anchor, _year_of(found, anchor), relation)
        case "close" if found.unit == "week":
            return _weekend(found, anchor, relation)
        case "unit" if found.unit == "week" and found.edge == "end" and anchor.tense < 0:
            return _weekend(found, anchor, relation)  # "left at the end of the week"
    period = _unit(found, anchor)
    unit = found.unit or found.kind
    note = _note(found)
    if period is None:
        return Resolved(None, PRECISION.get(unit, Precision.UNKNOWN), note=note or "outside the calendar")
    edge = EDGES.get(found.edge)
    if edge is not None:
        period = periods.narrow(period, unit, edge)
    if found.word == "rest":
        period = max(period[0], anchor.published), period[1]
    return Resolved(period, PRECISION.get(unit, Precision.UNKNOWN), edge, note=note)


def _range(found: Expression, to: Expression, anchor: Anchor, relation: str) -> Resolved:
    """ "between June and September 2027": both ends; the first takes its year from the second."""
    first = found._replace(to=None)
    named = first.year or first.year_relative or first.relative
    end = resolve(to, anchor, relation)
    if end.period and not named and first.month:
        first = first._replace(year=end.period[0].year - (first.month > end.period[0].month))
    start = resolve(first, anchor, relation)
    if start.period is None or end.period is None or start.period[0] > end.period[1]:
        return Resolved(None, end.precision, note="a range without an end")
    return Resolved((start.period[0], end.period[1]), end.precision, end.edge, note=end.note)


def _edge_day(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """ "the last day of 2026", "غرة رمضان": one day of a unit."""
    whole = resolve(found._replace(edge=""), anchor, relation)
    if whole.period is None:
        return whole
    day = whole.period[found.edge == "last-day"]
    return Resolved((day, day), Precision.DAY, note=whole.note)


def _note(found: Expression) -> str:
    if found.hijri:
        return "Hijri: one day of tolerance"
    if found.solar:
        return "Solar Hijri"
    if "following" in (found.relative, found.year_relative) or "same" in (
        found.relative,
        found.year_relative,
    ):
        return "anaphoric"
    return ""


def _base(relative: str, anchor: Anchor) -> date:
    if relative in ("following", "same") and anchor.mentioned:
        return anchor.mentioned[0]
    return anchor.published


def _year_of(found: Expression, anchor: Anchor) -> int | None:
    if found.year is not None:
        return found.year
    if found.year_relative:
        return _base(found.year_relative, anchor).year + OFFSET[found.year_relative]
    return None


def _unit(found: Expression, anchor: Anchor) -> Period | None:
    """Years, quarters, halves, and relative units."""
    year = _year_of(found, anchor)
    if found.kind in ("quarter", "half"):
        size = 3 if found.kind == "quarter" else 6
        number = found.number or 1
        if year is None:
            year = anchor.published.year
            if anchor.tense > 0 and number * size < anchor.published.month:
                year += 1
        if found.solar:
            return periods.solar_year(year, (number - 1) * size + 1, number * size)
        first, last = periods.month(year, (number - 1) * size + 1), periods.month(year, number * size)
        return (first[0], last[1]) if first and last else None
    if year is not None and found.kind in ("year", "close"):
        if found.solar:
            return periods.solar_year(year)
        return periods.hijri(year) if found.hijri else periods.year(year)
    base = _base(found.relative, anchor)
    if found.relative == "same" and anchor.is_wider(found.unit):
        return None
    if found.unit == "month" and (found.year is not None or found.year_relative):
        # "the same month of the following year"
        ahead = OFFSET[found.relative] if found.relative != "same" else 0
        return None if year is None else periods.month(year, base.month + ahead)
    return periods.unit_around(base, found.unit, OFFSET[found.relative or "this"])


def _month(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    precision = Precision.DAY if found.kind == "day" else Precision.MONTH
    note = _note(found)
    if found.kind == "day" and found.month is None:
        period = periods.unit_around(_base(found.relative, anchor), "month", OFFSET[found.relative or "this"])
        whole = period and _days(found, period[0].year, period[0].month)
        return Resolved(whole, precision, note=note if whole else "no such day")
    month = found.month or 1
    year = _year_of(found, anchor)
    if found.solar:
        return calendars.solar(found, anchor, year)
    if found.hijri:
        loose = relation in ("by", "until", "from", "after", "beyond") and anchor.tense == -1
        return calendars.hijri(found, anchor._replace(tense=0) if loose else anchor, year)
    if year is None:
        year = nearest_year(month, found, anchor, relation)
        note = note or ("" if found.relative else "year inferred")
    period = _days(found, year, month) if found.kind == "day" else periods.month(year, month)
    if period is None:
        return Resolved(None, precision, note="no such day")
    edge = EDGES.get(found.edge)
    if edge is not None and found.kind == "month":
        period = periods.narrow(period, "month", edge)
    return Resolved(period, precision, edge, note=note)


def _feast(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """The day of a feast; "in the new year" is no day but the year."""
    named = found.year is not None and relation == "on"  # "at New Year 2028"
    if found.unit == "year" and not named and (found.edge or relation in _NEW_YEAR):
        year = periods.year(_year_of(found, anchor) or anchor.published.year + (anchor.tense >= 0))
        edge = EDGES.get(found.edge)
        part = periods.narrow(year, "year", edge) if year and edge else year
        return Resolved(part, Precision.YEAR, edge)
    ahead = anchor.tense or (1 if relation in ("by", "before", "until", "after", "from", "on") else 0)
    if found.word:
        past = relation == "since" or found.relative == "last"
        anchor = anchor._replace(tense=-1 if past else ahead)
        return calendars.moveable(found, anchor, _year_of(found, anchor))
    return _month(found._replace(kind="day"), anchor._replace(tense=ahead), relation)


def _weekend(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """Saturday and Sunday: the last ones in a text of the past, those after the coming ones for "next"."""
    week = periods.unit_around(anchor.published, "week")
    saturday = week and periods.add(week[0], 5, "day")
    if saturday is None:
        return Resolved(None, Precision.DAY, note="outside the calendar")
    before = anchor.tense < 0 or (anchor.tense == 0 and relation == "within")
    free = not found.relative or (found.kind == "unit" and found.relative == "this")
    past = found.relative == "last" or relation == "since" or (before and free)
    moved = -1 if past and saturday > anchor.published else int(found.relative == "next")
    first, last = periods.add(saturday, moved, "week"), periods.add(saturday, 7 * moved + 1, "day")
    return Resolved((first, last) if first and last else None, Precision.DAY)


def _share(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """The n-th seven days, half, weekend or weekday of something longer."""
    week = found.word == "day"
    precision = Precision.WEEK if week else PRECISION.get(found.word.removesuffix("s"), Precision.DAY)
    whole = _named(found.whole, anchor, relation) if found.whole else None
    if whole is None or whole.period is None:
        return Resolved(None, precision, note=whole.note if whole else "")
    share = periods.share(whole.period, found.word, found.number or 1, found.weekday)
    return Resolved(share, precision, note=whole.note if share else "no such day or part")


def _days(found: Expression, year: int, month: int) -> Period | None:
    if found.weekday is not None and found.number and found.day is None:
        whole = periods.month(year, month)
        return whole and periods.nth_weekday(whole, found.weekday, found.number)
    first = periods.day(year, month, found.day or 1)
    last = periods.day(year, month, found.day_to) if found.day_to else first
    return (first, last) if first and last and first <= last else None


def _weekday(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    published = anchor.published
    try:
        if found.weekday is None:
            if found.relative == "following":
                if anchor.mentioned is None:
                    return Resolved(None, Precision.DAY, note="anaphoric, nothing before it")
                published = anchor.mentioned[1]
            target = published + timedelta(days=found.number or 0)
            return Resolved((target, target), Precision.DAY, note=_note(found))
        ahead = (found.weekday - published.weekday()) % 7
        if found.relative == "next":
            target = published + timedelta(days=ahead or 7)
        elif found.relative == "after-next":
            target = published + timedelta(days=(ahead or 7) + 7)
        elif found.relative == "last":
            target = published - timedelta(days=(-ahead) % 7 or 7)
        elif found.number is not None and abs(found.number) <= 2:
            # "today, Sunday": the weekday corrects a publication date that is off by a day or so
            near = min(range(-3, 4), key=lambda d: ((published + timedelta(days=d)).weekday() !=
            found.weekday,
                                                    abs(d - (found.number or 0))))  # fmt: skip
            target = published + timedelta(days=near)
        elif ahead and (anchor.tense > 0 or (anchor.tense == 0 and relation in ("by", "until", "before"))):
            target = published + timedelta(days=ahead)
        else:
            target = published - timedelta(days=(-ahead) % 7)
    except OverflowError:
        return Resolved(None, Precision.DAY, note="outside the calendar")
    return Resolved((target, target), Precision.DAY)


def _week_day(found: Expression, anchor: Anchor) -> Resolved:
    """A day of the week of publication, or of one before or after it: "Thursday of next week"."""
    begins, moved = found.number or 0, OFFSET[found.relative]
    week = periods.add(anchor.published, -((anchor.published.weekday() - begins) % 7), "day")
    day = week and periods.add(week, 7 * moved + ((found.weekday or 0) - begins) % 7, "day")
    if day is None:
        return Resolved(None, Precision.DAY, note="outside the calendar")
    return Resolved((day, day), Precision.DAY)


def _length(found: Expression, anchor: Anchor, relation: str) -> Resolved:
    """A length of time: a due range after "within", a day after "after", the past after "since"."""
    precision = PRECISION.get(found.unit, Precision.UNKNOWN)
    published = anchor.published
    if found.kind == "plural":
        if found.relative == "next" or (relation in ("within", "by", "after") and not found.relative):
            spread = {"hour": (1, "day"), "day": (14, "day"), "week": (31, "day"), "month": (4, "month")}
            count, unit = spread.get(found.unit, (0, ""))
            end = periods.add(published, count, unit) if unit else None
            near = relation in ("within", "by") and anchor.tense >= 0 and found.unit != "hour"
            near = near or (relation == "after" and anchor.tense > 0 and found.unit != "hour")
            if end and (found.relative == "next" or near):
                return Resolved((published, end), precision, fuzzy=True, note="judged")
        return Resolved(None, Precision.UNKNOWN, note="vague", fuzzy=True)
    count, unit = found.number or 0, found.unit
    ahead = anchor.mentioned is not None and anchor.mentioned[0] > published and anchor.tense >= 0
    back = found.word == "before" and ahead  # "over by September 2027; the first phase ends a year earlier"
    if (found.word in ("ago", "before") and not back) or relation == "before":
        then = periods.add(published, -count, unit)
        return Resolved((then, then) if then else None, precision, note="counted back")
    if found.word == "more":
        start = max(anchor.mentioned[1], published) if anchor.mentioned else published
        end = periods.add(start, count, unit)
        start = end if end and relation == "after" else start
        return Resolved((start, end) if end else None, precision, fuzzy=True, note="counted on")
    if (found.word == "later" or back) and anchor.mentioned:
        first, last = (periods.add(day, -count if back else count, unit) for day in anchor.mentioned)
        if first and last and anchor.precision is Precision.MONTH:
            whole = periods.month(last.year, last.month)
            last = whole[1] if whole else last
        return Resolved((first, last) if first and last else None, anchor.precision, note="anaphoric")
    if relation == "since" or found.relative == "last":
        then = periods.add(published, -count, unit)
        return Resolved((then, published) if then else None, precision, note="counted back")
    then = periods.add(published, count, unit)
    if then is None:
        return Resolved(None, precision, note="outside the calendar")
    if relation in ("from", "after") or found.word in ("later", "now"):
        return Resolved((then, then), precision, fuzzy=True, note="counted on")
    if relation in ("within", "by", "until") or found.relative == "next":
        return Resolved((published, then), precision, fuzzy=True, note="counted on", length=True)
    return Resolved(None, Precision.UNKNOWN, note="a length", length=True)
