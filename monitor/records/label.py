"""A person's word on a statement that was read: right, or wrong in which way, and what is right instead."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.records.statement import DueRange, Quote, Rank


class StatementVerdict(StrEnum):
    """A person's word on what was read out of some words."""

    RIGHT = "right"
    NOT_A_DEADLINE = "not-a-deadline"
    """The words state nothing about the milestone."""
    WRONG_DATE = "wrong-date"
    WRONG_SPEAKER = "wrong-speaker"
    BACKGROUND = "background"
    """A recap of what was already known."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the words really say; what is empty was read rightly."""

    due: DueRange | None = None
    speaker: str = ""
    rank: Rank | None = None
    milestone: str = ""


@dataclass(frozen=True, slots=True)
class StatementLabel:
    """A person's verdict on one statement, known again by its words and not by its place in the store."""

    entry: str
    version: int
    """The version of the entry that the words were seen in."""
    milestone: str
    """The milestone that they were read to be about."""
    quote: Quote
    """The evidence, as it was read."""
    date: Quote | None
    """The date words, where there are any."""
    verdict: StatementVerdict
    labelled_at: datetime
    correction: Correction | None = None
    note: str = ""
