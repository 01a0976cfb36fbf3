"""What a slip chart shows: per milestone, which date was stated when, by which side, and what came of it.

1. every shift that a statement caused becomes a point: across, when it was said; up, the date it stated;
2. every deadline on record becomes a stretch: from its statement to the one that replaced it, or to now.

Denials and the like name no date of their own: they stand where the line was. What is done stands at its day,
on the diagonal of "today".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate

from monitor.ledger import limit
from monitor.records import DueRange, MilestoneLedger, Rank, Shift, ShiftKind, Stated
from monitor.render import (
    Phrases,
    day_words,
    deadline_words,
    due_words,
    load_phrases,
    moved_words,
    plain,
    stated_words,
    who_words,
)


class Mark(StrEnum):
    """What a point says about its milestone."""

    STATED = "stated"
    """A date that became the deadline in force."""
    UNCONFIRMED = "unconfirmed"
    """The same, from unnamed sources of one origin."""
    CONFIRMED = "confirmed"
    """The date in force, said again."""
    UNDATED = "undated"
    """A plan without a date."""
    ANOTHER = "another"
    """Another date or position than the one in force, which stays."""
    POSTPONED = "postponed"
    DENIED = "denied"
    BEGUN = "begun"
    COMPLETED = "completed"


class Side(StrEnum):
    """Whose line a point lies on."""

    RECORD = "record"
    """Joint texts and those who speak on record."""
    SOURCES = "sources"
    """Unnamed sources."""


@dataclass(frozen=True, slots=True)
class Point:
    """One statement on the chart."""

    said_at: datetime
    stated_on: date
    """Where it stands: the limit that it states, or that of the line it ends."""
    first_day: date | None
    """The precision: first and last day that the words allow; None when they name no date."""
    last_day: date | None
    mark: Mark
    side: Side
    leg: int
    """Points of one side and leg are joined; a denial, a postponement and a completion end the leg."""
    kind: ShiftKind
    days_moved: int | None
    words: str
    """The date, or what stands in its place, in the language of the chart."""
    moved: str
    """How far the deadline moved, in that language; empty when it did not."""
    who: str
    quote: str
    outlet: str
    entry: str

    @property
    def joins(self) -> bool:
        """Whether the line of its side goes through it."""
        return self.mark in _JOINING and self.first_day is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time during which one deadline was in force."""

    since: datetime
    until: datetime
    stated_on: date
    leg: int
    """Stretches of one leg follow each other without a gap."""


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One milestone on the chart."""

    milestone: str
    name: str
    standing: str
    """The current deadline in words."""
    note: str
    """Who stated it, and since when it stands."""
    ends_at: datetime
    """Now, or the last point when nothing is expected any more."""
    live: bool
    """Whether a dated deadline is in force now."""
    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]


_MARKS = {
    ShiftKind.CONFIRMED: Mark.CONFIRMED,
    ShiftKind.DIVERGENCE: Mark.ANOTHER,
    ShiftKind.DISAGREEMENT: Mark.ANOTHER,
    ShiftKind.POSTPONED: Mark.POSTPONED,
    ShiftKind.DENIED: Mark.DENIED,
    ShiftKind.BEGUN: Mark.BEGUN,
    ShiftKind.COMPLETED: Mark.COMPLETED,
}
"""Kinds that say more than a date; the others state one."""
_ON_THE_LINE = frozenset({Mark.CONFIRMED, Mark.UNDATED, Mark.POSTPONED, Mark.DENIED, Mark.BEGUN})
"""Marks that stand where the line is, whatever date their words name."""
_ENDING = frozenset({Mark.POSTPONED, Mark.DENIED, Mark.COMPLETED})
_JOINING = frozenset({Mark.STATED, Mark.UNCONFIRMED, Mark.CONFIRMED, Mark.ANOTHER})


def slip(
    ledgers: Iterable[MilestoneLedger],
    names: Mapping[str, str],
    language: str,
    now: datetime,
    *,
    drift: int = 0,
) -> tuple[SlipLine, ...]:
    """The lines of a slip chart, one for each milestone about which something is on record.

    Args:
        ledgers: as folded, in the order in which they are to be shown.
        names: milestone id -> name; an unknown id stands for itself.
        language: one of :func:`monitor.render.languages`.
        now: where lines of live milestones end.
        drift: of points that move the deadline, only those that move it by at least so many days.

    Raises:
        ValueError: no such language.
    """
    phrases = load_phrases(language)
    lines = (_line(ledger, names.get(ledger.milestone, ledger.milestone), phrases, now) for ledger in ledgers)
    return tuple(_drifting(line, drift) for line in lines if line.points)


def _drifting(line: SlipLine, drift: int) -> SlipLine:
    if drift <= 0:
        return line
    # The first date is what the others drift from, and the last one says where they have come to.
    ends = (line.points[0], line.points[-1])
    points = tuple(p for p in line.points if p in ends or abs(p.days_moved or 0) >= drift)
    return replace(line, points=points)


def mark_of(shift: Shift) -> Mark:
    """How a shift is marked."""
    if (mark := _MARKS.get(shift.kind)) is not None:
        return mark
    if shift.after is None or shift.after.due is None:
        return Mark.UNDATED
    return Mark.UNCONFIRMED if shift.unconfirmed else Mark.STATED


def _line(ledger: MilestoneLedger, name: str, phrases: Phrases, now: datetime) -> SlipLine:
    points = _points(ledger.shifts, phrases)
    latest = max((p.said_at for p in points), default=now)
    current = ledger.current
    ends_at = max(latest, now) if current is not None and current.live else latest
    note = ""
    if current is not None:
        said = current.set_by
        who, day = who_words(said.statement, phrases), day_words(said.said_at.date(), phrases)
        note = phrases.chart["note"].format(who=who, day=day)
    return SlipLine(
        milestone=ledger.milestone,
        name=phrases.foreign(name),
        standing=deadline_words(current, phrases),
        note=note,
        ends_at=ends_at,
        live=current is not None and current.live and current.due is not None,
        points=points,
        stretches=_stretches(ledger, ends_at),
    )


def _points(shifts: Iterable[Shift], phrases: Phrases) -> tuple[Point, ...]:
    points: list[Point] = []
    leg, last = 0, None
    for shift in sorted(shifts, key=lambda s: s.at):
        stated = shift.stated
        if stated is None or shift.kind is ShiftKind.SETTLED:
            continue
        mark = mark_of(shift)
        due = stated.statement.due
        stated_on = _height(mark, due, stated, last)
        points.append(_point(shift, stated, mark, stated_on, leg, phrases))
        if mark in (Mark.STATED, Mark.UNCONFIRMED):
            last = stated_on
        leg += mark in _ENDING
    return tuple(points)


def _height(mark: Mark, due: DueRange | None, stated: Stated, last: date | None) -> date:
    if last is not None and (mark in _ON_THE_LINE or (mark is Mark.ANOTHER and due is None)):
        return last
    return limit(due) if due is not None else stated.said_at.date()


def _point(shift: Shift, stated: Stated, mark: Mark, stated_on: date, leg: int, phrases: Phrases) -> Point:
    statement = stated.statement
    due = statement.due
    undated = phrases.undated.get(shift.kind.value) or stated_words(statement, phrases)
    return Point(
        said_at=shift.at,
        stated_on=stated_on,
        first_day=due.first_day if due is not None else None,
        last_day=due.last_day if due is not None else None,
        mark=mark,
        side=Side.SOURCES if statement.rank is Rank.SOURCES else Side.RECORD,
        leg=leg,
        kind=shift.kind,
        days_moved=shift.days_moved,
        words=due_words(due, phrases) if due is not None else undated,
        moved=plain(moved_words(shift.kind, shift.days_moved, phrases)),
        who=who_words(statement, phrases),
        quote=plain(statement.quote.text),
        outlet=plain(stated.outlet),
        entry=stated.entry,
    )


def _stretches(ledger: MilestoneLedger, ends_at: datetime) -> tuple[Stretch, ...]:
    # An edited article moves the deadline when it is edited, but is as old as it was.
    starts = list(accumulate((d.set_by.said_at for d in ledger.history), max))
    stretches = []
    leg = 0
    for deadline, since, until in zip(ledger.history, starts, [*starts, ends_at][1:], strict=True):
        if deadline.due is None or not deadline.live:
            leg += 1
            continue
        stretches.append(Stretch(since, until, limit(deadline.due), leg))
    return tuple(stretches)
