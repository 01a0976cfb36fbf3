"""The year of a month that is named without one (stage 4)."""

from monitor.extract.anchor import Anchor
from monitor.extract.expression import Expression

__all__ = ["nearest_year"]

_GONE_BY = 3
"""Months back in which the date of a plan that is told as past is looked for."""


def nearest_year(month: int, found: Expression, anchor: Anchor, relation: str) -> int:
    """The year of a month without one: by its relative word, else by tense, else by nearness."""
    published = anchor.published
    now = published.year * 12 + published.month - 1
    candidates = [(year, year * 12 + month - 1) for year in range(published.year - 1, published.year + 2)]
    later = [year for year, at in candidates if at > now]
    since = [year for year, at in candidates if at <= now]
    day = found.day or 0
    match found.relative:
        case "next":
            return later[0] if later else published.year
        case "last":
            earlier = [year for year, at in candidates if at < now or (at == now and 0 < day < published.day)]
            return earlier[-1] if earlier else published.year
        case "this":
            return published.year
        case "following" if anchor.mentioned:
            start = anchor.mentioned[0]
            return start.year + (month <= start.month)
        case "same" if anchor.mentioned or since:  # "by that September", told of further up if not here
            return anchor.mentioned[0].year if anchor.mentioned else since[-1]
    tense = anchor.tense
    if relation == "instead" and anchor.mentioned and anchor.mentioned[0] > published:
        new = anchor.mentioned[0].year * 12 + anchor.mentioned[0].month - 1
        return min(candidates, key=lambda c: abs(c[1] - new))[0]  # "in December 2025 and not in September"
    if tense > 1 or relation == "instead":  # a plan of the past: its date may just have gone by
        return since[-1] if now - (since[-1] * 12 + month - 1) <= _GONE_BY else later[0]
    if relation in ("by", "until", "from", "after", "beyond") and tense > -2:
        tense = max(tense, 1 if tense >= 0 else 0)
    if relation == "since":
        tense = -1
    if tense > 0:
        return (
            next(y for y, at in candidates if at >= now) if month >= published.month else published.year + 1
        )
    if tense < 0:
        return since[-1]
    return min(candidates, key=lambda c: (abs(c[1] - now), c[1] > now))[0]
