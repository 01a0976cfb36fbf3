"""Milestones, the deadlines stated for them, and the shifts between successive ones."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

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

    @property
    def origins(self) -> tuple[str, ...]:
        """Distinct origins that carry it, first one first."""
        first = (self.stated,) if self.stated else ()
        return tuple(dict.fromkeys(s.origin for s in (*first, *self.also)))


@dataclass(frozen=True, slots=True)
class MilestoneLedger:
    """Everything folded about one milestone."""

    milestone: str
    current: Deadline | None
    history: tuple[Deadline, ...] = ()
    shifts: tuple[Shift, ...] = ()
    stated: tuple[Stated, ...] = field(default=())
