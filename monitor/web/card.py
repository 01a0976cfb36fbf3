"""What a milestone's card says: what is due, who says so, where it is heading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.ledger import limit
from monitor.records import Deadline, MilestoneLedger, Shift, ShiftKind
from monitor.render import (
    Phrases,
    deadline_words,
    disagreement_words,
    due_words,
    moved_words,
    stated_words,
    who_words,
)


class Trend(StrEnum):
    """Where the last moves of a deadline point."""

    LATER = "later"
    EARLIER = "earlier"
    STEADY = "steady"


ARROWS = {Trend.LATER: "↗", Trend.EARLIER: "↘", Trend.STEADY: "→"}


@dataclass(frozen=True, slots=True)
class Move:
    """One shift of a milestone, in words."""

    kind: ShiftKind
    at: datetime
    words: str
    """What was stated: the date, or what stands in its place."""
    before: str
    moved: str
    """How far it moved; empty when it did not."""
    days_moved: int | None
    who: str
    quote: str
    lang: str
    outlet: str
    entry: str | None
    url: str | None
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One milestone as it stands."""

    milestone: str
    name: str
    tracked: bool
    standing: str
    """The current deadline in words."""
    precision: str
    """The unit that the words name; empty without a date."""
    days_left: int | None
    """Until the limit; negative when it is past; None without a live date."""
    limit: date | None
    who: str
    since: datetime | None
    """When the current deadline was stated."""
    quote: str
    outlet: str
    entry: str | None
    trend: Trend | None
    """None with fewer than two dates on record."""
    moved: str
    """The last move in words; empty when it never moved."""
    moves: int
    """How often it moved."""
    disagreement: str
    origins: tuple[str, ...]
    unconfirmed: bool
    last: datetime | None
    """When somebody last said anything that counted."""


def card_of(
    ledger: MilestoneLedger, names: Mapping[str, str], phrases: Phrases, now: datetime, *, tracked: bool
) -> Card:
    """The card of a milestone.

    Args:
        ledger: as folded.
        names: milestone id -> name.
        phrases: the language.
        now: what days are counted from.
        tracked: whether its news is told.
    """
    current = ledger.current
    said = current.set_by if current is not None else None
    due = current.due if current is not None and current.live else None
    moved = [shift for shift in ledger.shifts if shift.days_moved]
    setting = _setting(ledger, current)
    last = moved[-1] if moved else None
    return Card(
        milestone=ledger.milestone,
        name=names.get(ledger.milestone, ledger.milestone),
        tracked=tracked,
        standing=deadline_words(current, phrases),
        precision=due.precision.value if due is not None else "",
        days_left=(limit(due) - now.date()).days if due is not None else None,
        limit=limit(due) if due is not None else None,
        who=who_words(said.statement, phrases) if said is not None else "",
        since=said.said_at if said is not None else None,
        quote=said.statement.quote.text if said is not None else "",
        outlet=said.outlet if said is not None else "",
        entry=said.entry if said is not None else None,
        trend=_trend(moved, ledger.history),
        moved=moved_words(last.kind, last.days_moved, phrases) if last is not None else "",
        moves=len(moved),
        disagreement=disagreement_words(ledger.disagreement, phrases) if ledger.disagreement else "",
        origins=setting.origins if setting is not None else ((said.origin,) if said is not None else ()),
        unconfirmed=setting is not None and setting.unconfirmed,
        last=max((shift.at for shift in ledger.shifts if shift.stated is not None), default=None),
    )


def moves_of(
    ledger: MilestoneLedger, phrases: Phrases, start: int = 0, limit: int | None = None
) -> tuple[Move, ...]:
    """What became of a milestone, newest first.

    Args:
        ledger: as folded.
        phrases: the language.
        start: how many of the newest are passed over.
        limit: at most so many; None for all.
    """
    newest = sorted(ledger.shifts, key=lambda s: s.at, reverse=True)
    return tuple(_move(shift, phrases) for shift in newest[start : None if limit is None else start + limit])


def _move(shift: Shift, phrases: Phrases) -> Move:
    stated = shift.stated
    statement = stated.statement if stated is not None else None
    if statement is not None and statement.due is not None:
        words = due_words(statement.due, phrases)
    elif statement is not None:
        words = phrases.undated.get(shift.kind.value, stated_words(statement, phrases))
    else:
        words = deadline_words(shift.after or shift.before, phrases)
    return Move(
        kind=shift.kind,
        at=shift.at,
        words=words,
        before=deadline_words(shift.before, phrases) if shift.before is not None else "",
        moved=moved_words(shift.kind, shift.days_moved, phrases),
        days_moved=shift.days_moved,
        who=who_words(statement, phrases) if statement is not None else "",
        quote=statement.quote.text if statement is not None else "",
        lang=stated.lang if stated is not None else "",
        outlet=stated.outlet if stated is not None else "",
        entry=stated.entry if stated is not None else None,
        url=stated.url if stated is not None else None,
        origins=shift.origins,
        outlets=shift.outlets,
        unconfirmed=shift.unconfirmed,
    )


def _setting(ledger: MilestoneLedger, current: Deadline | None) -> Shift | None:
    """The shift that made the current deadline what it is."""
    if current is None:
        return None
    made = (s for s in reversed(ledger.shifts) if s.stated is not None and s.stated.key == current.set_by.key)
    return next(made, None)


def _trend(moved: list[Shift], history: tuple[Deadline, ...]) -> Trend | None:
    if not moved:
        return Trend.STEADY if any(d.due is not None for d in history) else None
    days = moved[-1].days_moved or 0
    return Trend.LATER if days > 0 else Trend.EARLIER
