"""What the user's own use of the program adds to the topic."""

from dataclasses import dataclass
from datetime import datetime

from monitor.records.entry import Entry


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Ordinary entries of the user's own feeds, taken as what the topic is told from."""

    made_at: datetime
    seen: int
    """Entries judged when it was made."""
    ordinary: tuple[tuple[str, int], ...]
    """Identity and version of each entry taken."""
    undone_at: datetime | None = None
    """When the user took it back."""


@dataclass(frozen=True, slots=True)
class Experience:
    """What has been seen and said so far, to learn from."""

    labelled: tuple[tuple[Entry, bool], ...] = ()
    """Entries with the user's word on them: relevant or not."""
    ordinary: tuple[Entry, ...] = ()
    """Entries of the user's feeds that are taken as off the topic."""


@dataclass(frozen=True, slots=True)
class Learning:
    """One time that the topic was learnt."""

    learnt_at: datetime
    identity: str
    """Of encoder and topic, stored with every score."""
    seeds: int
    relevant: int
    """Labels of either kind."""
    irrelevant: int
    ordinary: int
    cost: float
    """Tracking cost on examples held out."""
