"""What a stretch of lexemes names, as the grammar reads it."""

from typing import NamedTuple

__all__ = ["RELATIVE", "Expression"]


class Expression(NamedTuple):
    """What a stretch of lexemes names. ``first``/``last`` are a half-open range of lexemes."""

    kind: str
    """day, month, quarter, half, year, unit, weekday, week-day, relative-day, duration, plural, season,
    share, close, vague, impossible"""
    first: int
    last: int
    day: int | None = None
    day_to: int | None = None
    """Last day of a range that shares its month: "3 to 7 November"."""
    month: int | None = None
    year: int | None = None
    number: int | None = None
    """Ordinal of a quarter, half or week, -1 the last; length of a duration; offset of a relative day; of
    a week-day the weekday that weeks begin with."""
    weekday: int | None = None
    unit: str = ""
    relative: str = ""
    """this, next, after-next, last, following, same: of the unit, month or weekday."""
    year_relative: str = ""
    """The same, of the year that a month, quarter or half belongs to."""
    edge: str = ""
    """early, mid, end, first-day, last-day."""
    hijri: bool = False
    solar: bool = False
    word: str = ""
    """Of a length what follows it: ago, later, now, more; else the name or kind of what is named."""
    partly: bool = False
    """Only the rest of a date, of which a part was not understood."""
    whole: "Expression | None" = None
    """What it is a share of: "the first week of September"."""
    to: "Expression | None" = None
    """Where a range ends that begins here: "between June and September"."""


RELATIVE = {"T": "this", "X": "next", "L": "last", "F": "following", "S": "same", "B": "after-next"}
"""Relative word by the tag of its lexeme."""
