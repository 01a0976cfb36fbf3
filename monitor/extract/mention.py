"""A time expression in its sentence, as every later stage sees it."""

from datetime import date
from typing import NamedTuple

from monitor.extract.anchor import Resolved
from monitor.extract.reading import Reading
from monitor.records import Bound, DateMention, DateRole

__all__ = ["Mention", "to_record"]


class Mention(NamedTuple):
    """A time expression in its sentence. ``start``/``end`` are offsets into the normal text."""

    start: int
    end: int
    sentence: int
    relation: str
    relation_start: int
    """Where the relation word begins; ``start`` when there is none."""
    kind: str
    resolved: Resolved
    bound: Bound
    role: DateRole
    of_word: bool
    """Whether it is the date of a word: "they will leave in 2026, the minister said in October"."""

    @property
    def first(self) -> date | None:
        return self.resolved.period[0] if self.resolved.period else None

    @property
    def last(self) -> date | None:
        return self.resolved.period[1] if self.resolved.period else None


def to_record(reading: Reading, mention: Mention) -> DateMention:
    """The mention as the record that callers see."""
    return DateMention(
        reading.quote(mention.start, mention.end),
        mention.first,
        mention.last,
        mention.resolved.precision,
        mention.bound,
        mention.role,
        mention.resolved.edge,
        mention.resolved.fuzzy,
        mention.resolved.note,
    )
