"""Days of other calendars: Hijri, Solar Hijri, seasons."""

from datetime import date

from monitor.extract import periods
from monitor.extract.anchor import EDGES, OFFSET, Anchor, Period, Resolved
from monitor.extract.expression import Expression
from monitor.records import Precision

__all__ = ["hijri", "moveable", "season", "solar"]

_AHEAD = frozenset({"by", "before", "until", "from", "after", "beyond"})
"""Relations whose date is to come where no cue tells."""
_HIJRI_MOST = 1600
"""No year of the Hijri calendar is as late."""
_SEASON = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}


def hijri(found: Expression, anchor: Anchor, year: int | None) -> Resolved:
    precision = Precision.DAY if found.kind == "day" else Precision.MONTH
    month = found.month or 1
    note = "Hijri: one day of tolerance"
    if year is not None and year > _HIJRI_MOST:
        # "Ramadan of next year": the year is one of the other calendar
        around = year - 622 + (year - 622) // 32
        near = [p for y in range(around - 1, around + 3) if (p := periods.hijri(y, month, found.day))]
        return _third(found, next((p for p in near if p[0].year == year), None), precision, note)
    if year is None:
        now = anchor.published.year - 622 + (anchor.published.year - 622) // 32
        candidates = [
            p for y in (now - 1, now, now + 1, now + 2) if (p := periods.hijri(y, month, found.day))
        ]
        wanted = found.relative or ("next" if anchor.tense > 0 else "last" if anchor.tense < 0 else "this")
        chosen = [
            p
            for p in candidates
            if (wanted == "next" and p[1] >= anchor.published)
            or (wanted == "last" and p[0] <= anchor.published)
        ]
        if wanted == "this" or not chosen:
            chosen = sorted(candidates, key=lambda p: abs((p[0] - anchor.published).days))
        elif wanted == "last":
            chosen.reverse()
        return _third(found, chosen[0] if chosen else None, precision, note)
    return _third(found, periods.hijri(year, month, found.day), precision, note)


def _third(found: Expression, period: Period | None, precision: Precision, note: str) -> Resolved:
    """A day or month, of a month the third that its words name."""
    edge = EDGES.get(found.edge)
    if period and edge and found.kind == "month":
        period = periods.third(period, edge)
    return Resolved(period, precision, edge, note=note)


def solar(found: Expression, anchor: Anchor, year: int | None) -> Resolved:
    precision = Precision.DAY if found.kind == "day" else Precision.MONTH
    month, published = found.month or 1, anchor.published
    now = published.year - 621 - (published < date(published.year, 3, 21))
    if found.year_relative:
        year = now + OFFSET[found.year_relative]
    if year is not None:
        return _third(found, periods.solar(year, month, found.day), precision, "Solar Hijri")
    candidates = [p for y in (now - 1, now, now + 1) if (p := periods.solar(y, month, found.day))]
    ahead = [p for p in candidates if p[1] >= published]
    past = [p for p in candidates if p[0] <= published]
    if anchor.tense > 0 and ahead:
        return _third(found, ahead[0], precision, "Solar Hijri")
    if anchor.tense < 0 and past:
        return _third(found, past[-1], precision, "Solar Hijri")
    near = min(candidates, key=lambda p: abs((p[0] - published).days), default=None)
    return _third(found, near, precision, "Solar Hijri")


def moveable(found: Expression, anchor: Anchor, year: int | None) -> Resolved:
    """A feast that is counted from Easter; without a year the next one, in a text of the past the last."""
    now = anchor.published
    years = [year] if year is not None else [now.year - 1, now.year, now.year + 1]
    days = [periods.easter(at, found.number or 0, eastern=found.word == "o") for at in years]
    known = [period for period in days if period]
    if anchor.tense < 0:
        known = [period for period in known if period[0] <= now][::-1] or known
    elif anchor.tense > 0:
        known = [period for period in known if period[0] >= now] or known
    else:
        known.sort(key=lambda period: abs((period[0] - now).days))
    return Resolved(next(iter(known), None), Precision.DAY)


def season(found: Expression, anchor: Anchor, year: int | None, relation: str) -> Resolved:
    """A season of ``year``; without one, of the year that its relative word, tense or nearness tells."""
    start, now = _SEASON[found.word], anchor.published
    if year is None:
        spans = [
            (at, first[0], last[1])
            for at in range(now.year - 1, max((now, *(anchor.mentioned or ()))).year + 2)
            if (first := periods.month(at, start)) and (last := periods.month(at, start + 2))
        ]
        tense = anchor.tense or (relation in _AHEAD) - (relation == "within")
        match found.relative:
            case "next":
                fit = [at for at, first, _ in spans if first > now]
            case "last":
                fit = [at for at, _, last in spans if last < now][::-1]
            case "following" if anchor.mentioned:
                fit = [at for at, first, _ in spans if first > anchor.mentioned[1]]
            case _ if tense and found.relative != "this":
                ahead = [at for at, _, last in spans if last >= now]
                fit = ahead if tense > 0 else [at for at, first, _ in spans if first <= now][::-1]
            case _:  # "this autumn" is the nearest one as well
                near = sorted(spans, key=lambda s: max((s[1] - now).days, (now - s[2]).days))
                fit = [at for at, _, _ in near]
        year = next(iter(fit), now.year)
    first, last = periods.month(year, start), periods.month(year, start + 2)
    if not first or not last:
        return Resolved(None, Precision.QUARTER, note="outside the calendar")
    period, edge = (first[0], last[1]), EDGES.get(found.edge)
    if edge is not None:
        period = periods.narrow(period, "quarter", edge)
    return Resolved(period, Precision.QUARTER, edge, fuzzy=True)
