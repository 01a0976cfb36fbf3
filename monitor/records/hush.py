"""What the user has asked to be quiet about, and for how long."""

from dataclasses import dataclass
from datetime import datetime

from monitor.records.alert import AlertKind, Severity


@dataclass(frozen=True, slots=True)
class Matcher:
    """Which alerts are meant: those that fit everything given. An empty list gives nothing and fits all."""

    severity: tuple[Severity, ...] = ()
    """How loud."""
    kind: tuple[AlertKind, ...] = ()
    milestone: tuple[str, ...] = ()
    """Ids of ``milestones.toml``. Coverage is about none, so that it fits no milestone."""
    language: tuple[str, ...] = ()
    """Languages of the article, by their codes: ``ar`` also stands for ``ar-IQ``."""
    outlet: tuple[str, ...] = ()
    """Outlets that carry it, as ``feeds.toml`` names them; case does not matter."""
    origins: int = 0
    """So many distinct origins carry it when it is decided, or more."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Alerts that fit are recorded, not told, from when it was made until it ends."""

    id: int
    """Given by the store; 0 before."""
    matcher: Matcher
    until: datetime
    """When it ends."""
    reason: str
    made_at: datetime
    ended_at: datetime | None = None
    """When what still held was told; None before its end has been noticed."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The user knows how a milestone stands: what leaves it there is recorded, not told."""

    milestone: str
    made_at: datetime
    shift: str | None
    """Key of the shift that stood when it was made: another one ends it. None when there was none."""
