"""Alerts for the tests of routes, calm and silences."""

from dataclasses import replace
from datetime import UTC, date, datetime

from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Deadline,
    DueRange,
    Field,
    Modality,
    Precision,
    Quote,
    Rank,
    Severity,
    Stated,
    Statement,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
_LOUD = {
    AlertKind.COVERAGE: Severity.COVERAGE,
    AlertKind.NEW: Severity.NEW_DATE,
    **dict.fromkeys(
        (AlertKind.LATER, AlertKind.EARLIER, AlertKind.DENIED, AlertKind.POSTPONED, AlertKind.CORRECTED),
        Severity.SHIFT,
    ),
}


def deadline(last_day: date | None, *, entry: str = "e1", story: str = "st1") -> Deadline:
    """A deadline set by one article."""
    due = None if last_day is None else DueRange(last_day, last_day, Precision.DAY, Bound.BY)
    statement = Statement(
        "mission_end",
        "end",
        "coalition",
        "",
        "Iraq",
        due,
        Modality.ANNOUNCED,
        "",
        Rank.OFFICIAL,
        False,
        False,
        Quote(Field.BODY, 0, 1, "x"),
        None,
        "rule/one",
    )
    said = Stated("s1", statement, entry, 1, NOW, NOW, "Wire", "Wire", "ar", "title", None, story)
    return Deadline("mission_end", due, Modality.ANNOUNCED, Rank.OFFICIAL, said)


def alert(kind: AlertKind = AlertKind.LATER, key: str = "shift:1", **changes: object) -> Alert:
    """One alert about the end of the mission, or coverage."""
    made = Alert(
        key=key,
        severity=_LOUD.get(kind, Severity.EVENT),
        kind=kind,
        milestone=None if kind is AlertKind.COVERAGE else "mission_end",
        entry="e1",
        title=f"news {key}",
        outlet="Example Wire",
        lang="ar",
        url=None,
        published_at=NOW,
        decided_at=NOW,
        before=None,
        after=None,
        days_moved=None,
        quote=None,
        quote_before=None,
        speaker="",
        reason="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]
