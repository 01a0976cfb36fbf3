"""What a time expression resolves to, and where relative words count from."""

from datetime import date
from typing import NamedTuple

from monitor.records import Edge, Precision

__all__ = ["EDGES", "OFFSET", "PARTLY", "Anchor", "Period", "Resolved", "Tense"]

Period = tuple[date, date]
Tense = int
"""1 future, -1 past, 0 unknown: how a month or day without a year is read."""

EDGES = {"early": Edge.EARLY, "mid": Edge.MID, "end": Edge.END}
OFFSET = {"this": 0, "next": 1, "after-next": 2, "last": -1, "following": 1, "same": 0}
_DAYS = {"day": 3, "week": 14, "month": 62}
"""Days from which on a date is longer than a unit; a season or a year is no month."""
PARTLY = "partly understood"
"""Note of a date of which a part was not understood: its days are those of the rest."""


class Resolved(NamedTuple):
    """The days that an expression names; None where no interval follows from it."""

    period: Period | None
    precision: Precision
    edge: Edge | None = None
    fuzzy: bool = False
    note: str = ""
    length: bool = False
    """A length of time, whose interval depends on the relation before it."""


class Anchor(NamedTuple):
    """Where relative words count from."""

    published: date
    mentioned: Period | None = None
    """The date last mentioned in the paragraph."""
    precision: Precision = Precision.DAY
    tense: Tense = 0

    def is_wider(self, unit: str) -> bool:
        """Whether the date last mentioned is longer than a unit: "on the same day" after a month."""
        if self.mentioned is None or unit not in _DAYS:
            return False
        return (self.mentioned[1] - self.mentioned[0]).days >= _DAYS[unit]
