"""Told alerts that the user wants never to lose."""

from dataclasses import dataclass
from datetime import date, datetime

from monitor.records.alert import AlertKind


@dataclass(frozen=True, slots=True)
class News:
    """What an alert tells, apart from its key: a key counts how often the like was told before."""

    kind: AlertKind
    milestone: str | None
    last_day: date | None
    """The last day that is now stated; None without a date."""
    entries: tuple[str, ...]
    """All entries that carry it; empty when the clock speaks."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An alert that a changed configuration has to tell as well."""

    alert: str
    """Its key."""
    news: News
    pinned_at: datetime
