"""Milestones, the deadlines stated for them, and the shifts between successive ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from monitor.records.statement import DueRange, Modality, Rank, Statement


class ShiftKind(StrEnum):
    """What happened to a milestone."""

    NEW = "new"
    LATER = "later"
    EARLIER = "earlier"
    REFINED = "refined"
    DENIED = "denied"
    POSTPONED = "postponed"
    CONFIRMED = "confirmed"
    BEGUN = "begun"
    COMPLETED = "completed"
    DIVERGENCE = "divergence"
    DISAGREEMENT = "disagreement"
    """Speakers of different sides hold different positions, both on record."""
    SETTLED = "settled"
    """A disagreement is over."""
    CORRECTED = "corrected"
    LAPSED = "lapsed"
    REMINDER = "reminder"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A thing that is due, from ``config/milestones.toml``."""

    id: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    """(language, name) pairs."""
    tracked: bool = True
    """Untracked milestones are recorded and shown, but never alert."""
    ended_on: date | None = None
    """Set by the user when the matter is over."""
    others: tuple[date, ...] = ()
    """Last days on record for other milestones of the same plan: such a bare date moves nothing here."""
    reminder_days: tuple[int, ...] | None = None
    """Days before its deadlines at which the clock reminds; None: as for all milestones."""
    lapses: bool | None = None
    """Whether its deadlines lapse; None: as for all milestones."""
    silence_after: timedelta | None = None
    """How long nobody may speak about it; None: as for all milestones."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with its provenance: one row of the ledger. Ordered by publication, then identity."""

    key: str
    """Stable identity: entry, version, milestone, span and rule."""
    statement: Statement
    entry: str
    version: int
    said_at: datetime
    """Publication of the entry."""
    seen_at: datetime
    outlet: str
    origin: str
    lang: str
    title: str
    url: str | None
    story: str
    credited: str = ""
    """The wire or outlet that the report itself credits with the news; empty for the outlet's own."""
    copy_of: str | None = None
    """The entry whose words it repeats, if it was found to be a copy."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The current stated due range of a milestone, with the statement that set it."""

    milestone: str
    due: DueRange | None
    """None: the plan is alive, denied or postponed without a date."""
    modality: Modality
    rank: Rank
    set_by: Stated

    @property
    def live(self) -> bool:
        """Whether something is still expected to happen."""
        return self.modality not in (Modality.DENIED, Modality.COMPLETED)


@dataclass(frozen=True, slots=True)
class Shift:
    """A change between two successive deadlines, or an event on the way, with its evidence."""

    key: str
    """Stable: the same statements folded again give the same key."""
    kind: ShiftKind
    milestone: str
    before: Deadline | None
    after: Deadline | None
    days_moved: int | None
    """Latest day after minus latest day before; None when either has no date."""
    stated: Stated | None
    """The statement that caused it; None when the clock did."""
    at: datetime
    rule: str
    """Identity of the rule that decided."""
    reason: str
    """One sentence for a person."""
    also: tuple[Stated, ...] = ()
    """Statements of other entries that carry the same news."""
    raised_by: Stated | None = None
    """The later word of a higher rank that put what unnamed sources had told on firm ground."""

    @property
    def carriers(self) -> tuple[Stated, ...]:
        """Everything that carries it, the statement that caused it first; empty when the clock did."""
        return (self.stated, *self.also) if self.stated else ()

    @property
    def origins(self) -> tuple[str, ...]:
        """Distinct origins that carry it, first one first."""
        return origins_of(self.carriers)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Distinct outlets that carry it, first one first."""
        return tuple(dict.fromkeys(s.outlet for s in self.carriers))

    @property
    def confirmed_by(self) -> Stated | None:
        """What made news of unnamed sources more than that: the first word on record, or the first of a
        second origin. None while there is none, and for news that was on record from the start."""
        if self.stated is None or self.stated.statement.rank is not Rank.SOURCES:
            return None
        first, *others = _origin_each(self.carriers)
        for row, origin in zip(self.also, others, strict=True):
            if row.statement.rank is not Rank.SOURCES or origin != first:
                return row
        return self.raised_by

    @property
    def unconfirmed(self) -> bool:
        """Whether only unnamed sources of one origin carry it, and nobody has confirmed it since."""
        sourced = self.stated is not None and self.stated.statement.rank is Rank.SOURCES
        return sourced and self.confirmed_by is None


class Carrier(Protocol):
    """What tells some news: a statement, or an article."""

    @property
    def entry(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def copy_of(self) -> str | None: ...


def origins_of(carriers: Sequence[Carrier]) -> tuple[str, ...]:
    """Distinct origins, first one first; copies of one text have one, that of the first of them.

    It makes no difference which of two copies was found to repeat the other.
    """
    return tuple(dict.fromkeys(_origin_each(carriers)))


def _origin_each(carriers: Sequence[Carrier]) -> list[str]:
    """The origin of each, copies taking that of the first of them."""
    copies: dict[str, set[str]] = {}
    for one in carriers:
        if one.copy_of is not None:
            copies.setdefault(one.entry, set()).add(one.copy_of)
            copies.setdefault(one.copy_of, set()).add(one.entry)
    found: dict[str, tuple[int, str]] = {}
    for one in carriers:
        if one.entry not in found:
            known = [found[entry] for entry in copies.get(one.entry, ()) if entry in found]
            found[one.entry] = (len(found), min(known)[1] if known else one.origin)
    return [found[one.entry][1] for one in carriers]


@dataclass(frozen=True, slots=True)
class Position:
    """What one side of a disagreement holds."""

    side: str
    """The side's name, or the speaker's where no sides are configured."""
    deadline: Deadline
    """What it says is due, with the statement that says so."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sides on record with different positions at the same time."""

    milestone: str
    opened_at: datetime
    positions: tuple[Position, ...]
    """The side whose word was in force first, then whoever contradicts it."""
    closed_at: datetime | None = None
    """None while it is open."""
    outcome: str = ""
    """How it ended, in a sentence for a person."""


@dataclass(frozen=True, slots=True)
class MilestoneLedger:
    """Everything folded about one milestone."""

    milestone: str
    current: Deadline | None
    history: tuple[Deadline, ...] = ()
    shifts: tuple[Shift, ...] = ()
    stated: tuple[Stated, ...] = field(default=())
    disagreements: tuple[Disagreement, ...] = ()
    """In order of opening; at most the last one is open."""

    @property
    def disagreement(self) -> Disagreement | None:
        """The disagreement that is open."""
        last = self.disagreements[-1] if self.disagreements else None
        return last if last is not None and last.closed_at is None else None
