"""Who stated what is due when, with the words that prove it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """The part of an entry that offsets count into."""

    TITLE = "title"
    SUMMARY = "summary"
    BODY = "body"


class Precision(StrEnum):
    """The unit that the words name."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    UNKNOWN = "unknown"
    """Vague words: no interval follows from them."""


class Edge(StrEnum):
    """The part of the unit that the words narrow to."""

    EARLY = "early"
    MID = "mid"
    END = "end"


class Bound(StrEnum):
    """How a date limits what is due. Statements use by, on, from, until and around; dates use all."""

    BY = "by"
    ON = "on"
    FROM = "from"
    UNTIL = "until"
    AROUND = "around"
    BEFORE = "before"
    SINCE = "since"
    WITHIN = "within"
    BETWEEN = "between"


class DateRole(StrEnum):
    """What a date does in its text."""

    DEADLINE = "deadline"
    PAST = "past"
    BACKGROUND = "background"
    PUBLICATION = "publication"


class Modality(StrEnum):
    """How the thing that is due is put."""

    PLANNED = "planned"
    AGREED = "agreed"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    DENIED = "denied"
    POSTPONED = "postponed"
    BEGUN = "begun"
    COMPLETED = "completed"
    CONDITIONAL = "conditional"
    RUMOURED = "rumoured"


WISHED = frozenset({Modality.PROPOSED, Modality.RUMOURED})
"""Modalities of what somebody would like or talks of: a change beside one is the one that is wanted."""


class Rank(StrEnum):
    """Who is believed, highest first."""

    JOINT = "joint"
    """A text that both sides put their name to."""
    OFFICIAL = "official"
    """A named person or institution on record."""
    SOURCES = "sources"
    """Unnamed sources, or nobody named."""


class Change(StrEnum):
    """An explicit claim that a date or plan moved; beside what is only wished (:data:`WISHED`), that wish."""

    EARLIER = "earlier"
    LATER = "later"
    STAYS = "stays"
    """The force stays after all; the timetable will not be kept."""
    CHANGED = "changed"
    """A new timetable, without a direction."""
    KEPT = "kept"
    """None: the plan is said to stand as it is."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words and where they stand: ``entry.text(field)[start:end] == text``, always."""

    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DueRange:
    """Earliest and latest day that the words allow, on the day they were published."""

    first_day: date
    last_day: date
    precision: Precision
    bound: Bound
    edge: Edge | None = None
    fuzzy: bool = False
    """The interval is a judgement ("in the coming weeks")."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """One time expression of a text."""

    quote: Quote
    first_day: date | None
    last_day: date | None
    precision: Precision
    bound: Bound
    role: DateRole
    edge: Edge | None = None
    fuzzy: bool = False
    note: str = ""
    """What is peculiar: year inferred, anaphoric, a tolerance, partly understood, counted from an event."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who stated what about which milestone (stated, not true), with evidence."""

    milestone: str
    action: str
    actor: str
    scope: str
    place: str
    due: DueRange | None
    modality: Modality
    speaker: str
    """Name or office as the text gives it; ``sources`` for unnamed ones; empty when nobody is named."""
    rank: Rank
    background: bool
    """A recap of what was already known."""
    commentary: bool
    """Analysts and columnists: foreground without authority."""
    quote: Quote
    """The evidence: the clause or sentence that states it."""
    date: Quote | None
    """The date words inside the evidence; None for undated statements."""
    rule: str
    """Identity of the rule that made it."""
    change: Change | None = None
    confidence: float | None = None
    """How surely it says what its words say, 0 to 1: what ``doubts`` leave of 1 (docs/extraction.md).
    None: not judged, by a version before confidences."""
    doubts: tuple[str, ...] = ()
    """The reasons against, in words for a person; ``confidence`` follows from them."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or forces."""

    n: int
    n_max: int | None
    who: str
    place: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Site:
    """A base or place that the text names in its own right."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one version of one entry."""

    dates: tuple[DateMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    counts: tuple[Count, ...] = ()
    sites: tuple[Site, ...] = ()
