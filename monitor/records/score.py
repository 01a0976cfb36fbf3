"""Relevance of an article to the topic, with what explains it."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.records.statement import Field


class ScoreReason(StrEnum):
    """Why an article counts as relevant or not."""

    ABOVE = "above-threshold"
    BELOW = "below-threshold"
    LABELLED_RELEVANT = "labelled-relevant"
    LABELLED_IRRELEVANT = "labelled-irrelevant"
    EMPTY = "empty"
    """No text to judge."""
    UNSCORED = "unscored"
    """The scorer failed; the entry flows on, never swallowed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The stretch of an article that decided its score."""

    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SeedPassage:
    """A stretch of a seed document."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a passage says leaves or ends, and what the words around bind it to, as published."""

    words: str
    who: str
    """The nearest name of whoever leaves; empty when none is near."""
    where: str
    """The nearest place that is left; empty when none is near."""
    right_who: bool
    """Whether that is the actor that the topic is about, and not another one."""
    right_where: bool


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to a score."""

    meaning: str
    """In words: what the text shows, or what it lacks."""
    amount: float
    """In log-odds; negative speaks against the topic."""


@dataclass(frozen=True, slots=True)
class Score:
    """Relevance 0..1, calibrated so that the configured threshold is comparable between encoders."""

    value: float
    relevant: bool
    reason: ScoreReason
    passage: Passage | None
    seed: SeedPassage | None
    terms: tuple[str, ...]
    """Words that the passage and the topic share, most telling first."""
    encoder: str
    """Identity of the encoder and the fitted topic that produced the value."""
    detail: str = ""
    """One sentence for a person."""
    leaving: Leaving | None = None
    """None when nothing leaves or ends in the passage, or its language has no word lists."""
    contributions: tuple[Contribution, ...] = ()
    """What speaks for and against it, the strongest first."""
    vector: str = ""
    """What the article says beyond what every article of the topic says, as the encoder sees it. In base64:
    four bytes that tell encoders apart, and one signed byte per dimension."""
