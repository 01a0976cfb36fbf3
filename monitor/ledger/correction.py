"""What a person types to put a statement right: a date that becomes days, and days that become text again."""

import re
from calendar import monthrange
from datetime import date

from monitor.records import Bound, DueRange, Precision, StatementVerdict

__all__ = ["PUTS_RIGHT", "due_typed", "typed"]

PUTS_RIGHT = frozenset(
    {StatementVerdict.NOT_A_DEADLINE, StatementVerdict.WRONG_DATE, StatementVerdict.WRONG_SPEAKER}
)
"""Verdicts that say that something is wrong: a correction may go with them."""

_TYPED = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def due_typed(text: str, read: DueRange | None) -> DueRange:
    """A year, a month or a day as a person types it: 2026, 2026-09, 2026-09-30, digits of any script.

    Args:
        text: what was typed.
        read: the days that the words were read to; theirs is the limit, "by" without any.

    Raises:
        ValueError: it is no such date.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no date; write 2026, 2026-09 or 2026-09-30")
    year, month, day = (int(part) if part is not None else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{text!r} is no date; write 2026, 2026-09 or 2026-09-30") from None
    if day is not None:
        last, precision = first, Precision.DAY
    elif month is not None:
        last, precision = first.replace(day=monthrange(first.year, month)[1]), Precision.MONTH
    else:
        last, precision = date(first.year, 12, 31), Precision.YEAR
    return DueRange(first, last, precision, read.bound if read is not None else Bound.BY)


def typed(due: DueRange) -> str:
    """What :func:`due_typed` makes a range of: the day, month or year that it ends in."""
    parts = {Precision.YEAR: 1, Precision.MONTH: 2}.get(due.precision, 3)
    return "-".join(due.last_day.isoformat().split("-")[:parts])
