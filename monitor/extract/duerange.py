"""The days by which a date makes something due: a limit, a start or the day itself (stage 6)."""

from bisect import bisect_left
from collections.abc import Collection
from datetime import date, timedelta

from monitor.extract.mention import Mention
from monitor.extract.reading import Reading
from monitor.records import Bound, DueRange, Field, Precision

__all__ = ["due_range"]

_BRINGS = frozenset({"change:earlier", "ultimatum"})
"""Labels before "until" that make what it names a limit."""
_LASTING = frozenset({"stay", "lasts"})
_DAY = timedelta(days=1)
_WHOLE = frozenset({"month", "year", "quarter", "half"})
"""Kinds of dates before which nothing of them is left."""
_BOUNDS = {Bound.BEFORE: Bound.BY, Bound.WITHIN: Bound.ON, Bound.SINCE: Bound.FROM, Bound.BETWEEN: Bound.ON}


def due_range(reading: Reading, mention: Mention, published: date, parting: Collection[str]) -> DueRange:
    """What a date makes due, by its relation and the words around it; ``parting``: words between clauses."""
    first, last = mention.resolved.period or (published, published)
    bound = _BOUNDS.get(mention.bound, mention.bound)
    if mention.resolved.length:
        bound, first = Bound.BY, last
    if _is_ahead_of(reading, mention, published):
        first = last = first - _DAY
    at = bisect_left(reading.offsets, mention.relation_start)
    end = bisect_left(reading.offsets, mention.end)
    sentence = reading.sentences[mention.sentence]
    apart = (one + 1 for one in range(at - 1, max(at - 5, -1), -1) if reading.tokens[one].low in parting)
    near = reading.cued(max(sentence.first, at - 4), at)
    led = reading.cued(max(sentence.first, at - 4, next(apart, 0)), at)
    ends = max((hit.first for hit in led.get("end", ())), default=-1)
    begins = any(hit.first > ends for hit in led.get("begin", ()))
    before = reading.cued(sentence.first, at)
    after = reading.cued(at, min(end + 3, sentence.last))
    if mention.relation == "after":
        bound = Bound.ON if mention.resolved.length else Bound.BY
    elif bound is Bound.ON and ("limit" in after or "limit" in near):
        bound = Bound.BY
    elif bound is Bound.UNTIL and before.keys() & _BRINGS and not before.keys() & _LASTING:
        bound = Bound.BY  # "brought forward to June", "gave them until June"
    if bound is Bound.ON and mention.relation == "on" and begins:
        bound = Bound.FROM
    return DueRange(
        first, last, mention.resolved.precision, bound, mention.resolved.edge, mention.resolved.fuzzy
    )


def _is_ahead_of(reading: Reading, mention: Mention, published: date) -> bool:
    """Whether a date ends where the month or year that it names begins: "before October".

    Not in a title, which is short for "before the end of October".
    """
    named = mention.resolved
    whole = mention.kind in _WHOLE and named.edge is None and named.precision is not Precision.DAY
    ahead = named.period is not None and named.period[0] > published
    return mention.relation == "before" and whole and ahead and reading.name is not Field.TITLE
