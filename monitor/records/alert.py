"""Decisions that a person should (or need not) know."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.records.ledger import Deadline, ShiftKind
from monitor.records.score import Score
from monitor.records.statement import Quote, Rank


class Severity(StrEnum):
    """How loud an alert is, loudest first."""

    SHIFT = "shift"
    NEW_DATE = "new-date"
    EVENT = "event"
    COVERAGE = "coverage"


class AlertKind(StrEnum):
    """``coverage`` or a kind of shift."""

    COVERAGE = "coverage"
    NEW = ShiftKind.NEW.value
    LATER = ShiftKind.LATER.value
    EARLIER = ShiftKind.EARLIER.value
    REFINED = ShiftKind.REFINED.value
    DENIED = ShiftKind.DENIED.value
    POSTPONED = ShiftKind.POSTPONED.value
    CONFIRMED = ShiftKind.CONFIRMED.value
    BEGUN = ShiftKind.BEGUN.value
    COMPLETED = ShiftKind.COMPLETED.value
    DIVERGENCE = ShiftKind.DIVERGENCE.value
    DISAGREEMENT = ShiftKind.DISAGREEMENT.value
    SETTLED = ShiftKind.SETTLED.value
    CORRECTED = ShiftKind.CORRECTED.value
    LAPSED = ShiftKind.LAPSED.value
    REMINDER = ShiftKind.REMINDER.value
    SILENCE = ShiftKind.SILENCE.value


class Suppression(StrEnum):
    """Why a person need not know."""

    KIND_OFF = "kind-off"
    """This kind is switched off in ``config/alerts.toml``."""
    SAME_NEWS = "same-news"
    """A copy or repetition of something alerted: it corroborates."""
    SHIFT_ALERTED = "shift-alerted"
    """Coverage that a shift alert of the same entry already tells."""
    BACKGROUND = "background"
    DIVERGENCE = "divergence"
    UNTRACKED = "untracked"
    STALE = "stale"
    """Published too long ago to be news when it was first seen."""
    FIRST_POLL = "first-poll"
    """Older entries of a feed polled for the first time are recorded, not alerted."""
    HELD = "held"
    """Only unnamed sources of one origin tell it; it waits for a second origin, or its time."""
    UNSCORED = "unscored"
    """The scorer failed, and the entry states nothing that is tracked."""
    REBUILT = "rebuilt"
    """Only a ledger that was rebuilt has it: nothing new was published."""
    LABELLED = "labelled"
    """Only the ledger after a label of a statement has it: nothing new was published."""
    SILENCED = "silenced"
    """The user asked for silence about such news, until an instant."""
    ACKNOWLEDGED = "acknowledged"
    """The user knows how the milestone stands, and it still stands so."""
    RETRACTED = "retracted"
    """It was told, and rested on words that the user marked as wrong."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The first word on record for what unnamed sources had told, or the first of a second origin."""

    at: datetime
    """When it was published."""
    entry: str
    outlet: str
    speaker: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class Alert:
    """A decision about one piece of news. With ``suppressed`` set, a decision not to tell, and why."""

    key: str
    """Stable under a unique index: the same news decided again has the same key."""
    severity: Severity
    kind: AlertKind
    milestone: str | None
    entry: str | None
    """The entry that brought it; None when the clock did."""
    title: str
    outlet: str
    lang: str
    url: str | None
    published_at: datetime
    decided_at: datetime
    before: Deadline | None
    after: Deadline | None
    days_moved: int | None
    quote: Quote | None
    """The new words."""
    quote_before: Quote | None
    """The old words, from the entry that set the deadline before."""
    speaker: str
    reason: str
    """One sentence for a person: the rule that decided, in words."""
    also: tuple[str, ...] = ()
    """Entries that carry the same news."""
    origins: tuple[str, ...] = ()
    """Distinct origins that carry it, first one first."""
    outlets: tuple[str, ...] = ()
    """Distinct outlets that carry it, first one first."""
    credited: str = ""
    """The wire or outlet that the first one credits with it; empty for its own news."""
    unconfirmed: bool = False
    """Whether only unnamed sources of one origin tell it so far."""
    confirmed: Confirmation | None = None
    """What confirmed the news of unnamed sources; None for news that is unconfirmed, or never was."""
    score: Score | None = None
    suppressed: Suppression | None = None
    rank: Rank | None = None
    """In what role ``speaker`` speaks; None where nobody does."""
    rule: str = ""
    """Identity of the rule of the ledger that decided; empty for coverage."""
    confidence: float | None = None
    """How surely the new words say what was read; None where no statement stands behind it."""
    doubts: tuple[str, ...] = ()
    """The reasons against; ``confidence`` follows from them."""
    facts: tuple[str, ...] = ()
    """Dates, numbers and places that the article gives, in its own words, in their order."""
